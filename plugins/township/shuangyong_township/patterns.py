"""How the documents of townships and streets tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="township.farm_help",
        triggers="帮耕 帮种 帮耕帮种 夏收夏种 秋收秋种 帮收 帮种帮收 抢收水稻 抢收小麦 抢收玉米 收割 插秧 "
        "播种 助耕 代耕 农忙 春耕 抢收抢种 帮工 助农 三夏 三秋",
        figures={
            "households": "抢收 抢种 插秧 播种 耕种 收割 帮耕 帮种 帮收 代耕 帮工 农忙 助耕",
            "people": "帮耕 帮种 帮工",
        },
    ),
    Pattern(
        kind="township.paired_support",
        triggers="结对帮扶 结对 帮扶对子 致富 致富项目 三帮一 脱贫致富 帮扶致富 产业帮扶 扶持复员军人 "
        "扶持退役军人 扶持退伍军人 养殖场 养鸡场 果园 一帮一 结对子 帮富",
        figures={
            "pairs": "结对 对子 结成 帮扶对子 结成对子 结对帮扶",
            "projects": "养鸡场 果园 大棚 项目 致富项目 种植 养殖 产业项目 扶持 发展项目",
        },
        units={"pairs": "对 户 个", "projects": "个 项"},
        unless="部队 共建",
    ),
    Pattern(
        kind="township.veteran_elders",
        triggers="三老 “三老” 三老人员 三老优抚对象",
        hints="老党员 老劳模 老功臣",
        figures={
            "people": "支前模范 老游击队员 老支前模范 老交通员 老民兵 一并关爱 "
            "三老 老复员军人 老党员 老劳模 关爱 慰问 看望 帮助 人员"
        },
    ),
    Pattern(
        kind="township.conscription",
        triggers="走兵 进站体检 送兵 征兵 征兵工作 适龄青年 应征 参军 入伍 上站体检 兵役登记 新兵 体检站",
        unless="体检合格 双合格",
        figures={
            "registered": "报名青年",
            "examined": "进站体检 进站 送站体检 到站体检 "
            "站体检 送县站体检 应征青年 体检应征青年 体检 上站 上站体检 参加体检 送检 初检 体检青年",
        },
    ),
)
