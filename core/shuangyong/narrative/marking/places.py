"""From places of an extracted text to the runs of the document that it was extracted from."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs
from lxml import etree

from ..extracted import Block, Extracted
from ..extraction.docx import Document
from ..extraction.docx_markup import name_of
from ..extraction.lines import Strand
from ..extraction.sources import refused
from . import runs

if TYPE_CHECKING:
    from .commenting import Remark


@attrs.frozen
class _Stretch:
    """Characters of the text, from ``start`` on, that stand in one element of the document."""

    order: int
    start: int
    strand: Strand
    block: Block

    @property
    def end(self) -> int:
        return self.start + len(self.strand.text)


@attrs.frozen
class _Edge:
    """Where a comment begins or ends: a character's place in a text element, or a whole run that holds a text box."""

    order: int
    element: etree._Element
    offset: int
    number: str
    closing: bool


@attrs.frozen
class Places:
    """The stretches of a text, in order."""

    _root: etree._Element
    _stretches: Sequence[_Stretch]
    _starts: Sequence[int]

    @classmethod
    def of(cls, document: Document) -> "Places":
        """Return where the text of a document stands in it.

        Raises:
            ProblemsFound: It has no text to remark on.
        """
        extracted = Extracted.of("", (line.piece() for line in document.lines))
        stretches = [*_stretches(document, extracted)]
        if not any(_root_of(one) is document.root for one in stretches):
            raise refused("no-text", "文件里没有文字，没有可以加批注的地方。", "请看是不是拿错了文件。")
        return cls(document.root, stretches, [one.start for one in stretches])

    def outside(self, start: int, end: int) -> str:
        """Return the note (脚注1) that a place stands in, where Word takes no comments; else an empty text."""
        found = self._within(start, end)
        return found[0].block.place if found and not self._in_body(found[0]) else ""

    def mark(self, numbered: "Sequence[tuple[str, Remark]]") -> None:
        """Mark each finding's place in the document with the number of its comment."""
        edges = [edge for number, one in numbered for edge in self._edges(number, one.start, one.end)]
        # From the end backwards, for a run that is split keeps its beginning.
        for edge in sorted(edges, key=lambda one: (one.order, one.offset), reverse=True):
            if edge.closing:
                runs.close(edge.element, edge.offset, edge.number)
            else:
                runs.open_(edge.element, edge.offset, edge.number)

    def _edges(self, number: str, start: int, end: int) -> Iterator[_Edge]:
        found = [one for one in self._within(start, end) if self._in_body(one)] or self._last_of_body()
        first, last = found[0], found[-1]
        if end <= first.start or start >= last.end:
            start, end = first.start, last.end
        for one, place, closing in ((first, max(start, first.start), False), (last, min(end, last.end), True)):
            element = one.strand.element
            assert element is not None
            yield _Edge(one.order, element, place - one.start + one.strand.offset, number, closing)

    def _last_of_body(self) -> list[_Stretch]:
        return [one for one in self._stretches if self._in_body(one)][-1:]

    def _within(self, start: int, end: int) -> list[_Stretch]:
        """Return the stretches of a place; of one that holds no character of the document, the next one."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = [one for one in self._stretches[first : bisect_left(self._starts, end)] if one.end > start]
        if not found and self._stretches:
            found = [self._stretches[min(bisect_left(self._starts, start), len(self._stretches) - 1)]]
        parent = _container(found[0]) if found else None
        return [one for one in found if _container(one) is parent]

    def _in_body(self, one: _Stretch) -> bool:
        return _root_of(one) is self._root


def _stretches(document: Document, extracted: Extracted) -> Iterator[_Stretch]:
    order = itertools.count()
    for block in extracted.blocks:
        here = block.start
        for strand in document.lines[block.piece].strands:
            if strand.element is not None:
                yield _Stretch(next(order), here, strand, block)
            here += len(strand.text)


def _root_of(one: _Stretch) -> etree._Element:
    assert one.strand.element is not None
    return one.strand.element.getroottree().getroot()


def _container(one: _Stretch) -> etree._Element | None:
    """Return the body, cell or box that a stretch stands in; a comment reaches over none of their bounds."""
    assert one.strand.element is not None
    above = one.strand.element.iterancestors()
    return next((entry for entry in above if name_of(entry) in {"tc", "body", "txbxContent"}), None)
