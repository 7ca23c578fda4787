"""The rows behind a cell add up to it, and stand where the ledger has them."""

import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.model.problems import UnknownNameError
from shuangyong.office.cube.behind import rows_behind
from shuangyong.office.cube.cells import Request, cube
from shuangyong.office.cube.dimensions import parse_dimensions
from shuangyong.office.engines.duckdb import DuckDB


@pytest.mark.parametrize(
    ("by", "period"), [("region,sector", "2026"), ("choice:form,quarter", "2026"), ("unit,month", "2026-Q3")]
)
def test_the_rows_behind_a_cell_add_up_to_it(county, files, store, by, period):
    made = county("rows behind", units=12)
    period = Period.parse(period)
    cells = cube(DuckDB(), files(), made.reporters, installed(), Request(period, parse_dimensions(by, installed())))
    stocks = [cell for cell in cells if cell.figure.endswith(("partners", "members", "persons"))]
    picked = [*cells[:: max(len(cells) // 20, 1)], *stocks[:10]]
    assert stocks
    for cell in picked:
        rows = rows_behind(store, installed(), cell.figure, made.reporters, period, cell.by)
        assert sum(row.value for row in rows) == cell.value
        assert len(rows) == cell.records
        assert len({row.unit for row in rows}) == cell.units
        assert any(row.approx for row in rows) == cell.approx


def test_a_row_says_where_it_stands(county, store):
    made = county("where", units=3)
    unit = made.reporters[0].unit
    rows = rows_behind(store, installed(), "core.activity.count", made.reporters, Period(2026), {"unit": unit})
    of_ledger = [row for row in made.ledgers[unit].rows if row.kind.is_activity]
    assert [(row.sheet, row.row) for row in rows] == sorted((row.sheet, row.number) for row in of_ledger)
    assert {row.file for row in rows} == {f"{unit}.xlsx"}
    assert all(row.cell.endswith(str(row.row)) for row in rows)


def test_a_ratio_has_no_rows_of_its_own(county, store):
    with pytest.raises(UnknownNameError):
        rows_behind(store, installed(), "core.awareness.rate", (), Period(2026), {})
