"""What stands behind a figure: the rows that it counts, each with its unit, file, sheet and cell."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...model.problems import UnknownNameError
from ..engines import Engine, Parquet, Relation
from ..engines.duckdb import DuckDB
from ..roster.standing import Reporter
from ..store.opening import Store
from ..store.segments import synchronise
from . import relations
from .cells import FACT_COLUMNS, Request, groupings, places_of, shape_of
from .dimensions import Dimension, parse_dimensions
from .sql import flow_rows_sql, stock_rows_sql


@attrs.frozen(kw_only=True)
class Behind:
    """A row that a figure counts.

    Attributes:
        unit: The unit's code.
        name: The unit's name.
        file: The file that it sent, without folders.
        sheet: The sheet's name.
        row: The row's number.
        cell: The address of the cell that says it.
        value: What the row adds to the figure.
        approx: Whether it is approximate.
    """

    unit: str
    name: str
    file: str
    sheet: str
    row: int
    cell: str
    value: Decimal
    approx: bool


def rows_behind(
    store: Store,
    catalog: Catalog,
    figure: str,
    reporters: Collection[Reporter],
    period: Period,
    group: Mapping[str, str | None],
    engine: Engine | None = None,
) -> tuple[Behind, ...]:
    """Return the rows that a cell of a cube adds up, by unit, sheet and row.

    Args:
        store: Where the revisions are.
        catalog: What the kinds are.
        figure: ``<kind>.<measure>``.
        reporters: Whose revisions count.
        period: Of what time the cube is.
        group: The cell's ``by``.
        engine: What computes; DuckDB by default.

    Raises:
        UnknownNameError: There is no such flow or stock.
        ProblemsFound: A dimension is unknown.
    """
    engine = engine or DuckDB()
    known = relations.figures_of(catalog)
    if figure not in known:
        raise UnknownNameError("指标", figure, known)
    kind, field = known[figure]
    dims = parse_dimensions(",".join(group), catalog)
    if not all(relations.can_split(kind, dim) for dim in dims):
        return ()
    within = [reporter for reporter in reporters if _stands_in(reporter, dims, group)]
    choices = tuple(dim for dim in dims if dim.what == "choice")
    times = [group[dim.name] for dim in dims if dim.what == "time"]
    undated = None in times
    if undated and field.measure == "stock":
        return ()
    named = next((time for time in times if time is not None), None)
    request = Request(Period.parse(named) if named else period, choices, figures={figure})
    facts = Parquet(FACT_COLUMNS, synchronise(store, {reporter.revision for reporter in within}).facts)
    sources: dict[str, Parquet | Relation] = {
        "facts": facts,
        "lineage": relations.lineage(catalog, request.figures),
        "reporters": places_of(within, request),
        **groupings(engine, facts, request),
    }
    sql = stock_rows_sql if field.measure == "stock" else flow_rows_sql
    lines = engine.query(sql(shape_of(request)), sources)
    wanted = tuple(group[dim.name] for dim in choices)
    files = _files(store, within)
    by_revision = {reporter.revision: reporter for reporter in within}
    found = (
        Behind(
            unit=by_revision[revision].unit,
            name=by_revision[revision].name,
            file=files[revision],
            sheet=sheet,
            row=row,
            cell=cell,
            value=value,
            approx=bool(approx),
        )
        for revision, sheet, row, cell, value, approx, month, *said in lines
        if tuple(said) == wanted and not (undated and month is not None)
    )
    return tuple(sorted(found, key=lambda one: (one.unit, one.sheet, one.row)))


def _stands_in(reporter: Reporter, dims: Iterable[Dimension], group: Mapping[str, str | None]) -> bool:
    return all(relations.place(reporter, dim) == group[dim.name] for dim in dims if dim.of_unit)


def _files(store: Store, reporters: Iterable[Reporter]) -> dict[int, str]:
    """Return the names of the files of revisions."""
    one = "SELECT file FROM revision WHERE id = ?"
    return {reporter.revision: store.db.execute(one, (reporter.revision,)).fetchone()["file"] for reporter in reporters}
