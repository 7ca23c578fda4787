"""The JSON of a roll-up keeps the contract of design.md."""

import json
from decimal import Decimal

from shuangyong.model.periods import Period
from shuangyong.office.rollup.as_json import to_json
from shuangyong.office.rollup.rolling import roll_up

FIGURE = {"measure", "by", "gross", "overlap", "net", "approx", "units", "records"}


def told(store, catalog, **options):
    rollup = roll_up(store, catalog, Period(2026), "region:township,sector", **options)
    return rollup, json.loads(json.dumps(to_json(rollup, catalog), ensure_ascii=False))


def test_the_keys_are_those_of_the_contract(filled, catalog):
    rollup, data = told(filled(2026, scopes={"EB": ("education.drill_programme",)}), catalog)
    assert {"period", "coverage", "figures"} <= data.keys()
    assert {"expected", "received", "counted"} <= data["coverage"].keys()
    assert all(one.keys() >= FIGURE for one in data["figures"])
    assert len(data["figures"]) == len(rollup.figures)


def test_amounts_are_exact_strings_and_net_is_gross_and_overlap(filled, catalog):
    _, data = told(filled(2026, scopes={"EB": ("education.drill_programme",)}), catalog)
    taken = 0
    for one in data["figures"]:
        assert Decimal(one["gross"]) + Decimal(one["overlap"]) == Decimal(one["net"])
        taken += one["overlap"] != "0"
    assert taken


def test_a_ratio_has_both_its_parts_and_its_value(filled, catalog):
    _, data = told(filled(2026), catalog)
    ratio = next(one for one in data["figures"] if one["measure"] == "core.awareness.rate" and not one["by"])
    value = (Decimal(ratio["numerator"]) / Decimal(ratio["denominator"])).quantize(Decimal("0.0001"))
    assert (Decimal(ratio["value"]), ratio["label"], ratio["unit"]) == (value, "知晓率测评·知晓率", None)


def test_what_is_withheld_is_null(filled, catalog):
    rollup, data = told(filled(2026), catalog, public=True)
    withheld = [one for one in data["figures"] if one["suppressed"]]
    assert len(withheld) == sum(figure.suppressed for figure in rollup.figures) > 0
    assert all(one[name] is None for one in withheld for name in FIGURE - {"measure", "by"})


def test_people_summed_over_rows_are_told_in_person_times(filled, catalog):
    _, data = told(filled(2026), catalog)
    units = {one["measure"]: one["unit"] for one in data["figures"] if not one["by"]}
    assert units["core.visit.people"] == "人次"
    assert units["core.activity.spending"] == "元"
