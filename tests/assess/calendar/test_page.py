"""The year view: twelve months with their days, marks that need no colour, two sheets of paper."""

import datetime
import re

import lxml.html
import pytest
from shuangyong import PartialDate, PlanItem, SampleLedger, Unit
from shuangyong.assess.calendar.entries import STANDINGS, calendar_of_ledger, calendar_of_sector
from shuangyong.assess.calendar.markdown import markdown
from shuangyong.assess.calendar.page import page
from shuangyong.catalog import installed_for_figures
from shuangyong.extension import Extension
from shuangyong.extension.applying import extended
from shuangyong.extension.duties import LocalDuty
from shuangyong.workbook.samples import arranged, sample_ledger

CATALOG = installed_for_figures()
TODAY = datetime.date(2026, 8, 10)


@pytest.fixture(scope="module")
def calendar():
    """The calendar of the school's sample year."""
    return calendar_of_ledger(sample_ledger(CATALOG, "school", 2026), CATALOG, TODAY)


@pytest.fixture(scope="module")
def tree(calendar):
    """Its page."""
    return lxml.html.fromstring(page(calendar).decode())


def test_twelve_months_hold_every_day_under_its_weekday(tree):
    months = tree.findall(".//section")
    assert [month.findtext("h2") for month in months] == [f"{number}月" for number in range(1, 13)]
    for number, month in enumerate(months, 1):
        for row in month.findall(".//tbody/tr"):
            for weekday, cell in enumerate(row.findall("td")):
                if day := cell.findtext("span[@class='number']"):
                    assert datetime.date(2026, number, int(day)).weekday() == weekday
    days = tree.xpath("//td/span[@class='number']")
    assert len(days) == 365


def test_festivals_stand_on_their_days(tree):
    found = {
        (int(month.findtext("h2")[:-1]), cell.findtext("span[@class='number']"), feast)
        for month in tree.findall(".//section")
        for cell in month.findall(".//td")
        if (feast := cell.findtext("span[@class='festival']"))
    }
    assert {(2, "17", "春节"), (4, "5", "清明"), (6, "19", "端午"), (9, "25", "中秋"), (9, "19", "国防教育日")} <= found


def test_every_entry_is_listed_in_its_month_with_a_mark_and_its_word(calendar, tree):
    items = tree.xpath("//ul[@class='entries']/li[not(@class='none')]")
    assert len(items) == len(calendar.entries)
    for item, entry in zip(items, calendar.entries, strict=True):
        mark, words = STANDINGS[entry.standing]
        (shown,) = item.xpath(".//span[@class='mark']")
        assert (shown.text, shown.get("aria-label")) == (mark, words)
        assert entry.title in item.text_content() and item.get("title") == entry.note


def test_a_ledger_tells_its_standings_apart_by_marks(calendar):
    told = {entry.standing for entry in calendar.entries}
    assert {"done", "overdue", "upcoming", "partly"} <= told
    assert len({STANDINGS[standing][0] for standing in told}) == len(told)


def test_nothing_is_fetched_and_no_script_runs(calendar):
    text = page(calendar).decode()
    assert not re.search(r"https?:|<script|<link|url\(|@import|src=", text)


def test_markup_in_a_title_is_text():
    sample = SampleLedger(
        sector="bureau",
        unit=lambda year: Unit(name="<b>某某局</b>", sector="机关单位", year=year),
        records=lambda _: [
            PlanItem(title="<script>alert(1)</script> {{ 7*7 }} |甲|", date=PartialDate(2026, 9)),
            PlanItem(title="没有月份的<i>计划</i>"),
        ],
    )
    made = calendar_of_ledger(arranged(CATALOG, sample, 2026), CATALOG, TODAY)
    text = page(made).decode()
    assert "<script" not in text and "<i>" not in text and "<b>" not in text
    assert "{{ 7*7 }}" in text and "49" not in re.sub(r"<style>.*</style>", "", text, flags=re.DOTALL)
    assert "没有月份的&lt;i&gt;计划" in text
    plain = markdown(made).decode()
    assert r"\|甲\|" in plain and r"\<script\>" in plain


def test_without_a_ledger_nothing_is_called_done_or_late():
    made = calendar_of_sector(CATALOG, "医院", "", 2027, TODAY)
    assert {entry.standing for entry in made.entries} == {"open"} and not made.known
    assert made.title == "医院（各单位通用）2027年双拥工作日历"
    spring = next(entry for entry in made.entries if entry.id.startswith("core.spring_visits"))
    assert spring.day == datetime.date(2027, 2, 6)
    assert "没有核对台账" in page(made).decode()


def test_several_times_of_a_month_are_told_apart_and_one_stands_in_its_month_without_its_name():
    checks = LocalDuty(id="checks", title="检查", kind="core.inspection", every="month", months=(3,), times=2)
    made = calendar_of_sector(extended(CATALOG, Extension("某区", (), (checks,))), "bureau", "", 2027, TODAY)
    assert [entry.title for entry in made.entries if entry.id.startswith("local.")] == [
        "检查（第1次）",
        "检查（第2次）",
    ]
    assert {entry.title for entry in made.entries if entry.id.startswith("core.news.")} == {"报送双拥信息"}


def test_a_duty_keeps_the_brackets_of_its_name_where_the_rules_are_listed():
    own = LocalDuty(id="care", title="走访（含军属）", kind="core.visit", every="half", source="区文件")
    made = calendar_of_sector(extended(CATALOG, Extension("某区", (), (own,))), "bureau", "", 2027, TODAY)
    rules = lxml.html.fromstring(page(made)).xpath("string(//*[contains(@class, 'rules')])")
    assert rules.count("走访（含军属）") == 1 and "区文件（地方制度）" in rules


def test_markdown_has_a_row_for_each_entry(calendar):
    lines = markdown(calendar).decode().splitlines()
    assert lines[0] == f"# {calendar.title}"
    assert sum(line.startswith("| ") and not line.startswith("| 日期") for line in lines) == len(calendar.entries)
    assert [line for line in lines if line.startswith("## ")] == [f"## {month}月" for month in range(1, 13)]


@pytest.mark.slow
@pytest.mark.parametrize("sector", ["school", "township"])
def test_a_year_is_printed_on_two_sheets_of_paper_lying(rendered, sector):
    """These two have the most to do."""
    pages = rendered(page(calendar_of_ledger(sample_ledger(CATALOG, sector, 2026), CATALOG, TODAY)), "html").texts
    assert len(pages) == 2
    assert "6月" in pages[0] and "7月" not in pages[0].partition("1月")[2].replace("7月内", "")
    assert "12月" in pages[1] and "烈士纪念日活动" in pages[1]
