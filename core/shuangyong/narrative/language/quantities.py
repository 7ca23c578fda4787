"""Numbers in context: which of a text's numerals count something, what they are worth, and how exact they are."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...model import numerals
from ...model.numerals import chinese, plain
from .analysis import Quantity, Vague
from .measure_words import MEASURE_WORD, TIMES, UNITS
from .names import NAME

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?"
_WORDS = f"[{numerals.CHARACTERS}]+"
_SCALE = r"(?:[十百千]?[万亿]|[百千])(?![家众]|人(?:大|空)|事)"
_AMOUNT = rf"(?:{numerals.MIXED}|{_ARABIC}|{_WORDS})"
_SPACE = "[ \u3000]?"

#: A numeral with what makes it approximate behind it, its scale and its measure word.
_NUMBER = re.compile(
    rf"""(?:(?P<mixed>{numerals.MIXED})|(?P<arabic>{_ARABIC})|(?P<words>{_WORDS}))
    (?P<more>[余多来几])?{_SPACE}(?P<scale>{_SCALE})?(?P<more_still>[余多])?{_SPACE}
    (?:[(（](?P<bracket>{MEASURE_WORD})[)）]|(?P<unit>{MEASURE_WORD}))?(?P<half>半(?=小时|年|月))?
    (?P<after>左右|上下|以上|有余|之多|以内|以下|[余多](?![样种次元名彩年方项]))?""",
    re.VERBOSE,
)
_RANGE = re.compile(
    rf"(?P<low>{_AMOUNT}){_SPACE}(?:{_SCALE})?(?P<low_unit>{MEASURE_WORD})?{_SPACE}(?P<to>-{{1,2}}|[—–―]{{1,2}}|[~～至到、])"
    rf"{_SPACE}(?P<high>{_AMOUNT})[余多]?{_SPACE}(?:{_SCALE})?(?P<unit>{MEASURE_WORD})"
)
_SHARE = re.compile(
    rf"(?P<base>[百千万]|{_WORDS})分之(?P<part>{_ARABIC}|{_WORDS})(?P<more>[余多几])?(?P<after>左右|上下|以上|以下|以内)?"
)
_TENTHS = re.compile(r"(?P<tenths>[一二三四五六七八九])成(?P<more>多)?(?P<after>左右|以上)?(?=[，。；、）的]|$)")
_HALF = re.compile("半数(?:以上|左右)?")
_BROKEN = re.compile(rf"{_SPACE}(?:[百千]?[万亿]元|元)")

_START = re.compile("[0-9“‘《〔【\\[第半" + numerals.CHARACTERS + "]")

_BEFORE = re.compile(
    r"(?:(?<![附最邻临靠相])近|大?约[为有计]?|将近|接近|超过?|逾|达?(?:不少于|不低于|至少)|[上成好几数])[ \u3000]?$"
)
_CEILING = re.compile(r"(?:不足|不到|不超过|(?<!不)低于|(?<!不)少于|最多|至多|不满)[ \u3000]?$")
_EACH = re.compile(
    r"(?:各(?:[发送赠给奖补予支捐][^，。；\d]{0,8})?|[人户村家年月校班]均[^，。；\d]{0,8}|平均(?!值|水平)[^，。；\d]{0,8}"
    r"|每(?:半|[一二两三四五六七八九十\d]{1,3})?个?(?:人|户|名|位|家|件|份|套|台|场|次|村|月|季度?|年|周|学期|天|日|班|社区|小时|对象|家庭)"
    r"[^，。；\d]{0,20})$"
)
_EACH_AFTER = re.compile(r"(?:/|／|每)(?:人|户|名|位|月|年|天|次|场|家|季度?)")

#: Where 一 is an article: a thing, not a count of things.
_ARTICLE_BEFORE = re.compile(
    r"(?:是|作为|做为|成为|列为|视为|定为|当作|当成|看作|当好|身为|这|那|[每另某同哪唯统如新像好的逐万进手聚]|任何|另外|[年月日度季]有|没有|无|不)$"
)
_ARTICLE = re.compile(
    r"一(?:批(?!次)|个(?!月|人|小时|多月)(?=整|中心|方面|重|良|样|劲|时期|阶段|台阶|平台|集体|过程|共同|新|强|大|坚|优|又|全|高|好|完|安|具体|特"
    r"|普通|问题|原因|特点|窗口期|口|目标|主题|家|缩影|战|核心|基本|有力|侧面|突出|亮点|层面|个)|项(?=重|长|系|政|光|神|艰|基|十分|任务|工作|战略|事业|民心"
    r"|德政|项)|次(?=次|机会|的)|场(?=[^，。]{0,6}(?:仗|战|疫情|雨|雪|火|灾|病|意外|车祸))|条(?=龙|心|路|线|重|[^，。]{0,6}(?:路|线|纽带|渠道|通道|经验))"
    r"|家(?=人|亲|之|的|$)|件(?=件|大事|小事|事|要事)|份(?=力|责|爱|心|关|温|真|情|光|贡|子|厚|特|浓|牵|深|荣|成|努|绵|子)|人(?=一|参军|当兵|立功|入伍|光荣|之)"
    r"|名(?=名)|位(?=位)|户(?=户)|家(?=家)|期(?=工程|项目|建设)|对(?=一)|面(?!锦旗)|(?:部|本)(?=正)|块(?!光荣|牌|匾|石|屏|地)|头|只|副|双(?!鞋)|轮|组|起|遍|版|度"
    r"|班|餐|车|提|顶|字|首|例|处(?!房)|门)"
)
_LABEL = re.compile(r"(?:电话|邮编|编号|号码|QQ|传真|代码|手机|账号|密码|文号|序号|证号|微信)[^\n]{0,6}$")
_STATED = re.compile(r"(?:^|[\t\n：:|]|为|达|达到|[共总合]?计|总数|人数|数量|是)[ \u3000]?$")
_ENDS = frozenset("\t\n，。；、,;）)| ：")
_GLUED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.·•・+/_*×□#@")
_MASK = frozenset("xX*□_×○")
_FORERUNNERS = frozenset("上成好几数近约逾超")


def scan(text: str, taken: Iterator[tuple[int, int]]) -> Iterator[Quantity | Vague]:
    """Yield the quantities of a folded text in order, without marks; ``taken`` are spans that hold no count."""
    place, skip = 0, next(taken, None)
    while match := _START.search(text, place):
        start = match.start()
        while skip is not None and skip[1] <= start:
            skip = next(taken, None)
        if skip is not None and skip[0] <= start:
            place = skip[1]
            continue
        if name := NAME.match(text, start):
            place = name.end()
            continue
        if text[start] in "“‘《〔【[第":
            place = start + 1
            continue
        found, place = _read(text, start)
        if found is not None:
            yield found


def _read(text: str, start: int) -> tuple[Quantity | Vague | None, int]:
    """Return what stands at a numeral, and where to look on."""
    if match := _SHARE.match(text, start):
        return _share(text, match), match.end()
    if text[start] == "半":
        return (_half(text, start), start + 1)
    if match := _TENTHS.match(text, start):
        value = Decimal(numerals.DIGITS.index(match["tenths"])) / 10
        return _made(text, match, value, "%", approx=True), match.end()
    if (match := _RANGE.match(text, start)) and _is_range(match):
        return Vague(start, match.end(), "range", match.group()), match.end()
    match = _NUMBER.match(text, start)
    assert match is not None, "every numeral is a number"
    return _number(text, match), max(
        match.end("scale"), match.end("unit"), match.end("more"), start + 1, _amount_end(match)
    )


def _amount_end(match: re.Match[str]) -> int:
    return max(match.end("mixed"), match.end("arabic"), match.end("words"))


def _number(text: str, match: re.Match[str]) -> Quantity | Vague | None:
    start, word = match.start(), match["unit"] or match["bracket"]
    before = text[max(0, start - 24) : start]
    last = before[-1:]
    after = text[_amount_end(match) : _amount_end(match) + 1]
    if match["words"] is None and ((last in _GLUED and last) or (after in _MASK and after)):
        return None
    if match["arabic"] and match["arabic"][0] == "0" and match["arabic"][1:2].isdigit():
        return None
    if not word and not _stands_alone(text, match, before):
        return None
    value, several = _value(match, last)
    if several:
        return Vague(start, match.end(), "range", match.group())
    if value is None or (match["words"] == "一" and _is_article(text, match, before, word)):
        return None
    if last == "前" and word in ("名", "位"):
        return None
    if word and _BROKEN.match(text, match.end("unit")) and UNITS[word][0] == "元":
        end = _BROKEN.match(text, match.end("unit")).end()  # type: ignore[union-attr]
        return Vague(start, end, "units", text[start:end])
    if _CEILING.search(before) or match["after"] in ("以内", "以下"):
        return Vague(start, match.end(), "ceiling", match.group())
    unit, worth = UNITS[word] if word else ("", Decimal(1))
    value *= worth
    if match["half"]:
        value += Decimal("0.5")
    return _made(text, match, value, unit, approx=bool(match["more"] or match["more_still"] or match["after"]))


def _value(match: re.Match[str], last: str) -> tuple[Decimal | None, bool]:
    """Return what a numeral is worth with its scale; or None, and whether it is a span of numbers (三五 十二三)."""
    scale = numerals.SCALES[match["scale"]] if match["scale"] else 1
    if match["mixed"]:
        return numerals.mixed(match["mixed"]) * scale, False
    if match["arabic"]:
        return Decimal(match["arabic"].replace(",", "")) * scale, False
    words = match["words"]
    if words in (*numerals.PLACES, *numerals.GROUPS) and (words != "十" or last in _FORERUNNERS):
        if not (match["more"] or match["more_still"] or last in _FORERUNNERS):
            return None, False
        words = f"一{words}"
    value = chinese(words)
    if value is None:
        return None, re.search(r"[一二两三四五六七八九]{2}[十百千万]*$", words) is not None
    return Decimal(value) * scale, False


def _stands_alone(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether a number without a measure word is one all the same: 为0, 合计 23, a table's cell, 12万."""
    end = _amount_end(match) if not match["scale"] else match.end("scale")
    next_is_end = end == len(text) or text[end] in _ENDS or match["after"]
    if match["scale"] and match["scale"][-1] in "万亿":
        return bool(match["arabic"] or match["mixed"])
    amount = match["arabic"]
    if not amount or not next_is_end or match["more"]:
        return False
    if re.fullmatch(r"(?:19|20)\d\d", amount) or len(amount) > 9:
        return False
    return bool(_STATED.search(before)) and not _LABEL.search(before)


