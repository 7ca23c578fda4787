"""How the documents of communities tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="community.compact",
        triggers="签约仪式 共建签约 签订协议 共建协议书 签订共建协议 共建协议 签署协议 签约 签订双拥共建",
        figures={
            "signed": "签约共建单位 签订共建协议书 共建协议书 "
            "共建协议 新签 签署协议 签约方 协议 签约 签订 签约单位 签署 签订协议 部队 单位 协议书 "
        },
        units={"signed": "个 家 支 份"},
        unless="商家 商户 门店 超市 家庭医生",
    ),
    Pattern(
        kind="community.festival_event",
        triggers="晚会 演出 文艺晚会 军民一家亲 歌舞 "
        "联欢会 联欢 联谊活动 联谊 庆八一 庆“八一” 迎新春 闹元宵 庆端午 包粽子 包饺子 猜灯谜 "
        "文艺演出 文艺汇演 迎中秋 节日联谊 同过节日 拥军晚会 纳凉晚会",
        figures={"programmes": "节目 演出节目 文艺节目 表演 上演 演出 歌舞"},
        units={"programmes": "个 台 场"},
    ),
    Pattern(
        kind="community.household_visit",
        triggers="入户 入户走访 上门走访 上门看望 上门慰问 家中 到家 挨家挨户 走访军属 看望军烈属 "
        "走进军属 登门 入户慰问",
    ),
    Pattern(
        kind="community.enlistment_drive",
        triggers="征兵宣传 征兵 应征 适龄青年 参军 兵役登记 征兵动员 参军入伍 报名参军",
        figures={
            "notified": "通知到 告知到 发放应征通知 "
            "通知适龄青年 通知 电话通知 上门通知 动员 逐户通知 发动 告知 走访适龄青年"
        },
    ),
    Pattern(
        kind="community.subsistence",
        triggers="低保 纳入低保 最低生活保障 低保范围 办理低保 申办低保 申请低保",
        figures={"people": "低保 纳入 办理低保 纳入低保 享受低保 申办", "households": "低保 纳入 享受低保"},
    ),
    Pattern(
        kind="community.paired_help",
        triggers="结对帮扶 结对 帮扶对子 一对一 一帮一 结对子 结成对子 帮扶小组 包户",
        figures={"pairs": "结成帮扶对子 结对 对子 结成 帮扶对子 结成对子 结对帮扶 一对一"},
        units={"pairs": "对 户 个"},
        unless="部队 共建",
    ),
    Pattern(
        kind="community.archive",
        triggers="档案 建档 建立档案 个人档案 一人一档 登记表 建档立卡 优抚档案",
        figures={"files": "档案 建档 建立 建立档案 一人一档 登记表 归档"},
        units={"files": "份 册 本 个 人 户"},
        unless="档案馆 档案局",
    ),
)
