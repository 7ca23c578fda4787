"""How documents tell what all activities have: who took part, who benefited, what it cost."""

from ...model.patterns import Pattern

PATTERNS = (
    Pattern(
        kind="core.activity",
        triggers="开展双拥工作 开展双拥共建 做好双拥工作 做好拥军优属工作 双拥活动 拥军活动 "
        "双拥共建活动 拥军优属活动 双拥工作活动",
        figures={
            "participants": "听众 观众 听讲群众 参观群众 观看群众 到课 赴会 莅会 畅谈 座谈 入场 到场观众 参观人数 "
            "参观者 重温 双方党员 军地双方 双方 与官兵 同官兵 与战士 栽下 栽种 签到 "
            "同台 参与人数 参观人次 代表 观摩 观展 参赛者 "
            "参加 参与 出席 到场 到会 参会 参加人数 参加者 一行 带队 观看 参观 聆听 听讲 听课 "
            "听取 收看 参训 参赛 参演 受教育 接受教育 欢聚 共度 共庆 同庆 应邀 组织 出工",
            "count": "开展活动 组织活动",
            "beneficiaries": "接种 筛查 惠及群众 享受服务 受益人数 受惠群众 "
            "受益居民 受益群众 受益官兵 受益学生 受益 惠及 受惠 受助 服务 覆盖 诊疗 诊治 接诊 "
            "就诊 救治 看诊 咨询 接待",
            "spending": "用款 支出费用 开销 "
            "投入 投资 出资 支出 花费 花去 耗资 开支 经费 资金 列支 筹资 筹集 拨付 拨出 斥资 自筹 "
            "用去 款项",
            "goods_value": "价值 总价值 折价 折款 折合 折合人民币 物资 物品 礼品 礼物 生活用品 米面油 大米 "
            "食用油 设备 器材 药品 图书",
        },
    ),
)
