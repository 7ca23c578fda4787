"""What proves a row: the files that it refers to where they can be looked at, else that the cell is filled in."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from ..evidence.finding import evidence_of
from ..model.ledgers import Ledger, Row
from ..model.privacy import mask

FIELD = "evidence"


@attrs.frozen
class Proofs:
    """The evidence of a ledger.

    Attributes:
        found: By sheet and row, the pieces that are there; None where no folder was looked at: then a filled cell is
            believed.
    """

    found: Mapping[tuple[str, int], tuple[str, ...]] | None = None

    def of(self, row: Row) -> tuple[str, ...]:
        """Return what proves a row; nothing where nothing does."""
        if self.found is not None:
            return self.found.get((row.sheet, row.number), ())
        text = row.value(FIELD)
        return (mask(text),) if isinstance(text, str) and text.strip() else ()


BY_CELL = Proofs()


def proofs_of(path: Path, ledger: Ledger) -> Proofs:
    """Return the evidence of a ledger's file; what lies beside it counts where a folder of evidence is there."""
    evidence = evidence_of(path, ledger)
    if evidence.folder is None:
        return BY_CELL
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for reference in evidence.references:
        place = reference.row.sheet, reference.row.number
        found[place] = (*found.get(place, ()), *(mask(piece.name) for piece in reference.pieces))
    return Proofs({place: names for place, names in found.items() if names})
