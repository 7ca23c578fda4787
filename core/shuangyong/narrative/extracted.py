"""The text of a document as a person reads it, and what stood where in it. Offsets count characters of ``text``."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal, Self

import attrs

from ..model.problems import Problem

Form = Literal["paragraph", "heading", "cell"]


@attrs.frozen(kw_only=True)
class Stand:
    """As what, and where, something stands in its document.

    Attributes:
        level: Of a heading that the document marks as one: 0 its title, 1 the outermost section; else None. A text
            file marks none, whatever its lines look like.
        table: Which table of the document a cell belongs to, counted from 1.
        row: Which row of it, counted from 1.
        column: Which column of it, counted from 1; cells merged over several have the first.
        place: Where it stands in the document, as a person finds it: 第12段, 表1第2行第3列, 第4页, 第7行.
    """

    form: Form = "paragraph"
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    place: str = ""

    def stand(self) -> dict[str, Any]:
        """Return all of it, for something else that stands there."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(Stand)}


@attrs.frozen(kw_only=True)
class Piece(Stand):
    """A paragraph, a heading or a table's cell before it has a place in the text: one line without tabs."""

    text: str


@attrs.frozen(kw_only=True)
class Block(Stand):
    """A :class:`Piece` in its place of the text: ``text[start:end]``.

    Attributes:
        piece: Which of the document's pieces it is, blank ones counted, from 0.
    """

    start: int
    end: int
    piece: int = 0


@attrs.frozen(kw_only=True)
class Extracted:
    """What was read out of a document.

    Attributes:
        file: The document, as it was given.
        text: A line for each paragraph, heading or row of a table (its cells divided by tabs). No line is blank;
            a paragraph that a PDF reader broke into several lines is one again.
        blocks: What the lines are made of, in order.
        notes: What a person should know of the reading: pages without text, revisions that were left out.
    """

    file: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, file: str, pieces: Iterable[Piece], notes: Iterable[Problem] = ()) -> Self:
        """Put pieces one below the other, cells of one row beside each other; blank lines are left out."""
        text, blocks = _placed(pieces)
        return cls(file=file, text=text, blocks=blocks, notes=tuple(notes))

    @property
    def sha256(self) -> str:
        """The hash of the text in UTF-8: that of the file which ``read --text`` writes."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def block_at(self, place: int) -> Block | None:
        """Return the block that a character stands in; None between cells and lines."""
        index = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 and place < self.blocks[index].end else None


def _placed(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    flat = [entry for line in _lines(pieces) for entry in line]
    breaks = ["\t" if _beside(one, other) else "\n" for (_, one), (_, other) in pairwise(flat)]
    blocks, written, here = [], [], 0
    for (number, piece), separator in zip(flat, [*breaks, ""], strict=True) if flat else ():
        blocks.append(_block(number, piece, here))
        written += [piece.text, separator]
        here += len(piece.text) + len(separator)
    return "".join(written), tuple(blocks)


def _lines(pieces: Iterable[Piece]) -> Iterator[list[tuple[int, Piece]]]:
    """Yield lines that are not blank, their pieces numbered; an empty cell keeps its place beside others."""
    line: list[tuple[int, Piece]] = []
    for entry in enumerate(pieces):
        if line and not _beside(line[-1][1], entry[1]):
            yield from [line] if any(one.text for _, one in line) else []
            line = []
        line.append(entry)
    yield from [line] if any(one.text for _, one in line) else []


def _beside(one: Piece, other: Piece) -> bool:
    return one.row is not None and (one.table, one.row) == (other.table, other.row)


def _block(number: int, piece: Piece, start: int) -> Block:
    return Block(start=start, end=start + len(piece.text), piece=number, **piece.stand())
