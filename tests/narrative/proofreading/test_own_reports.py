"""What ``report`` writes has no flaw that ``proofread`` knows, with the ledger it is made of and without."""

import datetime

import pytest
from shuangyong.catalog import installed
from shuangyong.narrative.extraction import extract
from shuangyong.narrative.language import analyse
from shuangyong.narrative.proofreading.proofreading import proofread
from shuangyong.report.compose import compose
from shuangyong.workbook.samples import sample_ledger

SECTORS = sorted(sector.id for sector in installed().sectors)


def findings(folder, sector, kind, form, *, last=False, with_ledger=False, year=2026):
    catalog = installed()
    ledger = sample_ledger(catalog, sector, year)
    before = sample_ledger(catalog, sector, year - 1) if last else None
    document = compose(ledger, catalog, kind, before, today=datetime.date(year, 12, 31))
    file = folder / f"report.{form}"
    file.write_bytes(catalog.renderer(form).write(document))
    extracted = extract(file)
    options = {"ledger": ledger} if with_ledger else {"year": year, "sector": sector}
    return proofread(extracted, analyse(extracted, year), catalog, **options)


@pytest.mark.parametrize("with_ledger", [False, True], ids=["alone", "with-ledger"])
@pytest.mark.parametrize("kind", ["summary", "plan", "table"])
@pytest.mark.parametrize("sector", SECTORS)
def test_our_own_reports_have_no_finding(tmp_path, sector, kind, with_ledger):
    assert findings(tmp_path, sector, kind, "docx", with_ledger=with_ledger) == ()


@pytest.mark.parametrize("kind", ["summary", "plan"])
@pytest.mark.parametrize("sector", SECTORS)
def test_nor_beside_the_year_before(tmp_path, sector, kind):
    assert findings(tmp_path, sector, kind, "docx", last=True, with_ledger=True, year=2024) == ()


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("sector", SECTORS)
def test_nor_in_other_formats(tmp_path, sector, form):
    assert findings(tmp_path, sector, "summary", form, with_ledger=True) == ()
