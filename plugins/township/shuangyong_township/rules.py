"""What must hold in a township's ledger beyond the model's own limits."""

from shuangyong import RowCheck

RULES = (
    RowCheck(
        code="township.examined-over-registered",
        kind="township.conscription",
        needs=("examined", "registered"),
        holds=lambda year: year.examined <= year.registered,
        message="上站体检 {examined} 人，多于报名的 {registered} 人。",
        fix="请核对这两个数；先体检后补报名的，请把他们也算进报名人数。",
        severity="warning",
    ),
    RowCheck(
        code="township.enlisted-over-examined",
        kind="township.conscription",
        needs=("enlisted", "examined"),
        holds=lambda year: year.enlisted <= year.examined,
        message="入伍 {enlisted} 人，多于上站体检的 {examined} 人。",
        fix="没有体检不能入伍，请核对这两个数；体检和入伍分两行填的，请合成一行。",
        severity="warning",
    ),
    RowCheck(
        code="township.projects-without-pairs",
        kind="township.paired_support",
        needs=("projects", "pairs"),
        holds=lambda support: support.pairs > 0 or support.projects == 0,
        message="扶持了 {projects} 个致富项目，结对数却是 0。",
        fix="请填现有几对；不是结对帮扶的项目，请填到“帮扶”。",
        at="pairs",
        severity="warning",
    ),
    RowCheck(
        code="township.farm-help-without-households",
        kind="township.farm_help",
        needs=(),
        holds=lambda help_given: bool(help_given.households),
        message="帮耕帮种没有写帮了几户。",
        fix="请填帮扶户数。",
        at="households",
        severity="warning",
    ),
)
