"""A pair that the search did not propose, named by its rows: decided as any other, refused where it is none."""

from decimal import Decimal

import pytest
from shuangyong.model.periods import Period
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.overlaps.deciding import Wish, decide
from shuangyong.office.rollup.rolling import roll_up

PAIR = "甲社区/联谊活动/4+乙学校/会议/4"


@pytest.fixture
def apart(told, evening, overlaps):
    """Two units that tell of one evening so differently that nobody suspects it."""
    told("甲社区", "community", evening(participants=200))
    meeting = ("core.meeting", {"date": "2026-09-03", "title": "筹备会", "participants": 120})
    told("乙学校", "school", meeting, ("core.gathering", {"date": "2026-11-11", "title": "参观", "participants": 7}))
    assert overlaps().undecided == ()


@pytest.fixture
def settle(store, catalog):
    return lambda *wishes: decide(store, catalog, 2026, wishes, "张三", "已核实")


def taken(store, catalog):
    found = roll_up(store, catalog, Period(2026), "")
    return {one.measure: one.sum.overlap for one in found.figures if one.denominator is None and one.sum.overlap}


@pytest.mark.parametrize("text", [PAIR, "乙学校/会议/4＋甲社区/联谊活动/4", " 甲社区/ 联谊活动 /4 + 乙学校／会议／４"])
def test_rows_are_decided_as_a_pair_that_was_proposed(store, catalog, apart, settle, overlaps, text):
    (ruling,) = settle(Wish(id=text, verdict="same"))
    (settled,) = overlaps().settled
    assert settled.ruling.id == ruling.id
    assert {settled.one.unit.unit, settled.other.unit.unit} == {"甲社区", "乙学校"}
    assert taken(store, catalog)["core.activity.participants"] == -120
    settle(Wish(id=ruling.id, verdict="different"))
    assert taken(store, catalog) == {}


def test_a_part_of_it_may_be_decided(store, catalog, apart, settle):
    settle(Wish(id=PAIR, verdict="partly", measure="参加人次", amount=Decimal(50)))
    assert taken(store, catalog) == {"core.activity.participants": -50}


def test_it_no_longer_holds_once_a_row_has_changed(told, evening, apart, settle, overlaps):
    (ruling,) = settle(Wish(id=PAIR, verdict="same"))
    told("甲社区", "community", evening(participants=201))
    assert [one.id for one in overlaps().stale] == [ruling.id]


def test_one_pair_named_twice_is_told(apart, settle):
    with pytest.raises(ProblemsFound, match="裁定了两次"):
        settle(Wish(id=PAIR, verdict="same"), Wish(id="乙学校/会议/4+甲社区/联谊活动/4", verdict="different"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲社区/联谊活动/4", "没有编号为"),
        ("甲社区/联谊活动/4+", "「」不是一行"),
        ("甲社区/联谊活动/4+乙学校/会议/4+乙学校/会议/5", "看不懂"),
        ("甲社区/联谊活动+乙学校/会议/4", "「甲社区/联谊活动」不是一行"),
        ("甲社区/联谊活动/四+乙学校/会议/4", "不是一行"),
        ("甲社区/联谊活动/4+乙学/会议/4", "没有「乙学」"),
        ("甲社区/联谊活动/4+丙医院/会议/4", "丙医院没有计入汇总的 2026 年台账"),
        ("甲社区/联谊活动/4+乙学校/走访慰问/4", "乙学校没有填有活动的「走访慰问」"),
        ("甲社区/联谊活动/4+乙学校/会议/9", "乙学校的「会议」第 9 行没有活动"),
        ("乙学校/联谊活动/5+乙学校/会议/4", "两行都是乙学校的"),
    ],
)
def test_what_names_no_pair_is_refused_and_nothing_is_decided(store, rostered, apart, settle, text, said):
    rostered(("丙医院", "2020-01-01", None), name="丙医院", sector="hospital")
    with pytest.raises(ProblemsFound, match=said) as refusal:
        settle(Wish(id=text, verdict="same"), Wish(id=PAIR, verdict="same"))
    assert all(problem.fix for problem in refusal.value.problems)
    assert store.db.execute("SELECT COUNT(*) FROM decision").fetchone()[0] == 0
