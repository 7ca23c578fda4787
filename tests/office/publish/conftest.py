"""A roll-up of a small city made with plain sums of the sample ledgers, so that the writers need no store."""

import datetime
import itertools
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import attrs
import pytest
from shuangyong.catalog import Catalog, installed
from shuangyong.model.kinds import Kind
from shuangyong.model.periods import Period
from shuangyong.office.facts import Fact, facts_of
from shuangyong.office.rollup.figures import Adjustment, Coverage, Difference, Figure, Omission, Rollup, Sum
from shuangyong.office.rollup.planned import plans_of
from shuangyong.office.status.status import Status
from shuangyong.office.status.units import Returned, UnitStatus
from shuangyong.workbook.samples import sample_ledger

COUNTIES = ("370202", "370203", "370213")
YEAR = 2026
DIMS = ("sector", "region", "month")
GONE_BACK = 4
#: What the sample's one overlap takes out: a gathering that a hospital and a school of one county both report.
TAKEN = {"count": Decimal(-1), "participants": Decimal(-40), "spending": Decimal("-1200.50")}


@attrs.frozen
class Told:
    """A fact with the groups that it counts in."""

    fact: Fact
    unit: str
    by: Mapping[str, str | None]
    factor: Decimal

    @property
    def value(self) -> Decimal:
        return self.fact.value if self.fact.measure == "count" else self.fact.value * self.factor


def _told(catalog: Catalog, year: int) -> list[Told]:
    made = []
    for place, (county, sector) in enumerate(itertools.product(COUNTIES, catalog.sectors)):
        if (place * 5 + year) % 11 == 0:
            continue  # a unit that sent nothing
        factor = Decimal(1 + (place * 7 + year) % 5)
        for fact in facts_of(sample_ledger(catalog, sector.id, year)):
            month = None if fact.month is None else f"{year}-{fact.month:02d}"
            by = {"sector": sector.id, "region": county, "month": month}
            made.append(Told(fact, f"{county}{sector.id}", by, factor))
    return made


def _grouped(told: Iterable[Told], dims: Sequence[str]) -> dict[tuple[str | None, ...], list[Told]]:
    groups: dict[tuple[str | None, ...], list[Told]] = {}
    for one in told:
        groups.setdefault(tuple(one.by[dim] for dim in dims), []).append(one)
    return groups


def _figures(catalog: Catalog, told: list[Told], last: Mapping[tuple[object, ...], Decimal]) -> list[Figure]:
    made = []
    for kind in catalog.kinds.values():
        own = [one for one in told if catalog.kinds[one.fact.kind].is_a(kind)]
        for field in kind.measures:
            if field.unit in (None, "天"):
                continue
            saying = [one for one in own if one.fact.measure == field.id]
            for size in range(len(DIMS)):
                for dims in itertools.combinations(DIMS, size):
                    if field.measure == "stock" and "month" in dims:
                        continue
                    made += [
                        _figure(f"{kind.name}.{field.id}", dict(zip(dims, group, strict=True)), rows, last)
                        for group, rows in sorted(_grouped(saying, dims).items(), key=str)
                    ]
    return [*made, *_ratios(catalog, made, last)]


def _figure(
    measure: str, by: Mapping[str, str | None], rows: list[Told], last: Mapping[tuple[object, ...], Decimal]
) -> Figure:
    kind, _, field = measure.rpartition(".")
    counted = kind in ("core.activity", "core.gathering") and by.get("sector") is None
    here = by.get("region", COUNTIES[0]) == COUNTIES[0] and by.get("month", f"{YEAR}-08") == f"{YEAR}-08"
    overlap = TAKEN.get(field, Decimal(0)) if counted and here else Decimal(0)
    total = Sum(sum((one.value for one in rows), Decimal(0)), overlap, any(one.fact.approx for one in rows))
    units = len({one.unit for one in rows})
    told = last.get((measure, *sorted(by.items(), key=str)))
    return Figure(measure=measure, by=by, sum=total, units=units, records=len(rows), last=told)


def _ratios(catalog: Catalog, figures: list[Figure], last: Mapping[tuple[object, ...], Decimal]) -> list[Figure]:
    at = {(one.measure, tuple(one.by.items())): one for one in figures}
    made = []
    for kind in catalog.kinds.values():
        for field in kind.ratios:
            for (measure, by), above in at.items():
                below = at.get((f"{kind.name}.{field.denominator}", by))
                if measure == f"{kind.name}.{field.numerator}" and below:
                    name = f"{kind.name}.{field.id}"
                    told = last.get((name, *sorted(by, key=str)))
                    made.append(attrs.evolve(above, measure=name, denominator=below.sum, last=told))
    return made


