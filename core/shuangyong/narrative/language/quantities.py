"""Numbers in context: which of a text's numerals count something, what they are worth, and how exact they are."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...model import numerals
from ...model.numerals import chinese, plain
from .analysis import Quantity, Vague
from .articles import is_article
from .columns import column_before
from .measure_words import MEASURE_WORD, UNITS
from .names import NAME
from .surroundings import NEAR, hedge, is_ceiling, is_of_each

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?"
_WORDS = f"[{numerals.CHARACTERS}]+"
_SCALE = "(?:[十百千]?[万亿]|[百千])"
_AMOUNT = rf"(?:{numerals.MIXED}|{_ARABIC}|{_WORDS})"
_SPACE = "[ \u3000]?"

#: A numeral with what makes it approximate behind it, its scale and its measure word.
_NUMBER = re.compile(
    rf"""(?:(?P<mixed>{numerals.MIXED})|(?P<arabic>{_ARABIC})|(?P<words>{_WORDS}))
    (?P<more>[余多来几])?{_SPACE}(?P<scale>{_SCALE})?(?P<more_still>[余多])?{_SPACE}
    (?P<and_a_half>个半(?=小时|年))?(?:[(（](?P<bracket>{MEASURE_WORD})[)）]|(?P<unit>{MEASURE_WORD}))?(?P<half>半(?=小时|年|月))?
    (?P<after>左右|上下|以上|有余|之多|以内|以下|[余多](?![样种次元名彩年方项]))?""",
    re.VERBOSE,
)
_RANGE = re.compile(
    rf"(?P<low>{_AMOUNT}){_SPACE}(?:{_SCALE})?(?P<low_unit>{MEASURE_WORD})?{_SPACE}(?P<to>-{{1,2}}|[—–―]{{1,2}}|[~～至到、])"
    rf"{_SPACE}(?P<high>{_AMOUNT})[余多]?{_SPACE}(?:{_SCALE})?(?P<unit>{MEASURE_WORD})"
)
#: Where a range goes on, and how far behind its first number that may be: behind a scale and a measure word.
_TO = re.compile("[-—–―~～至到、]")
_NEAR_TO = 12
_SHARE = re.compile(
    rf"(?P<base>[百千万]|{_WORDS})分之(?P<part>{_ARABIC}|{_WORDS})(?P<more>[余多几])?(?P<after>左右|上下|以上|以下|以内)?"
)
_TENTHS = re.compile(r"(?P<tenths>[一二三四五六七八九])成(?P<more>多)?(?P<after>左右|以上)?(?=[，。；、）的]|$)")
_HALF = re.compile("半数(?:以上|左右)?")
_BROKEN = re.compile(rf"{_SPACE}(?:[百千]?[万亿]元|元)")

_START = re.compile("[0-9“‘《〔【\\[第半" + numerals.CHARACTERS + "]")

_DIGITS = frozenset("0123456789")
_LABEL = re.compile(r"(?:电话|邮编|编号|号码|QQ|传真|代码|手机|账号|密码|文号|序号|证号|微信)[^\n]{0,6}$")
_STATED = re.compile(r"(?:^|[\t\n|]|(?<!\d)[：:]|为|达|达到|[共总合]?计|总数|人数|数量|是)[ \u3000]?$")
_ENDS = frozenset("\t\n，。；、,;）)| ：")
_GLUED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.·•・+/_*×□#@")
_MASK = frozenset("xX*□_×○")
#: What makes a number of a bare place: 数十, 上百.
_SOME = frozenset("上成好几数")
_FORERUNNERS = _SOME | frozenset("近约逾超足过到")
_SEVERAL = re.compile("[一二两三四五六七八九]{2}[十百千万]*$")


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
    if text[start] not in _DIGITS:
        if match := _SHARE.match(text, start):
            return _share(text, match), match.end()
        if text[start] == "半":
            return (_half(text, start), start + 1)
        if text[start + 1 : start + 2] == "成" and (match := _TENTHS.match(text, start)):
            value = Decimal(numerals.DIGITS.index(match["tenths"])) / 10
            return _made(text, match, value, "%", approx=True), match.end()
    number = _NUMBER.match(text, start)
    assert number is not None, "every numeral is a number"
    amount_end = _amount_end(number)
    to = _TO.search(text, amount_end, amount_end + _NEAR_TO)
    if to and (match := _RANGE.match(text, start)) and _is_range(match):
        return Vague(start, match.end(), "range", match.group()), match.end()
    return _number(text, number), max(
        number.end("scale"), number.end("unit"), number.end("more"), start + 1, amount_end
    )


def _amount_end(match: re.Match[str]) -> int:
    return max(match.end("mixed"), match.end("arabic"), match.end("words"))


def _number(text: str, match: re.Match[str]) -> Quantity | Vague | None:
    start, word = match.start(), match["unit"] or match["bracket"]
    before = text[max(0, start - NEAR) : start]
    last = before[-1:]
    after = text[_amount_end(match) : _amount_end(match) + 1]
    if match["words"] is None and ((last in _GLUED and last) or (after in _MASK and after)):
        return None
    if match["arabic"] and match["arabic"][0] == "0" and match["arabic"][1:2].isdigit():
        return None
    if not word and match["arabic"] and (column := column_before(before)):
        amount = Decimal(match["arabic"].replace(",", "")) * column.worth
        return _made(text, match, amount, column.unit, approx=False, ahead=column.width)
    if not word and not _stands_alone(text, match, before):
        return None
    bare = _is_bare(match["words"], last)
    if bare and not (match["more"] or match["more_still"] or (last and last in _FORERUNNERS)):
        return None
    value = _value(match, bare)
    if value is None:
        several = _SEVERAL.search(match["words"] or "")
        return Vague(start, match.end(), "range", match.group()) if several else None
    if match["words"] == "一" and not match["scale"] and is_article(text, start, word or "", before):
        return None
    if last == "前" and word in ("名", "位"):
        return None
    if word and _BROKEN.match(text, match.end("unit")) and UNITS[word][0] == "元":
        end = _BROKEN.match(text, match.end("unit")).end()  # type: ignore[union-attr]
        return Vague(start, end, "units", text[start:end])
    if is_ceiling(before) or match["after"] in ("以内", "以下"):
        return Vague(start, match.end(), "ceiling", match.group())
    unit, worth = UNITS[word] if word else ("", Decimal(1))
    value *= worth
    if match["half"] or match["and_a_half"]:
        value += Decimal("0.5")
    some = bool(bare and last in _SOME)
    approx = bool(some or match["more"] or match["more_still"] or match["after"])
    return _made(text, match, value, unit, approx=approx, ahead=int(some))


def _value(match: re.Match[str], bare: bool) -> Decimal | None:
    """Return what a numeral is worth with its scale; ``bare`` where it is a place without a digit (百余)."""
    scale = numerals.SCALES[match["scale"]] if match["scale"] else 1
    if match["mixed"]:
        return numerals.mixed(match["mixed"]) * scale
    if match["arabic"]:
        return Decimal(match["arabic"].replace(",", "")) * scale
    value = chinese(f"一{match['words']}" if bare else match["words"])
    return None if value is None else Decimal(value) * scale


def _is_bare(words: str | None, last: str) -> bool:
    """Tell whether a numeral is only a place: 百, 千万, and 十 in 数十 and 近十."""
    if words is None or words[0] not in (*numerals.PLACES, *numerals.GROUPS):
        return False
    return words[0] != "十" or last in _SOME


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


def _made(text: str, match: re.Match[str], value: Decimal, unit: str, *, approx: bool, ahead: int = 0) -> Quantity:
    """Return a quantity with what its surroundings say of it; ``ahead`` characters before it are part of it."""
    start, end = match.start() - ahead, match.start() + len(match.group().rstrip(" \u3000"))
    before = text[max(0, start - NEAR) : start]
    start -= (hedged := hedge(before))
    return Quantity(
        start, end, plain(value), unit, approx or hedged > 0, is_of_each(text, before, end), text[start:end]
    )
