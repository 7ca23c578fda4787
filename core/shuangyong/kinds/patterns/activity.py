"""How documents tell what all activities have: who took part, who benefited, what it cost."""

from ...model.patterns import Pattern
from .families import ATTENDED, SERVED, SPENT, WORTH

PATTERNS = (
    Pattern(
        kind="core.activity",
        triggers="开展双拥工作 开展双拥共建 做好双拥工作 做好拥军优属工作 双拥活动 拥军活动 "
        "双拥共建活动 拥军优属活动 双拥工作活动",
        figures={
            "participants": "台下 坐满 坐了 来了 吸引 投稿 登台 围观 "
            "听众 观众 听讲群众 参观群众 观看群众 到课 赴会 莅会 畅谈 座谈 入场 到场观众 参观人数 "
            "参观者 重温 双方党员 军地双方 双方 与官兵 同官兵 与战士 栽下 栽种 签到 "
            "同台 参与人数 参观人次 代表 观摩 观展 参赛者 "
            f"{ATTENDED}",
            "count": "开展活动 组织活动",
            "beneficiaries": f"{SERVED} 接种 筛查 惠及群众 享受服务 受益人数 受惠群众 "
            "受益居民 受益群众 受益官兵 受益学生",
            "spending": SPENT,
            "goods_value": WORTH,
        },
    ),
)
