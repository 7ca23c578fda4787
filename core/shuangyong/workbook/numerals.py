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

from ..model import numerals
from .stored_numbers import numeral

#: At most 28 digits together, which is what Decimal multiplies exactly.
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,8})?|[0-9]{1,20}(?:\.[0-9]{1,8})?"
_NUMBER = re.compile(
    rf"""(?P<before>大约|约计|约|将近|接近|近|超过|超|逾)?\s*
    (?P<currency>¥|人民币)?\s*(?P<sign>-)?
    (?:(?P<arabic>{_ARABIC})|(?P<mixed>{numerals.MIXED})|(?P<chinese>[{numerals.CHARACTERS}]+))\s*
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
        amount, scale = numerals.mixed(match["mixed"]), scale or match["mixed"][-1]
    else:
        words = match["chinese"] or ""
        value = numerals.chinese(f"一{words}" if approx and words in (*numerals.PLACES, *numerals.GROUPS) else words)
        amount = None if value is None else Decimal(value)
        scale = scale or next((group for group in numerals.GROUPS if group in numerals.plain_characters(words)), "")
    if amount is None:
        return None
    amount *= numerals.SCALES.get(match["scale"] or "", 1)
    unit = match["unit"] or ("元" if match["currency"] else "")
    return Number(-amount if match["sign"] else amount, scale, "元" if unit == "元整" else unit, approx)


def stored(text: str) -> Decimal | None:
    """Return the number of a number cell, to the 15 digits that Excel keeps; None where it is no finite number."""
    found = numeral(text)
    return None if found is None else Decimal(found)
