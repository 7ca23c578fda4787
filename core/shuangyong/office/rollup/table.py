"""The figures of persons as one table: its cells, and the atoms that every cell is a sum of.

An atom is what the rows of one kind itself come to in a group of the finest grouping set; a cell adds up the atoms of
its kind and of all that extend it, over the dimensions that it leaves open.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.kinds import Kind
from .figures import Figure, Rollup
from .persons import lists_of_persons, tells_of_persons

#: Stands in a key for a dimension that a group leaves open, and for any time at all.
OPEN, ANY_TIME = "\0open", "\0time"

#: The divisions of time, and how splits by a choice are named.
TIMES, CHOICE = ("month", "quarter", "half", "year"), "choice:"

#: A group: a value for each dimension of the roll-up.
Key = tuple[str | None, ...]
#: A kind, a measure and a group.
Cell = tuple[str, str, Key]
#: The values of an atom: one, or for a stock one for each time.
Values = tuple[tuple[Key, Decimal], ...]


@attrs.frozen(eq=False)
class Table:
    """The cells of a roll-up.

    A stock is known at every time by nearly the same rows: its cells of all times are withheld together, and stand
    here as one.

    Attributes:
        kinds: By full name.
        dims: The dimensions.
        cells: The figures of each cell: one, or for a stock one for each time.
        atoms: By measure and kind: the values of each group that is not empty.
        own: By measure and kind, for kinds that others extend: what its own rows come to in each group.
    """

    kinds: Mapping[str, Kind]
    dims: tuple[str, ...]
    cells: dict[Cell, tuple[Figure, ...]] = attrs.field(factory=dict)
    atoms: dict[tuple[str, str], Mapping[Key, Values]] = attrs.field(factory=dict)
    own: dict[tuple[str, str], Mapping[Key, Values]] = attrs.field(factory=dict)

    def stock(self, kind: str, measure: str) -> bool:
        """Tell whether a measure is a stock."""
        return self.kinds[kind].field(measure).measure == "stock"

    def timeless(self, key: Key) -> Key:
        """Return a group whatever the time."""
        return tuple(ANY_TIME if dim in TIMES else value for dim, value in zip(self.dims, key, strict=True))

    def finest(self, kind: str, key: Key) -> bool:
        """Tell whether a group is split by all that rows of a kind can be split by."""
        fields = {field.id for field in self.kinds[kind].columns}
        split = (not dim.startswith(CHOICE) or dim.removeprefix(CHOICE) in fields for dim in self.dims)
        return all(value != OPEN for value, asked in zip(key, split, strict=True) if asked)


def groups(atom: Key) -> Iterator[Key]:
    """Yield the groups that hold an atom."""
    return itertools.product(*((value,) if value in (ANY_TIME, OPEN) else (OPEN, value) for value in atom))


def key_of(figure: Figure, dims: tuple[str, ...]) -> Key:
    """Return the group of a figure as a key."""
    return tuple(figure.by.get(dim, OPEN) for dim in dims)


def table_of(rollup: Rollup, catalog: Catalog) -> Table:
    """Return the table of what a roll-up tells of persons."""
    table = Table(catalog.kinds, rollup.dims)
    told: dict[tuple[str, str], dict[Key, Figure]] = {}
    lists = lists_of_persons(catalog.kinds.values())
    for figure in rollup.figures:
        kind, _, measure = figure.measure.rpartition(".")
        key = key_of(figure, rollup.dims)
        if tells_of_persons(catalog.kinds[kind].field(measure)):
            told.setdefault((measure, kind), {})[key] = figure
        elif measure == "count" and kind in lists:
            # Withheld with the persons: of a stock of them, at all times together.
            for one in {key, table.timeless(key)}:
                table.cells[kind, measure, one] = (*table.cells.get((kind, measure, one), ()), figure)
    for (measure, kind), figures in told.items():
        stock = table.stock(kind, measure)
        for key, figure in figures.items():
            cell = (kind, measure, table.timeless(key) if stock else key)
            table.cells[cell] = (*table.cells.get(cell, ()), figure)
        extending = (other.name for other in catalog.kinds.values() if other.parent is catalog.kinds[kind])
        below = [told[measure, other] for other in extending if (measure, other) in told]
        own = _own(figures, below)
        finest = {key: amount for key, amount in own.items() if table.finest(kind, key)}
        table.atoms[measure, kind] = _by_group(finest, table, stock)
        if below:
            table.own[measure, kind] = _by_group(own, table, stock)
    return table


def _own(figures: Mapping[Key, Figure], below: Sequence[Mapping[Key, Figure]]) -> dict[Key, Decimal]:
    """Return what the rows of a kind itself come to in each group, where that is not nothing."""
    own = {}
    for key, figure in figures.items():
        amount = figure.sum.gross - sum(other[key].sum.gross for other in below if key in other)
        if amount:
            own[key] = amount
    return own


def _by_group(values: Mapping[Key, Decimal], table: Table, stock: bool) -> dict[Key, Values]:
    found: dict[Key, Values] = {}
    for key, amount in values.items():
        group = table.timeless(key) if stock else key
        found[group] = (*found.get(group, ()), (key if stock else (), amount))
    return found
