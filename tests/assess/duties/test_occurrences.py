"""The times of a year: periods, festivals, windows, several times in one, and their reminders."""

import datetime

import pytest
from shuangyong import Deed, Duty
from shuangyong.model.occurrences import occurrences

MEETING = Deed("core.meeting")


def days(duty, year=2026):
    return [(one.label, str(one.first), str(one.last), str(one.by)) for one in occurrences("core.x", duty, year)]


def duty(**more):
    return Duty(id="x", title="某事", deeds=(MEETING,), **more)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"every": "year"}, [("", "2026-01-01", "2026-12-31", "2026-12-31")]),
        (
            {"every": "year", "times": 2},
            [("第1次", "2026-01-01", "2026-12-31", "2026-06-30"), ("第2次", "2026-01-01", "2026-12-31", "2026-12-31")],
        ),
        (
            {"every": "half"},
            [
                ("上半年", "2026-01-01", "2026-06-30", "2026-06-30"),
                ("下半年", "2026-07-01", "2026-12-31", "2026-12-31"),
            ],
        ),
        ({"every": "month", "months": (2,)}, [("", "2026-02-01", "2026-02-28", "2026-02-28")]),
        ({"windows": (("02-15", "02-29"),)}, [("", "2026-02-15", "2026-02-28", "2026-02-28")]),
        ({"festivals": ("元旦", "春节")}, [("", "2026-01-01", "2026-02-17", "2026-02-17")]),
        ({"festivals": ("国防教育日",)}, [("", "2026-09-17", "2026-09-19", "2026-09-19")]),
        ({"festivals": ("清明",)}, [("", "2026-03-29", "2026-04-05", "2026-04-05")]),
    ],
)
def test_the_times_of_a_year(more, expected):
    assert days(duty(**more)) == expected


def test_quarters_and_months_are_named():
    assert [label for label, *_ in days(duty(every="quarter"))] == ["一季度", "二季度", "三季度", "四季度"]
    assert [label for label, *_ in days(duty(every="month"))][::11] == ["1月", "12月"]


def test_windows_of_one_year_are_named_by_their_days():
    assert [label for label, *_ in days(duty(windows=(("02-15", "03-31"), ("08-15", "09-30"))))] == [
        "2月15日至3月31日",
        "8月15日至9月30日",
    ]


def test_the_spring_festival_and_the_third_saturday_move_with_the_year():
    assert days(duty(festivals=("春节",)), 2027)[0][2] == "2027-02-06"
    assert days(duty(festivals=("国防教育日",)), 2027)[0][2] == "2027-09-18"


def test_what_is_counted_is_one_time_with_an_amount():
    (one,) = occurrences("core.x", duty(every="year", times=24, counts="items"), 2026)
    assert (one.needed, one.label) == (24, "")


def test_people_are_reminded_so_many_days_before():
    (one,) = occurrences("core.x", duty(every="year", lead=60), 2026)
    assert one.reminder == datetime.date(2026, 11, 1)


def test_a_time_is_known_by_its_duty_and_day():
    assert [one.id for one in occurrences("core.x", duty(every="half"), 2026)] == [
        "core.x.2026-06-30",
        "core.x.2026-12-31",
    ]
