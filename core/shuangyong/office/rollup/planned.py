"""What came of the units' plans: the number of planned activities parted by 完成情况, which nobody needs to ask for.

One small query tells what each revision says; the rest adds up over units, sectors and regions, with the same taken out
as of any figure.
"""

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

import attrs

from ...model.closure import PLAN_ITEM, STATES, State
from ..cube.cells import FACT_COLUMNS, Cell, Request
from ..cube.dimensions import Dimension
from ..engines import Parquet
from ..engines.duckdb import quoted
from ..overlaps.scopes import Scope
from .adding import Sources
from .adjusting import Applied, Grid, scope_applied
from .figures import Figure, Plans, Sum
from .table import OPEN, Key

#: How many activities were planned.
PLANNED = f"{PLAN_ITEM}.planned"

_RESULT = Dimension("choice:result", "choice", "result")
_SECTOR = Dimension("sector", "sector")
_ALL: tuple[State | None, ...] = (*STATES, None)

_SQL = """
SELECT f.revision, f.kind, f.choices, SUM(f.value) AS value, COUNT(*) AS records
FROM facts f
WHERE f.measure = 'planned' AND f.kind IN ({kinds}){months}
GROUP BY f.revision, f.kind, f.choices
"""


@attrs.frozen
class _Said:
    """So many rows of a unit plan so much that came to a state."""

    unit: str
    kind: str
    state: State | None
    amount: Decimal
    records: int


@attrs.define
class _Group:
    """What units say in a group."""

    amount: Decimal = Decimal(0)
    records: int = 0
    units: set[str] = attrs.field(factory=set)

    def add(self, one: _Said) -> None:
        self.amount += one.amount
        self.records += one.records
        self.units.add(one.unit)


def plans_of(sources: Sources, request: Request) -> tuple[Plans, ...]:
    """Return what came of the plans of a period, the whole before its parts; empty where nothing was planned.

    Args:
        sources: What is there.
        request: Of what time; by its regions, and by sector though it be not among its dimensions.
    """
    dims = (*(dim for dim in request.dims if dim.what == "region"), _SECTOR, _RESULT)
    grid = Grid(dims, request.period, sources.reporters)
    said = [*_said(sources, request)]
    gross = _gross(said, grid)
    taken = _taken(sources, said, grid)
    groups = {key[:-1] for key in gross}
    return tuple(_plans(group, dims[:-1], gross, taken) for group in sorted(groups, key=_order))


def _said(sources: Sources, request: Request) -> Iterator[_Said]:
    units = {one.revision: one.unit for one in sources.reporters}
    plan = sources.catalog.kinds[PLAN_ITEM]
    kinds = [kind.name for kind in sources.catalog.kinds.values() if kind.is_a(plan)]
    period = request.period
    months = "" if period.whole_year else f" AND f.month BETWEEN {period.first_month} AND {period.last_month}"
    sql = _SQL.format(kinds=", ".join(map(quoted, kinds)), months=months)
    facts = Parquet(FACT_COLUMNS, sources.segments().facts)
    for revision, kind, choices, amount, records in sources.engine.query(sql, {"facts": facts}):
        if revision in units:
            result = json.loads(choices).get(_RESULT.detail)
            state = cast(State, result) if result in STATES else None
            yield _Said(units[revision], kind, state, amount.quantize(Decimal(1)), records)


def _gross(said: Iterable[_Said], grid: Grid) -> Mapping[Key, _Group]:
    """Return what units say in each group; the last of its values is the state, open for all of them together."""
    found: dict[Key, _Group] = {}
    for one in said:
        place = (*grid.place(one.unit)[:-1], one.state)
        for key in itertools.product(*((value, OPEN) for value in place)):
            found.setdefault(key, _Group()).add(one)
    return found


def _taken(sources: Sources, said: Sequence[_Said], grid: Grid) -> Mapping[Key, Decimal]:
    found: dict[Key, Decimal] = {}
    for one in _applied(sources, said, grid):
        for key, amount in one.amounts.items():
            found[key] = found.get(key, Decimal(0)) + amount
    return found


def _applied(sources: Sources, said: Sequence[_Said], grid: Grid) -> Iterator[Applied]:
    # No decided overlap has a part in it: only activities are events, and what is planned is none yet.
    by_unit: dict[str, list[_Said]] = {}
    for told in said:
        by_unit.setdefault(told.unit, []).append(told)
    for scope in sources.scopes:
        if scope.active and PLAN_ITEM in scope.figures:
            yield from scope_applied(scope, _cells(scope, by_unit.get(scope.unit.unit, ())), grid)


def _cells(scope: Scope, said: Iterable[_Said]) -> Iterator[Cell]:
    """Yield what the rows of a unit that a scope takes out come to, in all and by state."""
    amounts: dict[str | None, Decimal] = {}
    for one in said:
        if one.kind in scope.kinds:
            for state in (one.state, OPEN):
                amounts[state] = amounts.get(state, Decimal(0)) + one.amount
    for state, amount in amounts.items():
        by = {} if state == OPEN else {_RESULT.name: state}
        yield Cell(PLANNED, by, amount, approx=False, units=1, records=0)


def _plans(
    group: Key,
    dims: Sequence[Dimension],
    gross: Mapping[Key, _Group],
    taken: Mapping[Key, Decimal],
) -> Plans:
    by = {dim.name: value for dim, value in zip(dims, group, strict=True) if value != OPEN}

    def figure(state: str | None) -> Figure:
        said = gross.get((*group, state)) or _Group()
        of_state = by if state == OPEN else {**by, _RESULT.name: state}
        total = Sum(said.amount, taken.get((*group, state), Decimal(0)))
        return Figure(measure=PLANNED, by=of_state, sum=total, units=len(said.units), records=said.records)

    return Plans(by=by, planned=figure(OPEN), states={state: figure(state) for state in _ALL})


def _order(group: Key) -> tuple[int, list[tuple[bool, bool, str]]]:
    """Return the place of a group: the whole first, what has no value last."""
    told = [(value != OPEN, value is None, value or "") for value in group]
    return sum(value != OPEN for value in group), told
