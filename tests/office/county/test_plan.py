"""A sample county on paper: its units, who is under whom, what becomes of their reports."""

import os
import subprocess
import sys
from collections import Counter

import attrs
import pytest
from shuangyong.catalog import installed, load
from shuangyong.model.regions import Region
from shuangyong.office.county import County, Member, plan_county
from shuangyong.office.county.county import FAULTS
from shuangyong.office.county.district import WEIGHTS, sector_counts


@pytest.fixture(scope="module")
def county() -> County:
    return plan_county(installed(), 300, 2026)


def active(county: County) -> list[Member]:
    return [member for member in county.units if member.fate != "closed"]


def test_the_same_seed_gives_the_same_county_and_another_seed_another(county):
    assert plan_county(installed(), 300, 2026) == county
    assert plan_county(installed(), 300, 2026, seed=2) != county


def test_another_process_plans_the_same_county(county):
    program = (
        "from shuangyong.catalog import installed; from shuangyong.office.county import plan_county;"
        "print(repr(plan_county(installed(), 300, 2026)))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == repr(county)


@pytest.mark.parametrize("count", [1, 2, 7, 8, 12, 30, 75, 300, 301, 640])
def test_a_county_has_as_many_units_as_were_asked_for(count):
    assert len(active(plan_county(installed(), count, 2026))) == count


def test_a_county_of_no_units_or_without_sectors_is_none():
    with pytest.raises(ValueError):
        plan_county(installed(), 0, 2026)
    with pytest.raises(ValueError):
        plan_county(load(()), 5, 2026)


def test_most_units_are_communities_and_schools_and_there_is_one_bureau_of_each_sort(county):
    found = Counter(member.sector for member in active(county))
    assert found["community"] > found["school"] > 4 * found["hospital"] / 2
    assert found["community"] + found["school"] > 0.75 * 300
    assert found["education"] == found["health"] == found["commerce"] == 1
    assert found["township"] > 5
    assert found["bureau"] > 10


def test_eight_units_are_of_eight_sectors():
    assert sector_counts([*WEIGHTS], 8) == Counter(WEIGHTS.keys())


def test_only_sectors_with_a_sample_get_units():
    catalog = installed()
    few = attrs.evolve(
        catalog, plugins=tuple(plugin for plugin in catalog.plugins if plugin.name in ("core", "school"))
    )
    assert {member.sector for member in plan_county(few, 20, 2026).units} == {"school"}


def test_everyone_is_under_whom_they_should_be(county):
    sector = {member.code: member.sector for member in county.units}
    over = Counter((member.sector, sector.get(member.parent or "")) for member in county.units)
    assert set(over) == {
        ("community", "township"),
        ("school", "education"),
        ("hospital", "health"),
        *((alone, None) for alone in ("township", "education", "health", "commerce", "bureau")),
    }


def test_regions_are_real_districts_and_communities_lie_in_their_town(county):
    towns = {member.code: Region.parse(member.region) for member in county.units if member.sector == "township"}
    for member in county.units:
        region = Region.parse(member.region)
        assert region.at("county").code == "370213"
        if member.sector == "community":
            assert towns[member.parent].holds(region)


def test_names_codes_and_communities_regions_are_each_one_units_own(county):
    assert len({member.name for member in county.units}) == len(county.units)
    assert len({member.code for member in county.units}) == len(county.units)
    own = [member.region for member in county.units if member.sector in ("community", "township")]
    assert len(set(own)) == len(own)


def test_a_large_county_is_a_city_of_districts():
    city = plan_county(installed(), 640, 2026)
    assert (city.name, city.region) == ("青岛市", "370200")
    districts = Counter(member.region[:6] for member in active(city))
    assert len(districts) == 3
    assert max(districts.values()) - min(districts.values()) <= 1
    assert len({member.name for member in city.units}) == len(city.units)


def test_most_report_in_time_and_every_fate_and_fault_occurs(county):
    fates = Counter(member.fate for member in active(county))
    assert fates["on_time"] > 0.7 * 300
    assert all(fates[fate] >= 5 for fate in ("late", "missing", "bad", "revised"))
    assert {member.fault for member in county.units if member.fate == "bad"} == set(FAULTS)
    assert [member.fault for member in county.strangers] == ["unknown-unit"]
    assert not {member.code for member in county.strangers} & {member.code for member in county.units}


def test_who_moved_has_two_places_one_after_the_other(county):
    moved = [member for member in county.units if len(member.places) == 2]
    assert moved
    for member in moved:
        before, now = member.places
        assert (now.since - before.until).days == 1
        assert before.parent != now.parent
        assert member.region_in(2025) == before.region
        assert member.region_in(2026) == now.region == member.region


def test_closed_units_reported_the_year_before_and_new_ones_did_not(county):
    closed = [member for member in county.units if member.fate == "closed"]
    new = [member for member in county.units if member.places[0].since is not None]
    assert closed
    assert new
    assert all(member.before and member.places[-1].until.year == 2025 for member in closed)
    assert not any(member.before for member in new)


def test_last_years_reports_are_left_out_where_they_are_not_wanted():
    assert not any(member.before for member in active(plan_county(installed(), 60, 2026, last=False)))
