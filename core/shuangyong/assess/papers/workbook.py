"""A paper as a workbook: a sheet for each part, cells merged, numbers as numbers, A4 across."""

import io
import math
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...report.spreadsheet_package import repeatable
from ...report.widths import width
from .paper import Cell, Grid, Line, Paper, Row, Sheet

_THIN = Side(style="thin", color="808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="F2DCDB")
_TITLE, _HEAD = Font(name="宋体", size=18, bold=True), Font(name="黑体", size=11)
_TEXT, _BOLD = Font(name="宋体", size=10), Font(name="宋体", size=10, bold=True)
_ACROSS = 132.0  # the widths of all columns, in digits of the standard type: what A4 across holds
_CHARACTER, _LINE_HEIGHT = 1.9, 14.0
_LONGEST = 30_000  # characters; a cell holds 32 767


def paper_workbook(paper: Paper) -> bytes:
    """Return a paper as .xlsx; no text is ever a formula, and the same paper gives the same bytes."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has one sheet
    for sheet in paper.sheets:
        _sheet(book.create_sheet(sheet.name), sheet)
    book.properties.title, book.properties.creator = paper.title, paper.issuer
    buffer = io.BytesIO()
    book.save(buffer)
    return repeatable(buffer.getvalue(), paper.date)


def _sheet(sheet: Worksheet, source: Sheet) -> None:
    grids = [block for block in source.blocks if isinstance(block, Grid)]
    main = max(grids, key=lambda grid: (len(grid.widths), len(grid.rows)), default=None)
    columns = len(main.widths) if main else 1
    sizes = [round(size * _ACROSS / sum(main.widths), 2) for size in main.widths] if main else [_ACROSS]
    for place, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(place)].width = size
    row = _across(sheet, 1, Line(source.title.replace("\n", ""), bold=True, align="center"), columns, _TITLE, 32)
    for block in source.blocks:
        if isinstance(block, Line):
            lines = math.ceil(width(block.text) * _CHARACTER / _ACROSS)
            row = _across(sheet, row, block, columns, _BOLD if block.bold else _TEXT, lines * _LINE_HEIGHT + 6)
        else:
            row = _grid(sheet, row, block, sizes, first=block is main)
    _paper(sheet)


def _across(sheet: Worksheet, row: int, line: Line, columns: int, font: Font, height: float) -> int:
    _put(sheet.cell(row, 1), line.text, font, line.align)
    if columns > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.row_dimensions[row].height = height
    return row + 1


def _grid(sheet: Worksheet, row: int, grid: Grid, sizes: list[float], *, first: bool) -> int:
    """Write a table; one of fewer columns than the sheet's takes several of them for a column of its own."""
    starts = _starts(grid, sizes)
    if grid.caption:
        row = _across(sheet, row, Line(grid.caption, bold=True, align="center"), len(sizes), _HEAD, 22)
    header = tuple(Cell(name, align="center") for name in grid.header)
    _row(sheet, row, header, starts, sizes, _HEAD)
    for place in range(1, len(sizes) + 1):
        sheet.cell(row, place).fill = _SHADE
    if first:
        sheet.print_title_rows = f"{row}:{row}"
    for number, cells in enumerate(grid.rows, row + 1):
        _row(sheet, number, cells, starts, sizes, None)
    return row + len(grid.rows) + 2


def _starts(grid: Grid, sizes: list[float]) -> list[int]:
    """Return the sheet's columns at which a table's begin, and where the last one ends."""
    if len(grid.widths) == len(sizes):
        return [*range(1, len(sizes) + 2)]
    edges = [sum(sizes[:count]) for count in range(len(sizes) + 1)]
    starts, passed = [1], 0.0
    for place, size in enumerate(grid.widths[:-1], 1):
        passed += size * _ACROSS / sum(grid.widths)
        nearest = min(range(len(edges)), key=lambda edge: abs(edges[edge] - passed)) + 1
        starts.append(min(max(nearest, starts[-1] + 1), len(sizes) + 1 - (len(grid.widths) - place)))
    return [*starts, len(sizes) + 1]


def _row(sheet: Worksheet, number: int, cells: Row, starts: list[int], sizes: list[float], font: Font | None) -> None:
    height = 1
    for place, cell in enumerate(cells):
        for column in range(starts[place], starts[place + 1]):
            sheet.cell(number, column).border = _GRID
        if cell is None:
            continue
        begin, end = starts[place], starts[place + cell.columns] - 1
        target: Any = sheet.cell(number, begin)
        if cell.number is not None:
            target.value = cell.number
            target.font = font or (_BOLD if cell.bold else _TEXT)
        else:
            _put(target, cell.text, font or (_BOLD if cell.bold else _TEXT), cell.align)
        target.alignment = _alignment(cell.align, "top" if cell.rows > 1 else "center")
        if begin != end or cell.rows > 1:
            sheet.merge_cells(start_row=number, end_row=number + cell.rows - 1, start_column=begin, end_column=end)
        # A page may end below any row, never within one: what spans several stands whole beside the first.
        room = sum(sizes[begin - 1 : end]) - 1
        lines = sum(max(1, math.ceil(width(line) * _CHARACTER / room)) for line in cell.text.split("\n"))
        height = max(height, lines)
    sheet.row_dimensions[number].height = height * _LINE_HEIGHT + 5


def _put(cell: Any, text: str, font: Font, align: str) -> None:
    cell.font, cell.alignment = font, _alignment(align)
    if text:
        cell.value = text[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in tuple("=+-@")


def _alignment(align: str, vertical: str = "center") -> Alignment:
    return Alignment(horizontal=align, vertical=vertical, wrap_text=True)


def _paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5  # inches
    sheet.sheet_view.showGridLines = False
    footer = sheet.oddFooter
    assert footer is not None and footer.center is not None, "openpyxl makes all parts"
    footer.center.text = "— &P —"
