"""The lines of a PDF's page, put together from characters that a program drew in whatever order."""

import ctypes
from collections.abc import Iterator, Sequence

import attrs
import pypdfium2
from pypdfium2 import raw

from .characters import clean, closed

CHARACTERS = 4_000_000
_GAP = 1.4  # ems of white between two cells of a row
_SPACE = 0.6  # ems of white that are a space, not a typesetter's adjustment
_LATIN_SPACE = 0.15  # the same between Latin letters
_SAME_LINE = 0.5  # ems between the baselines of one line


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


@attrs.frozen
class _Character:
    """A character with its left, its right, its baseline and the size of its type, in points."""

    text: str
    left: float
    right: float
    bottom: float
    em: float


def rows_of(text: pypdfium2.PdfTextPage, page: int, width: float) -> Iterator[Row]:
    """Yield the lines of a page.

    Characters drawn one after the other on one baseline are a line, ordered from the left: a program draws those of
    another font (quotation marks, digits) when it has drawn the rest. Columns drawn one after the other stay apart.
    """
    line: list[_Character] = []
    for one in _characters(text):
        if line and abs(one.bottom - line[0].bottom) > _SAME_LINE * max(one.em, line[0].em):
            yield _row(line, page, width)
            line = []
        line.append(one)
    if line:
        yield _row(line, page, width)


def _row(characters: Sequence[_Character], page: int, width: float) -> Row:
    line = _once(sorted(characters, key=lambda one: one.left))
    return Row(
        cells=tuple(closed(clean(cell)) for cell in _cells(line)),
        left=line[0].left,
        right=max(one.right for one in line),
        bottom=line[0].bottom,
        em=max(one.em for one in line),
        page=page,
        width=width,
    )


def _once(line: Sequence[_Character]) -> list[_Character]:
    """Leave out what is drawn twice at one place: some programs make bold type so."""
    kept = [line[0]]
    for one in line[1:]:
        if one.text != kept[-1].text or one.left - kept[-1].left > 0.3 * (one.right - one.left):
            kept.append(one)
    return kept


def _cells(line: Sequence[_Character]) -> Iterator[str]:
    """Yield what stands between wide gaps."""
    text, right = "", line[0].left
    for one in line:
        gap = (one.left - right) / one.em
        if gap > _GAP:
            yield text
            text = ""
        elif gap > (_LATIN_SPACE if text[-1:].isascii() and one.text.isascii() else _SPACE):
            text += " "
        text += one.text
        right = one.right
    yield text


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[_Character]:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(min(text.count_chars(), CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        seen = clean(chr(code)) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if seen and raw.FPDFText_GetLooseCharBox(text, index, box):
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            yield _Character(seen, box.left, box.right, y.value, abs(box.top - box.bottom) or 1.0)
