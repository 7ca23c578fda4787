"""Measure words: what numbers count in these documents, in one spelling each, and what makes another word of them."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

#: Several spellings of one unit, each with what it is worth in it.
_SPELLINGS: dict[str, dict[str, Decimal | int]] = {
    "人": {"人": 1, "名": 1, "位": 1, "个人": 1},
    "人次": {"人次": 1, "人/次": 1, "人(次)": 1, "人（次）": 1},
    "岁": {"岁": 1, "周岁": 1},
    "元": {"元": 1, "元整": 1, "块钱": 1, "元钱": 1, "元人民币": 1},
    "%": {"%": Decimal("0.01"), "‰": Decimal("0.001")},
    "百分点": {"个百分点": 1, "百分点": 1},
    "场": {"场": 1, "场次": 1},
    "期": {"期": 1, "期次": 1},
    "米": {"米": 1, "m": 1},
    "公里": {"公里": 1, "千米": 1, "km": 1},
    "平方米": {"平方米": 1, "平米": 1, "㎡": 1, "m2": 1},
    "公斤": {"公斤": 1, "千克": 1, "kg": 1},
    "课时": {"课时": 1, "学时": 1, "节课": 1},
    "月": {"个月": 1, "个多月": 1},
    "小时": {"小时": 1, "个小时": 1},
    "周": {"周": 1, "个星期": 1},
    "台": {"台": 1, "台套": 1, "台(套)": 1, "台（套）": 1},
    "辆": {"辆": 1, "辆次": 1, "台次": 1, "车次": 1},
}

#: Measure words that stand for themselves.
_PLAIN = """
户 户次 家 家次 个 个次 次 批 批次 条 条次 块 份 件 件次 对 处 艘 吨 套 本 册 间 盏 亩 公顷
平方公里 立方米 斤 两 克 升 毫升 度 千瓦 天 分钟 秒 年 项 项次 幅 篇 堂 节 支 只 头 箱 桶
袋 瓶 盒 包 提 床 面 枚 张 部 座 栋 幢 棵 株 根 架 组 轮 趟 遍 起 例 宗 封 首 曲 双 副
顶 车 餐 顿 块次 班次 班 万字 倍 词条 版 门 美元 港元 欧元 所 笔 桩 种 口 席 桌
则 集 通 盆 束 句 人份 挂
"""

#: What may not follow, as a pattern: 12次 is a quantity, 一次性 none.
_NOT_BEFORE = {
    "笔": "[试记画直触者]",
    "种": "[植种子类地田养]",
    "口": "[径述头号岸罩袋味碑气岔]",
    "席": "[位]",
    "则": "[是要为可应有]",
    "集": "[中体合团约贸市聚散]",
    "通": "[过报知道用信常讯行]",
    "束": "[缚]",
    "句": "[号子]",
    "挂": "[牌靠钩职帅]",
    "户": "[口籍外型主均数头]",
    "家": "[属亲]|人(?!员)|庭(?!农)|园",
    "个": "[性体]|别|案|税|中",
    "次": "性|数|序|要|[日年长]|元|品",
    "批": "[评准复改示判发量办]",
    "条": "[件例款约令理文目]|线路",
    "块": "头",
    "份": "[额量内子]",
    "处": "[理置长级于分在罚境所]",
    "套": "[餐取用]",
    "本": "[院校镇村区市县局社单着年月季级次人科职地身来报行部系]",
    "间": "[接隔断距]",
    "升": "[级旗学任高华温]",
    "天": "[然津气空下安文山真台河水府]",
    "年": "[级度初底终末内]",
    "项": "目(?!标)",
    "幅": "[度员射]",
    "篇": "[章幅]",
    "支": "[部持援出付行撑委农教前]|队(?!伍)",
    "只": "[要有能是好]",
    "头": "[部痛脑号等条]",
    "包": "[括含村户联保]",
    "提": "[高升供出前名倡请醒]",
    "床": "[位上单垫]",
    "张": "[贴榜挂开力]",
    "部": "[队门分署长委位级属将落]",
    "座": "[谈位落]",
    "根": "[据本]",
    "架": "[构设]",
    "组": "[织长员成建]",
    "轮": "[流椅换训岗到值班]",
    "起": "[来到草步点源]",
    "例": "[如行会外]",
    "宗": "[旨教族]",
    "封": "[面闭建]",
    "首": "[先次批届个长都要府]",
    "顶": "[层级替]",
    "车": "[辆站次队间]",
    "餐": "[厅饮馆具]",
    "班": "[级长子主组]",
    "版": "[本权]",
    "人": "民[医政法解警兵群]|大代|武部|均|制|次",
    "名": "[单称义誉字录片胜言牌册次]",
    "位": "[于置居列次数]|一体",
    "个人": "所得|信息|奖|荣誉",
    "元": "[旦月素宵首帅勋老]",
    "场": "[所地馆合景次]",
    "期": "[间待望限盼满末货刊中许颐次]",
    "米": "[饭线粉面]",
    "m": "[a-zA-Z0-9]",
    "周": "[年岁围边一二三四五六末]",
    "所": "[有属需在谓以示得学辖能列做提述]",
    "台": "[湾阶风账套（(]",
    "课时": "[费]",
}

#: What must follow those that are another word more often.
_ONLY_BEFORE = {
    "对": r"$|[，。、；;,）)\s]|夫|新人|军|共建|帮扶|师徒|结对",
    "节": r"课|[^，。；\n]{0,8}课|(?<=\d节)(?:[，。、；）)]|$)",
    "面": r"锦旗|旗|墙|国旗|党旗|[，。、；]|$",
    "双": r"鞋|袜|手套|棉|布|筷|[，。、；]|$",
    "副": r"眼镜|手套|对联|春联|担架|老花|象棋|拐|[，。、；]|$",
    "门": r"课|[，。、；]|$",
}

#: The canonical unit of each measure word, and what one of it is worth in that unit.
UNITS: dict[str, tuple[str, Decimal]] = {word: (word, Decimal(1)) for word in _PLAIN.split()} | {
    word: (unit, Decimal(worth)) for unit, words in _SPELLINGS.items() for word, worth in words.items()
}

#: Spans of time: of them 一 counts none (一年来, 一天).
TIMES = frozenset(("年", "月", "周", "天", "小时", "分钟", "秒", "岁"))


def _pattern(word: str) -> str:
    """Return what follows a word's first character, and what may and what must follow the word."""
    after = f"(?!{_NOT_BEFORE[word]})" if word in _NOT_BEFORE else ""
    only = f"(?={_ONLY_BEFORE[word]})" if word in _ONLY_BEFORE else ""
    return re.escape(word[1:]) + after + only


def _patterns() -> Iterator[str]:
    """Yield a pattern for each first character, the longest words first: so each number looks at few."""
    longest_first = sorted(UNITS, key=lambda word: (word[0], -len(word)))
    for first, words in itertools.groupby(longest_first, key=lambda word: word[0]):
        yield f"{re.escape(first)}(?:{'|'.join(map(_pattern, words))})"


#: A pattern of all measure words.
MEASURE_WORD = "|".join(_patterns())
