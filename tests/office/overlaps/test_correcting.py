"""From decisions to figures: which figures lose what, in which time, and where."""

import json
from decimal import Decimal

import pytest
from shuangyong.model.periods import Period
from shuangyong.office.overlaps.correcting import corrections
from shuangyong.office.overlaps.corrections import forest
from shuangyong.office.overlaps.deciding import Wish, decide


@pytest.fixture
def settled(store, catalog, overlaps):
    """Decide every suspected pair alike, and return what that takes out of a period."""

    def settle(verdict="same", period="2026", **amounts):
        wishes = [
            Wish(id=candidate.id, verdict=verdict, measure=measure, amount=amount)
            for candidate in overlaps().undecided
            for measure, amount in (amounts or {None: None}).items()
        ]
        if wishes:
            decide(store, catalog, 2026, wishes, "张三", "已核实")
        return corrections(store, catalog, Period.parse(period))

    return settle


def test_the_smaller_values_go_and_the_larger_stay(told, evening, settled):
    told("甲社区", "community",
         evening("community.festival_event", participants=200, spending=Decimal("3000.50"), programmes=9))  # fmt: skip
    told("乙学校", "school", evening(participants=120, spending=Decimal(5000), beneficiaries=30))
    (correction,) = settled()
    assert correction.units == ("乙学校", "甲社区")
    assert correction.amounts == {
        "core.gathering.count": -1,
        "core.gathering.participants": -120,
        "core.gathering.spending": Decimal("-3000.50"),
        "core.activity.count": -1,
        "core.activity.participants": -120,
        "core.activity.spending": Decimal("-3000.50"),
    }
    by_unit = {(line.figure, line.kept.unit) for line in correction.lines if line.figure.startswith("core.activity")}
    assert ("core.activity.participants", "甲社区") in by_unit and ("core.activity.spending", "乙学校") in by_unit


def test_implied_contributions_count_as_the_roll_up_counts_them(told, evening, settled):
    visit = {"people": 40, "cash": Decimal(2000), "goods_value": Decimal(500)}
    told("甲社区", "community", evening("core.visit", title="“八一”慰问驻军", joint_with="乙医院", **visit))
    told("乙医院", "hospital", evening("core.visit", title="“八一”慰问驻军", beneficiaries=55, spending=Decimal(2600)))
    (correction,) = settled()
    assert correction.amounts["core.activity.beneficiaries"] == -40
    assert correction.amounts["core.activity.spending"] == -2500
    assert "core.visit.people" not in correction.amounts


def test_three_units_of_one_deed_lose_two_reports(told, evening, settled):
    for name, people in (("甲社区", 129), ("乙社区", 128), ("丙社区", 127)):
        told(name, "community", evening(participants=people))
    (correction,) = settled()
    assert len(correction.ids) >= 2
    assert correction.amounts["core.activity.participants"] == -(128 + 127)
    assert correction.amounts["core.activity.count"] == -2
    without = {"乙社区", "丙社区"}
    held = [line for line in (*correction.lines, *correction.spares) if {*line.units} <= without]
    apart, _ = forest(line for line in held if line.figure == "core.activity.participants")
    assert [line.amount for line in apart] == [-127]


def test_a_part_is_taken_out_of_its_measure_only_where_both_count(told, evening, settled):
    told("甲社区", "community", evening("community.festival_event", participants=200))
    told("乙学校", "school", evening(participants=120))
    (correction,) = settled("partly", participants=Decimal(60))
    assert correction.amounts == {"core.gathering.participants": -60, "core.activity.participants": -60}


def test_different_takes_nothing_out(told, evening, settled):
    for name in ("甲社区", "乙社区"):
        told(name, "community", evening(participants=129))
    assert settled("different") == ()


@pytest.mark.parametrize(
    ("period", "lines"), [("2026", True), ("2026-Q3", True), ("2026-07", True), ("2026-08", False), ("2026-H1", False)]
)
def test_only_periods_that_hold_both_rows_lose_anything(told, evening, settled, period, lines):
    for name in ("甲社区", "乙社区"):
        told(name, "community", evening(participants=129))
    assert bool(settled(period=period)) == lines


def test_two_days_in_two_months_meet_in_the_quarter_only(told, evening, settled, store, catalog):
    told("甲社区", "community", evening(participants=129, date="2026-07-31"))
    told("乙社区", "community", evening(participants=129, date="2026-08-01"))
    (correction,) = settled()
    assert {line.months for line in correction.lines} in ({(7, 8)}, {(8, 7)}, {(7, 8), (8, 7)})
    assert corrections(store, catalog, Period.parse("2026-07")) == ()
    assert len(corrections(store, catalog, Period.parse("2026-Q3"))) == 1


def test_a_stock_is_corrected_where_both_rows_are_what_counts_at_the_end(told, evening, settled, store, catalog):
    cadets = {"title": "少年军校合训", "cadets": 60, "drills": 2}
    told("甲校", "school", evening("school.youth_academy", **cadets))
    told("乙校", "school", evening("school.youth_academy", **cadets),
         ("school.youth_academy", {"date": "2026-10-09", "title": "秋训", "cadets": 80}))  # fmt: skip
    (correction,) = settled(period="2026-Q3")
    stocks = [line for line in correction.lines if line.stock]
    assert [(line.figure, line.amount) for line in stocks] == [("school.youth_academy.cadets", -60)]
    (later,) = corrections(store, catalog, Period(2026))
    assert not any(line.stock for line in later.lines)
    assert later.amounts["school.youth_academy.drills"] == -2


def test_lines_tell_the_choices_of_both_rows(told, evening, settled):
    told("甲社区", "community", evening(participants=129, form="联欢晚会"))
    told("乙社区", "community", evening(participants=120, form="文艺演出"))
    (correction,) = settled()
    line = next(line for line in correction.lines if line.figure == "core.gathering.participants")
    assert [json.loads(choices)["form"] for choices in line.choices] == ["联欢晚会", "文艺演出"]


def test_what_the_office_returned_is_corrected_no_more(told, evening, settled, filed, store, catalog):
    for name in ("甲社区", "乙社区"):
        told(name, "community", evening(participants=129))
    assert settled()
    with store.transaction() as db:
        db.execute("UPDATE submission SET counted = NULL WHERE unit = '乙社区'")
    assert corrections(store, catalog, Period(2026)) == ()
