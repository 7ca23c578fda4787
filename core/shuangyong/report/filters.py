"""The filters of section templates: how numbers, money, dates and lists are written in Chinese documents."""

from collections.abc import Iterable
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from ..model.dates import PartialDate
from .blanks import Blank
from .clauses import clauses
from .figures import money_text
from .numbers import Number
from .numerals import chinese_number

#: The variable of a template that holds the ledger's year.
YEAR = "year"

_BREAK = "\x04"  # the mark of a blank line
_ENDS = f"，、；：。 {_BREAK}"
_FULL_STOP = "。"


def measured(value: Any, unit: str = "") -> Any:
    """Print a figure with its unit: 343人; people of several rows are 人次; ``unit`` says 名 or 位 for 人."""
    if not isinstance(value, Number):
        return value
    own = value.figure.unit
    if own == "元":
        return money(value)
    return value.printed(unit=unit if unit and own in ("人", "名", "位") else own)


def money(value: Any) -> Any:
    """Print an amount in 元, or in 万元 where that is exact with at most two decimals."""
    if not isinstance(value, Number):
        return value
    return value.printed(money_text(value.figure.amount, approx=value.figure.approx), "元")


def percent(value: Any) -> Any:
    """Print a ratio: 98.5%."""
    return value.printed(unit="%") if isinstance(value, Number) else value


@pass_context
def day(context: Context, value: Any) -> Any:
    """Print a date: 8月1日, or 8月 where no more is known; of another year than the ledger's with that year."""
    if not isinstance(value, PartialDate):
        return value
    year = f"{value.year}年"
    same = value.month is not None and value.year == context.get(YEAR)
    return value.chinese.removeprefix(year) if same else value.chinese


def listed(values: Any) -> str:
    """Join what is there with 、, each thing once."""
    there = (str(value) for value in _several(values) if value is not None and not isinstance(value, Undefined))
    return "、".join(dict.fromkeys(text for text in map(str.strip, there) if text))


def enumerated(lines: Any, *, apart: bool = False) -> str:
    """Write lines as 一是…；二是…。: what is absent is left out, the numbers close up, one alone has none.

    Items that are sentences of their own are parted by full stops; ``apart`` gives each a paragraph of its own.
    """
    items = [item for line in _several(lines) if (item := str(line).strip(_ENDS))]
    if not items:
        return ""
    mark = _FULL_STOP if any(_FULL_STOP in item for item in items) else "；"
    if len(items) > 1:
        items = [f"{chinese_number(place)}是{item}" for place, item in enumerate(items, 1)]
    return (f"{_FULL_STOP}{_BREAK}" if apart else mark).join(items) + _FULL_STOP


def titled(value: Any) -> Any:
    """Put a paper's title into 《》, and the titles within it into 〈〉."""
    if not isinstance(value, str):
        return value
    bare = value[1:-1] if value.startswith("《") and value.endswith("》") and value.count("《") == 1 else value
    return f"《{bare.replace('《', '〈').replace('》', '〉')}》"


def served(names: Any) -> str:
    """Say how people benefited: 受益 of one kind of activity; 慰问、服务和帮扶 where visits or help are of several."""
    kinds = [group for group in names.activity.by("kind") if group.beneficiaries]
    cared = names.visit.beneficiaries or names.assistance.beneficiaries
    return "慰问、服务和帮扶" if cared and len(kinds) > 1 else "受益"


def needed(value: Any, why: str = "") -> Any:
    """Say that the document cannot do without this value; ``why`` replaces the problem's usual words."""
    return value.needed(why) if isinstance(value, Blank) else value


def _several(values: Any) -> Iterable[Any]:
    if isinstance(values, Undefined):
        return ()
    return values.splitlines() if isinstance(values, str) else values


FILTERS = {
    "measured": measured,
    "money": money,
    "percent": percent,
    "day": day,
    "list": listed,
    "yi": enumerated,
    "titled": titled,
    "clauses": clauses,
    "needed": needed,
    "served": served,
}
