"""What stands on the pages of a PDF without belonging to its text: running headers and footers, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

_EDGE = 2  # rows from the top or the bottom of a page
_SHARE = 0.5
_DASHED = re.compile(
    r"[—–－-]+\s*[0-9]{1,4}\s*[—–－-]+|第\s*[0-9]{1,4}\s*页(?:[,，/\s]*共\s*[0-9]{1,4}\s*页)?|[0-9]{1,4}\s*/\s*[0-9]{1,4}|[Pp]age\s*[0-9]{1,4}.*"
)
_BARE = re.compile("[0-9]{1,4}")
_DIGITS = re.compile("[0-9]+")


class Row(Protocol):
    """A line of a page."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Its stretches of text."""


R = TypeVar("R", bound=Row)


def without_furniture(pages: Sequence[Sequence[R]]) -> list[R]:
    """Return the rows of all pages without what only turns the page."""
    repeated = _repeated(pages)
    shifts = Counter(int(text) - number for number, rows in enumerate(pages) for text in _bare_at_edges(rows))
    kept: list[R] = []
    for number, rows in enumerate(pages):
        for index, row in enumerate(rows):
            text = "".join(row.cells)
            edge = index < _EDGE or index >= len(rows) - _EDGE
            if edge and (_is_number(text, number, shifts, len(pages)) or _masked(text) in repeated):
                continue
            kept.append(row)
    return kept


def _is_number(text: str, page: int, shifts: Counter[int], pages: int) -> bool:
    if _DASHED.fullmatch(text):
        return True
    if not _BARE.fullmatch(text):
        return False
    shift = int(text) - page
    return shift == 1 or (pages > 2 and shifts[shift] > _SHARE * pages)


def _repeated(pages: Sequence[Sequence[R]]) -> set[str]:
    """Return what stands at the edge of most pages, its digits masked; two pages alone tell nothing."""
    seen = Counter(text for rows in pages for text in {_masked(text) for text in _at_edges(rows)})
    return {text for text, times in seen.items() if len(pages) > 2 and times > _SHARE * len(pages)}


def _at_edges(rows: Sequence[R]) -> Iterator[str]:
    for index, row in enumerate(rows):
        if index < _EDGE or index >= len(rows) - _EDGE:
            yield "".join(row.cells)


def _bare_at_edges(rows: Sequence[R]) -> Iterator[str]:
    yield from (text for text in _at_edges(rows) if _BARE.fullmatch(text))


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text)
