"""Plain values into records: nothing is coerced, everything wrong is said at once."""

from decimal import Decimal

import cattrs
import pytest
from shuangyong import EntitledPerson, PartialDate, PlanItem, Unit, Visit
from shuangyong.model.structuring import converter, faults, structure


def refusals(values, cls):
    with pytest.raises(cattrs.BaseValidationError) as caught:
        structure(values, cls)
    return faults(caught.value)


def test_right_values_make_a_record():
    visit = structure({"date": "2026-08", "title": "慰问", "people": 3, "cash": Decimal("500.50")}, Visit)
    assert visit == Visit(date=PartialDate(2026, 8), title="慰问", people=3, cash=Decimal("500.50"))


def test_what_is_not_given_is_blank():
    assert structure({}, Visit) == Visit()


def test_none_never_becomes_the_text_none():
    assert structure({"title": None}, Visit).title is None
    (fault,) = refusals({"title": None}, PlanItem)
    assert "title" in fault


@pytest.mark.parametrize("value", [3.9, 3.0, "3", True, False, Decimal(3), [3]])
def test_only_a_whole_number_is_a_whole_number(value):
    (fault,) = refusals({"people": value}, Visit)
    assert "people" in fault
    assert repr(value) in fault


@pytest.mark.parametrize("value", [0.5, "0.5", True, float("nan"), Decimal("NaN"), Decimal("Infinity")])
def test_only_an_exact_number_is_money(value):
    (fault,) = refusals({"cash": value}, Visit)
    assert "cash" in fault


def test_a_whole_number_is_exact_money_too():
    cash = structure({"cash": 500}, Visit).cash
    assert (cash, type(cash)) == (Decimal(500), Decimal)


@pytest.mark.parametrize("value", [3, 3.5, True, b"text", ["text"]])
def test_only_text_is_text(value):
    (fault,) = refusals({"title": value}, Visit)
    assert "title" in fault


@pytest.mark.parametrize("value", ["2026-02-30", "8月1日", 20260801, 46235.0])
def test_only_a_date_is_a_date(value):
    (fault,) = refusals({"date": value}, Visit)
    assert "date" in fault


def test_a_negative_number_and_a_third_decimal_are_refused():
    assert "慰问人数不能小于零" in refusals({"people": -1}, Visit)[0]
    assert "慰问金最多2位小数" in refusals({"cash": Decimal("0.001")}, Visit)[0]


def test_an_unknown_name_is_refused():
    (fault,) = refusals({"peple": 3}, Visit)
    assert "peple" in fault


def test_a_missing_required_value_is_left_blank_for_the_reader_to_ask_for():
    assert structure({"name": "某甲"}, EntitledPerson).category is None


def test_everything_wrong_is_said_at_once():
    found = refusals({"people": 3.9, "cash": "many", "date": 1, "title": 7}, Visit)
    assert len(found) == 4
    for name in ("people", "cash", "date", "title"):
        assert any(name in fault for fault in found)


def test_a_record_survives_being_written_as_plain_values_and_read():
    visit = Visit(date=PartialDate(2026, 8, 1), title="慰问", people=0, cash=Decimal("500.50"))
    plain = converter().unstructure(visit)
    assert plain["date"] == "2026-08-01"
    assert plain["cash"] == "500.50"
    assert plain["households"] is None
    assert structure({**plain, "cash": Decimal(plain["cash"])}, Visit) == visit


def test_the_unit_data_are_structured_as_records_are():
    assert structure({"name": "某某医院", "sector": "医院", "year": 2026}, Unit).year == 2026
    assert "year" in refusals({"name": "某某医院", "sector": "医院", "year": "2026"}, Unit)[0]
