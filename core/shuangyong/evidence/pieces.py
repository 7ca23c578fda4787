"""Evidence as it is found: pieces, the references of rows to them, and what is wrong with either."""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

import attrs

from ..model.ledgers import Row
from ..model.problems import Problem
from .formats import Format

#: What stands behind the number of a piece that did not go along.
NOT_SENT = "（未随件）"

#: A row by its sheet's name and its number.
Place = tuple[str, int]


@attrs.frozen(kw_only=True, eq=False)
class Piece:
    """A picture or file that may be evidence.

    Attributes:
        name: Its path in the folder with slashes; of a picture in the ledger, the cell: ``走访慰问!K5``.
        format: What it is.
        size: In bytes.
        path: Where it lies; None for a picture in the ledger.
        content: The bytes of a picture in the ledger.
    """

    name: str
    format: Format
    size: int
    path: Path | None = None
    content: bytes = b""

    @property
    def in_ledger(self) -> bool:
        """Whether it is a picture in the ledger itself."""
        return self.path is None

    @functools.cached_property
    def sha256(self) -> str:
        """The hash of its bytes; raises OSError where the file has gone."""
        if self.path is None:
            return hashlib.sha256(self.content).hexdigest()
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def read(self) -> bytes:
        """Return its bytes; raises OSError where the file has gone."""
        return self.content if self.path is None else self.path.read_bytes()


@attrs.frozen(kw_only=True, eq=False)
class Reference:
    """What one row says of its evidence, one name, number, folder or wildcard at a time.

    Attributes:
        row: The row.
        text: As typed; of a picture in the cell, its piece's name.
        pieces: What it refers to; none where nothing of this name is there.
        problem: What is wrong with it.
    """

    row: Row
    text: str
    pieces: tuple[Piece, ...] = ()
    problem: Problem | None = None

    @property
    def exists(self) -> bool:
        """Whether there is at least one piece."""
        return bool(self.pieces)


@attrs.frozen(kw_only=True, eq=False)
class Evidence:
    """The evidence of a ledger.

    Attributes:
        folder: Where its files lie; None where there is no such folder, and no name could be looked up.
        pieces: Every file of the folder by name, then the pictures in the ledger in the order of its rows.
        references: Of every row that says anything, in the order of the rows.
        problems: All that is wrong, with sheet and cell where a row says it.
    """

    folder: Path | None
    pieces: tuple[Piece, ...]
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]

    def of(self, row: Row) -> tuple[Reference, ...]:
        """Return the references of a row."""
        return self._by_row.get((row.sheet, row.number), ())

    @functools.cached_property
    def unreferred(self) -> tuple[Piece, ...]:
        """The files that no row refers to."""
        told = {id(piece) for reference in self.references for piece in reference.pieces}
        return tuple(piece for piece in self.pieces if id(piece) not in told)

    @functools.cached_property
    def _by_row(self) -> Mapping[Place, tuple[Reference, ...]]:
        found: dict[Place, list[Reference]] = {}
        for reference in self.references:
            found.setdefault((reference.row.sheet, reference.row.number), []).append(reference)
        return {place: tuple(references) for place, references in found.items()}
