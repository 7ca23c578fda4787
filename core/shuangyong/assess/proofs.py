"""What proves a row: pictures in the ledger, files where they can be looked at, else that the cell is filled in."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from ..evidence.embedded import pictures_in, says_picture
from ..evidence.finding import evidence_of
from ..evidence.pieces import Place
from ..model.ledgers import Ledger, Row
from ..model.privacy import mask

FIELD = "evidence"


@attrs.frozen
class Proofs:
    """The evidence of a ledger.

    Attributes:
        found: By sheet and row, the pieces that are there; None where nothing was looked at.
        trusting: Whether what a cell says is believed, no folder having been there to look it up in. A picture in a
            cell is believed only where its file was not looked at either.
    """

    found: Mapping[Place, tuple[str, ...]] | None = None
    trusting: bool = False

    def of(self, row: Row) -> tuple[str, ...]:
        """Return what proves a row; nothing where nothing does."""
        there = (self.found or {}).get((row.sheet, row.number), ())
        text = row.value(FIELD)
        if not self.trusting or not isinstance(text, str) or not text.strip():
            return there
        return there if says_picture(row) and self.found is not None else (*there, mask(text))


BY_CELL = Proofs(trusting=True)


def proofs_within(path: Path, ledger: Ledger) -> Proofs:
    """Return the evidence of a ledger that lies alone, as a store's original; opened only where cells hold pictures."""
    if not any(map(says_picture, ledger.rows)):
        return BY_CELL
    inside = pictures_in(path, ledger).by_place
    return Proofs({place: tuple(mask(piece.name) for piece in found) for place, found in inside.items()}, trusting=True)


def proofs_of(path: Path, ledger: Ledger) -> Proofs:
    """Return the evidence of a ledger's file: the pictures in it, and the files beside it where their folder is."""
    evidence = evidence_of(path, ledger)
    found: dict[Place, tuple[str, ...]] = {}
    for reference in evidence.references:
        place = reference.row.sheet, reference.row.number
        found[place] = (*found.get(place, ()), *(mask(piece.name) for piece in reference.pieces))
    return Proofs({place: names for place, names in found.items() if names}, trusting=evidence.folder is None)
