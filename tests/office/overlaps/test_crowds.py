"""A garrison town on 八一: many alike must neither give a flood of pairs nor hide the pair that is one."""

import pytest
from shuangyong.office.overlaps.blocking import CROWD, all_pairs
from shuangyong.office.overlaps.searching import Search

VISIT = {"date": "2026-07-31", "title": "“八一”前慰问驻地部队", "partner": "13052部队", "place": "驻地营区"}


@pytest.fixture
def town(told):
    """Let so many communities visit the same troops on the same day, each with its own number of people."""

    def crowd(count):
        for number in range(count):
            told(f"{number}号社区", "community", ("core.visit", {**VISIT, "people": 10 + number}))

    return crowd


def test_a_crowd_gives_no_pairs(town, reports):
    town(40)
    search = Search()
    for report in reports():
        search.add(report)
    assert len({*all_pairs(search.index, search.values)}) <= 40 * CROWD


def test_what_a_crowd_shares_makes_no_pair_pressing(town, overlaps):
    town(40)
    assert overlaps().pressing == ()


@pytest.mark.parametrize(
    "both",
    [
        ({"title": "“八一”军民歌会"}, {"title": "“八一”军民歌会"}),
        ({"joint_with": "39号社区"}, {"joint_with": "丙医院"}),
        ({"people": 1237, "cash": 8123}, {"people": 1237, "cash": 8123}),
        ({"place": "七号码头"}, {"place": "七号码头"}),
    ],
    ids=["title", "naming each other", "amounts", "place"],
)
def test_a_pair_that_has_something_of_its_own_is_found_in_a_crowd(town, told, overlaps, both):
    town(39)
    told("丙医院", "hospital", ("core.visit", {**VISIT, "people": 5, **both[0]}))
    told("39号社区", "community", ("core.visit", {**VISIT, "people": 5, **both[1]}))
    units = [{one.one.unit.unit, one.other.unit.unit} for one in overlaps().undecided]
    assert {"丙医院", "39号社区"} in units


def test_a_unit_that_all_name_is_not_suspected_with_each(told, overlaps):
    told("双拥办", "bureau", ("core.visit", {**VISIT, "people": 5000}))
    for number in range(20):
        told(f"{number}号社区", "community", ("core.visit", {**VISIT, "people": 10 + number, "joint_with": "双拥办"}))
    assert overlaps().pressing == ()
