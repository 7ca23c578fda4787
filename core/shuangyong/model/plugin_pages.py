"""Pages of their own that plugins add to the portal: words and tables, made of a ledger or of an office's figures.

A plugin says what there is to read. Who sees it, how it looks, and that nothing in it is taken for markup or leads
elsewhere is the portal's part.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

#: A cell: a text, a number, a day, or nothing. Numbers stand on the right, with thousands.
Cell = str | int | Decimal | datetime.date | None


def _rows(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in rows)


@attrs.frozen(kw_only=True)
class PageTable:
    """A table of a page; it can be taken home as a workbook.

    Attributes:
        header: What the columns are called.
        rows: A cell for each column: texts, whole numbers, ``Decimal``, days, or None.
        title: Stands above it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    title: str = ""


#: What a page is made of: Markdown (no HTML, pictures or links), and tables.
Part = str | PageTable


@attrs.frozen(kw_only=True)
class PluginPage:
    """A page that a plugin adds to the portal, where the navigation shows it by itself.

    Attributes:
        id: Unique within the plugin; a part of the page's address.
        label: What the navigation calls it, in a few words.
        show: Yields what is on it, texts in Markdown and tables. For a unit it takes the ``ledger`` that counts and,
            where it names them, the ``last`` year's (or None) and ``today``; for an office the ``figures`` of the year.
        about: A ``unit``'s ledger (its own sector's; of a plugin without a sector, every unit's), or the ``office``'s
            roll-up.
        measures: For an office: the figures that it tells, by full name: ``hospital.recruit_exam.examined``.
        by: For an office: what they are grouped by, as ``rollup --by`` has it: ``region,month``.
    """

    id: str
    label: str
    show: Callable[..., Iterable[Part]]
    about: Literal["unit", "office"] = "unit"
    measures: tuple[str, ...] = ()
    by: str = ""


@attrs.frozen(kw_only=True)
class PageFigure:
    """A figure of the roll-up as a plugin's page for offices gets it.

    Attributes:
        measure: ``hospital.recruit_exam.examined``.
        by: Its group: what people call each value, by dimension: ``{"region": "崂山区", "month": "2026年8月"}``; a
            dimension that is not there was added up over.
        value: What is published of it, double counting taken out; None where nothing can be said (a ratio over 0).
        last: The same of the year before; None where there is none.
        approx: Whether 约 stands before it.
    """

    measure: str
    by: Mapping[str, str]
    value: Decimal | None
    last: Decimal | None = None
    approx: bool = False


def parts_of(shown: Any) -> tuple[Part, ...]:
    """Return what a page's function gave, looked at.

    Args:
        shown: What a page's function returned.

    Raises:
        TypeError: It is no text and no table, or a table's row is not as long as its header.
    """
    if isinstance(shown, str):
        raise TypeError("show 应逐个给出段落和表格，却给出了一段文字：请写 yield")
    parts = tuple(shown)
    for part in parts:
        if not isinstance(part, str | PageTable):
            raise TypeError(f"show 应给出文字或 PageTable，却给出 {type(part).__name__}")
        if isinstance(part, PageTable):
            _refuse_bad(part)
    return parts


def _refuse_bad(table: PageTable) -> None:
    for number, row in enumerate(table.rows, start=1):
        if len(row) != len(table.header):
            raise TypeError(f"表格“{table.title}”第 {number} 行有 {len(row)} 格，表头有 {len(table.header)} 格")
        for cell in row:
            if not isinstance(cell, str | int | Decimal | datetime.date | None):
                raise TypeError(
                    f"表格“{table.title}”第 {number} 行有 {type(cell).__name__}，应是文字、整数、Decimal 或日期"
                )
