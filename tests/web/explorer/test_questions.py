"""What an address may ask: everything else is refused in words, and nobody without the right learns anything."""

import io
import time
from urllib.parse import quote, urlencode

import openpyxl
import pytest

from .conftest import NAMES, YEAR, tables_on

SQL = "sector'; DROP TABLE submission; --"
HUGE = "a" * 10_000
PATHS = (
    "/explore",
    "/explore.xlsx",
    "/explore/figure",
    "/explore/figure.xlsx",
    "/explore/trend",
    "/explore/trend.xlsx",
)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"m": "core.nothing"}, "没有名为「core.nothing」的指标"),
        ({"m": "征兵体检·体检人"}, "征兵体检·体检人数"),
        ({"m": SQL}, "的指标"),
        ({"m": HUGE}, "不是指标、分组或时段的名称"),
        ({"m": "a\x00b"}, "不是指标、分组或时段的名称"),
        ({"m": [f"core.a{one}.count" for one in range(7)]}, "一次最多看 6 个"),
        ({"m": ["x"] * 5_000}, "太多了"),
        ({"m": "core.visit.days"}, "的指标"),
        ({"rows": "colour"}, "行业"),
        ({"rows": SQL}, "不认识分组"),
        ({"rows": "sector,unit"}, "不是一种分组"),
        ({"rows": "sector", "columns": "sector"}, "sector"),
        ({"rows": "month", "columns": "quarter"}, "时间"),
        ({"rows": "quarter", "part": "08"}, "2025年8月不满一个季度"),
        ({"columns": HUGE}, "不是指标、分组或时段的名称"),
        ({"year": "1999", "rows": "sector"}, f"有台账的年度：{YEAR}"),
        ({"year": "二〇二五"}, "有台账的年度"),
        ({"part": "Q5"}, "第四季度"),
        ({"part": "1 OR 1=1"}, "可用的时段"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_nothing_bears_is_refused_naming_what_there_is(office, query, told):
    answer = office.browser("reader").get(f"/explore?{urlencode(query, doseq=True)}")
    assert answer.status_code == 400
    assert told in answer.text
    assert len(answer.text) < 6_000
    assert "--" not in answer.text.partition("<main")[2].replace(SQL, "").replace("&#39;", "'").replace(SQL, "")


def test_refusals_take_no_time_and_do_no_harm(office):
    browser = office.browser("officer")
    began = time.process_time()
    for value in (HUGE, SQL, "<script>alert(1)</script>", "../../etc/passwd", "%s%n{{7*7}}"):
        for name in ("m", "rows", "columns", "year", "part", "figure", "by", "q"):
            for path in PATHS:
                answer = browser.get(f"{path}?{name}={quote(value)}")
                assert answer.status_code in (200, 303, 400), (path, name, value)
                assert b"<script>alert" not in answer.content
                assert b"Traceback" not in answer.content
    assert time.process_time() - began < 60
    assert tables_on(browser.get("/explore").text)[0].rows["合计"]["上报数"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("figure=core.activity.count&by=unit%3DH999", "可用的"),
        ("figure=core.activity.count&by=unit", "没有写明是哪一组"),
        ("figure=core.activity.count&by=sector,unit%3Dx", "没有写明是哪一组"),
        ("figure=core.activity.count&by=colour%3Dred", "不认识分组"),
        ("figure=core.activity.count&by=sector%3Dhospital&by=sector%3Dschool", "sector"),
        ("figure=core.activity.count&by=month%3D2025-13", "可用的"),
        ("figure=nothing", "没有名为「nothing」的指标"),
    ],
)
def test_a_figure_that_is_not_there_is_refused(office, query, told):
    answer = office.browser("reader").get(f"/explore/figure?{query}")
    assert answer.status_code == 400
    assert told in answer.text


def test_sums_that_must_not_be_made_are_refused_and_told_how_else(office):
    browser = office.browser("officer")
    refused = browser.get("/explore?m=core.support.items")
    assert refused.status_code == 400
    assert "不能这样汇总" in refused.text
    assert "请把行或列改为“形式”" in refused.text
    assert "--by" not in refused.text
    by_form = browser.get("/explore?m=core.support.items&rows=choice:form")
    assert by_form.status_code == 200
    assert "没有合计" in by_form.text
    assert browser.get("/explore/trend?m=core.support.items").status_code == 400


def test_an_address_holds_the_whole_question(office):
    browser = office.browser("officer")
    query = f"m=core.support.count&m=core.visit.people&year={YEAR}&part=H1&rows=unit&columns=month"
    first = browser.get(f"/explore?{query}").text
    again = office.browser("reader").get(f"/explore?{query}").text
    assert tables_on(first) == tables_on(again)
    assert (
        f'href="/explore?year={YEAR}&amp;part=H1&amp;m=core.support.count&amp;m=core.visit.people&amp;rows=unit'
        in first
    )


def test_names_of_figures_may_be_typed_as_people_say_them(office):
    browser = office.browser("officer")
    by_label = tables_on(browser.get(f"/explore?m={quote('征兵体检·体检人数')}").text)
    assert by_label == tables_on(browser.get("/explore?m=hospital.recruit_exam.examined").text)


def test_measures_are_found_by_words(office):
    browser = office.browser("officer")
    text = browser.get(f"/explore?q={quote('征兵 人数')}").text
    assert 'value="hospital.recruit_exam.examined"' in text
    assert 'value="core.visit.people"' not in text
    assert "没有找到和“没有这个”有关的指标" in browser.get(f"/explore?q={quote('没有这个')}").text


@pytest.mark.parametrize("path", PATHS)
def test_units_see_nothing_of_it(office, path):
    browser = office.browser("mine")
    query = f"figure=core.activity.count&by=unit%3DH001&m=core.activity.count&year={YEAR}"
    answer = browser.get(f"{path}?{query}")
    assert answer.status_code == 404
    assert not [name for name in NAMES.values() if name in answer.text.replace("甲医院", "")]
    assert "汇总查询" not in answer.text


def test_an_office_without_ledgers_is_told_so(bare, tmp_path):
    from ..conftest import opened

    browser = opened(bare, tmp_path).browser("officer")
    for path in ("/explore", "/explore/trend"):
        assert "还没有通过的台账" in browser.get(path).text
    for path in PATHS[1:4]:
        assert browser.get(path).headers["location"] == "/explore"


def test_a_workbooks_sheets_bear_names_that_may_be(office):
    browser = office.browser("officer")
    query = "m=core.activity.count&m=core.support.count&m=hospital.recruit_exam.count"
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"/explore.xlsx?{query}").content))
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_who_looks_for_figures_is_told_to_tick_them(filed):
    browser = filed.browser("reader")
    assert "请勾选要看的" in browser.get("/explore", params={"q": "人"}).text
    assert "请勾选要看的" not in browser.get("/explore").text
    assert "请勾选要看的" not in browser.get("/explore", params={"q": "没有这种指标"}).text
