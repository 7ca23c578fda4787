"""Dates known to the day, the month or only the year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shuangyong.model.dates import PartialDate

days = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)).map(PartialDate.of)
dates = days | days.map(lambda day: PartialDate(day.year, day.month)) | days.map(lambda day: PartialDate(day.year))


@pytest.mark.parametrize(
    ("text", "parts"), [("2026-08-01", (2026, 8, 1)), ("2026-08", (2026, 8, None)), ("2026", (2026, None, None))]
)
def test_an_iso_date_keeps_its_precision(text, parts):
    date = PartialDate.parse(text)
    assert (date.year, date.month, date.day) == parts


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-29", "2026-13", "2026-00", "2026-08-00", "0000", "2026-8-1", "26-08-01", "2026/08/01"),
        *("20260801", "", " 2026", "２０２６", "٢٠٢٦"),
    ],
)
def test_what_is_no_iso_date_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_a_leap_day_exists_in_leap_years_only():
    assert PartialDate(2028, 2, 29).first == datetime.date(2028, 2, 29)
    with pytest.raises(ValueError):
        PartialDate(2026, 2, 29)


def test_a_day_without_a_month_is_refused():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2026, day=3)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        (PartialDate(2028, 2), datetime.date(2028, 2, 1), datetime.date(2028, 2, 29)),
        (PartialDate(2026), datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)),
        (PartialDate(2026, 8, 1), datetime.date(2026, 8, 1), datetime.date(2026, 8, 1)),
    ],
)
def test_a_vague_date_spans_the_days_it_may_mean(date, first, last):
    assert (date.first, date.last) == (first, last)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (PartialDate(2026, 8, 1), "2026年8月1日"),
        (PartialDate(2026, 11), "2026年11月"),
        (PartialDate(2026), "2026年"),
    ],
)
def test_documents_write_a_date_in_arabic_numerals_without_leading_zeros(date, text):
    assert date.chinese == text


def test_a_vaguer_date_sorts_after_the_days_it_holds():
    day, month, year = PartialDate(2026, 12, 31), PartialDate(2026, 12), PartialDate(2026)
    assert sorted([year, PartialDate(2027, 1, 1), month, day]) == [day, month, year, PartialDate(2027, 1, 1)]


@given(dates)
def test_a_date_survives_being_written_and_read(date):
    assert PartialDate.parse(str(date)) == date


@given(dates, dates)
def test_any_two_dates_are_equal_or_one_is_earlier(one, other):
    assert (one < other) + (one == other) + (one > other) == 1
