"""Adding up: flows, stocks, registers, ratios, what counts toward what, and what blank means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shuangyong import Activity, PartialDate, Record, day, measure, ratio, record, text
from shuangyong.model.kinds import make_kind
from shuangyong.model.ledgers import Row
from shuangyong.model.quantities import (
    Quantity,
    RatioOfSums,
    contribution,
    counted,
    filled_from,
    printed_unit,
    total,
    total_of,
)
from shuangyong.model.quantities import (
    ratio as ratio_of,
)


@record("船队支前", pillar="co_building")
class Fleet(Activity):
    """Measures of every sort."""

    ships: int | None = measure("船次", unit="艘次")
    sailors: int | None = measure("船员", unit="人", counts_as="crew")
    officers: int | None = measure("干部", unit="人", counts_as="crew")
    crew: int | None = measure("在船人员", unit="人", counts_as="participants")
    fuel: Decimal | None = measure("油料费", unit="元", counts_as="spending")
    lamps: int | None = measure("灯具数", unit="个", stock=True)
    officer_rate = ratio("干部比例", of="officers", to="crew")


@record("夜航支前")
class NightFleet(Fleet):
    """The same by night."""


@record("泊位", pillar="co_building", register=True)
class Berth(Record):
    """A register: blank means one."""

    name: str | None = text("泊位名称")
    date: PartialDate | None = day("启用日期", earlier=True)
    berths: int | None = measure("泊位数", unit="个", stock=True, implied=1)
    lit: int | None = measure("有灯泊位数", unit="个", stock=True, implied=lambda berth: 1 if berth.name else None)


ACTIVITY = make_kind(Activity, "core", None)
FLEET = make_kind(Fleet, "port", ACTIVITY)
KINDS = {Fleet: FLEET, NightFleet: make_kind(NightFleet, "port", FLEET), Berth: make_kind(Berth, "port", None)}


def row(item, *approx):
    return Row(kind=KINDS[type(item)], record=item, approx=frozenset(approx))


def fleet(*approx, **values):
    return row(Fleet(**values), *approx)


def amount(number, approx=False):
    return Quantity(Decimal(number), approx)


def test_a_flow_is_summed_over_rows_and_blank_rows_say_nothing():
    assert total([fleet(ships=2), fleet(), fleet(ships=3)], "ships") == amount(5)


def test_rows_of_a_special_kind_count_with_the_general_ones():
    assert total([fleet(ships=2), row(NightFleet(ships=3))], "ships") == amount(5)


def test_money_is_summed_exactly():
    rows = [fleet(fuel=Decimal("0.1")), fleet(fuel=Decimal("0.2"))]
    assert total(rows, "fuel").amount == Decimal("0.3")


def test_zero_is_a_value_and_blank_is_not():
    assert total([fleet(ships=0)], "ships") == amount(0)
    assert total([fleet()], "ships") is None
    assert total([], "ships") is None


def test_rows_are_counted_whatever_they_say():
    assert total([fleet(), fleet(ships=0)], "count") == amount(2)
    assert total([], "count") is None


def test_a_blank_whole_is_the_sum_of_what_counts_toward_it():
    assert contribution(fleet(sailors=20, officers=3), "crew") == amount(23)
    assert contribution(fleet(sailors=20), "crew") == amount(20)


def test_what_counts_toward_a_measure_counts_along_the_whole_chain():
    assert contribution(fleet(sailors=20, officers=3), "participants") == amount(23)
    assert contribution(fleet(sailors=20, crew=30), "participants") == amount(30)


def test_a_stated_whole_wins_over_its_parts_even_where_it_is_zero():
    assert contribution(fleet(crew=30, sailors=20), "crew") == amount(30)
    assert contribution(fleet(crew=0, sailors=20), "crew") == amount(0)


def test_several_measures_count_toward_spending():
    assert contribution(fleet(fuel=Decimal(300), goods_value=Decimal("12.5")), "spending") == amount("312.5")


def test_an_approximate_part_makes_the_sum_approximate():
    assert contribution(fleet("officers", sailors=20, officers=3), "participants") == amount(23, approx=True)
    assert total([fleet(ships=5), fleet("ships", ships=800)], "ships") == amount(805, approx=True)


def test_an_approximate_cell_that_is_not_counted_leaves_the_total_exact():
    assert contribution(fleet("sailors", crew=30, sailors=20), "crew") == amount(30)


def test_the_cells_of_a_contribution_are_those_it_comes_from():
    assert filled_from(fleet(crew=30, sailors=20), "participants") == ("crew",)
    assert filled_from(fleet(sailors=20, officers=3), "participants") == ("sailors", "officers")
    assert filled_from(fleet(), "participants") == ()
    assert filled_from(fleet(ships=2), "count") == ()
    assert filled_from(row(Berth()), "berths") == ()


def test_a_stock_is_what_the_latest_rows_state():
    rows = [
        fleet(date=PartialDate(2026, 3, 1), lamps=4),
        fleet(date=PartialDate(2026, 9, 1), lamps=6),
        fleet(date=PartialDate(2026, 9, 1), lamps=1),
        fleet(date=PartialDate(2026, 12, 1)),
        fleet(lamps=100),
    ]
    assert total(rows, "lamps") == amount(7)
    assert list(counted(rows, "lamps")) == rows[1:3]


def test_undated_rows_of_a_stock_count_only_where_none_is_dated():
    assert total([fleet(lamps=100), fleet(lamps=2)], "lamps") == amount(102)


def test_a_stock_of_a_whole_month_is_later_than_any_of_its_days():
    rows = [fleet(date=PartialDate(2026, 9), lamps=6), fleet(date=PartialDate(2026, 9, 30), lamps=5)]
    assert total(rows, "lamps") == amount(6)


def test_an_approximate_stock_of_an_earlier_date_is_forgotten():
    rows = [fleet("lamps", date=PartialDate(2026, 3), lamps=4), fleet(date=PartialDate(2026, 9), lamps=6)]
    assert total(rows, "lamps") == amount(6)


def test_a_register_sums_all_its_rows_whatever_their_dates():
    rows = [row(Berth(date=PartialDate(2020), berths=3)), row(Berth(date=PartialDate(2026))), row(Berth())]
    assert total(rows, "berths") == amount(5)


def test_a_blank_may_mean_one_for_some_rows_and_nothing_for_others():
    assert contribution(row(Berth(name="甲")), "lit") == amount(1)
    assert contribution(row(Berth()), "lit") is None
    assert contribution(row(Berth(name="甲", lit=0)), "lit") == amount(0)


def test_a_ratio_is_of_sums_and_never_a_mean():
    rows = [fleet(officers=1, crew=2), fleet(officers=1, crew=98)]
    found = ratio_of(rows, FLEET.field("officer_rate"))
    assert found == RatioOfSums(amount(2), amount(100))
    assert found.value == Decimal("0.0200")  # the mean of 1/2 and 1/98 would be 0.2551


def test_a_ratio_rounds_half_up_to_four_places():
    assert RatioOfSums(amount(1), amount(32)).value == Decimal("0.0313")  # 0.03125
    assert RatioOfSums(amount(2), amount(3)).value == Decimal("0.6667")


def test_a_ratio_over_zero_has_its_sums_and_no_value():
    found = ratio_of([fleet(officers=0, crew=0)], FLEET.field("officer_rate"))
    assert found.denominator == amount(0)
    assert found.value is None


def test_a_ratio_of_what_nobody_states_is_none():
    assert ratio_of([fleet(crew=3)], FLEET.field("officer_rate")) is None
    assert ratio_of([], FLEET.field("officer_rate")) is None


@pytest.mark.parametrize(
    ("measure_id", "rows", "unit"),
    [("sailors", 1, "人"), ("sailors", 2, "人次"), ("lamps", 2, "个"), ("ships", 2, "艘次"), ("fuel", 2, "元")],
)
def test_people_of_several_rows_are_printed_as_times(measure_id, rows, unit):
    assert printed_unit(FLEET.field(measure_id), rows) == unit


def test_people_in_a_stock_stay_people():
    @record("花名册", pillar="benefits", register=True)
    class Roll(Record):
        """A register of people."""

        people: int | None = measure("在册人数", unit="人", stock=True)

    assert printed_unit(make_kind(Roll, "port", None).field("people"), 9) == "人"


numbers = st.none() | st.integers(0, 10**9)
money = st.none() | st.decimals(0, 10**9, places=2)
rows = st.builds(
    lambda approx, **values: fleet(*approx, **values),
    st.sets(st.sampled_from(["ships", "sailors", "crew", "fuel"])),
    ships=numbers,
    sailors=numbers,
    officers=numbers,
    crew=numbers,
    participants=numbers,
    fuel=money,
    goods_value=money,
    spending=money,
)
FLOWS = [field.id for field in FLEET.measures if field.measure == "flow"]


@given(st.lists(rows), st.lists(rows), st.sampled_from(FLOWS))
def test_the_total_of_two_lists_of_a_flow_is_the_sum_of_their_totals(one, other, flow):
    assert total([*one, *other], flow) == total_of([total(one, flow), total(other, flow)])


@given(st.permutations([fleet(ships=1, lamps=2), fleet(), fleet("ships", ships=7, date=PartialDate(2026, 8), lamps=3)]))
def test_the_order_of_rows_changes_no_total(shuffled):
    assert total(shuffled, "ships") == amount(8, approx=True)
    assert total(shuffled, "lamps") == amount(3)


@given(rows, st.sampled_from(["participants", "crew", "spending"]))
def test_a_contribution_is_stated_or_the_sum_of_the_cells_it_comes_from(one, whole):
    cells = filled_from(one, whole)
    found = contribution(one, whole)
    assert (found is None) == (cells == ())
    if found is not None:
        assert found.amount == sum(Decimal(one.value(cell)) for cell in cells)
        assert found.approx == any(cell in one.approx for cell in cells)
