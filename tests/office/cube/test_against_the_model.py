"""Every cell of a cube is what the model's own adding up says of the rows in its group, and there is no other."""

import itertools
from decimal import Decimal

import pytest
from shuangyong.catalog import installed
from shuangyong.model.dates import PartialDate
from shuangyong.model.periods import Period
from shuangyong.model.quantities import contribution, counted
from shuangyong.office.cube.cells import Request, cube
from shuangyong.office.cube.dimensions import parse_dimensions
from shuangyong.office.engines.duckdb import DuckDB
from shuangyong.office.facts import choices_of

LEVELS = {"province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 12}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def recomputed(county, period, names):
    """Add up with the model, row by row: (figure, group) -> (value, approx, units, records)."""
    found = {}
    for size in range(len(names) + 1):
        for subset in itertools.combinations(names, size):
            for kind, field in all_figures():
                if all(has(kind, name) for name in subset):
                    for group, cell in groups_of(county, period, subset, kind, field).items():
                        found[f"{kind.name}.{field.id}", frozenset(zip(subset, group, strict=True))] = cell
    return found


def all_figures():
    kinds = installed().kinds.values()
    return [(kind, field) for kind in kinds for field in kind.measures]


def has(kind, name):
    head, _, field = name.partition(":")
    return head != "choice" or field in {one.id for one in kind.columns}


def groups_of(county, period, subset, kind, field):
    """Return the cells of a figure in the groups of one set."""
    found = {}
    time = next((name for name in subset if name in MONTHS), None)
    for reporter in county.reporters:
        rows = [row for row in county.ledgers[reporter.unit].rows if row.kind.is_a(kind)]
        for bucket, part in times(period, time, rows, field):
            if field.measure == "stock":
                part = counted(list(part), field.id)
            for row in part:
                said = contribution(row, field.id)
                if said is not None:
                    group = tuple(bucket if name == time else place(reporter, row, name) for name in subset)
                    found.setdefault(group, []).append((reporter.unit, row, said))
    return {
        group: (
            sum((said.amount for _, _, said in all_), Decimal(0)),
            any(said.approx for _, _, said in all_),
            len({unit for unit, _, _ in all_}),
            len(all_),
        )
        for group, all_ in found.items()
    }


def times(period, time, rows, field):
    """Return the divisions of a period, each with the rows that may count in it."""
    if time is None:
        return [(None, in_period(period, rows, field))]
    step = MONTHS[time]
    parts = (
        [Period(period.year, first, first + step - 1) for first in range(period.first_month, period.last_month, step)]
        if step > 1
        else [Period(period.year, month, month) for month in range(period.first_month, period.last_month + 1)]
    )
    found = [(str(part), in_period(part, rows, field)) for part in parts]
    if field.measure == "flow" and period.whole_year and step < 12:
        dated = {id(row) for _, part in found for row in part}
        found.append((None, [row for row in rows if id(row) not in dated]))
    return found


def in_period(period, rows, field):
    if field.measure == "flow":
        return [row for row in rows if period.holds(row.date)]
    return [row for row in rows if is_known(row, period)]


def is_known(row, period):
    """Tell whether what a row says of a stock is known at the end of a period."""
    if period.whole_year:
        return True
    if row.kind.register:
        return period.last_month == 12
    date = row.date
    if date is None or date == PartialDate(period.year):
        return False
    return date.last <= period.last


def place(reporter, row, name):
    head, _, tail = name.partition(":")
    if head == "region":
        digits = LEVELS[tail or "county"]
        return reporter.region[:digits] if reporter.region and len(reporter.region) >= digits else None
    if head == "choice":
        return choices_of(row).get(tail)
    return reporter.sector if head == "sector" else reporter.unit


def as_cells(cells):
    found = {
        (cell.figure, frozenset(cell.by.items())): (cell.value, cell.approx, cell.units, cell.records) for cell in cells
    }
    assert len(found) == len(cells), "no cell comes twice"
    return found


STOCKS = ("core.leading_group", "core.merchant", "core.partner", "core.entitled_person", "school.youth_academy")

CASES = [
    ("", "2026", None),
    ("region,sector", "2026", None),
    ("region:township,month", "2026", None),
    ("unit,quarter", "2026", None),
    ("sector,half", "2026", None),
    ("year,sector", "2026", None),
    ("choice:form,sector", "2026", None),
    ("choice:form,choice:festival,quarter", "2026", None),
    ("region:prefecture,region:village", "2026", None),
    ("month,sector", "2026-Q3", None),
    ("quarter,choice:category", "2026-H1", None),
    ("sector", "2026-08", None),
    ("month", "2026-12", None),
    ("half", "2026-H2", None),
    ("unit,month", "2026", STOCKS),
    ("choice:form,quarter", "2026", STOCKS),
    ("unit", "2026-Q4", STOCKS),
]


@pytest.mark.parametrize(("by", "period", "kinds"), CASES)
def test_every_cell_is_what_the_model_adds_up(county, files, by, period, kinds):
    made = county(f"{by} {period}", kinds=kinds)
    dims = parse_dimensions(by, installed())
    cells = cube(DuckDB(), files(), made.reporters, installed(), Request(Period.parse(period), dims))
    expected = recomputed(made, Period.parse(period), [dim.name for dim in dims])
    assert len(expected) > 20
    assert as_cells(cells) == expected
