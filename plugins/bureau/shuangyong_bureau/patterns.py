"""How the documents of other offices tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="bureau.party_lecture",
        triggers="党课 讲党课 上党课 志书 赠志书 赠书 赠送图书 读书活动 共读 图书 送书 捐书 书籍",
        figures={"books": "赠书 图书 书籍 赠送图书 送书 捐书 地方志书 志书 赠送 读本 捐赠图书"},
        units={"books": "册 本 套 部"},
    ),
    Pattern(
        kind="bureau.demobilised_care",
        triggers="本单位复转军人 单位复转军人 本单位退役军人 局机关军转干部 系统内转业干部 "
        "单位转业干部 机关转业干部 单位军属 职工军属 复转军人和军属 本系统复转军人 "
        "转业退伍干部",
        figures={"people": "复转军人 转业干部 军属 关心 看望 慰问 走访 退役军人 军转干部"},
    ),
    Pattern(
        kind="bureau.duty_support",
        triggers="立足职能 职能拥军 结合职能 行业拥军 交通战备 国防交通 战备道路 结合业务 发挥职能 "
        "史料 规划 税收优惠 战备路 道路工程 进出道路",
        figures={"matters": "实事 难题 问题 办成 解决 办实事", "spending": "投入 投资 建设 修建 道路 工程"},
    ),
)
