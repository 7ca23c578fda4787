"""Periods: a year and its parts."""

import datetime

import pytest
from shuangyong.model.dates import PartialDate
from shuangyong.model.periods import Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)),
        ("2026-H1", datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)),
        ("2026-H2", datetime.date(2026, 7, 1), datetime.date(2026, 12, 31)),
        ("2026-Q1", datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
        ("2026-Q4", datetime.date(2026, 10, 1), datetime.date(2026, 12, 31)),
        ("2028-02", datetime.date(2028, 2, 1), datetime.date(2028, 2, 29)),
    ],
)
def test_a_period_has_its_first_and_last_day_and_is_written_as_it_was_read(text, first, last):
    period = Period.parse(text)
    assert (period.first, period.last, str(period)) == (first, last, text)


@pytest.mark.parametrize("text", ["2026-Q5", "2026-H3", "2026-13", "2026-8", "2026-q1", "26", "2026年", "", "２０２６"])
def test_what_names_no_period_is_refused(text):
    with pytest.raises(ValueError):
        Period.parse(text)


def test_every_month_of_a_year_lies_in_one_half_one_quarter_and_one_month():
    for month in range(1, 13):
        date = PartialDate(2026, month)
        for parts in (["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"], [f"{number:02d}" for number in range(1, 13)]):
            assert sum(Period.parse(f"2026-{part}").holds(date) for part in parts) == 1


@pytest.mark.parametrize("date", [None, PartialDate(2026), PartialDate(2023, 8, 1)])
def test_what_has_no_month_in_the_year_counts_in_the_year_only(date):
    assert Period.parse("2026").holds(date)
    assert not Period.parse("2026-Q3").holds(date)
