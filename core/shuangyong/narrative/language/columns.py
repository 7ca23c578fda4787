"""Rows of tables that have become lines: a label, a measure word and numbers, set apart with blanks or tabs."""

import re
from decimal import Decimal

import attrs

from ...model import numerals
from .measure_words import MEASURE_WORD, UNITS

_CELL = re.compile(
    rf"(?<=[\t |\u3000])(?P<scale>[十百千]?[万亿]|[百千])?(?P<unit>{MEASURE_WORD})(?:  |[\t|\u3000])[\t |\u3000]*$"
)


@attrs.frozen
class Column:
    """The measure word in the cell before a number.

    Attributes:
        worth: What the number is to be multiplied by: 10000 for 万元.
        width: How many characters it stands before the number.
    """

    unit: str
    worth: Decimal
    width: int


def column_before(before: str) -> Column | None:
    """Return the measure word of a number that has none of its own, from what stands before it; None for prose."""
    if before[-1:] not in ("\t", " ", "|", "\u3000"):
        return None
    match = _CELL.search(before)
    if match is None:
        return None
    unit, worth = UNITS[match["unit"]]
    scale = numerals.SCALES[match["scale"]] if match["scale"] else 1
    return Column(unit, worth * scale, len(before) - match.start())
