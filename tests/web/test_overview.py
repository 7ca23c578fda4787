"""The overview: what waits, the numbers' own lists, and how ledgers came in."""

import datetime
import io

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.status.arriving import DAYS, arrivals
from shuangyong.office.status.status import status

from .conftest import MINE, NAMES, OTHER, YEAR

PAGE = f"/overview?year={YEAR}"


def test_what_waits_is_told_with_its_list(filed):
    text = filed.browser("officer").get(PAGE).text
    assert f'href="/review?year={YEAR}" class="pressing"><b>2</b> 份台账待审核' in text
    assert "待审核" not in filed.browser("reader").get(PAGE).text
    filed.browser("officer").post(f"/units/{MINE}/{YEAR}/review/accept", data={"revision": "1"})
    assert "<b>1</b> 份台账待审核" in filed.browser("officer").get(PAGE).text


@pytest.mark.parametrize(
    ("state", "units"),
    [
        ("应报", {MINE, OTHER}),
        ("已报", {MINE, OTHER}),
        ("未报", set()),
        ("通过", {MINE}),
        ("退回", {OTHER}),
        ("已审核", {MINE}),
        ("名册外", set()),
        ("没有这种", set()),
    ],
)
def test_each_number_leads_to_the_units_behind_it(filed, state, units):
    browser = filed.browser("officer")
    browser.post(f"/units/{MINE}/{YEAR}/review/accept", data={"revision": "1"})
    browser.post("/units/H~2F002/2025/review/return", data={"revision": "1", "because": "理由"})
    for where in ("sector=hospital", "region=370213"):
        text = browser.get(f"/units?year={YEAR}&{where}&state={state}").text
        assert f"共 {len(units)} 个单位" in text
        assert {unit for unit in NAMES if NAMES[unit] in text} == units
    assert "共 0 个单位" in browser.get(f"/units?year={YEAR}&sector=school&state={state}").text


def test_the_counts_are_exported(filed):
    answer = filed.browser("reader").get(f"/overview.xlsx?year={YEAR}")
    header, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert header[:4] == ("分组", "名称", "应报", "已报")
    assert [row[:4] for row in rows] == [
        ("全部", "全部", 2, 2),
        ("行业", "医院", 2, 2),
        ("地区", "山东省青岛市李沧区", 2, 2),
    ]


def test_arrivals_count_by_the_days_before_each_units_own_deadline(filed):
    day = datetime.date.fromisoformat
    with filed.store as store:
        with store.transaction() as db:
            db.execute("UPDATE deadline SET due = '2026-01-15'")
            db.execute("UPDATE deadline SET due = '2026-01-25' WHERE unit = ?", (OTHER,))
            db.execute("UPDATE revision SET received = '2026-01-10'")
        units = status(store, installed(), Period(YEAR), day("2026-02-01")).units
        found = arrivals(store, YEAR, units, day("2026-02-01"))
        told = dict(zip(DAYS, found.counts, strict=True))
        # One came 5 days before its day, the other 15.
        assert (told[21], told[14], told[7], told[5], told[0], told[-7]) == (0, 1, 1, 2, 2, 2)
        assert told[-30] is None
        assert found.expected == 2
        early = arrivals(store, YEAR, units, day("2026-01-10"))
        assert dict(zip(DAYS, early.counts, strict=True))[3] is None


def test_the_trend_is_drawn_of_a_table(filed):
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE revision SET received = '2026-01-10'")
    text = filed.browser("reader").get(PAGE).text
    assert 'data-table="arrivals"' in text
    assert '<data value="2">' in text


def test_a_year_without_a_roster_shows_who_sent(filed):
    with filed.store as store, store.transaction() as db:
        db.execute("DELETE FROM roster")
    text = filed.browser("officer").get(PAGE).text
    assert "名册" in text
    assert "<b>2</b>已报" in text
