"""Asking for a cube, and its cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.fields import Field
from ...model.periods import Period
from ..engines import Engine, Line, Parquet, Relation
from ..facts import COLUMNS
from ..roster.standing import Reporter
from . import relations
from .dimensions import Dimension, check_times
from .sql import Shape, cube_sql

#: What files of facts hold.
FACT_COLUMNS = {"revision": "BIGINT", **COLUMNS}

#: In which order the columns of dimensions stand; what tells whole units apart comes last.
_RANKS = {"time": 0, "choice": 1}


@attrs.frozen
class Request:
    """What a cube is asked for.

    Attributes:
        period: Of what time.
        dims: What it is grouped by; every subset of them is answered, the whole among them.
        pairs: The revisions and kinds (full names) of the rows that may count; all by default.
        figures: The names of the figures wanted; all by default.
    """

    period: Period
    dims: tuple[Dimension, ...] = ()
    pairs: Collection[tuple[int, str]] | None = None
    figures: Collection[str] | None = None


@attrs.frozen
class Cell:
    """One figure in one group.

    Attributes:
        figure: ``<kind>.<measure>``.
        by: The group, by the names of the dimensions of its grouping set; empty for the whole. None stands for rows
            that have none: no month, no choice, a region told less finely.
        value: Exact, with as many digits after the point as the measure's unit has.
        approx: Whether a part of it is approximate.
        units: How many units say something of it.
        records: How many rows do.
    """

    figure: str
    by: Mapping[str, str | None]
    value: Decimal
    approx: bool
    units: int
    records: int


def cube(
    engine: Engine, files: Sequence[Path], reporters: Collection[Reporter], catalog: Catalog, request: Request
) -> tuple[Cell, ...]:
    """Add up: every figure that a row says something of, in every group of every subset of the dimensions.

    A figure split by a choice is there only where its kind has the field.

    Args:
        engine: What computes.
        files: Files of facts; rows of revisions that are nobody's are left out.
        reporters: Whose revisions count.
        catalog: What the kinds are.
        request: What is asked.

    Returns:
        The cells figure by figure in the catalog's order, the whole before its parts, groups in the order of their
        values.

    Raises:
        ProblemsFound: A division of time that the period does not fill, or the engine is not installed.
    """
    facts = Parquet(FACT_COLUMNS, files)
    return cells_of(lines_of(engine, facts, places_of(reporters, request), catalog, request), request, catalog)


def places_of(reporters: Collection[Reporter], request: Request) -> Relation:
    """Return the revisions that count, and where their units stand."""
    return relations.places(reporters, unit_dims(request))


def unit_dims(request: Request) -> list[Dimension]:
    """Return the dimensions that tell whole units apart."""
    return [dim for dim in request.dims if dim.of_unit]


def lines_of(
    engine: Engine, facts: Parquet | Relation, places: Relation, catalog: Catalog, request: Request
) -> list[Line]:
    """Return the lines of a cube, in the order of its cells: columns as ``columns_of`` has them.

    Every revision is added up for itself before others are added to it: the lines of some and the lines of others have
    the numbers of all together as their sums.
    """
    check_times(request.dims, request.period)
    lineage = relations.lineage(catalog, request.figures)
    if isinstance(facts, Relation):
        kinds = {kind for _, kind, *_ in facts.rows}
        lineage = attrs.evolve(lineage, rows=[row for row in lineage.rows if row[0] in kinds])
    sources: dict[str, Parquet | Relation] = {
        "facts": facts,
        "lineage": lineage,
        "reporters": places,
        **groupings(engine, facts, request),
    }
    # Whoever asks may tell one place more than the request does.
    shape = attrs.evolve(shape_of(request), places=len(places.columns) - 1)
    return engine.query(cube_sql(shape), sources)


def cells_of(lines: Sequence[Line], request: Request, catalog: Catalog) -> tuple[Cell, ...]:
    """Return the cells that lines tell."""
    return tuple(_cells(lines, request, relations.figures_of(catalog)))


def shape_of(request: Request) -> Shape:
    """Return what the statement of a request depends on."""
    return Shape(
        period=request.period,
        places=sum(dim.of_unit for dim in request.dims),
        timed=any(dim.what == "time" for dim in request.dims),
        choices=sum(dim.what == "choice" for dim in request.dims),
        pairs=request.pairs is not None,
    )


def groupings(engine: Engine, facts: Parquet | Relation, request: Request) -> dict[str, Relation]:
    """Return the relations that tell rows of a unit apart, by their names in the statement."""
    time = next((dim for dim in request.dims if dim.what == "time"), None)
    fields = [dim.detail for dim in request.dims if dim.what == "choice"]
    found = {"ends": relations.ends(request.period, time)}
    if time is not None:
        found["buckets"] = relations.buckets(request.period, time)
    if fields:
        texts = engine.query("SELECT DISTINCT choices FROM facts", {"facts": facts})
        found["chosen"] = relations.chosen((text for (text,) in texts), fields)
    if request.pairs is not None:
        found["pairs"] = Relation({"revision": "BIGINT", "kind": "VARCHAR"}, sorted(set(request.pairs)))
    return found


def _cells(lines: Sequence[Line], request: Request, known: relations.Figures) -> Iterator[Cell]:
    """Make cells of the lines of an answer; there may be millions."""
    # As the columns stand: the time, the choices, what tells whole units apart.
    dims = sorted(request.dims, key=lambda dim: _RANKS.get(dim.what, len(_RANKS)))
    width = len(dims)
    figures = [(name, kind, field) for name, (kind, field) in known.items()]
    plans: dict[Line, _Plan | None] = {}
    for line in lines:
        head = line[: width + 1]
        if head not in plans:
            name, kind, field = figures[head[0]]
            grouped = [dim for dim, without in zip(dims, head[1:], strict=True) if not without]
            split = all(relations.can_split(kind, dim) for dim in grouped)
            columns = {dim: width + 1 + dims.index(dim) for dim in request.dims if dim in grouped}
            plans[head] = _Plan.of(name, field, columns, request.period) if split else None
        plan = plans[head]
        if plan is not None:
            value, approx, records, units = line[-4:]
            by = {dim: texts[line[place]] if texts else line[place] for dim, place, texts in plan.columns}
            short = value.quantize(plan.digits)
            yield Cell(plan.name, by, short if short == value else value, approx > 0, units, records)


@attrs.frozen
class _Plan:
    """How to read the lines of one figure in one grouping set.

    Attributes:
        name: The figure's name.
        digits: The last digit of its unit.
        columns: The name of each dimension, its place in a line, and what its values mean if not themselves.
    """

    name: str
    digits: Decimal
    columns: Sequence[tuple[str, int, Mapping[Any, str | None] | None]]

    @classmethod
    def of(cls, name: str, field: Field, columns: Mapping[Dimension, int], period: Period) -> "_Plan":
        read = [
            (dim.name, place, {None: None, **relations.divisions(period, dim)} if dim.what == "time" else None)
            for dim, place in columns.items()
        ]
        return cls(name, Decimal(1).scaleb(-field.decimals), read)
