"""合计 rows under (or over) the data: recognised, compared with the sums, never counted as records."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..model.ledgers import Row
from ..model.problems import Problem, error, warning
from .book import Cell, address
from .headers import Column, Header
from .keys import key
from .values import Parsed, parse

_TOTAL = re.compile(r"(?:本页|本表|以上|全年|年度|总的)?(?:合计|小计|总计|共计|累计|总数|总和)(?:\(.*\))?")
#: A longer text is a title that happens to speak of a sum.
_LONGEST = 12
_SUBTOTAL = "小计"


class TotalRow(NamedTuple):
    """A row of sums.

    Attributes:
        number: Its row number.
        label: The number of the column with 合计 in it.
        cells: Its cells.
        above: How many data rows stand above it.
        part: The first of them that it sums: a 小计 sums those since the last one.
    """

    number: int
    label: int
    cells: Mapping[int, Cell]
    above: int
    part: int


def total_label(cells: Mapping[int, Cell], header: Header) -> int | None:
    """Return the column in which a row calls itself 合计, left of all its numbers; None for other rows."""
    for number, cell in cells.items():
        text = cell.text
        # Cheap questions first: these are asked of every cell.
        if cell.type == "text" and ("计" in text or "总" in text) and len(text) <= _LONGEST:
            measures = (at for at in cells if at in header.columns and header.columns[at].field.measure)
            if number <= min(measures, default=number) and _TOTAL.fullmatch(key(text)):
                return number
    return None


def is_subtotal(cells: Mapping[int, Cell], label: int) -> bool:
    """Tell whether a total is a 小计, of the rows since the last total."""
    return _SUBTOTAL in key(cells[label].text)


def total_problems(
    total: TotalRow, rows: Sequence[Row], header: Header, spoilt: frozenset[str], year: int | None
) -> Iterator[Problem]:
    """Yield an error for each sum that is not the sum of the rows, or one warning that the row was left out.

    Args:
        total: The row; one above all data sums those below it.
        rows: The sheet's records.
        header: Its header.
        spoilt: Fields with a refused cell, of which there is no sum.
        year: The ledger's year.
    """
    summed = rows[total.part : total.above] or (() if total.above else rows)
    wrong = unread = False
    for number, cell in sorted(total.cells.items()):
        column = header.columns.get(number)
        if column is None or not column.field.measure or not column.readable or number == total.label:
            continue
        stated = parse(cell, column.field, year, column.factor)
        if stated.value is None:
            unread = unread or (stated.problem is not None and stated.problem.severity == "error")
        elif column.field.id not in spoilt and (problem := _compare(total, column, cell, stated, summed)):
            wrong = True
            yield problem
    if not wrong:
        yield _left_out(total, unread=unread or bool(spoilt))


def _compare(total: TotalRow, column: Column, cell: Cell, stated: Parsed, rows: Sequence[Row]) -> Problem | None:
    field = column.field
    amounts = (row.value(field.id) for row in rows)
    computed = sum((Decimal(amount) for amount in amounts if isinstance(amount, int | Decimal)), start=Decimal(0))
    if stated.value == computed:
        return None
    unit, called = field.unit or "", key(total.cells[total.label].text)
    return error(
        "wrong-total",
        f"「{field.label}」{called}写的是 {stated.value}{unit}，各行之和是 {computed:f}{unit}。",
        "请核对各行；各行没有错的，改正这个数，或删去这一行。",
        cell=address(total.number, column.number),
        value=cell.text,
    )


def _left_out(total: TotalRow, *, unread: bool) -> Problem:
    text = total.cells[total.label].text
    compared = "有的数读不出来，没有全部核对" if unread else "与各行之和一致"
    return warning(
        "total-row",
        f"第 {total.number} 行是“{key(text)}”，{compared}，没有当作记录读入。",
        "可以留着，也可以删去；汇总由程序计算。",
        cell=address(total.number, total.label),
        value=text,
    )
