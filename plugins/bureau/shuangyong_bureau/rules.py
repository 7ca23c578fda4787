"""What must hold in an office's ledger beyond the model's own limits."""

from shuangyong import RowCheck

RULES = (
    RowCheck(
        code="bureau.lecture-without-troops",
        kind="bureau.party_lecture",
        needs=(),
        holds=lambda lecture: lecture.partner is not None or lecture.joint_with is not None,
        message="党课与赠书没有写是和哪个部队或单位一起办的。",
        fix="请填共建部队（写代号或“驻地某部”）或联合单位；只在本单位办的，请填到“国防教育活动”。",
        at="partner",
        severity="warning",
    ),
    RowCheck(
        code="bureau.care-for-nobody",
        kind="bureau.demobilised_care",
        needs=(),
        holds=lambda care: any((care.people, care.households, care.beneficiaries)),
        message="没有写关心了几个人。",
        fix="请填帮扶人次或帮扶户数。",
        at="people",
        severity="warning",
    ),
    RowCheck(
        code="bureau.duty-without-matters",
        kind="bureau.duty_support",
        needs=(),
        holds=lambda support: bool(support.matters),
        message="立足职能拥军没有写办成了几件实事。",
        fix="请填办实事件数；还没有办成的，办成以后再登记。",
        at="matters",
        severity="warning",
    ),
)
