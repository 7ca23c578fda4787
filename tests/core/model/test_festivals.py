"""Festivals: their days over five years, and the windows around them."""

import datetime

import pytest
from shuangyong.model.dates import PartialDate
from shuangyong.model.festivals import FESTIVALS, festival_of

#: As calendars print them; 国防教育日 as the third Saturday of September, counted by hand.
DAYS = {
    "春节": ("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26"),
    "清明": ("2024-04-04", "2025-04-04", "2026-04-05", "2027-04-05", "2028-04-04"),
    "端午": ("2024-06-10", "2025-05-31", "2026-06-19", "2027-06-09", "2028-05-28"),
    "中秋": ("2024-09-17", "2025-10-06", "2026-09-25", "2027-09-15", "2028-10-03"),
    "国防教育日": ("2024-09-21", "2025-09-20", "2026-09-19", "2027-09-18", "2028-09-16"),
    "八一": tuple(f"{year}-08-01" for year in range(2024, 2029)),
}


@pytest.mark.parametrize(("label", "days"), DAYS.items())
def test_a_festival_falls_on_its_day(label, days):
    festival = next(festival for festival in FESTIVALS if festival.label == label)
    assert [str(festival.on(int(day[:4]))) for day in days] == list(days)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2026-08-01", "八一"),
        ("2026-07-15", "八一"),
        ("2026-07-14", None),
        ("2026-08-10", "八一"),
        ("2026-08-11", None),
        ("2026-07-01", "七一"),
        ("2026-09-19", "国防教育日"),
        ("2026-09-30", "烈士纪念日"),
        ("2026-10-01", "国庆"),
        ("2026-02-01", "春节"),
        ("2026-04-03", "清明"),
        ("2026-05-20", None),
    ],
)
def test_an_activity_belongs_to_the_festival_it_is_held_around(day, label):
    assert festival_of(PartialDate.parse(day)) == label


def test_the_days_before_new_year_belong_to_the_new_year():
    assert festival_of(PartialDate(2025, 12, 28)) == "元旦"


def test_of_two_festivals_the_narrower_one_wins():
    assert festival_of(PartialDate(2025, 10, 6)) == "中秋"  # also within 国庆
    assert festival_of(PartialDate(2025, 10, 3)) == "中秋"
    assert festival_of(PartialDate(2026, 10, 6)) == "国庆"


@pytest.mark.parametrize("date", [None, PartialDate(2026), PartialDate(2026, 8)])
def test_without_a_day_no_festival_is_guessed(date):
    assert festival_of(date) is None


def test_a_day_that_is_near_no_festival_in_any_year_stays_so():
    quiet = datetime.date(2026, 11, 11)
    assert not any(festival.holds(quiet.replace(year=year)) for festival in FESTIVALS for year in range(2024, 2029))
