"""What stands behind a figure: its parts by region and by unit, its records with sheet and cell, what was taken out."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import attrs
from starlette.datastructures import QueryParams

from ...catalog import Catalog
from ...model.periods import Period
from ...model.problems import ProblemsFound, error
from ...model.quantities import Quantity, RatioOfSums
from ...office.cube.behind import Behind
from ...office.cube.dimensions import Dimension, parse_dimensions
from ...office.cube.relations import place
from ...office.publish.naming import Naming
from ...office.rollup.figures import Adjustment
from ...office.rollup.tracing import Traced, traced
from ...office.roster.standing import Reporter, reporters
from ...office.store.opening import Store
from ..amounts import amount_text
from .answers import ENGINE
from .questions import figures_of, period_of, refuse_long
from .tables import figure_address

#: So many records stand on a page at once; of more, units are shown first.
RECORDS = 100

#: Figures of more units than these are first told by region.
_FEW_UNITS = 25

#: The levels of regions that a figure is parted by, the coarsest first.
_LEVELS = ("region:county", "region:township")

#: The revision that counts of each unit of a year.
_NUMBERS = "SELECT s.unit, r.number FROM submission s JOIN revision r ON r.id = s.counted WHERE s.year = ?"


@attrs.frozen(kw_only=True)
class Asked:
    """A figure somebody wants explained: its full name, of what time, and its group by dimension."""

    measure: str
    period: Period
    by: Mapping[str, str | None]


@attrs.frozen(kw_only=True)
class Part:
    """A part of a sum: a region or a unit.

    Attributes:
        label: What it is called.
        amount: As its units report it.
        approx: Whether a part of it is approximate.
        records: How many records it comes from.
        units: How many units.
        link: Where it is explained.
    """

    label: str
    amount: Decimal
    approx: bool
    records: int
    units: int
    link: str

    @property
    def text(self) -> str:
        """The amount as it is printed."""
        return amount_text(self.amount, self.approx)


@attrs.frozen(kw_only=True)
class Sum:
    """A sum that a figure is, or one of the two that a ratio is of.

    Attributes:
        label: What it is called.
        unit: Of its amounts.
        gross: As the units report it.
        overlap: What is taken out of it.
        approx: Whether a part of it is approximate.
        rows: Its records; none where there are too many to read.
        count: How many records there are.
        by: What the parts are: 地区 or 单位.
        parts: The largest first.
        adjustments: What is taken out, one by one.
    """

    measure: str
    label: str
    unit: str
    gross: Decimal
    overlap: Decimal
    approx: bool
    rows: tuple[Behind, ...]
    count: int
    by: str
    parts: tuple[Part, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def net(self) -> Decimal:
        """What is left."""
        return self.gross + self.overlap


def asked_of(params: QueryParams, catalog: Catalog, years: Sequence[int]) -> Asked:
    """Return which figure an address asks for.

    Raises:
        ProblemsFound: Parts of it that nothing bears.
    """
    refuse_long(params)
    name = params.get("figure", "").strip()
    pairs = [one.partition("=") for one in params.getlist("by")]
    if wrong := [dim for dim, sign, _ in pairs if not sign or "," in dim]:
        fix = "请从汇总查询的表里点数字。"
        raise ProblemsFound([error("not-a-group", f"「{one}」没有写明是哪一组。", fix, value=one) for one in wrong])
    parse_dimensions(",".join(dim for dim, _, _ in pairs), catalog)
    (measure,) = figures_of([name], catalog)
    by = {dim: value or None for dim, _, value in pairs}
    return Asked(measure=measure, period=period_of(params, years), by=by)


@attrs.frozen(kw_only=True, eq=False)
class Traces:
    """What is remembered of an asked figure: its sums, and where its units are."""

    sums: tuple[Traced, ...]
    units: Mapping[str, Reporter]
    numbers: Mapping[str, int]

    @property
    def weight(self) -> int:
        """How many records it holds, and one for itself."""
        return 1 + sum(len(one.rows) for one in self.sums)


def traces(store: Store, catalog: Catalog, asked: Asked) -> Traces:
    """Look up what a figure is made of.

    Raises:
        ProblemsFound: There is no such group.
    """
    units = reporters(store, asked.period)
    numbers = {row["unit"]: row["number"] for row in store.db.execute(_NUMBERS, (asked.period.year,))}
    sums = traced(store, catalog, asked.period, asked.measure, asked.by, units, ENGINE)
    return Traces(sums=sums, units={one.unit: one for one in units}, numbers=numbers)


def sums_of(asked: Asked, found: Traces, naming: Naming, catalog: Catalog, shown: int = RECORDS) -> Iterator[Sum]:
    """Yield what a figure is made of, as a page or a workbook shows it."""
    for one in found.sums:
        field = naming.field(one.measure)
        by, parts = _parts(asked, one, found, naming, catalog)
        yield Sum(
            measure=one.measure,
            label=f"{naming.label(naming.kind(one.measure))}·{field.label}",
            unit=field.unit or "",
            gross=one.gross,
            overlap=one.overlap,
            approx=any(row.approx for row in one.rows),
            rows=one.rows if len(one.rows) <= shown or "unit" in asked.by else (),
            count=len(one.rows),
            by=by,
            parts=tuple(sorted(parts, key=lambda part: (-part.amount, part.label))),
            adjustments=one.adjustments,
        )


def rate_of(sums: Sequence[Sum]) -> Decimal | None:
    """Return the ratio of the two sums that a ratio is of; None for a sum, and over 0."""
    if len(sums) == 1:
        return None
    return RatioOfSums(*(Quantity(one.net) for one in sums)).value


def _parts(asked: Asked, one: Traced, found: Traces, naming: Naming, catalog: Catalog) -> tuple[str, Iterator[Part]]:
    """Return by what a sum is parted next, and the parts: regions while there are many units, then units."""
    if "unit" in asked.by:
        return "", iter(())
    units = {row.unit for row in one.rows}
    for level in _LEVELS if len(units) > _FEW_UNITS else ():
        (dim,) = parse_dimensions(level, catalog)
        groups = {place(found.units[unit], dim) for unit in units}
        if len(groups) > 1 and level not in asked.by:
            return "地区", _by(asked, one, found, naming, dim)
    (dim,) = parse_dimensions("unit", catalog)
    return "单位", _by(asked, one, found, naming, dim)


def _by(asked: Asked, one: Traced, found: Traces, naming: Naming, dim: Dimension) -> Iterator[Part]:
    groups: dict[str | None, list[Behind]] = {}
    for row in one.rows:
        groups.setdefault(place(found.units[row.unit], dim), []).append(row)
    for group, rows in groups.items():
        yield Part(
            label=naming.group(dim.name, group),
            amount=sum((row.value for row in rows), Decimal(0)),
            approx=any(row.approx for row in rows),
            records=len(rows),
            units=len({row.unit for row in rows}),
            link=figure_address(one.measure, asked.period, {**asked.by, dim.name: group}),
        )
