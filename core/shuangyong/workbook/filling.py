"""Values into cells: typed where they are exact, as the clerk wrote them where they are not."""

import datetime
import re
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from ..model.dates import PartialDate
from ..model.fields import Field
from . import book, values

#: What XML 1.0 cannot hold, and what Excel reads as an escape of its own (ECMA-376 part 1, 22.9.2.19).
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

#: Excel counts days from 1900, its first two months wrongly, and keeps 15 digits of a number.
_FIRST_DAY = datetime.date(1900, 3, 1)
_DIGITS_KEPT = 15

_SCALED = re.compile("[千万亿]")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell to write in."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "a merged cell is written at its first"
    return cell


def write_text(cell: Cell, text: str) -> None:
    """Write a text as nothing but text: ``=cmd|..`` is no formula and ``#N/A`` no error."""
    if not text:
        return
    cell.value = _ESCAPE.sub("_x005F_", _IMPOSSIBLE.sub("", text))
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True  # edited again, it still is text


def write_value(cell: Cell, value: object, field: Field, *, original: str = "", approx: bool = False) -> None:
    """Write a field's value.

    An approximate number, and one typed with a scale (0.5万元), keeps the clerk's own words where these say the same
    under a header with the field's unit; an approximate one without such words is written 约343.
    """
    if isinstance(value, PartialDate):
        _write_date(cell, value)
    elif isinstance(value, int | Decimal):
        _write_number(cell, value, field, original, approx=approx)
    elif value is not None:
        write_text(cell, str(value))


def _write_date(cell: Cell, date: PartialDate) -> None:
    if date.day is None or date.first < _FIRST_DAY:
        write_text(cell, date.chinese)
    else:
        cell.value = date.first


def _write_number(cell: Cell, number: int | Decimal, field: Field, original: str, *, approx: bool) -> None:
    plain = f"{Decimal(number):f}"
    if (approx or _SCALED.search(original)) and _says(original, number, field, approx=approx):
        write_text(cell, original.strip())
    elif approx:
        write_text(cell, f"约{plain}")
    elif len(plain.replace(".", "").strip("0")) > _DIGITS_KEPT:
        write_text(cell, plain)
    else:
        cell.value = number


def _says(original: str, number: int | Decimal, field: Field, *, approx: bool) -> bool:
    parsed = values.parse(book.Cell("text", original), field, None)
    return (parsed.value, parsed.approx, parsed.problem) == (number, approx, None)
