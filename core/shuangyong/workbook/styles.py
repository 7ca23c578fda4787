"""How a ledger looks: one place for its fonts, fills, borders and number formats."""

import copy
import functools
import weakref
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension

from ..model.fields import Field
from .values import EVIDENCE

#: On every Windows, and replaced by their like on other systems.
TEXT, HEADINGS = "宋体", "黑体"
HINT_SIZE = 9

#: Colours (RGB). SENSITIVE is for what stays in the unit, INPUT for what waits for its value.
SENSITIVE, REQUIRED, INPUT = "7030A0", "C00000", "FFF8E1"
LABEL, LINK, ASIDE, LINES = "F2F2F2", "0563C1", "595959", "BFBFBF"

P = ParamSpec("P")
Styled = Cell | ColumnDimension

#: What a style came to, by the workbook, the style, what was there before and how it was asked for.
_KNOWN: "weakref.WeakKeyDictionary[Workbook, dict[object, object]]" = weakref.WeakKeyDictionary()

_font = functools.cache(Font)
_align = functools.cache(Alignment)
_fill = functools.cache(PatternFill)

_LINE = Side(style="thin", color=LINES)
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

DATE_FORMAT, TEXT_FORMAT = "yyyy-mm-dd", "@"


def _once(style: Callable[Concatenate[Any, P], None]) -> Callable[Concatenate[Any, P], None]:
    """Work a style out once a workbook and copy what it came to; openpyxl would compare it whole at every cell."""

    def styled(target: Any, /, *args: P.args, **kwargs: P.kwargs) -> None:
        known = _KNOWN.setdefault(target.parent.parent, {})
        before = target._style  # noqa: SLF001  openpyxl offers no other way to copy a style
        key = (style, before and tuple(before), args, tuple(kwargs.items()))
        if key in known:
            target._style = copy.copy(known[key])  # noqa: SLF001
        else:
            style(target, *args, **kwargs)
            known[key] = copy.copy(target._style)  # noqa: SLF001

    return styled


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


def body(target: Styled, field: Field) -> None:
    """Style a cell that is filled in, or a whole column of them."""
    _body(target, field.type in ("date", "choice"), number_format(field))


@_once
def grid(target: Styled) -> None:
    """Draw lines around a cell."""
    target.border = GRID


@_once
def _body(target: Styled, centred: bool, format: str) -> None:  # noqa: A002  as Excel calls it
    target.font = _font(name=TEXT, size=11)
    target.alignment = _align(horizontal="center" if centred else None, vertical="center", wrap_text=True)
    target.number_format = format


def colour_of(field: Field, otherwise: str) -> str:
    """Return the colour of what is said of a field."""
    return SENSITIVE if field.sensitive else REQUIRED if field.required else otherwise


@_once
def header(cell: Styled, colour: str) -> None:
    """Style the head of a column."""
    cell.font = _font(name=HEADINGS, size=11, bold=True, color="FFFFFF")
    cell.fill = _fill("solid", start_color=colour)
    cell.alignment = _align(horizontal="center", vertical="center", wrap_text=True)
    cell.border = GRID


@_once
def label(cell: Styled, colour: str) -> None:
    """Style the label of a single value."""
    cell.font = _font(name=HEADINGS, size=11, bold=True, color=colour)
    cell.fill = _fill("solid", start_color=LABEL)
    cell.alignment = _align(horizontal="center", vertical="center")
    cell.border = GRID


@_once
def title(cell: Styled, colour: str, size: int = 16) -> None:
    """Style the title of a sheet or of a part of one."""
    cell.font = _font(name=HEADINGS, size=size, bold=True, color=colour)
    cell.alignment = _align(vertical="center")


@_once
def aside(cell: Styled, *, size: int = 10, colour: str = ASIDE) -> None:
    """Style a remark for the clerk."""
    cell.font = _font(name=TEXT, size=size, color=colour)
    cell.alignment = _align(vertical="center", wrap_text=True)


@_once
def entry(cell: Styled) -> None:
    """Style a text of a list."""
    cell.font = _font(name=TEXT, size=11)
    cell.alignment = _align(vertical="center", wrap_text=True)
    cell.border = GRID
    cell.number_format = TEXT_FORMAT


def hint(cell: Cell, field: Field) -> None:
    """Style what stands above a column's head."""
    _hint(cell, colour_of(field, ASIDE))


@_once
def _hint(cell: Styled, colour: str) -> None:
    cell.font = _font(name=TEXT, size=HINT_SIZE, color=colour)
    cell.alignment = _align(vertical="bottom", wrap_text=True)
    cell.fill = _fill("solid", start_color=LABEL)
    cell.border = GRID


@_once
def link(cell: Styled) -> None:
    """Style a link to another sheet."""
    cell.font = _font(name=TEXT, size=11, color=LINK, underline="single")
    cell.alignment = _align(vertical="center")


@_once
def to_fill(cell: Styled, *, left: bool = False) -> None:
    """Style a single cell that waits for its value."""
    cell.fill = _fill("solid", start_color=INPUT)
    cell.border = GRID
    cell.alignment = _align(horizontal="left" if left else "center", vertical="center", wrap_text=True)
