"""How the sheets of a written workbook look, on the screen and on A4."""

import math
from typing import Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from .document import FigureRun, plain
from .figures import number_text
from .grid import Line, Page
from .widths import width

_ACROSS = 80.0  # the widths of all columns together, in digits of the standard type: what A4 upright holds
_CHARACTER = 2.55  # of a Chinese character in 14 pt, likewise
_LINE = 24.0  # pt
_TABLE_LINE = 18.0

_SONG, _HEI, _FANG, _KAI = "宋体", "黑体", "仿宋", "楷体"
_FONTS = {
    "title": Font(name=_SONG, size=18, bold=True),
    "heading": Font(name=_HEI, size=14),
    "caption": Font(name=_HEI, size=12),
    "header": Font(name=_HEI, size=11),
    "cell": Font(name=_SONG, size=11),
}
_BODY = Font(name=_FANG, size=14)
_SECOND = Font(name=_KAI, size=14)
_THIN = Side(style="thin", color="808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="EDEDED")
_SOURCE_WIDTHS = (7, 12, 8, 30, 38, 28, 18, 9, 28)


def dress_sheet(sheet: Worksheet, page: Page) -> None:
    """Set up columns and paper."""
    for place, size in enumerate(_widths(page), 1):
        sheet.column_dimensions[get_column_letter(place)].width = size
    _paper(sheet, "portrait")
    sheet.sheet_view.showGridLines = False


def dress_line(sheet: Worksheet, number: int, line: Line, columns: int) -> None:
    """Give a row its type, its place and its height; a text stands across all columns."""
    in_table = line.role in ("header", "cell")
    if not in_table and columns > 1:
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=columns)
    for place, content in enumerate(line.cells):
        cell = sheet.cell(number, place + 1)
        cell.font = _SECOND if line.role == "heading" and line.level > 1 else _FONTS.get(line.role, _BODY)
        cell.alignment = _alignment(line, place)
        if in_table:
            cell.border = _GRID
        if line.role == "header":
            cell.fill = _SHADE
        match content:
            case (FigureRun(figure=figure),) if place in line.numeric:
                digits = number_text(figure.amount).partition(".")[2]
                form = "0." + "0" * len(digits) if digits else "0"
                cell.number_format = f'"约"{form}' if figure.approx else form
    sheet.row_dimensions[number].height = _height(sheet, line)


def dress_sources(sheet: Worksheet, rows: int) -> None:
    """Set up the sheet of sources: header kept in sight, a filter, A4 across."""
    for place, size in enumerate(_SOURCE_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = size
        head = sheet.cell(1, place)
        head.font, head.fill, head.border = _FONTS["header"], _SHADE, _GRID
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_SOURCE_WIDTHS))}{rows}"
    sheet.print_title_rows = "1:1"
    _paper(sheet, "landscape")


def _paper(sheet: Worksheet, orientation: Literal["portrait", "landscape"]) -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5  # inches
    footer = sheet.oddFooter
    assert footer is not None and footer.center is not None, "openpyxl makes all parts"
    footer.center.text = "— &P —"


def _widths(page: Page) -> list[float]:
    """Return the columns' widths in proportion to what tables hold, together as wide as the paper."""
    if page.columns == 1:
        return [_ACROSS]
    longest = [4.0] * page.columns
    for line in page.lines:
        if line.role in ("header", "cell"):
            for place, content in enumerate(line.cells):
                longest[place] = max(longest[place], min(width(plain(content)), 16.0))
    return [round(size * _ACROSS / sum(longest), 2) for size in longest]


def _alignment(line: Line, place: int) -> Alignment:
    sides = {"title": "center", "caption": "center", "header": "center", "signature": "right"}
    side = "right" if line.role == "cell" and place in line.numeric else sides.get(line.role, "left")
    level = "top" if line.role in ("addressee", "heading", "paragraph", "note") else "center"
    return Alignment(horizontal=side, vertical=level, wrap_text=True)


def _height(sheet: Worksheet, line: Line) -> float:
    """Return the height that a row's text needs: programs do not measure merged cells themselves."""
    if line.role not in ("header", "cell"):
        size = _FONTS["title"].size / 14 if line.role == "title" else 1.0
        rows = math.ceil(width(plain(line.cells[0])) * _CHARACTER * size / (_ACROSS - 2))
        return max(rows, 1) * _LINE * size
    room = [sheet.column_dimensions[get_column_letter(place)].width for place in range(1, len(line.cells) + 1)]
    rows = max(math.ceil(width(plain(cell)) * 2.2 / space) for cell, space in zip(line.cells, room, strict=True))
    return max(rows, 1) * _TABLE_LINE
