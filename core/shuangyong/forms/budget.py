"""What is left to one form to do and to print: templates come from others, and none may run or grow without end."""

import time
from decimal import Decimal
from typing import Any

import attrs
from jinja2 import TemplateRuntimeError, Undefined
from jinja2.runtime import Context

from ..model.dates import PartialDate
from ..report.blanks import Blank
from ..report.document import Figure
from ..report.filters import day
from ..report.manuscript import Manuscript
from ..report.numbers import Number
from ..report.prose import UnitView
from ..report.row_view import RowView
from ..report.rows import Names, RowSet

#: The variable of a form that holds its budget.
BUDGET = "budget"

TURNS = 10_000
"""Turns of all loops of a form together; a ledger has some hundred rows."""
CHARACTERS = 8_000_000
"""What a form may print, its own words inside loops included."""
SECONDS = 20.0


class BoundExceededError(TemplateRuntimeError):
    """A form does more than any honest form would; the message says what, in Chinese."""


@attrs.define
class Budget:
    """What is left to one form, over all of its expressions; one for one rendering.

    Attributes:
        manuscript: Keeps the figures that are printed, and what the form calls needed.
        figures: Those that were printed, in order.
        blanks: What was asked for and the ledger does not say, in words; it prints nothing.
    """

    manuscript: Manuscript
    figures: list[Figure] = attrs.field(factory=list)
    blanks: dict[str, None] = attrs.field(factory=dict)
    turns: int = TURNS
    characters: int = CHARACTERS
    until: float = attrs.field(factory=lambda: time.monotonic() + SECONDS)

    def turn(self, characters: int) -> None:
        """Take one turn of a loop whose body has so many characters of its own."""
        self.turns -= 1
        if self.turns < 0:
            raise BoundExceededError(f"表样里的循环合起来超过 {TURNS} 次，请缩小循环的范围")
        self.print(characters)

    def print(self, characters: int) -> None:
        """Take what is printed."""
        self.characters -= characters
        if self.characters < 0:
            raise BoundExceededError(f"填出来的内容超过 {CHARACTERS // 10_000} 万字")
        if time.monotonic() > self.until:
            raise BoundExceededError(f"填表超过 {SECONDS:.0f} 秒还没有完")


def printed_value(context: Context, value: Any) -> Any:
    """Return a value as a form prints it: blanks are nothing, dates are written, all else is itself."""
    if isinstance(value, Blank):
        if not value.of_row:  # a cell of a list is blank as often as not
            context[BUDGET].blanks[value.label] = None
        return ""
    if isinstance(value, Undefined):
        return str(value)  # a misspelt name raises
    if value is None or isinstance(value, bool):
        raise TemplateRuntimeError("这里得到的不是能填的内容，请检查写法")
    if isinstance(value, PartialDate):
        return day(context, value)
    if isinstance(value, str | Number | int | float | Decimal):
        return value
    if isinstance(value, UnitView):
        return value.name
    raise TemplateRuntimeError(_too_much(value))


def _too_much(value: Any) -> str:
    """Say what was to be printed that is more than one thing, and how one of it is written."""
    match value:
        case RowSet():
            return f"这里填的是整个台账，要写明填哪一项，如 .{'次数' if value.is_activity else '条数'}"
        case RowView():
            return "这里填的是整行，要写明填哪一项，如 row.活动名称"
        case Names():
            return "这里填的是整本台账，要写明填哪一项，如 上年.走访慰问.次数"
    return "这里填的不是一个数、一段文字，要写明填哪一项，如 走访慰问.次数"
