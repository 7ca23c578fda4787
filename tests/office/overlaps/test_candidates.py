"""Which reports are taken for one activity, how surely, and why."""

import random

import pytest
from shuangyong.office.overlaps.searching import search


def only(overlaps):
    (candidate,) = overlaps().undecided
    return candidate


def test_a_co_hosted_evening_is_found_though_told_in_other_sheets_and_words(told, evening, overlaps):
    told("李沧区柳林里社区居民委员会", "community",
         evening("community.festival_event", title="举办庆“八一”军民联欢晚会", participants=378))  # fmt: skip
    told("李沧区楠桥庄中学", "school", evening(title="与柳林里社区联合开展2026年军民联欢晚会", participants=378))
    candidate = only(overlaps)
    assert candidate.grade == "高"
    assert {"同日", "地点相同", "部队相同", "同类活动"} <= {*candidate.reasons}


@pytest.mark.parametrize(
    "name",
    [
        "李沧区楠桥庄街道办事处",
        "楠桥庄街道",
        "李沧区楠桥庄街道办",
        "青岛市李沧区楠桥庄街道办事处",
        "某医院、楠桥庄街道办事处",
        "区武装部和楠桥庄街道",
    ],
)
def test_a_unit_is_known_by_its_name_without_region_and_ending(told, overlaps, name):
    told("李沧区楠桥庄街道办事处", "township", ("core.visit", {"date": "2026-01-20", "title": "慰问驻军"}))
    told("李沧区甲医院", "hospital",
         ("core.visit", {"date": "2026-01-20", "title": "春节慰问", "joint_with": name}))  # fmt: skip
    assert "一方把另一方列为联合单位" in only(overlaps).reasons


def test_a_name_that_two_districts_have_is_the_near_ones(told, overlaps):
    visit = {"date": "2026-01-20", "title": "春节慰问子弟兵"}
    for district, region in (("李沧区", "370213"), ("城阳区", "370214")):
        told(f"{district}教育局", "education", ("core.visit", {**visit, "title": f"{district}慰问驻军"}), region=region)
    told("城阳区甲小学", "school", ("core.visit", {**visit, "joint_with": "区教育局"}), region="370214")
    assert {only(overlaps).one.unit.unit, only(overlaps).other.unit.unit} == {"城阳区教育局", "城阳区甲小学"}


def test_rows_of_one_unit_are_never_compared(told, evening, overlaps):
    told("甲社区", "community", evening(participants=120), evening(participants=121))
    assert overlaps().undecided == ()


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2026-08-09"},
        {"partner": "19999部队", "place": "别处大剧院", "participants": 77},
        {"title": "春节军民联欢晚会", "participants": 77},
    ],
    ids=["another week", "other troops at another place", "another festival"],
)
def test_what_contradicts_keeps_two_apart(told, evening, overlaps, other):
    told("甲社区", "community", evening(participants=120))
    told("乙学校", "school", evening(**{"participants": 120, **other}))
    assert overlaps().pressing == ()


def test_the_first_and_the_second_match_are_two(told, evening, overlaps):
    told("甲社区", "community", evening(title="军民篮球赛第一场", participants=44))
    told("乙学校", "school", evening(title="军民篮球赛第二场", participants=44))
    assert overlaps().pressing == ()


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({"date": "2026-07-28", "end_date": "2026-07-30"}, {"date": "2026-07-30"}, "日期有重合"),
        ({"date": "2026-07-28"}, {"date": "2026-07-29"}, "日期相差1天"),
        ({"date": "2026-07"}, {"date": "2026-07-29"}, "同月（有一方只填到月）"),
        ({"date": "2026-07"}, {"date": "2026-07"}, "同月（有一方只填到月）"),
    ],
)
def test_dates_may_meet_in_several_ways(told, evening, overlaps, first, second, reason):
    told("甲社区", "community", evening(participants=123, **first))
    told("乙学校", "school", evening(participants=123, **second))
    assert reason in only(overlaps).reasons


@pytest.mark.parametrize("place", ["社区活动室", "本院体检中心", "我校塑胶操场", "门诊楼前广场"])
def test_some_troops_and_a_place_that_everybody_has_say_nothing(told, evening, overlaps, place):
    for name in ("甲社区", "乙社区"):
        told(name, "community", evening(partner="驻地某部", place=place))
    assert not {"部队相同", "地点相同"} & {*only(overlaps).reasons}


def test_an_id_stays_through_a_new_revision_and_changes_with_the_row(told, evening, overlaps):
    told("甲社区", "community", evening(participants=123))
    told("乙学校", "school", evening(participants=123))
    before = only(overlaps).id
    told("乙学校", "school", ("core.visit", {"date": "2026-01-20", "title": "慰问"}), evening(participants=123))
    assert only(overlaps).id == before
    told("乙学校", "school", evening(participants=124))
    assert only(overlaps).id != before


def test_the_same_reports_give_the_same_pairs_in_any_order(catalog, told, evening, reports):
    for number in range(9):
        told(f"{number}号社区", "community", evening(participants=100 + number // 2))
    shuffled = reports()

    def found():
        likely = search(shuffled, catalog.kinds)
        return {(shuffled[one].key, shuffled[other].key): likeness for (one, other), likeness in likely.items()}

    before = found()
    assert before
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert found() == before


def test_a_report_told_much_more_surely_elsewhere_is_not_suspected_twice(told, evening, overlaps):
    """A named unit's other deeds of the same days are not what the naming row means."""
    told("甲社区", "community", evening(participants=123, joint_with="乙学校"))
    told("乙学校", "school", evening(participants=123, joint_with="甲社区"),
         ("core.visit", {"date": "2026-07-28", "title": "“八一”慰问军属"}))  # fmt: skip
    assert only(overlaps).grade == "高"
