"""What must hold in a community's ledger beyond the model's own limits."""

from shuangyong import RowCheck

RULES = (
    RowCheck(
        code="community.registered-over-notified",
        kind="community.enlistment_drive",
        needs=("registered", "notified"),
        holds=lambda drive: drive.registered <= drive.notified,
        message="报名 {registered} 人，多于通知到的 {notified} 人。",
        fix="请核对这两个数；没有通知就来报名的青年，也请算进通知人数。",
        at="registered",
        severity="warning",
    ),
    RowCheck(
        code="community.enlisted-over-registered",
        kind="community.enlistment_drive",
        needs=("enlisted", "registered"),
        holds=lambda drive: drive.enlisted <= drive.registered,
        message="入伍 {enlisted} 人，多于报名的 {registered} 人。",
        fix="请核对这两个数；上一季报名、这一季入伍的，请在备注里说明。",
        severity="warning",
    ),
    RowCheck(
        code="community.compact-without-partner",
        kind="community.compact",
        needs=(),
        holds=lambda compact: compact.partner is not None or compact.joint_with is not None,
        message="没有写和谁签的共建协议。",
        fix="请填共建部队（写代号或“驻地某部”），或者填联合单位。",
        at="partner",
        severity="warning",
    ),
    RowCheck(
        code="community.visit-to-nobody",
        kind="community.household_visit",
        needs=(),
        holds=lambda visit: any((visit.households, visit.people, visit.beneficiaries)),
        message="入户走访没有写走访了几户、多少人。",
        fix="请填慰问户数或慰问人数；走访的是部队或单位，请改填“走访慰问”。",
        at="households",
        severity="warning",
    ),
)
