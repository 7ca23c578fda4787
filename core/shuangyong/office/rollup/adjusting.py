"""What adjustments take out of each group: of those that hold all of an adjustment's reporters, and of no other.

A group holds a report if the unit's region, sector and code, the report's time and its choices are the group's.
"""

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ...model.periods import Period
from ..cube import relations
from ..cube.cells import Cell
from ..cube.dimensions import Dimension
from ..overlaps.corrections import Correction, Line, forest
from ..overlaps.scopes import Scope
from ..roster.standing import Reporter
from .table import OPEN, Key


@attrs.frozen
class Applied:
    """What one adjustment takes out of one figure.

    Attributes:
        id: The adjustment's.
        measure: The figure's name.
        amounts: By group; zero or less.
    """

    id: str
    measure: str
    amounts: Mapping[Key, Decimal]


class Grid:
    """The groups of a roll-up, and which of them a report is in."""

    def __init__(self, dims: Sequence[Dimension], period: Period, reporters: Iterable[Reporter]) -> None:
        self.dims = tuple(dims)
        self._units = {one.unit: one for one in reporters}
        self._time = next((at for at, dim in enumerate(self.dims) if dim.what == "time"), None)
        self._buckets: Mapping[int | None, str | None] = {}
        self._last: str | None = None
        if self._time is not None:
            names = relations.divisions(period, self.dims[self._time])
            rows = relations.buckets(period, self.dims[self._time]).rows
            self._buckets = {month or None: names.get(end) for month, end in rows}
            self._last = names[max(names)]

    def place(self, unit: str) -> Key:
        """Return where a unit stands; open where rows of a unit may differ."""
        reporter = self._units[unit]
        return tuple(relations.place(reporter, dim) if dim.of_unit else OPEN for dim in self.dims)

    def key(self, unit: str, month: int | None, choices: str, *, stock: bool) -> Key:
        """Return the finest group that a report is in; a stock counts at the end of the period."""
        chosen = json.loads(choices)
        place = list(self.place(unit))
        for at, dim in enumerate(self.dims):
            if dim.what == "choice":
                place[at] = chosen.get(dim.detail)
        if self._time is not None:
            place[self._time] = self._last if stock else self._buckets.get(month)
        return tuple(place)

    def common(self, one: Key, other: Key) -> Iterator[Key]:
        """Yield the groups that two finest groups are both in."""
        return itertools.product(
            *((OPEN, mine) if mine == its else (OPEN,) for mine, its in zip(one, other, strict=True))
        )


def correction_applied(correction: Correction, grid: Grid) -> Iterator[Applied]:
    """Yield what a correction takes out of each figure; in each group anew, for a group may hold some reports only."""
    by_figure: dict[str, dict[Key, list[Line]]] = {}
    for line in (*correction.lines, *correction.spares):
        ends = (
            grid.key(claim.unit, claim.month, claim.choices, stock=line.stock) for claim in (line.kept, line.removed)
        )
        groups = by_figure.setdefault(line.figure, {})
        for key in grid.common(*ends):
            groups.setdefault(key, []).append(line)
    for figure, groups in by_figure.items():
        amounts = {
            key: sum((line.amount for line in (forest(lines)[0] if len(lines) > 1 else lines)), Decimal(0))
            for key, lines in groups.items()
        }
        yield Applied(correction.id, figure, amounts)


def scope_applied(scope: Scope, cells: Iterable[Cell], grid: Grid) -> Iterator[Applied]:
    """Yield what a scope takes out of each figure.

    Args:
        scope: An active one.
        cells: What the rows that it takes out come to, by times and choices: figures of the kinds that lose them.
        grid: The groups.
    """
    place = tuple(
        tuple({mine, OPEN}) if dim.of_unit and mine == its else (OPEN,)
        for dim, mine, its in zip(grid.dims, grid.place(scope.declarer.unit), grid.place(scope.unit.unit), strict=True)
    )
    found: dict[str, dict[Key, Decimal]] = {}
    for cell in cells:
        choices = (
            values if dim.of_unit else (cell.by.get(dim.name, OPEN),)
            for dim, values in zip(grid.dims, place, strict=True)
        )
        for key in itertools.product(*choices):
            found.setdefault(cell.figure, {})[key] = -cell.value
    for figure, amounts in found.items():
        yield Applied(scope.id, figure, amounts)
