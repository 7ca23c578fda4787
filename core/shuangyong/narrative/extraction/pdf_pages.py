"""The text of a PDF: its lines joined to paragraphs, headers, footers and page numbers left out, tables kept apart."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from ...model.problems import Problem, ProblemsFound, warning
from ..extracted import Piece
from .characters import closed
from .package import encrypted
from .pdf_furniture import without_furniture
from .pdf_lines import CHARACTERS, Row, rows_of
from .sources import SEND_AGAIN, refused
from .wrapping import UNBROKEN, Set, measured, paragraphs, text_of

PAGES = 2000
_FULL = 0.7  # of the page's width: no text that goes on ends farther left


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
        return [*rows_of(text, number, page.get_width())]
    finally:
        text.close()
        page.close()


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
