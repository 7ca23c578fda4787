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
讲 则 集 通 盆 束 句 人份 挂
"""

#: What may not follow, as a pattern: 12次 is a quantity, 一次性 none.
_NOT_BEFORE = {
    "人": "民(?:医院|政府|法院|解放|群众|检察)|大代|武部|均|制(?![定作订])|次",
    "名": "单(?![亲身位])|称(?!职)|义(?![务工警诊])|录(?![取用入])|[誉字胜言牌册次]|片(?!区)",
    "位": "于|置|居(?![民家委])|列|次|数(?!学)|一体",
    "个人": "所得|信息|奖|荣誉",
    "户": "口|籍|外(?![来地出])|型|主(?![动要])|均|数|头",
    "家": "属(?!地)|人(?![员力才民])|庭(?!农)|园(?![林艺区])",
    "个": "别|案(?!例)|税(?!务)|性化|体户",
    "次": "性(?!能)|数(?![学据])|序|要(?!求)|日(?!常)|年(?![会度终])|长(?![期途跑])|元|品(?![牌质])",
    "批": "评|示|量|改|判|准(?![备军入])|复(?![员退转])",
    "条": "件|例(?!行)|款|约|令|理(?![论])|文(?![明化])|目|线路",
    "块": "头",
    "份": "额|量|内|子",
    "处": "理|置(?![换])|长(?!期)|级|于|分(?![散布别])|在(?!建)|罚|境|所",
    "套": "餐|取|用",
    "本": "科(?![普技学教])|院|校|镇|村|月|年(?![鉴画])|级|次|人(?![物文])|职|身|来|市|县|局|单位",
    "间": "接|隔|断|距",
    "升": "级|旗|学|任|华|温",
    "天": "然|津|气|空|真|河|水(?![利])|府|安门|山",
    "年": "级|度|初|底|终|末|内|画|货",
    "项": "目(?!标)",
    "幅": "度|员|射",
    "篇": "章|幅",
    "支": "部(?!队)|持|援(?!建)|出(?!征)|付|行(?!动)|撑|委|农(?![业村民机技])|教(?![育师官学])|前|队(?!伍)",
    "只": "[要有能是好]",
    "头": "[部痛脑号等条]",
    "包": "括|含|村|户|联|保(?![暖温健])",
    "提": "[高升供出前名倡请醒]",
    "床": "位|上|单(?!被)|垫",
    "张": "[贴榜挂开力]",
    "部": "队|门|分(?!别)|署|长(?![征篇])|委|位|级|属|将|落",
    "座": "谈|位|落",
    "根": "据|本",
    "架": "构|设",
    "组": "织|长|员|建",
    "轮": "流(?!行)|椅|换|训(?!练)|岗|值",
    "起": "来|到|草|步|点|源",
    "例": "如|会|外(?![来伤])",
    "宗": "旨|教|族",
    "封": "面|闭|建",
    "首": "先|次|批|届|都|要|府",
    "顶": "层|级|替",
    "车": "[辆站次间]",
    "餐": "[厅饮馆具]",
    "班": "[级长子主组]",
    "版": "[本权]",
    "元": "[旦素宵帅勋]",
    "场": "所|地(?![震方])|馆|合(?![唱作奏练])|景|次",
    "期": "间|待|望|限|盼|满|末|货|刊(?![物载发登])|中(?![青小层高医级国共学央])|许|颐|次",
    "m": "[a-zA-Z0-9]",
    "周": "[年岁围边一二三四五六末]",
    "所": "有(?![制])|属|需|在|谓|以|示|得|辖|列|述",
    "台": "湾|阶|风(?!扇)|账|[套（(]",
    "课时": "费",
    "笔": "[试记画直触者]",
    "种": "植|种|子|类(?![型别])|田|养",
    "口": "[径述头号岸罩袋味碑气岔]",
    "席": "位",
    "讲": "[解座话述师课授台坛究稿评习学武明故政党国法战英]",
    "则": "[是要为可应有]",
    "集": "[中体合团约贸市聚散]",
    "通": "[过报知道用信常讯行]",
    "束": "缚",
    "句": "[号子]",
    "挂": "[牌靠钩职帅]",
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
