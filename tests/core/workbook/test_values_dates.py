"""What clerks type into date cells, and what becomes of it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.model.dates import PartialDate
from shuangyong.workbook.book import Cell
from shuangyong.workbook.values import Parsed, parse

VISIT = installed().kinds["core.visit"]
DATE, END_DATE = VISIT.field("date"), VISIT.field("end_date")
AGREED = installed().kinds["core.partner"].field("date")


def read(text: str, field=DATE, cell_type: str = "text", year: int | None = 2026) -> Parsed:
    return parse(Cell(cell_type, text), field, year)


@pytest.mark.parametrize(
    "text",
    [
        "2026-08-01", "2026/8/1", "2026.8.1", "2026-8-1", "20260801", "2026年8月1日", "2026 年 8 月 1 日",
        "2026年8月1号", "二〇二六年八月一日", "二零二六年八月一日", "二○二六年八月一日", "2026年八月一日", "8月1日",
        "8月1号", "08月01日", "八月一日", "２０２６年８月１日", "2026－08－01", "2026—8—1", "8.1", "8/1",
        "2026-08-01 09:30", "2026-08-01 00:00:00", "2026-08-01T00:00:00", " 2026-08-01 ",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_typed(text: str):
    assert read(text) == Parsed(PartialDate(2026, 8, 1))


@pytest.mark.parametrize("text", ["8月", "8月份", "2026年8月", "2026-08", "2026.8", "202608", "八月", "二〇二六年八月"])
def test_a_month_keeps_its_precision(text: str):
    assert read(text) == Parsed(PartialDate(2026, 8))


@pytest.mark.parametrize("text", ["2026年", "2026", "二〇二六年"])
def test_a_year_keeps_its_precision(text: str):
    assert read(text) == Parsed(PartialDate(2026))


@pytest.mark.parametrize("text", ["十二月三十一日", "12月卅一日", "2026年12月31日"])
def test_chinese_months_and_days_go_beyond_ten(text: str):
    assert read(text) == Parsed(PartialDate(2026, 12, 31))


@pytest.mark.parametrize(
    ("cell_type", "text", "date"),
    [
        ("date", "2026-08-01", PartialDate(2026, 8, 1)),
        ("date", "2026-08-01T09:30:00", PartialDate(2026, 8, 1)),
        ("number", "20260801", PartialDate(2026, 8, 1)),
        ("number", "202608", PartialDate(2026, 8)),
        ("number", "2026", PartialDate(2026)),
    ],
)
def test_date_and_number_cells_are_dates_too(cell_type: str, text: str, date: PartialDate):
    assert read(text, cell_type=cell_type) == Parsed(date)


@pytest.mark.parametrize(
    ("text", "cell_type", "code"),
    [
        ("2026-02-30", "text", "impossible-date"),
        ("2月29日", "text", "impossible-date"),
        ("13月", "text", "impossible-date"),
        ("0月1日", "text", "impossible-date"),
        ("2026-08-00", "text", "impossible-date"),
        ("20261301", "text", "impossible-date"),
        ("20261301", "number", "impossible-date"),
        ("3026-08-01", "text", "impossible-date"),
        ("2025-08-01", "text", "outside-year"),
        ("2027-01-01", "text", "outside-year"),
        ("2025-12-31", "date", "outside-year"),
        ("8月1日至5日", "text", "date-span"),
        ("8月1日-5日", "text", "date-span"),
        ("8月1-3日", "text", "date-span"),
        ("8月1日—8月5日", "text", "date-span"),
        ("8.1-8.5", "text", "date-span"),
        ("2026-08-01~2026-08-05", "text", "date-span"),
        ("2026年8月1日～5日", "text", "date-span"),
        ("8月1日、5日", "text", "date-span"),
        ("3至5月", "text", "date-span"),
        ("昨天", "text", "not-a-date"),
        ("八一前夕", "text", "not-a-date"),
        ("8月上旬", "text", "not-a-date"),
        ("26.8.1", "text", "not-a-date"),
        ("2026-8/1", "text", "not-a-date"),
        ("343", "text", "not-a-date"),
        ("8", "number", "not-a-date"),
        ("8.1", "number", "date-as-number"),
        ("2026.1", "number", "date-as-number"),
        ("45870", "number", "date-serial"),
        ("09:30:00", "date", "not-a-date"),
        ("#VALUE!", "error", "error-cell"),
        ("=TODAY()", "formula", "formula-without-value"),
        ("TRUE", "boolean", "boolean"),
    ],
)
def test_what_is_no_certain_day_of_the_year_is_refused_and_says_how_to_mend_it(text: str, cell_type: str, code: str):
    parsed = read(text, cell_type=cell_type)
    assert parsed.value is None
    assert parsed.problem is not None
    assert (parsed.problem.severity, parsed.problem.code, parsed.problem.value) == ("error", code, text)
    assert text in parsed.problem.message
    assert parsed.problem.fix


def test_a_span_is_mended_with_the_end_date():
    problem = read("8月1日至5日").problem
    assert problem is not None
    assert "结束日期" in problem.fix


def test_a_number_that_lost_its_date_format_is_suggested_as_the_day():
    problem = read("46235", cell_type="number").problem
    assert problem is not None
    assert "2026-08-01" in problem.fix


def test_an_end_date_may_run_to_the_end_of_january():
    assert read("2027-01-31", END_DATE).value == PartialDate(2027, 1, 31)
    assert read("2027年1月", END_DATE).value == PartialDate(2027, 1)
    problem = read("2027-02-01", END_DATE).problem
    assert problem is not None
    assert problem.code == "outside-year"


def test_an_agreement_may_be_of_any_earlier_year_but_of_no_later_one():
    assert read("2019年", AGREED).value == PartialDate(2019)
    assert read("1998-05-01", AGREED).value == PartialDate(1998, 5, 1)
    for text, code in (("2027-01-01", "outside-year"), ("1890-01-01", "impossible-date")):
        problem = read(text, AGREED).problem
        assert problem is not None
        assert problem.code == code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8月1-3日", "结束日期"),
        ("8月1日至3日", "结束日期"),
        ("8月初", "只写 8月。"),
        ("8月上旬", "只写 8月。"),
        ("2026年8月底", "只写 2026年8月。"),
        ("2026-13-01", "「日期」不对：没有13月"),
        ("2026-02-30", "「日期」不对：没有2026年02月30日"),
    ],
)
def test_a_date_that_is_refused_is_told_how_to_mend(text, said):
    problem = read(text).problem
    assert problem is not None
    assert said in problem.message + problem.fix


def test_without_the_ledgers_year_a_day_without_one_is_not_known_and_no_year_is_guessed():
    assert read("8月1日", year=None) == Parsed()
    assert read("2019-08-01", year=None) == Parsed(PartialDate(2019, 8, 1))


@given(st.dates(min_value=datetime.date(2026, 1, 1), max_value=datetime.date(2026, 12, 31)))
def test_every_day_of_the_year_is_read_back_from_every_form(day: datetime.date):
    date = PartialDate.of(day)
    forms = (
        str(date),
        date.chinese,
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.month}月{day.day}日",
    )
    for text in forms:
        assert read(text) == Parsed(date)
    assert read(day.isoformat(), cell_type="date") == Parsed(date)


@given(st.text(alphabet="0123456789年月日号.-/至~ 一二十〇三份八", max_size=12))
def test_no_text_at_all_breaks_the_reading_of_a_date(text: str):
    parsed = read(text)
    assert parsed.problem is not None or parsed.value is None or isinstance(parsed.value, PartialDate)
