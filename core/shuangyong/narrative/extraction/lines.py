"""Lines of a document on their way to its text, each character still knowing the element that it came from."""

from collections.abc import Iterable, Iterator, Sequence

import attrs
from lxml import etree

from ..extracted import Piece, Stand
from .characters import CLEAN

_LONG = 60


@attrs.frozen
class Strand:
    """Characters that stand in one element's text from ``offset`` on; in none where the program shows them."""

    text: str
    element: etree._Element | None = None
    offset: int = 0


@attrs.frozen(kw_only=True)
class Line(Stand):
    """A paragraph, heading or cell."""

    strands: tuple[Strand, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(strand.text for strand in self.strands)

    def piece(self) -> Piece:
        """Return it without the elements."""
        return Piece(text=self.text, **self.stand())


def strands_of(text: str, element: etree._Element | None = None) -> Iterator[Strand]:
    """Yield what a person sees of an element's text."""
    seen = text.translate(CLEAN)
    if len(seen) == len(text):  # nothing vanished: each character keeps its offset
        yield Strand(seen, element)
        return
    for offset, character in enumerate(text):
        if shown := character.translate(CLEAN):
            yield Strand(shown, element, offset)


def trimmed(strands: Iterable[Strand]) -> tuple[Strand, ...]:
    """Return strands without white space at either end of the line."""
    kept = [strand for strand in strands if strand.text]
    while kept and not kept[0].text.strip():
        del kept[0]
    while kept and not kept[-1].text.strip():
        del kept[-1]
    if kept:
        first = kept[0]
        lead = len(first.text) - len(first.text.lstrip())
        kept[0] = Strand(first.text[lead:], first.element, first.offset + lead)
        kept[-1] = attrs.evolve(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def laid_out(cells: Sequence[tuple[int, Sequence[Line]]], table: int, row: int) -> Iterator[Line]:
    """Yield a table's row: its cells beside each other.

    A cell that holds running text in several paragraphs (a form's 主要事迹, a page laid out by a table) keeps them
    as paragraphs of their own, so that its sentences do not run together.

    Args:
        cells: Each cell's column and what stands in it.
        table: The table's number.
        row: The row's number.
    """
    for column, lines in cells:
        full = [line for line in lines if line.strands]
        place = f"表{table}第{row}行第{column}列"
        if len(full) > 1 and (sum(len(line.text) for line in full) > _LONG or any("。" in line.text for line in full)):
            yield from (attrs.evolve(line, place=place) if line.form != "cell" else line for line in full)
        else:
            yield Line(strands=_in_one(full), form="cell", table=table, row=row, column=column, place=place)


def _in_one(lines: Sequence[Line]) -> tuple[Strand, ...]:
    strands: list[Strand] = []
    for line in lines:
        strands += [*([Strand(" ")] if strands else []), *line.strands]
    return tuple(strands)
