"""A standard as a workbook that an office edits: drop-downs for what is chosen, and a sheet that tells how."""

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ..report.widths import width
from .building import CYCLES, LEVELS, NATURES
from .exporting import category_values, item_values, point_values, settings
from .given import COLUMNS
from .given import SHEET as GIVEN_SHEET
from .help_sheet import HELP
from .parts import HOWS
from .spelling import CATEGORY, CATEGORY_SHEET, HELP_SHEET, ITEM, ITEM_SHEET, POINT, SETTINGS, SETTINGS_SHEET
from .standards import Standard

_THIN = Side(style="thin", color="808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="F2DCDB")
_POINT_HEAD = PatternFill("solid", fgColor="DDEBF7")
_TITLE, _LABEL, _TEXT = Font(name="黑体", size=14), Font(name="黑体", size=11), Font(name="宋体", size=11)
_WRAP = Alignment(vertical="center", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WIDTHS = {
    "category": 18, "number": 7, "content": 34, "points": 8, "scoring": 30, "evidence": 22, "nature": 10, "whole": 9,
    "absent": 9, "sector": 10, "source": 20, "open": 16,
    "title": 20, "how": 10, "kind": 18, "where": 30, "measure": 18, "least": 8, "gain": 9, "each": 24, "proof": 8,
}  # fmt: skip
_CENTRED = ("number", "points", "nature", "whole", "absent", "sector", "how", "least", "gain", "proof")
_FIRST, _SPARE = 3, 200
_LONGEST_LIST = 255  # characters of a drop-down's list in Excel
_CHARACTER, _LINE_HEIGHT = 2.1, 15.0


def standard_workbook(standard: Standard, sectors: Mapping[str, str], kinds: Sequence[str]) -> bytes:
    """Return a standard as .xlsx.

    Args:
        standard: The standard.
        sectors: The labels of sectors by their ids.
        kinds: The labels of kinds, for the drop-down.
    """
    book = openpyxl.Workbook()
    _write_settings(book.active or book.create_sheet(), standard)
    _write_categories(book.create_sheet(CATEGORY_SHEET), standard)
    _write_items(book.create_sheet(ITEM_SHEET), standard, sectors, kinds)
    _write_given(book.create_sheet(GIVEN_SHEET), standard)
    _write_help(book.create_sheet(HELP_SHEET), kinds)
    book.active = 2
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_settings(sheet: Worksheet, standard: Standard) -> None:
    sheet.title = SETTINGS_SHEET
    for number, (key, label) in enumerate(SETTINGS.items(), 1):
        _put(sheet, number, 1, label, _LABEL)
        _put(sheet, number, 2, settings(standard)[key], _TEXT)
        cell = sheet.cell(number, 2)
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        sheet.cell(number, 1).fill = _HEAD
        sheet.cell(number, 1).border = cell.border = _GRID
        sheet.row_dimensions[number].height = _height([(str(cell.value or ""), 80)])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 12, 80
    _paper(sheet)
    _choose(sheet, LEVELS, "B3")
    _choose(sheet, CYCLES, f"B{[*SETTINGS].index('cycle') + 1}")


def _write_categories(sheet: Worksheet, standard: Standard) -> None:
    _header(sheet, 1, CATEGORY, _HEAD)
    for number, category in enumerate(standard.categories, 2):
        for column, value in enumerate(category_values(category).values(), 1):
            _put(sheet, number, column, value, _TEXT)
            sheet.cell(number, column).border = _GRID
        sheet.row_dimensions[number].height = _height([(category.source, 50), (category.open, 50)])
    for letter, size in zip("ABCDE", (16, 28, 8, 50, 50), strict=True):
        sheet.column_dimensions[letter].width = size
    sheet.freeze_panes = "A2"
    _paper(sheet)


def _write_items(sheet: Worksheet, standard: Standard, sectors: Mapping[str, str], kinds: Sequence[str]) -> None:
    columns = [*ITEM, *(f"point.{key}" for key in POINT)]
    _put(sheet, 1, 1, f"{standard.title}：考评内容（前 {len(ITEM)} 列）和计分办法（后 {len(POINT)} 列）", _TITLE)
    sheet.cell(1, 1).alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height = 26
    _header(sheet, 2, {key: ITEM.get(key) or POINT[key.removeprefix("point.")] for key in columns}, _HEAD)
    for place in range(len(ITEM) + 1, len(columns) + 1):
        sheet.cell(2, place).fill = _POINT_HEAD
    row = _FIRST
    for item in standard.items:
        values = item_values(item, standard, sectors)
        for place, key in enumerate(ITEM, 1):
            _put(sheet, row, place, values[key], _TEXT, middle=key in _CENTRED)
        height = max(len(item.parts), 1)
        for offset, part in enumerate(item.parts):
            for place, (key, value) in enumerate(point_values(part).items(), len(ITEM) + 1):
                _put(sheet, row + offset, place, value, _TEXT, middle=key in _CENTRED)
        for offset in range(height):
            for place in range(1, len(columns) + 1):
                sheet.cell(row + offset, place).border = _GRID
        texts = [(str(values[key] or ""), _WIDTHS[key]) for key in ("content", "scoring", "evidence", "source", "open")]
        for offset in range(height):
            told = point_values(item.parts[offset]) if item.parts else {}
            own = [(str(told.get(key) or ""), _WIDTHS[key]) for key in ("where", "each", "title")]
            sheet.row_dimensions[row + offset].height = max(_height(texts) / height, _height(own))
        if height > 1:
            for place in range(1, len(ITEM) + 1):
                sheet.merge_cells(start_row=row, end_row=row + height - 1, start_column=place, end_column=place)
        row += height
    for place, key in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[key.removeprefix("point.")]
    last = row + _SPARE
    for key, words in (
        ("nature", NATURES),
        ("whole", ("是", "否")),
        ("absent", ("是", "否")),
        ("sector", ("其他", *sectors.values())),
        ("point.how", HOWS),
        ("point.proof", ("是", "否")),
    ):
        letter = get_column_letter(columns.index(key) + 1)
        _choose(sheet, words, f"{letter}{_FIRST}:{letter}{last}")
    letter = get_column_letter(columns.index("point.kind") + 1)
    listed = f"'{HELP_SHEET}'!$A$2:$A${len(kinds) + 1}"
    _choose_from(sheet, listed, f"{letter}{_FIRST}:{letter}{last}")
    sheet.freeze_panes = sheet.cell(_FIRST, 4).coordinate
    sheet.print_title_rows = "2:2"
    _paper(sheet)


def _write_given(sheet: Worksheet, standard: Standard) -> None:
    told = "由双拥办评定的得分：单位、年度空着就是全部；每条要写理由。一票否决的条目，得分写 否决 或 不否决。"
    _put(sheet, 1, 1, told, _TEXT)
    sheet.cell(1, 1).alignment = Alignment(vertical="center")
    _header(sheet, 2, COLUMNS, _HEAD)
    numbers = dict.fromkeys(item.number for item in standard.items)
    if len(listed := ",".join(numbers)) < _LONGEST_LIST:
        _choose(sheet, listed.split(","), f"C{_FIRST}:C{_SPARE * 10}")
    for letter, size in zip("ABCDE", (34, 8, 10, 10, 70), strict=True):
        sheet.column_dimensions[letter].width = size
    sheet.freeze_panes = sheet.cell(_FIRST, 1).coordinate
    _paper(sheet)


def _write_help(sheet: Worksheet, kinds: Sequence[str]) -> None:
    _put(sheet, 1, 1, "台账名称（供选择）", _LABEL)
    for number, kind in enumerate(kinds, 2):
        _put(sheet, number, 1, kind, _TEXT)
    for number, (word, told) in enumerate(HELP, 1):
        _put(sheet, number, 3, word, _LABEL)
        _put(sheet, number, 4, told, _TEXT)
    for letter, size in zip("ABCD", (24, 3, 18, 100), strict=True):
        sheet.column_dimensions[letter].width = size


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """Return the height that a row needs for texts in columns of these widths."""
    lines = max((math.ceil(width(text) * _CHARACTER / (room - 1)) for text, room in texts), default=1)
    return max(lines, 1) * _LINE_HEIGHT + 4


def _paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _header(sheet: Worksheet, row: int, labels: Mapping[str, str], fill: PatternFill) -> None:
    for place, label in enumerate(labels.values(), 1):
        _put(sheet, row, place, label, _LABEL, middle=True)
        cell = sheet.cell(row, place)
        cell.fill, cell.border = fill, _GRID


def _put(sheet: Worksheet, row: int, column: int, value: Any, font: Font, *, middle: bool = False) -> None:
    cell: Any = sheet.cell(row, column)
    cell.font, cell.alignment = font, _MIDDLE if middle else _WRAP
    if value is None or value == "" or value is False:
        return
    if isinstance(value, Decimal):
        cell.value = value
        return
    cell.value = "是" if value is True else str(value)
    cell.data_type = "s"
    cell.quotePrefix = cell.value[:1] in tuple("=+-@")


def _choose(sheet: Worksheet, words: Iterable[str], cells: str) -> None:
    _choose_from(sheet, f'"{",".join(words)}"', cells)


def _choose_from(sheet: Worksheet, formula: str, cells: str) -> None:
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    choice.add(cells)
    sheet.add_data_validation(choice)
