"""Adding up a period: what units report of each figure in each group, and what adjustments take out of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ..cube.cells import Cell, Request, cells_of, cube, places_of
from ..cube.dimensions import Dimension
from ..cube.kept import kept_lines
from ..engines import Engine
from ..engines.duckdb import DuckDB
from ..overlaps.corrections import Correction
from ..overlaps.scopes import Scope
from ..roster.standing import Reporter
from ..store.opening import Store
from ..store.segments import Segments
from .adjusting import Applied, Grid, correction_applied, scope_applied
from .table import OPEN, Key

_UNIT = Dimension("unit", "unit")
_ZERO = Decimal(0)


@attrs.frozen(eq=False)
class Added:
    """What a period comes to.

    Attributes:
        dims: The names of what it is grouped by.
        cells: What units report, with its group as a key.
        taken: What is taken out, by figure and group; only where that is not nothing.
        applied: The same by adjustment.
    """

    dims: tuple[str, ...]
    cells: Sequence[tuple[Key, Cell]]
    taken: Mapping[tuple[str, Key], Decimal]
    applied: tuple[Applied, ...]


@attrs.frozen(kw_only=True, eq=False)
class Sources:
    """What is added up.

    Attributes:
        catalog: What the kinds are.
        engine: What computes.
        segments: Gives the files that hold them, which are kept as long as they are read.
        reporters: Whose revisions count.
        corrections: Of the period.
        scopes: Of its year.
    """

    catalog: Catalog
    engine: Engine
    segments: Callable[[], Segments]
    reporters: Sequence[Reporter]
    corrections: Sequence[Correction] = ()
    scopes: Sequence[Scope] = ()


def reported(sources: Sources, request: Request) -> tuple[Cell, ...]:
    """Return what units report, with nothing taken out."""
    return cube(sources.engine, sources.segments().facts, sources.reporters, sources.catalog, request)


def reported_of_all(store: Store, sources: Sources, request: Request) -> tuple[Cell, ...]:
    """Return the same of all figures, by what was answered last where that is at hand."""
    if request.figures is not None or not isinstance(sources.engine, DuckDB):
        return reported(sources, request)
    places = places_of(sources.reporters, request)
    lines = kept_lines(store, sources.engine, lambda: sources.segments().facts, sources.catalog, request, places)
    return cells_of(lines, request, sources.catalog)


def add(sources: Sources, request: Request, cells: Sequence[Cell] | None = None) -> Added:
    """Add up a period.

    Args:
        sources: What is there.
        request: Which figures of what time, and in which groups.
        cells: What ``reported`` has answered, where it was asked before.
    """
    cells = reported(sources, request) if cells is None else cells
    dims, figures = request.dims, request.figures
    grid = Grid(dims, request.period, sources.reporters)
    applied = tuple(
        one
        for one in (*_corrected(sources, grid), *_scoped(sources, request, grid))
        if figures is None or one.measure in figures
    )
    taken: dict[tuple[str, Key], Decimal] = {}
    for one in applied:
        for key, amount in one.amounts.items():
            taken[one.measure, key] = taken.get((one.measure, key), _ZERO) + amount
    names = tuple(dim.name for dim in dims)
    keyed = [(tuple([cell.by.get(name, OPEN) for name in names]), cell) for cell in cells]
    return Added(names, keyed, {place: amount for place, amount in taken.items() if amount}, applied)


def _corrected(sources: Sources, grid: Grid) -> Iterator[Applied]:
    for correction in sources.corrections:
        yield from correction_applied(correction, grid)


def _scoped(sources: Sources, request: Request, grid: Grid) -> Iterator[Applied]:
    """Yield what the scopes take out: one cube for each kind that is declared, for its figures are others."""
    by_kind: dict[str, list[Scope]] = {}
    for scope in sources.scopes:
        if scope.active:
            by_kind.setdefault(scope.kind.name, []).append(scope)
    for scopes in by_kind.values():
        cells = _cells_of(sources, request, scopes)
        for scope in scopes:
            yield from scope_applied(scope, cells.get(scope.unit.unit, ()), grid)


def _cells_of(sources: Sources, request: Request, scopes: Sequence[Scope]) -> Mapping[str, list[Cell]]:
    """Return what the rows that scopes take out come to, by unit."""
    own = [dim for dim in request.dims if not dim.of_unit]
    asked = attrs.evolve(
        request,
        dims=(_UNIT, *own),
        pairs={(scope.unit.revision, kind) for scope in scopes for kind in scope.kinds},
        figures=_figures(scopes[0], sources.catalog),
    )
    units = {scope.unit.unit: scope.unit for scope in scopes}
    found: dict[str, list[Cell]] = {}
    for cell in cube(sources.engine, sources.segments().facts, units.values(), sources.catalog, asked):
        unit = cell.by.get(_UNIT.name)
        if unit is not None:
            found.setdefault(unit, []).append(cell)
    return found


def _figures(scope: Scope, catalog: Catalog) -> Collection[str]:
    kinds: Iterable[str] = scope.figures
    return {f"{kind}.{field.id}" for kind in kinds for field in catalog.kinds[kind].measures}
