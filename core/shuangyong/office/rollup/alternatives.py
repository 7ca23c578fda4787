"""For each cell that must not be known: another table that agrees with all that is published and differs in that cell.

Such a table is made by moving one person round: from an atom ``a`` to another place, back at a third, and so on over
the corners of a box, so that every sum over a side of the box stays as it was. Each corner must hold somebody (zeros
are shown, so that everybody knows an empty atom to be empty), and those that lose one must hold two. What the box
changes is withheld, and nothing else: as long as it is, that table cannot be told from the true one, so no
subtraction finds the cell. More cells may be withheld later without harm.

A box with more directions changes fewer sums and needs more corners. With none, what is left is ``a`` itself: all sums
that hold it are withheld.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from .persons import companions
from .table import OPEN, Cell, Key, Table, Values, groups

#: An atom: its kind and group; the measure is that of the box.
Atom = tuple[str, Key]

#: So many possible opposite corners are looked at, and so many boxes are compared.
_LOOKED_AT, _COMPARED = 300, 6

#: How many times more a sum over a dimension is worth than one of its parts: people read totals.
_OPENNESS = 8


@attrs.frozen
class Secret:
    """A sum that must not be known: a cell, or what rows of the kind itself come to in its group (``own``)."""

    cell: Cell
    own: bool = False


@attrs.define(eq=False)
class Withholding:
    """What is withheld so far.

    Attributes:
        table: Of what.
        cells: The cells withheld.
    """

    table: Table
    cells: set[Cell] = attrs.field(factory=set)
    _safe: set[Secret] = attrs.field(factory=set)
    _donors: dict[tuple[str, str], list[Atom]] = attrs.field(factory=dict)
    _held: dict[str, Mapping[Key, list[Atom]]] = attrs.field(factory=dict)

    def protect(self, secret: Secret) -> None:
        """Withhold what must be so that a sum cannot be known."""
        if secret in self._safe:
            return
        measure = secret.cell[1]
        start = next(self._inside(secret), None)
        if start is None:  # a net of few, all of whose rows are counted elsewhere: no atom of its own is left to move
            self.cells.add(secret.cell)
            return
        best = None
        for box in (*self._boxes(secret, start), {start: 1}):
            changed, own = self._changed(box, measure)
            if (own if secret.own else changed).get(secret.cell):
                cost = sum(self._weight(cell) for cell in changed if cell not in self.cells)
                if best is None or cost < best[0]:
                    best = cost, changed, own
                if not cost:
                    break
        assert best is not None, "an atom alone changes each sum that holds it"
        self.cells.update(cell for cell in best[1] if cell in self.table.cells)
        self._safe.update(Secret(cell) for cell in best[1] if cell[1] == measure)
        self._safe.update(Secret(cell, own=True) for cell in best[2])

    def _inside(self, secret: Secret) -> Iterator[Atom]:
        """Yield the atoms that a sum adds up."""
        name, measure, key = secret.cell
        kind = self.table.kinds[name]
        for atom in self._holding(measure).get(key, ()):
            extending = self.table.kinds[atom[0]]
            if extending is kind if secret.own else extending.is_a(kind):
                yield atom

    def _holding(self, measure: str) -> Mapping[Key, list[Atom]]:
        """Return the atoms of a measure by the groups that hold them."""
        if measure not in self._held:
            held: dict[Key, list[Atom]] = {}
            for kind, atom in self._atoms(measure):
                for key in groups(atom):
                    held.setdefault(key, []).append((kind, atom))
            self._held[measure] = held
        return self._held[measure]

    def _atoms(self, measure: str) -> Iterator[Atom]:
        for (other, kind), atoms in self.table.atoms.items():
            if other == measure:
                yield from ((kind, atom) for atom in atoms)

    def _boxes(self, secret: Secret, start: Atom) -> list[Mapping[Atom, int]]:
        """Return boxes with a corner at ``start`` that seem to withhold least."""
        measure = secret.cell[1]
        found = []
        for end in self._ends(measure, start):
            if box := self._box(measure, start, end):
                withheld = (end[0], measure, end[1]) in self.cells
                found.append((-len(box), not withheld, self._size(measure, end), box))
        few = sorted(found, key=lambda one: one[:3])[:_COMPARED]
        near = sorted(found, key=lambda one: (one[1], *one[:3]))[:_COMPARED]
        return [one[-1] for one in (*near, *few)]

    def _ends(self, measure: str, start: Atom) -> Sequence[Atom]:
        """Return the atoms that may be the opposite corner."""
        declarer = self.table.kinds[start[0]].declarer(measure).name
        if (measure, declarer) not in self._donors:
            kinds = self.table.kinds
            self._donors[measure, declarer] = [
                atom for atom in self._atoms(measure) if kinds[atom[0]].declarer(measure).name == declarer
            ]
        all_ = self._donors[measure, declarer]
        return all_[:: -(-len(all_) // _LOOKED_AT)] if len(all_) > _LOOKED_AT else all_

    def _box(self, measure: str, start: Atom, end: Atom) -> Mapping[Atom, int] | None:
        """Return the box between two corners with the most directions that has somebody at each corner."""
        here, there = (start[0], *start[1]), (end[0], *end[1])
        differing = [at for at in range(len(here)) if here[at] != there[at]]
        pattern = self._times(measure, start)
        for directions in _partitions(differing):
            box: dict[Atom, int] = {}
            for taken in itertools.product((False, True), repeat=len(directions)):
                swapped = {at for direction, yes in zip(directions, taken, strict=True) if yes for at in direction}
                mixed = [there[at] if at in swapped else here[at] for at in range(len(here))]
                corner = (str(mixed[0]), tuple(mixed[1:]))
                sign = -1 if sum(taken) % 2 else 1
                if self._times(measure, corner) != pattern or (sign < 0 and self._size(measure, corner) < 2):
                    break
                box[corner] = sign
            else:
                return box or None
        return None

    def _times(self, measure: str, atom: Atom) -> tuple[Key, ...]:
        """Return when an atom holds somebody; of a flow one empty key, of an empty atom nothing."""
        return tuple(time for time, _ in self._values(measure, atom))

    def _size(self, measure: str, atom: Atom) -> int:
        return int(min((amount for _, amount in self._values(measure, atom)), default=0))

    def _values(self, measure: str, atom: Atom) -> Values:
        return self.table.atoms.get((measure, atom[0]), {}).get(atom[1], ())

    def _changed(self, box: Mapping[Atom, int], measure: str) -> tuple[Counter[Cell], Counter[Cell]]:
        """Return by how much a box changes each cell, and each sum over a kind's own rows."""
        cells: Counter[Cell] = Counter()
        own: Counter[Cell] = Counter()
        for (kind_name, atom), sign in box.items():
            kind = self.table.kinds[kind_name]
            for key in groups(atom):
                own[kind_name, measure, key] += sign
            for companion in companions(kind, measure):
                for above in kind.lineage[: kind.lineage.index(kind.declarer(companion)) + 1]:
                    for key in groups(atom):
                        cells[above.name, companion, key] += sign
        return _not_zero(cells), _not_zero(own)

    def _weight(self, cell: Cell) -> int:
        """Return what is lost with a cell: more with a large one, and far more with one that leaves dimensions open."""
        size = sum(1 + int(figure.sum.gross).bit_length() for figure in self.table.cells.get(cell, ()))
        worth: int = _OPENNESS ** cell[2].count(OPEN)
        return size * worth


def _not_zero(changes: Counter[Cell]) -> Counter[Cell]:
    return Counter({cell: change for cell, change in changes.items() if change})


def _partitions(places: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
    """Yield the ways to part places into directions, those with the most first."""
    return iter(sorted(_parted(places), key=len, reverse=True))


def _parted(places: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
    if not places:
        yield []
        return
    first, *rest = places
    for parted in _parted(rest):
        yield [(first,), *parted]
        for number, direction in enumerate(parted):
            yield [*parted[:number], (first, *direction), *parted[number + 1 :]]
