"""Numbers as clerks type them: 1,200, 0.5万元, 近800名, 500余元, 十二万五千.

The digits are ASCII after :func:`~.keys.fold`, and the grammar is our own: ``int`` and ``float`` would take
``1_000``, ``١٢٣``, ``inf`` and ``1e3``.

What makes a number approximate: 约 大约 近 将近 接近 before it; 余 多 来 左右 上下 after it; and 超 超过 逾 以上, which
state a floor, as 500余 does. 不足 and 不到 state only a ceiling: a number so given is refused, and so is a span
(三五个).
"""

import re
from decimal import Decimal
from typing import NamedTuple

from .stored_numbers import numeral

_DIGITS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_PLAIN = str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸", "零零一二三四五六七八九十百千万亿二三六")
_SCALES = _PLACES | _GROUPS | {f"{low}{high}": a * b for low, a in _PLACES.items() for high, b in _GROUPS.items()}

#: At most 28 digits together, which is what Decimal multiplies exactly.
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,8})?|[0-9]{1,20}(?:\.[0-9]{1,8})?"
_MIXED = r"(?=[0-9]{1,4}[亿万千][0-9])(?:[0-9]{1,4}亿)?(?:[0-9]{1,4}万)?(?:[0-9]千)?(?:[0-9]百)?"
_CHINESE = r"[〇○零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸]+"
_NUMBER = re.compile(
    rf"""(?P<before>大约|约计|约|将近|接近|近|超过|超|逾)?\s*
    (?P<currency>¥|人民币)?\s*(?P<sign>-)?
    (?:(?P<arabic>{_ARABIC})|(?P<mixed>{_MIXED})|(?P<chinese>{_CHINESE}))\s*
    (?P<more>[余多来])?\s*(?P<scale>[十百千]?[万亿]|[百千])?\s*(?P<more_still>[余多])?\s*
    (?P<unit>[^\W\d_]{{1,6}}?)??\s*(?P<after>左右|上下|以上|余|多)?""",
    re.VERBOSE,
)
_APPROXIMATE = ("before", "more", "more_still", "after")


class Number(NamedTuple):
    """A number that was typed.

    Attributes:
        amount: Its value, the scale multiplied in.
        scale: 万, 千万 … where it was typed with one, so that a header's scale must not be applied again.
        unit: What stands behind it; an empty string where nothing does.
        approx: Whether it is given as approximate.
    """

    amount: Decimal
    scale: str = ""
    unit: str = ""
    approx: bool = False


def typed(text: str) -> Number | None:
    """Return the number that a folded text states, or None where it states none."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    approx = any(match[mark] for mark in _APPROXIMATE)
    scale = match["scale"] or ""
    if match["arabic"]:
        amount: Decimal | None = Decimal(match["arabic"].replace(",", ""))
    elif match["mixed"]:
        amount, scale = _mixed(match["mixed"]), scale or match["mixed"][-1]
    else:
        words = match["chinese"] or ""
        value = chinese(f"一{words}" if approx and words in (*_PLACES, *_GROUPS) else words)
        amount = None if value is None else Decimal(value)
        scale = scale or next((group for group in _GROUPS if group in words.translate(_PLAIN)), "")
    if amount is None:
        return None
    amount *= _SCALES.get(match["scale"] or "", 1)
    unit = match["unit"] or ("元" if match["currency"] else "")
    return Number(-amount if match["sign"] else amount, scale, "元" if unit == "元整" else unit, approx)


def stored(text: str) -> Decimal | None:
    """Return the number of a number cell, to the 15 digits that Excel keeps; None where it is no finite number."""
    found = numeral(text)
    return None if found is None else Decimal(found)


def plain(amount: Decimal) -> Decimal:
    """Return an amount without trailing zeros or an exponent: 450, never 4.5E+2 or 450.00."""
    return Decimal(f"{amount.normalize():f}") if amount else Decimal(0)


def chinese(text: str) -> int | None:
    """Return the value of a well-formed Chinese numeral below 10**12, or None: 三五 and 一百二 have none for us."""
    plain = text.translate(_PLAIN).replace("廿", "二十").replace("卅", "三十")
    plain = re.sub(r"(?<!十)两(?=[百千万亿]|$)", "二", plain)
    plain = re.sub(r"(?<![一二三四五六七八九])十", "一十", plain)
    if len(plain) > 1 and "零" in plain[1:] and not plain.startswith("零") and set(plain) <= set(_DIGITS):
        return int("".join(str(_DIGITS.index(digit)) for digit in plain))
    value = _evaluate(plain)
    return value if value is not None and spell(value) in (plain, plain.replace("万零", "万")) else None


def spell(number: int) -> str:
    """Return a number from 0 to 10**12 - 1 in full Chinese numerals: 一千零二十, 一十二万五千."""
    if number == 0:
        return "零"
    words = ""
    for group, name in ((number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")):
        if group:
            words += ("零" if words and group < 1000 else "") + _section(group) + name
        elif words and number % 10**4:
            words += "零"
    return words.replace("零零", "零")


def _section(number: int) -> str:
    words = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += _DIGITS[digit] + name
        elif words and not words.endswith("零") and number % place:
            words += "零"
    return words


def _evaluate(plain: str) -> int | None:
    total = section = digit = 0
    for character in plain:
        if character in _PLACES:
            section, digit = section + digit * _PLACES[character], 0
        elif character in _GROUPS:
            total, section, digit = total + (section + digit) * _GROUPS[character], 0, 0
        elif character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            return None
    value = total + section + digit
    return value if value < 10**12 else None


def _mixed(text: str) -> Decimal:
    parts = re.findall(r"([0-9]+)([亿万千百])", text)
    return Decimal(sum(int(number) * _SCALES[scale] for number, scale in parts))