def _is_article(text: str, match: re.Match[str], before: str, word: str) -> bool:
    if match["scale"]:
        return False
    if UNITS.get(word, ("",))[0] in TIMES:
        return True
    return bool(_ARTICLE_BEFORE.search(before) or _ARTICLE.match(text, match.start()))


def _is_range(match: re.Match[str]) -> bool:
    low_unit, high_unit = match["low_unit"], match["unit"]
    if low_unit and UNITS[low_unit][0] != UNITS[high_unit][0]:
        return False
    if match["to"] == "、":
        low, high = (_small(match[side]) for side in ("low", "high"))
        return not low_unit and low is not None and high == low + 1
    return not (match["low"][0] == "0" and match["low"][1:2].isdigit())


def _small(words: str) -> int | None:
    return int(words) if words.isdigit() and len(words) < 3 else chinese(words) if not words[0].isdigit() else None


def _share(text: str, match: re.Match[str]) -> Quantity | Vague | None:
    base = chinese(f"一{match['base']}" if match["base"] in "百千万" else match["base"])
    part = match["part"]
    value = (
        Decimal(part.replace(",", "")) if part[0].isdigit() else chinese(f"一{part}" if part in ("百", "千") else part)
    )
    if not base or value is None:
        return None
    if match["after"] in ("以下", "以内"):
        return Vague(match.start(), match.end(), "ceiling", match.group())
    return _made(text, match, Decimal(value) / base, "%", approx=bool(match["more"] or match["after"]))


def _half(text: str, start: int) -> Quantity | None:
    match = _HALF.match(text, start)
    return _made(text, match, Decimal("0.5"), "%", approx=True) if match else None


def _made(text: str, match: re.Match[str], value: Decimal, unit: str, *, approx: bool) -> Quantity:
    """Return a quantity with what its surroundings say of it."""
    before = text[max(0, match.start() - 24) : match.start()]
    hedge = _BEFORE.search(before)
    start = match.start() - (len(hedge.group()) if hedge else 0)
    each = bool(_EACH.search(before) or _EACH_AFTER.match(text, match.end()))
    return Quantity(
        start, match.end(), plain(value), unit, approx or hedge is not None, each, text[start : match.end()]
    )
