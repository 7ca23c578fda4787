"""Words that mark what stands beside or behind them: planned, done, denied, of several years, masked."""

import re
from collections.abc import Mapping

import attrs

from .writers import OFFICES

#: Verbs of this work, as they stand right behind an auxiliary (将开展, 要组织).
_DEEDS = "(?:[在于开组举召为对投建安走慰帮发新用年再每邀聘参]|下(?![达发]))"
_VERBS = (
    "(?:[在于开组举召为对投建安走慰帮发用继进以把认坚按积充每定及确落完抓切努围会更]|深入|大力|适时|参加|新[建增设])"
)

#: By what they say, each beginning with a letter of its own, so that a text is searched quickly. ``done`` is sure,
#: ``perhaps done`` is done where nothing in its clause is planned, ``to date`` is of several years unless 今年 stands
#: before it, ``rate`` makes a standard of what follows, ``rule`` only of what is of each, ``scope`` is a place that may
#: be wider than the writer's, ``office`` may be another unit.
_CUES: Mapping[str, tuple[str, ...]] = {
    "planned": (
        "拟(?![合态人真])(?<![草模虚起比]拟)",
        rf"计划(?={_DEEDS}|\d)(?<![按作度照有据]计划)",
        "打算",
        rf"准备(?={_DEEDS})",
        rf"将(?={_VERBS})(?!将?(?:军|慰问[金品物信]|帮扶[资物对]))",
        "力争",
        "争取(?=[在让使用到实达年再把将新入完做办于])",
        "力求",
        "今后",
        "下一步",
        "下步",
        "下阶段",
        "明年",
        "来年",
        rf"要(?={_VERBS}|不少于|至少)(?<![重主需首必纲摘概]要)",
        "应当",
        "应(?=[每在于按定及])(?<![适响相反对供]应)",
        "必须",
        "须(?=[每在于按])",
        "不得",
        "务必",
        "目标是",
        "预计",
        "不少于",
        "至少",
        "不低于",
        r"考虑(?=[把将在再对于开组举建增新争为])",
        "初步(?:考虑|设想|打算|计划|意向)",
        "原定",
        r"原计划(?!完成)",
        r"(?:任务|目标|计划|指标|预案)[一二三四五六七八九十\d]{0,3}[：:]",
        "有望",
        r"要求(?=[^，。；\n]{0,24}(?:前|底|之?内)完成)",
        "有待",
    ),
    "done": (
        "了(?![解然如不])(?<![为除]了)",
        "已(?![婚故知])",
        "先后",
        "累计",
        "过(?<=[办访召进开搞参]过)(?!程)",
        "今年以来",
        "一年来",
        "截至",
        "截止(?!日|时)",
        "荣获",
        "被评为",
        r"(?:结果|实际(?:完成|落实|执行|开展)?|完成(?:情况)?|落实(?:情况)?|执行(?:情况)?|进展|现状|已完成)[：:]",
        r"实际(?=[完落到开走慰组举出参支投])",
        r"实(?=[到支走收投发出办建送贴招]\D{0,2}\d)(?<![其落切充扎现真务踏确证核事如翔])",
    ),
    "perhaps done": (
        "完成(?!情况|任务|率)",
        "共(?![建同产青享育和鸣识商筑度])",
        "合计",
        r"达(?=\d|到\d)",
        r"新增(?=\d)",
        "获得",
    ),
    "negated": (
        # Not where a plan's items are counted: 未完成1项，取消1项，2项没有填写完成情况.
        r"未(?=[能曾发出完达开落举召]|有(?!所))(?!完成\d+项)",
        "没有(?!工作|收入|劳动|住房|子女|固定|经济|享受|填写完成)",
        "没能",
        "从未",
        "尚未",
        "并未",
        "毫无",
        "无一(?=[人例起名户])",
        "不再",
        r"取消(?!\d+项)",
    ),
    "cumulative": (
        "近年来?",
        r"近(?=[几数两二三四五六七八九十\d]{1,2}年(?![党军工]龄|的))",
        "年(?<=[两二三四五六七八九十几多数余2-9]年)(?<![0-9]{3}年)(?:以来|多来|来|间)",
        "历年",
        "历届",
    ),
    "to date": (
        r"截至(?=[^。；\n]{1,20}累计)",
        r"截止(?=[^。；\n]{1,20}累计)",
        r"至今(?=[^。；\n]{0,15}[累已共])",
        r"迄今(?=[^。；\n]{0,15}[累已共])",
    ),
    "background": (
        "建国以来",
        "新中国成立以来",
        "历史上",
        "年(?<=[两三四五六七八九十几多]年)前(?![夕后])",
        r"\d{1,2}年前(?![夕后])",
        "上一?学年",
        "前些年",
        "早年",
        "某地(?=[^，。；\n]{0,10}(?:社区|医院|学校|镇|乡|县|局))",
        "外地",
        "战争年代",
        "抗美援朝(?=时期|期间|战争中|中，)",
        "解放战争(?=时期|期间|中)",
        "抗日战争(?=时期|期间|中)",
        "革命战争(?=时期|期间|中|年代)",
    ),
    "rate": (
        "标准(?:为|是|提高|调整|由)",
        "每(?:人|户|名|位)每(?:年|月|天)",
    ),
    "rule": (
        r"按照?[^，。；\n]{0,20}标准",
        "规定(?!了)",
        "凡(?=[是在持])",
    ),
    "scope": (
        "全(?:国|军|省|市|县|区|旗|镇|乡|街道)(?!性|上下|范围|先进|优秀|模范|劳模|文明|双拥模范|道德|各族|人民|第|率先|首)",
    ),
    "office": OFFICES,
    "masked": (
        "xx*(?![a-zA-Z])(?<![a-wyzA-WYZ]x)",
        "XX*(?![a-zA-Z])(?<![a-wyzA-WYZ]X)",
        r"\*\**(?!\s)",
        "××*",
        "___*",
        "□□*",
        "○○○*",
    ),
}
_SEARCHED = {says: re.compile("|".join(words)) for says, words in _CUES.items()}


@attrs.frozen
class Cue:
    """A word that marks, and what it says."""

    start: int
    end: int
    says: str


def cues(text: str) -> list[Cue]:
    """Return the words of a folded text that mark, in order."""
    found = [
        Cue(match.start(), match.end(), says) for says, pattern in _SEARCHED.items() for match in pattern.finditer(text)
    ]
    found.sort(key=lambda cue: cue.start)
    return found
