"""The tree of a paper: sheets of lines and tables whose cells may span, that every writer walks."""

import datetime
from decimal import Decimal
from typing import Literal

import attrs

Align = Literal["left", "center", "right"]


@attrs.frozen
class Cell:
    """A cell of a table.

    Attributes:
        text: What is printed; lines parted by line feeds.
        rows: How many rows it spans.
        columns: How many columns.
        align: Where its text stands.
        bold: Whether it is a heading or a sum.
        number: The value where it is one, for workbooks.
    """

    text: str
    rows: int = 1
    columns: int = 1
    align: Align = "left"
    bold: bool = False
    number: Decimal | None = None


#: A row: None where a cell from above or from the left reaches.
Row = tuple[Cell | None, ...]


@attrs.frozen(kw_only=True)
class Grid:
    """A table: columns' widths in shares of the line, the header, and rows of as many cells."""

    widths: tuple[int, ...]
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@attrs.frozen
class Line:
    """A line of text; a heading where it is bold."""

    text: str
    bold: bool = False
    align: Align = "left"


@attrs.frozen(kw_only=True)
class Sheet:
    """A part of a paper that begins on a page of its own, and is a sheet of its own in a workbook.

    Attributes:
        name: The sheet's in a workbook.
        title: Its title.
        blocks: What it holds.
        detail: Whether it is for looking things up, and not printed and signed: Word leaves it out.
    """

    name: str
    title: str
    blocks: tuple[Grid | Line, ...]
    detail: bool = False


@attrs.frozen(kw_only=True)
class Paper:
    """A paper: its title, who made it, when, and its sheets."""

    title: str
    issuer: str
    date: datetime.date
    sheets: tuple[Sheet, ...]


def number(value: Decimal | None, *, bold: bool = False, rows: int = 1) -> Cell:
    """Return the cell of a number; a dash for none."""
    text = "—" if value is None else f"{value.normalize():f}" if value else "0"
    return Cell(text, rows=rows, align="center", bold=bold, number=value)
