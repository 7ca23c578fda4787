"""Last year's ledger, where it is given, gives figures to every kind of document, of every sector."""

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.report.briefs.about import months, of_month, of_row
from shuangyong.report.compose import compose
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
