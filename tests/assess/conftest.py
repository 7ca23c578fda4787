"""Standards and ledgers of a few lines, and what the one makes of the other."""

import pytest
from shuangyong import SampleLedger, Unit
from shuangyong.assess.building import build
from shuangyong.assess.scoring import score
from shuangyong.assess.toml_drafts import toml_draft
from shuangyong.catalog import installed_for_figures
from shuangyong.workbook.samples import arranged

LABELS = {sector.id: sector.label for sector in installed_for_figures().sectors}

HEAD = """
[standard]
id = "t"
title = "试"
[[category]]
id = "c"
title = "一、类"
"""


@pytest.fixture(scope="session")
def catalog():
    return installed_for_figures()


@pytest.fixture
def built(catalog):
    """Build a standard of a whole TOML text."""
    return lambda text: build(toml_draft(text, "标准.toml"), catalog)


@pytest.fixture
def of_points(built):
    """Build a standard of one item out of its scoring points: ``of_points('points = 1\\nkind = "会议"', ...)``."""

    def make(*points, item="points = 10"):
        parts = "".join(f"[[item.point]]\n{point}\n" for point in points)
        return built(f'{HEAD}[[item]]\ncategory = "c"\nnumber = "1"\ncontent = "事"\n{item}\n{parts}').standard

    return make


@pytest.fixture
def written():
    """Make a ledger of records; other kinds are 零报告, those in ``absent`` 不适用."""

    def make(*records, sector="hospital", absent=(), year=2026, name="某某单位", code=None):
        sample = SampleLedger(
            sector=sector,
            unit=lambda year: Unit(name=name, sector=LABELS[sector], year=year, code=code),
            records=lambda _: records,
            absent=absent,
        )
        return arranged(installed_for_figures(), sample, year)

    return make


@pytest.fixture
def judged(of_points, written):
    """Judge a ledger of records by one item of scoring points: ``judged(points, *records)``."""

    def judge(points, *records, item="points = 10", sector="hospital", absent=(), **more):
        standard = of_points(*([points] if isinstance(points, str) else points), item=item)
        return score(written(*records, sector=sector, absent=absent), standard, sector, **more).items[0]

    return judge
