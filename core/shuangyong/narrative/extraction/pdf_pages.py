"""The text of a PDF: its lines joined to paragraphs, headers, footers and page numbers left out, tables kept apart."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice

import attrs
import pypdfium2
from pypdfium2 import raw

from ...model.problems import Problem, ProblemsFound, warning
from ..extracted import Piece
from .characters import clean, closed
from .package import encrypted
from .pdf_furniture import without_furniture
from .sources import SEND_AGAIN, refused
from .wrapping import UNBROKEN, Set, measured, paragraphs, text_of

PAGES = 2000
CHARACTERS = 4_000_000
_GAP = 1.4  # ems of white between two cells of a row
_FULL = 0.7  # of the page's width: no text that goes on ends farther left
_SPACE = 0.6  # ems of white that are a space, not a typesetter's adjustment


@attrs.frozen
class Row:
    """What stands on one line of a page: one stretch of text, or several cells; measures in points."""

    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    em: float
    page: int
    width: float


def pieces_of(data: bytes) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    """Return a PDF's pieces and what a person should know of them.

    Raises:
        ProblemsFound: It is damaged, has a password, is scanned (no page has text) or has too many pages.
    """
    document = _opened(data)
    try:
        if len(document) > PAGES:
            raise refused("too-large", f"文件太大：有 {len(document)} 页，最多读 {PAGES} 页。", "请拆成几个文件。")
        pages = [_rows(document, number) for number in range(len(document))]
        if sum(len(cell) for rows in pages for row in rows for cell in row.cells) > CHARACTERS:
            raise refused("too-large", f"文件太大：文字超过 {CHARACTERS // 10000} 万字。", "请拆成几个文件。")
    finally:
        document.close()
    blank = [number for number, rows in enumerate(pages, 1) if not rows]
    if len(blank) == len(pages):
        raise refused(
            "scanned",
            f"这个 PDF 的 {len(pages)} 页都没有文字，是扫描件或图片。本程序不做图片识别。",
            "请找原来的文字稿（docx），或用带文字识别（OCR）的扫描程序另存一份。",
        )
    return tuple(_pieces(without_furniture(pages))), tuple(_notes(blank))


def _notes(blank: Sequence[int]) -> Iterator[Problem]:
    if blank:
        listed = "、".join(map(str, blank[:10])) + ("……" if len(blank) > 10 else "")
        yield warning(
            "pages-without-text",
            f"第 {listed} 页没有文字（空白页、扫描页或图片），没有读。",
            "这些页如有内容，请换成文字稿。",
        )


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise _refusal(fault) from None


def _refusal(fault: pypdfium2.PdfiumError) -> ProblemsFound:
    if getattr(fault, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return encrypted()
    return refused("damaged-file", "文件已损坏或不完整：这个 PDF 打不开。", SEND_AGAIN)


def _rows(document: pypdfium2.PdfDocument, number: int) -> list[Row]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        return [*_of_page(text, number, page.get_width())]
    finally:
        text.close()
        page.close()


@attrs.define
class _Cell:
    """A stretch of a line without a wide gap."""

    text: str
    left: float
    right: float
    bottom: float
    em: float


def _of_page(text: pypdfium2.PdfTextPage, page: int, width: float) -> Iterator[Row]:
    cells: list[_Cell] = []
    for cell in _cells(text):
        if cells and (abs(cell.bottom - cells[-1].bottom) > 0.5 * cell.em or cell.left < cells[-1].right):
            yield _row(cells, page, width)
            cells = []
        cells.append(cell)
    if cells:
        yield _row(cells, page, width)


def _row(cells: Sequence[_Cell], page: int, width: float) -> Row:
    return Row(
        cells=tuple(closed(clean(cell.text)) for cell in cells),
        left=cells[0].left,
        right=cells[-1].right,
        bottom=cells[0].bottom,
        em=max(cell.em for cell in cells),
        page=page,
        width=width,
    )


def _cells(text: pypdfium2.PdfTextPage) -> Iterator[_Cell]:
    """Yield stretches of characters; a new one begins with a new line and behind a wide gap."""
    cell: _Cell | None = None
    for character, box in _characters(text):
        left, bottom, right, em = box
        if (
            cell is None
            or abs(bottom - cell.bottom) > 0.6 * max(em, cell.em)
            or not -em < left - cell.right < _GAP * em
        ):
            if cell:
                yield cell
            cell = _Cell(character, left, right, bottom, em)
            continue
        if left - cell.right > _SPACE * em or (
            left - cell.right > 0.15 * em and character.isascii() and cell.text[-1].isascii()
        ):
            cell.text += " "
        cell.text += character
        cell.right = max(cell.right, right)
    if cell:
        yield cell


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield each visible character with its left, its baseline, its right and the size of its type."""
    box, origin = raw.FS_RECTF(), (ctypes.c_double(), ctypes.c_double())
    for index in range(min(text.count_chars(), CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not clean(character):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        raw.FPDFText_GetCharOrigin(text, index, *origin)
        size = abs(box.top - box.bottom)
        yield character, (box.left, origin[1].value, box.right, size or 1.0)


def _pieces(rows: Sequence[Row]) -> Iterator[Piece]:
    lines = [_set(row, before) for row, before in zip(rows, [None, *rows], strict=False)]
    measure = measured(lines, _FULL * max((row.width for row in rows), default=0), surely=True) or UNBROKEN
    table = number = 0
    inside = False
    where = iter(rows)
    for group in paragraphs(lines, measure):
        first, *_ = islice(where, len(group))
        place = f"第{first.page + 1}页"
        if len(first.cells) > 1:
            table, number, inside = (table, number + 1, True) if inside else (table + 1, 1, True)
            for column, cell in enumerate(first.cells, 1):
                yield Piece(text=cell, form="cell", table=table, row=number, column=column, place=place)
        else:
            inside = False
            yield Piece(text=closed(text_of(group)), place=place)


def _set(row: Row, before: Row | None) -> Set:
    same_page = before is not None and before.page == row.page
    apart = same_page and before is not None and before.bottom - row.bottom > 3 * row.em
    return Set(
        text=" ".join(row.cells),
        left=row.left,
        right=row.right,
        em=row.em,
        apart=apart,
        alone=len(row.cells) > 1,
        place=f"第{row.page + 1}页",
    )
