"""How a ledger looks: one place for its fonts, fills, borders and number formats."""

import functools

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.dimensions import ColumnDimension

from ..model.fields import Field
from .values import EVIDENCE

#: On every Windows, and replaced by their like on other systems.
TEXT, HEADINGS = "宋体", "黑体"
HINT_SIZE = 9

#: Colours (RGB). SENSITIVE is for what stays in the unit, INPUT for what waits for its value.
SENSITIVE, REQUIRED, INPUT = "7030A0", "C00000", "FFF8E1"
LABEL, LINK, ASIDE, LINES = "F2F2F2", "0563C1", "595959", "BFBFBF"

# openpyxl looks up a style at every cell; where it is the same object, it need not be compared.
_font = functools.cache(Font)
_align = functools.cache(Alignment)
_fill = functools.cache(PatternFill)

_LINE = Side(style="thin", color=LINES)
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

DATE_FORMAT, TEXT_FORMAT = "yyyy-mm-dd", "@"


def number_format(field: Field) -> str:
    """Return the format of a field's cells: text stays text, so that 1-2 is no date and an ID number keeps its digits.

    Evidence is General: WPS shows a picture in a cell by a formula, which a text cell would not run.
    """
    match field.type:
        case "date":
            return DATE_FORMAT
        case "integer":
            return "#,##0" if field.measure else "0"
        case "decimal":
            return "#,##0." + "0" * field.decimals if field.decimals else "#,##0"
        case _:
            return "General" if field.id == EVIDENCE else TEXT_FORMAT


def body(target: Cell | ColumnDimension, field: Field) -> None:
    """Style a cell that is filled in, or a whole column of them."""
    centred = field.type in ("date", "choice")
    target.font = _font(name=TEXT, size=11)
    target.alignment = _align(horizontal="center" if centred else None, vertical="center", wrap_text=True)
    target.number_format = number_format(field)


def colour_of(field: Field, otherwise: str) -> str:
    """Return the colour of what is said of a field."""
    return SENSITIVE if field.sensitive else REQUIRED if field.required else otherwise


def header(cell: Cell, colour: str) -> None:
    """Style the head of a column."""
    cell.font = _font(name=HEADINGS, size=11, bold=True, color="FFFFFF")
    cell.fill = _fill("solid", start_color=colour)
    cell.alignment = _align(horizontal="center", vertical="center", wrap_text=True)
    cell.border = GRID


def label(cell: Cell, colour: str) -> None:
    """Style the label of a single value."""
    cell.font = _font(name=HEADINGS, size=11, bold=True, color=colour)
    cell.fill = _fill("solid", start_color=LABEL)
    cell.alignment = _align(horizontal="center", vertical="center")
    cell.border = GRID


def title(cell: Cell, colour: str, size: int = 16) -> None:
    """Style the title of a sheet or of a part of one."""
    cell.font = _font(name=HEADINGS, size=size, bold=True, color=colour)
    cell.alignment = _align(vertical="center")


def aside(cell: Cell, *, size: int = 10, colour: str = ASIDE) -> None:
    """Style a remark for the clerk."""
    cell.font = _font(name=TEXT, size=size, color=colour)
    cell.alignment = _align(vertical="center", wrap_text=True)


def hint(cell: Cell, field: Field) -> None:
    """Style what stands above a column's head."""
    aside(cell, size=HINT_SIZE, colour=colour_of(field, ASIDE))
    cell.alignment = _align(vertical="bottom", wrap_text=True)
    cell.fill = _fill("solid", start_color=LABEL)
    cell.border = GRID


def link(cell: Cell) -> None:
    """Style a link to another sheet."""
    cell.font = _font(name=TEXT, size=11, color=LINK, underline="single")
    cell.alignment = _align(vertical="center")


def to_fill(cell: Cell, *, left: bool = False) -> None:
    """Style a single cell that waits for its value."""
    cell.fill = _fill("solid", start_color=INPUT)
    cell.border = GRID
    cell.alignment = _align(horizontal="left" if left else "center", vertical="center", wrap_text=True)
