"""The numbers of evidence: 1-01 is the first piece of the index's first part; one that several rows share has one."""

from collections.abc import Iterator, Mapping

import attrs

from ..catalog import Catalog
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.pillars import PILLARS, Pillar
from .pieces import Evidence, Piece, Place


@attrs.frozen(eq=False)
class Entry:
    """A piece as the index lists it for a row; ``again`` where an earlier row has it too."""

    number: str
    piece: Piece
    row: Row
    again: bool = False

    @property
    def place(self) -> Place:
        """The row."""
        return self.row.sheet, self.row.number


@attrs.frozen(eq=False)
class Numbered:
    """Every piece that a row refers to, with its number.

    Attributes:
        entries: In the order of the index.
        others: What rows say beside, which is no piece that is there.
    """

    entries: tuple[Entry, ...]
    others: Mapping[Place, tuple[str, ...]] = attrs.field(factory=dict)

    @property
    def once(self) -> tuple[Entry, ...]:
        """Each piece at the first row that has it."""
        return tuple(entry for entry in self.entries if not entry.again)

    def by_kind(self) -> Mapping[Pillar, Mapping[Kind, tuple[Entry, ...]]]:
        """Return the entries by pillar and kind."""
        found: dict[Pillar, dict[Kind, list[Entry]]] = {}
        for entry in self.entries:
            kind = entry.row.kind
            found.setdefault(_pillar(kind), {}).setdefault(kind, []).append(entry)
        return {pillar: {kind: tuple(own) for kind, own in kinds.items()} for pillar, kinds in found.items()}


def numbered(evidence: Evidence, ledger: Ledger, catalog: Catalog) -> Numbered:
    """Number the pieces that rows refer to: by pillar, by kind, then as the rows stand in their sheet."""
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    given: dict[int, str] = {}
    entries: list[Entry] = []
    by_pillar = ([*_told(evidence, ledger, _of(pillar, kinds))] for pillar in PILLARS.values())
    for first, told in enumerate(filter(None, by_pillar), 1):
        count = len({id(piece) for _, piece in told} - given.keys())
        second = 0
        for row, piece in told:
            again = id(piece) in given
            if not again:
                second += 1
                given[id(piece)] = f"{first}-{second:0{max(2, len(str(count)))}d}"
            entries.append(Entry(given[id(piece)], piece, row, again))
    others: dict[Place, tuple[str, ...]] = {}
    for one in evidence.references:
        if not one.exists:
            place = (one.row.sheet, one.row.number)
            others[place] = (*others.get(place, ()), one.text)
    return Numbered(tuple(entries), others)


def _of(pillar: Pillar, kinds: tuple[Kind, ...]) -> Iterator[Kind]:
    return (kind for kind in kinds if _pillar(kind) is pillar)


def _told(evidence: Evidence, ledger: Ledger, kinds: Iterator[Kind]) -> Iterator[tuple[Row, Piece]]:
    for kind in kinds:
        for row in ledger.of(kind):
            pieces = {id(piece): piece for reference in evidence.of(row) for piece in reference.pieces}
            yield from ((row, piece) for piece in pieces.values())


def _pillar(kind: Kind) -> Pillar:
    assert kind.pillar is not None  # only abstract kinds have none
    return kind.pillar
