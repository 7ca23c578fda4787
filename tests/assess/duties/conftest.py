"""Ledgers of a few records, and what their duties stand at."""

import datetime

import pytest
from shuangyong import SampleLedger, Unit
from shuangyong.assess.duties import due
from shuangyong.catalog import installed_for_figures
from shuangyong.workbook.samples import arranged

SECTORS = {"bureau": "机关单位", "commerce": "商务局", "community": "社区", "school": "学校", "township": "乡镇街道"}


@pytest.fixture
def ledger():
    """Make a ledger of records; other kinds are 零报告, those in ``absent`` 不适用."""

    def make(*records, sector="bureau", name="某某局", absent=(), year=2026):
        sample = SampleLedger(
            sector=sector,
            unit=lambda year: Unit(name=name, sector=SECTORS[sector], year=year),
            records=lambda _: records,
            absent=absent,
        )
        return arranged(installed_for_figures(), sample, year)

    return make


@pytest.fixture
def stands(ledger):
    """Return what one duty of a ledger stands at on a day, time by time: label -> Due."""

    def of(duty, *records, on="2026-12-31", **more):
        found = due(ledger(*records, **more), installed_for_figures(), datetime.date.fromisoformat(on))
        return {one.occurrence.label: one for one in found if one.occurrence.name == duty}

    return of
