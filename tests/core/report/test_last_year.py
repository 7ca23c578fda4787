"""Last year's ledger, where it is given, gives figures to every kind of document, of every sector."""

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.ledgers import Declaration
from shuangyong.report.briefs.about import months, of_month, of_row
from shuangyong.report.compose import compose
from shuangyong.report.document import Table, plain
from shuangyong.workbook.samples import sample_ledger

CATALOG = installed()
SECTORS = [sector.id for sector in CATALOG.sectors if sector.id in CATALOG.samples]


def of_last_year(document):
    """Return how many figures of the body come from last year's ledger."""
    body = attrs.evolve(document, attachments=())
    return sum(any(source.file == "去年.xlsx" for source in figure.sources) for figure in body.figures())


@pytest.mark.parametrize("sector", SECTORS)
def test_every_kind_of_document_tells_last_years_figures(sector):
    ledger, last = (
        attrs.evolve(sample_ledger(CATALOG, sector, year), file=file)
        for year, file in ((2026, "今年.xlsx"), (2025, "去年.xlsx"))
    )
    for kind in ("summary", "plan", "table"):
        assert of_last_year(compose(ledger, CATALOG, kind, last)) >= 3, kind
    told = [
        of_last_year(compose(ledger, CATALOG, "brief", last, about=of_month(ledger, month))) for month in months(ledger)
    ]
    assert sum(count > 0 for count in told) >= len(told) - 2  # a month of papers only has nothing to be compared with
    deeds = [row for row in ledger.rows if row.kind.is_activity and row.date]
    for row in deeds:
        assert of_last_year(compose(ledger, CATALOG, "brief", last, about=of_row(ledger, f"{row.sheet}!{row.number}")))


def test_nothing_reported_and_nothing_known_are_told_apart_in_either_year():
    visit, clinic = CATALOG.kinds["core.visit"], CATALOG.kinds["hospital.free_clinic"]
    ledger, full = (sample_ledger(CATALOG, "hospital", year) for year in (2026, 2025))
    without = tuple(row for row in full.rows if row.kind not in (visit, clinic))
    declared = {**full.declarations, visit.name: Declaration("零报告"), clinic.name: Declaration("不适用")}
    last = attrs.evolve(full, rows=without, declarations=declared)
    rows = table_rows(compose(ledger, CATALOG, "table", last))
    assert ["走访慰问", "次数", "次", "3", "无"] in rows and ["义诊（已计入优待服务）", "次数", "次", "1", "—"] in rows
    declared = {**ledger.declarations, clinic.name: Declaration("零报告"), visit.name: Declaration("零报告")}
    this = attrs.evolve(
        ledger, rows=tuple(row for row in ledger.rows if row.kind not in (visit, clinic)), declarations=declared
    )
    rows = table_rows(compose(this, CATALOG, "table", last))
    assert ["走访慰问", "零报告", "", "无", "无"] in rows and ["义诊", "零报告", "", "无", "—"] in rows


def table_rows(document):
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[plain(cell) for cell in row] for table in tables for row in table.rows]
