"""Writing a document as a workbook: the text, its tables with real numbers, and a sheet of sources."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .document import Document, Figure, FigureRun, Inline, Inlines, plain
from .extracts import Extract
from .figures import number_text
from .grid import Line, Page, pages
from .located import Located, located
from .provenance import PIECE, RECORD, damaged, figures_to_json, missing
from .spreadsheet_package import repeatable
from .spreadsheet_styles import dress_line, dress_sheet, dress_sources

_SOURCES = "来源"
_SOURCE_HEADER = ("序号", "数字", "单位", "名称", "标识", "文件", "工作表", "单元格", "原文")
_LARGEST = 256 * 2**20  # bytes of a file's parts; more is no file of ours


def render_spreadsheet(document: Document, fonts: str = "") -> bytes:  # noqa: ARG001  a workbook is not typeset
    """Return a document as .xlsx; the same document gives the same bytes, and no text is ever a formula."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has one sheet
    written = pages(document)
    for page in written:
        _write_page(book.create_sheet(page.name), page)
    _write_sources(book.create_sheet(_SOURCES), document)
    _write_record(book.create_sheet(RECORD), [figures_to_json(document), located(_pieces(written)).to_json()])
    book.properties.title, book.properties.creator = document.title, document.issuer
    buffer = io.BytesIO()
    book.save(buffer)
    return repeatable(buffer.getvalue(), document.date)


def read_spreadsheet_record(content: bytes) -> tuple[str, dict[int, str]]:
    """Return the record of figures, and what stands now in the place of each edited one; raises ProblemsFound."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST:
            raise missing()
    book = _opened(content)
    if book is None:
        raise damaged()
    if RECORD not in book.sheetnames:
        raise missing()
    records = _read_record(book[RECORD])
    if len(records) not in (2, 3):
        raise damaged()
    figures, places, *part = records
    return figures, Located.from_json(places).edited(_text(book, part))


def located_cells(content: bytes, figures: Iterable[tuple[str, str, Figure]]) -> Located | None:
    """Return where figures stand in a workbook's text, given the sheet and cell of each; None where it cannot be read.

    A figure that its cell does not hold is left out.
    """
    book = _opened(content)
    if book is None:
        return None
    text, cells = "", {}
    for sheet in book.worksheets:
        if sheet.title in (_SOURCES, RECORD):
            continue
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            for column, words in enumerate(_filled([_read(value) for value in row]), 1):
                cells[sheet.title, f"{get_column_letter(column)}{number}"] = len(text), words
                text += f"{words}\t"
            text += "\n"
    spans: dict[int, tuple[int, int]] = {}
    reached: dict[tuple[str, str], int] = {}
    for name, cell, figure in figures:
        start, words = cells.get((name, cell), (0, ""))
        at = words.find(figure.text, reached.get((name, cell), 0))
        if at >= 0:
            spans[figure.ordinal] = start + at, start + at + len(figure.text)
            reached[name, cell] = at + len(figure.text)
    return Located(text, spans)


def _opened(content: bytes) -> openpyxl.Workbook | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know of a file is no matter here
            return openpyxl.load_workbook(io.BytesIO(content))
    except Exception:  # openpyxl fails in any way on files that are damaged
        return None


def _write_page(sheet: Worksheet, page: Page) -> None:
    dress_sheet(sheet, page)
    for number, line in enumerate(page.lines, 1):
        for place, content in enumerate(line.cells):
            cell = sheet.cell(number, place + 1)
            if amount := _number(line, place, content):
                cell.value = amount.figure.amount
            else:
                _put(cell, plain(content))
        dress_line(sheet, number, line, page.columns)


def _number(line: Line, place: int, content: Inlines) -> FigureRun | None:
    """Return the figure of a cell that holds nothing else, in a column of numbers."""
    match content:
        case (FigureRun() as only,) if place in line.numeric:
            return only
    return None


def _put(cell: Cell | MergedCell, text: str) -> None:
    """Write a text as text, also where it looks like a formula, a date or a number."""
    assert isinstance(cell, Cell)  # rows are written before any cells are merged
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in tuple("=+-@")  # keeps it text when somebody edits it


def _write_sources(sheet: Worksheet, document: Document) -> None:
    rows: list[tuple[str, ...]] = [_SOURCE_HEADER]
    for figure in document.figures():
        start = (str(figure.ordinal), figure.text, figure.unit, figure.label, figure.name)
        cells = [(source.file, source.sheet, source.cell, source.value) for source in figure.sources]
        rows += [(*start, *cell) for cell in cells or [("", "", "", "")]]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            _put(sheet.cell(number, place), text)
    dress_sources(sheet, len(rows))


def _write_record(sheet: Worksheet, records: Iterable[str]) -> None:
    """Write each record down a column of its own, in pieces that a cell holds."""
    for column, record in enumerate(records, 1):
        for row, start in enumerate(range(0, len(record), PIECE), 1):
            _put(sheet.cell(row, column), record[start : start + PIECE])
    sheet.sheet_state = "hidden"


def _read_record(sheet: Worksheet) -> list[str]:
    return [
        "".join(str(value) for value in column if value is not None) for column in sheet.iter_cols(values_only=True)
    ]


def _pieces(written: Iterable[Page]) -> Iterator[str | tuple[Inline, str]]:
    """Yield what the sheets hold, as ``_read_page`` finds it again."""
    for page in written:
        for line in page.lines:
            for place, content in enumerate(line.cells):
                only = _number(line, place, content)
                runs = [(only, number_text(only.figure.amount))] if only else [(run, run.text) for run in content]
                yield from runs
                yield "\t"
            yield "\n"


def _text(book: openpyxl.Workbook, part: Sequence[str]) -> str:
    """Return what the figures stand in: the whole book, or the part of it that the record names."""
    if part:
        rows = Extract.from_json(part[0]).rows(book)
        return "".join("\t".join(map(_read, row)) + "\n" for row in rows)
    return "".join(_read_page(sheet) for sheet in book.worksheets if sheet.title not in (_SOURCES, RECORD))


def _read_page(sheet: Worksheet) -> str:
    rows = ([_read(value) for value in row] for row in sheet.iter_rows(values_only=True))
    return "".join("".join(f"{text}\t" for text in _filled(row)) + "\n" for row in rows)


def _filled(row: list[str]) -> list[str]:
    """Return the cells of a row up to the last that holds anything; at least the first."""
    last = max((place for place, text in enumerate(row) if text), default=0)
    return row[: last + 1]


def _read(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(Decimal(repr(value)))
    return str(value)
