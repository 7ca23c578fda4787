"""Who is expected in a year, where each belongs, and who is in a roll-up."""

import datetime

import pytest
from shuangyong.model.periods import Period
from shuangyong.office.roster.standing import coverage, descendants, reporters, standing

YEAR = Period(2026)


@pytest.mark.parametrize(
    ("start", "until", "years"),
    [
        ("2020-01-01", None, [2025, 2026, 2027]),
        ("2026-12-31", None, [2026, 2027]),
        ("2027-01-01", None, [2027]),
        ("2020-01-01", "2026-01-01", [2025, 2026]),
        ("2020-01-01", "2025-12-31", [2025]),
    ],
)
def test_a_unit_is_expected_in_every_year_that_it_exists_in_for_a_day(store, rostered, start, until, years):
    rostered(("H1", start, until))
    assert [year for year in (2025, 2026, 2027) if standing(store, year)] == years


def test_a_unit_that_moved_belongs_to_its_new_place_in_that_year_and_to_the_old_one_before(store, rostered, filed):
    rostered(("H1", "2020-01-01", "2026-06-30"), name="甲医院", region="370213", parent="B1")
    rostered(("H1", "2026-07-01", None), name="乙医院", region="370211", parent="B2")
    for year in (2025, 2026):
        filed("H1", year)
    (before,) = reporters(store, Period(2025))
    assert (before.name, before.region, before.parent) == ("甲医院", "370213", "B1")
    for period in ("2026", "2026-Q1", "2026-12"):
        (now,) = reporters(store, Period.parse(period))
        assert (now.name, now.region, now.parent) == ("乙医院", "370211", "B2")


def test_a_merger_leaves_last_years_units_and_figures_as_they_were(store, rostered, filed):
    rostered(("H1", "2020-01-01", "2025-12-31"), ("H2", "2020-01-01", None))
    counted = [filed(unit, year) for year, unit in ((2025, "H1"), (2025, "H2"), (2026, "H2"))]
    assert [(one.unit, one.revision) for one in reporters(store, Period(2025))] == [
        ("H1", counted[0]),
        ("H2", counted[1]),
    ]
    assert [(one.unit, one.revision) for one in reporters(store, YEAR)] == [("H2", counted[2])]


def test_what_is_returned_or_off_the_roster_is_not_in(store, rostered, filed):
    rostered(("H1", "2020-01-01", None), ("H2", "2020-01-01", None), ("H3", "2020-01-01", None))
    kept = filed("H1")
    filed("H1", state="returned")
    filed("H2", state="returned")
    filed("X9", name="计划外单位")
    assert [(one.unit, one.revision) for one in reporters(store, YEAR)] == [("H1", kept)]
    assert coverage(store, 2026) == coverage(store, 2026).__class__(
        expected=3, received=2, counted=1, returned=2, missing=(("H3", "H3"),), unexpected=(("X9", "计划外单位"),)
    )


def test_without_a_roster_for_the_year_all_that_sent_are_in_as_they_call_themselves(store, rostered, filed):
    rostered(("H1", "2027-01-01", None))
    revision = filed("X9", name="某医院", sector="hospital", region="370213004000")
    (one,) = reporters(store, YEAR)
    assert (one.unit, one.revision, one.name, one.sector, one.region) == (
        "X9",
        revision,
        "某医院",
        "hospital",
        "370213004",
    )
    whole = coverage(store, 2026)
    assert (whole.expected, whole.received, whole.counted, whole.missing, whole.unexpected) == (None, 1, 1, (), ())


def test_descendants_go_all_the_way_down_and_follow_the_year(store, rostered):
    rostered(("A", "2020-01-01", None))
    rostered(("B", "2020-01-01", None), parent="A")
    rostered(("C", "2020-01-01", "2025-12-31"), parent="B")
    rostered(("C", "2026-01-01", None), parent="A")
    assert descendants(store, 2025) == {"A": {"B", "C"}, "B": {"C"}}
    assert descendants(store, 2026) == {"A": {"B", "C"}}


def test_a_circle_of_the_years_last_rows_ends(store, rostered):
    rostered(("A", "2026-01-01", "2026-06-30"), parent="B")
    rostered(("B", "2026-07-01", None), parent="A")
    assert descendants(store, 2026) == {"A": {"B"}, "B": {"A"}}


def test_the_lock_holds_from_the_next_day_and_a_leave_opens_it_until_its_last_day(store, rostered):
    rostered(("H1", "2020-01-01", None), due="2027-01-10", lock="2027-01-20")
    day = datetime.date.fromisoformat
    (unit,) = standing(store, 2026).values()
    assert unit.due == day("2027-01-10")
    assert [unit.locked(day(f"2027-01-{one}")) for one in (20, 21)] == [False, True]
    with store.transaction() as db:
        for until in ("2027-01-25", "2027-01-23"):
            db.execute(
                "INSERT INTO unlocking VALUES (NULL, 'H1', 2026, ?, '王', '停电', 't')",
                (until,),
            )
    (unit,) = standing(store, 2026).values()
    assert [unit.locked(day(f"2027-01-{one}")) for one in (21, 25, 26)] == [False, False, True]
    (another,) = standing(store, 2025).values()
    assert another.lock is None and not another.locked(day("2099-01-01"))