def _before(figures: Iterable[Figure]) -> dict[tuple[object, ...], Decimal]:
    def shifted(by: Mapping[str, str | None]) -> list[tuple[str, str | None]]:
        return sorted(
            ((dim, value.replace("2025-", "2026-") if value else value) for dim, value in by.items()), key=str
        )

    return {(one.measure, *shifted(one.by)): one.value for one in figures if one.value is not None}


def units(catalog: Catalog) -> tuple[UnitStatus, ...]:
    """Return how the units stand: two sent nothing that counts, one of these a ledger that went back."""
    names = {"370202": "市南区", "370203": "市北区", "370213": "李沧区"}
    made = []
    for place, (county, sector) in enumerate(itertools.product(COUNTIES, catalog.sectors)):
        gone, back = (place * 5 + YEAR) % 11 == 0, place == GONE_BACK
        made.append(
            UnitStatus(
                unit=f"{county}{sector.id}",
                name=f"{names[county]}第一{sector.label}",
                sector=sector.id,
                region=county,
                expected=True,
                submitted=back or not gone,
                complete=not gone and place % 7 != 3,
                passed=not gone,
                on_time=not gone and place % 5 != 1,
                returned=Returned(because=None, errors=3) if back else None,
                due=datetime.date(YEAR + 1, 1, 10),
                lacking=("检查考评", "档案") if place % 7 == 3 else (),
            )
        )
    return tuple(made)


def city(catalog: Catalog) -> Rollup:
    """Return the roll-up of three counties, a unit of each sector in each, two of which sent nothing."""
    told, last = _told(catalog, YEAR), _told(catalog, YEAR - 1)
    sent = {one.unit for one in told}
    expected = len(COUNTIES) * len(catalog.sectors)
    amounts = {
        f"{kind}.{field}": amount for kind in ("core.gathering", "core.activity") for field, amount in TAKEN.items()
    }
    figures = _figures(catalog, told, _before(_figures(catalog, last, {})))
    return Rollup(
        title="青岛市双拥办",
        period=Period(YEAR),
        dims=DIMS,
        coverage=Coverage(
            expected=expected,
            received=len(sent) + 1,
            counted=len(sent),
            returned=1,
            missing=tuple((one.unit, one.name) for one in units(catalog) if not one.submitted),
        ),
        figures=tuple(figures),
        adjustments=(
            Adjustment(
                id="3f2a",
                cause="event",
                units=("370202hospital", "370202school"),
                label="“八一”军民联欢晚会",
                amounts=amounts,
                actor="王主任",
                because="两家联合举办，以医院所报为准",
                at="2027-01-12T09:30:00+08:00",
            ),
        ),
        undecided=(
            {
                "id": "77ab",
                "grade": "高",
                "reasons": ["日期相同", "地点相同"],
                "rows": [
                    {"name": "市南区第一社区", "date": "2026-02-10", "title": "春节慰问", "place": "某部营区"},
                    {"name": "市南区第一乡镇街道", "date": "2026-02-10", "title": "走访慰问", "place": None},
                ],
            },
        ),
        open_problems=("有1家单位的台账退回后尚未重报。",),
        omissions=(Omission(measure="school.student_drill.days", by=(), because="天数不跨单位相加"),),
        differences=tuple(
            Difference(measure=name, by={}, dim="sector", amount=amount) for name, amount in amounts.items()
        ),
        plans=plans_of(figures),
        units={one.unit: one.name for one in units(catalog)},
        last_coverage=Coverage(expected=expected, received=22, counted=22),
    )


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return installed()


@pytest.fixture(scope="session")
def rollup(catalog: Catalog) -> Rollup:
    return city(catalog)


@pytest.fixture(scope="session")
def status(catalog: Catalog) -> Status:
    return Status(period=Period(YEAR), today=datetime.date(2027, 1, 20), roster=True, units=units(catalog))


@pytest.fixture(scope="session")
def small(rollup: Rollup) -> Rollup:
    """The same with sectors beside the whole only."""
    return attrs.evolve(rollup, figures=tuple(figure for figure in rollup.figures if not {*figure.by} - {"sector"}))


def whole(rollup: Rollup) -> dict[str, Figure]:
    """Return the figures of the whole by name."""
    return {figure.measure: figure for figure in rollup.figures if not figure.by}


def kind_of(catalog: Catalog, figure: Figure) -> Kind:
    return catalog.kinds[figure.measure.rpartition(".")[0]]
