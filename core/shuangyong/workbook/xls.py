"""Reading .xls (and .et, which WPS writes the same way) through xlrd."""

import io
import struct
from typing import Final

import xlrd  # type: ignore[import-untyped]  # has no types
from xlrd.biffh import (  # type: ignore[import-untyped]
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_ERROR,
    XL_CELL_NUMBER,
    XL_CELL_TEXT,
)

from ..model.problems import Problem, ProblemsFound, error
from .book import Book, Cell, Sheet, address
from .file_refusals import CELLS, PROBLEMS, SAVE_AS, UNLINK, WITHOUT_MACROS, XLS_BYTES, refused, too_large
from .number_formats import shows_date
from .preflight import encrypted
from .stored_numbers import day, numeral
from .xlsx.values import Unreadable, text_cell

_VBA: Final = "_VBA_PROJECT".encode("utf-16-le")
_EOF, _BOUNDSHEET, _SUPBOOK = 0x0A, 0x85, 0x1AE
_MACRO_SHEETS: Final = (1, 6)
_INTERNAL: Final = (b"\x01\x04", b"\x01\x3a")
"""A SUPBOOK record's third and fourth byte where it means this workbook, or functions of an add-in."""


def read_xls(data: bytes) -> Book:
    """Return the workbook in an OLE2 container, or in a bare BIFF stream.

    The format stores no checksum; a formula always has a stored value; merged ranges are not read.

    Raises:
        ProblemsFound: The file is refused as a whole, or holds cells that cannot be read.
    """
    if len(data) > XLS_BYTES:
        raise too_large(f".xls 超过 {XLS_BYTES >> 20} MB")
    if _VBA in data:
        raise refused("macros", "工作簿里带有宏（程序），不能接收。", WITHOUT_MACROS)
    problems: list[Problem] = []
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
        _refuse_active(book)
        _mark_dates(book)
        sheets: list[Sheet] = []
        for index in range(book.nsheets):
            room = CELLS - sum(len(cells) for sheet in sheets for cells in sheet.rows.values())
            sheets.append(_sheet(book, index, room, problems))
    except ProblemsFound:
        raise
    except Exception as fault:  # xlrd meets damage with whatever its code stumbles over
        if "encrypted" in str(fault):
            raise encrypted() from None
        raise refused("damaged-file", "旧格式（.xls、.et）的工作簿读不了，可能已损坏。", SAVE_AS) from None
    if problems:
        raise ProblemsFound(problems)
    return Book(tuple(sheets), "xls")


def _refuse_active(book: xlrd.Book) -> None:
    """Refuse macro sheets and links, found in the records that precede the first sheet."""
    position = book.base
    while position + 4 <= len(book.mem):
        code, length = struct.unpack_from("<HH", book.mem, position)
        record = book.mem[position + 4 : position + 4 + length]
        if code == _BOUNDSHEET and length > 5 and record[5] in _MACRO_SHEETS:
            raise refused("macros", "工作簿里带有宏表（程序），不能接收。", WITHOUT_MACROS)
        if code == _SUPBOOK and record[2:4] not in _INTERNAL:
            raise refused("external-link", "工作簿里有指向别的文件或程序的链接，不能接收。", UNLINK)
        if code == _EOF:
            return
        position += 4 + length


def _mark_dates(book: xlrd.Book) -> None:
    """Have xlrd tell dates by our rule: its own takes an elapsed time, [h]:mm, for a date."""
    for index, style in enumerate(book.xf_list):
        known = book.format_map.get(style.format_key)
        code = known.format_str if known is not None else None
        date = shows_date(style.format_key, code)
        book._xf_index_to_xl_type_map[index] = XL_CELL_DATE if date else XL_CELL_NUMBER  # noqa: SLF001


def _sheet(book: xlrd.Book, index: int, room: int, problems: list[Problem]) -> Sheet:
    sheet = book.sheet_by_index(index)
    rows: dict[int, dict[int, Cell]] = {}
    for number in range(sheet.nrows):
        stored = zip(sheet.row_types(number), sheet.row_values(number), strict=True)
        cells: dict[int, Cell] = {}
        for column, (type_, value) in enumerate(stored, start=1):
            try:
                cell = _cell(type_, value, from_1904=book.datemode == 1)
            except Unreadable as fault:
                where = address(number + 1, column)
                problems.append(
                    error(fault.code, fault.message, fault.fix, sheet=sheet.name, cell=where, value=fault.value)
                )
                if len(problems) >= PROBLEMS:
                    raise ProblemsFound(problems) from None
                continue
            if cell is not None:
                cells[column] = cell
        if cells:
            rows[number + 1] = cells
            room -= len(cells)
            if room < 0:
                raise too_large(f"填了内容的单元格超过 {CELLS} 个")
    book.unload_sheet(index)
    return Sheet(sheet.name, rows, hidden=sheet.visibility != 0)


def _cell(type_: int, value: str | float, *, from_1904: bool) -> Cell | None:
    if type_ == XL_CELL_TEXT:
        return text_cell(str(value))
    if type_ in (XL_CELL_NUMBER, XL_CELL_DATE):
        number = numeral(repr(value))
        if number is None:
            raise Unreadable("bad-number", f"这一格存的数字「{value}」不是 Excel 能有的数。", str(value))
        date = day(number, from_1904=from_1904) if type_ == XL_CELL_DATE else None
        return Cell("date", date) if date else Cell("number", number)
    if type_ == XL_CELL_BOOLEAN:
        return Cell("boolean", "TRUE" if value else "FALSE")
    if type_ == XL_CELL_ERROR:
        return Cell("error", xlrd.error_text_from_code.get(int(value), f"#{value}"))
    return None
