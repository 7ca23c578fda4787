"""口径: whose rows are in the report of the unit above already."""

import pytest
from shuangyong.model.ledgers import Declaration
from shuangyong.office.overlaps.deciding import Wish, decide
from shuangyong.office.overlaps.scopes import scopes

DRILL = ("school.student_drill", {"date": "2026-09-01", "title": "高一军训", "students": 400, "days": 7})
PROGRAMME = ("education.drill_programme", {"date": "2026-09-05", "title": "学生军训", "students": 900, "schools": 2})


@pytest.fixture
def found(store, catalog):
    return lambda: scopes(store, catalog, 2026)


def test_schools_are_in_the_bureaus_drills_and_in_nothing_else(told, found, catalog):
    told("教育局", "education", PROGRAMME, inclusive=["education.drill_programme"])
    told("甲校", "school", DRILL, parent="教育局")
    told("外校", "school", DRILL)
    (scope,) = found()
    assert (scope.declarer.unit, scope.unit.unit, scope.actor) == ("教育局", "甲校", "教育局")
    assert scope.kinds == {"core.drill", "school.student_drill", "education.drill_programme"}
    lost = {kind.name for kind in catalog.kinds["school.student_drill"].lineage} & scope.figures
    assert lost == {"core.drill", "core.education_event", "core.activity"}


def test_a_kind_straight_under_activity_takes_only_its_own_rows(told, found):
    told(
        "街道", "community", ("community.compact", {"date": "2026-03-01", "signed": 3}), inclusive=["community.compact"]
    )
    told("社区", "community", ("community.compact", {"date": "2026-03-01", "signed": 1}), parent="街道")
    (scope,) = found()
    assert scope.kinds == {"community.compact"}
    assert scope.figures == {"community.compact", "core.activity"}


def test_the_nearest_that_declares_takes_a_row_out_and_no_other(told, found):
    for name, parent in (("市局", None), ("区局", "市局")):
        told(name, "education", PROGRAMME, parent=parent, inclusive=["education.drill_programme"])
    told("甲校", "school", DRILL, parent="区局")
    assert [(scope.declarer.unit, scope.unit.unit) for scope in found()] == [("区局", "甲校"), ("市局", "区局")]


def test_two_declarations_of_one_unit_take_a_row_out_once(told, found):
    told("教育局", "education", PROGRAMME, inclusive=["core.drill", "education.drill_programme"])
    told("甲校", "school", DRILL, parent="教育局")
    (scope,) = found()
    assert scope.kind.name == "education.drill_programme"


@pytest.mark.parametrize("status", ["零报告", "不适用"])
def test_who_reports_nothing_counts_nobody_elses(told, found, status):
    statuses = {"education.drill_programme": Declaration(status, "含下级")}
    told("教育局", "education", statuses=statuses)
    told("甲校", "school", DRILL, parent="教育局")
    assert found() == ()


def test_the_office_switches_a_declaration_off_and_on_again(store, catalog, told, found):
    for name, parent in (("市局", None), ("区局", "市局")):
        told(name, "education", PROGRAMME, parent=parent, inclusive=["education.drill_programme"])
    told("甲校", "school", DRILL, parent="区局")
    scope = found()[0]
    decide(store, catalog, 2026, [Wish(id=scope.id, verdict="different")], "张三", "区局填错了")
    off, *others = found()
    assert (off.id, off.active, off.actor, off.because) == (scope.id, False, "张三", "区局填错了")
    # The city's declaration covers the school as well, and steps in.
    assert {(one.declarer.unit, one.unit.unit) for one in others if one.active} == {("市局", "甲校"), ("市局", "区局")}
    decide(store, catalog, 2026, [Wish(id=scope.id, verdict="same")], "张三", "核实后恢复")
    assert found()[0] == scope


def test_rows_in_a_scope_are_not_compared_with_the_declarers(told, overlaps):
    same = {"date": "2026-09-01", "title": "高一军训", "students": 413, "place": "七号靶场", "joint_with": "教育局"}
    programme = ("education.drill_programme", {**same, "joint_with": "甲校"})
    told("甲校", "school", ("school.student_drill", same), parent="教育局")
    told("教育局", "education", programme)
    assert len(overlaps().pressing) == 1
    told("教育局", "education", programme, inclusive=["education.drill_programme"])
    assert overlaps().undecided == ()


def test_a_pair_decided_before_it_was_declared_takes_out_nothing_more(told, overlaps, store, catalog):
    same = {"date": "2026-09-01", "title": "高一军训", "students": 413, "place": "七号靶场", "joint_with": "教育局"}
    programme = ("education.drill_programme", {**same, "joint_with": "甲校"})
    told("甲校", "school", ("school.student_drill", same), parent="教育局")
    told("教育局", "education", programme)
    (candidate,) = overlaps().undecided
    decide(store, catalog, 2026, [Wish(id=candidate.id, verdict="same")], "张三", "同一次军训")
    told("教育局", "education", programme, inclusive=["education.drill_programme"])
    (settled,) = overlaps().settled
    assert settled.in_scope
