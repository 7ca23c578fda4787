"""What must hold in a commerce bureau's ledger beyond the model's own limits."""

from decimal import Decimal

from shuangyong import RowCheck

RULES = (
    RowCheck(
        code="commerce.goods-without-value",
        kind="commerce.material_support",
        needs=(),
        holds=lambda support: support.goods_value is not None or support.spending is not None,
        message="物资拥军没有写物资值多少钱。",
        fix="请填物资价值，捐赠的按折价填。",
        at="goods_value",
        severity="warning",
    ),
    RowCheck(
        code="commerce.worth-of-nothing",
        kind="commerce.material_support",
        needs=("items", "goods_value"),
        holds=lambda support: support.items > 0 or support.goods_value == Decimal(0),
        message="物资数量是 0，物资价值却是 {goods_value} 元。",
        fix="请填送了几台、几件；不掌握就留空，不要填 0。",
        severity="warning",
    ),
    RowCheck(
        code="commerce.houses-without-matters",
        kind="commerce.practical_support",
        needs=("houses", "matters"),
        holds=lambda support: support.matters > 0 or support.houses == 0,
        message="腾退了 {houses} 处住房，办实事件数却是 0。",
        fix="请填办实事件数，至少 1 件。",
        at="matters",
        severity="warning",
    ),
    RowCheck(
        code="commerce.lecture-for-nobody",
        kind="commerce.intellectual_support",
        needs=("sessions", "trainees"),
        holds=lambda support: support.trainees > 0 or support.sessions == 0,
        message="办了 {sessions} 场，培训人次却是 0。",
        fix="请填听课的官兵人次；不掌握就留空，不要填 0。",
        at="trainees",
        severity="warning",
    ),
)
