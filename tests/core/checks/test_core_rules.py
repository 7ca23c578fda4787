"""The rules that the core contributes through its own hooks, and the plan's categories."""

import attrs
import pytest
from shuangyong import Commendation, EntitledPerson, PartialDate, PlanItem, Visit
from shuangyong.checks import run_checks
from shuangyong_hospital.kinds import RecruitExam

DAY = PartialDate(2026, 8, 1)
ID = "11010519491231002X"  # the worked example of GB 11643-1999


def test_an_end_before_the_beginning_is_an_error_that_names_both_dates(find, cell):
    (problem,) = find(RecruitExam(date=PartialDate(2026, 8, 12), end_date=PartialDate(2026, 8, 2)))
    assert (problem.severity, problem.code) == ("error", "end-before-start")
    assert problem.cell == cell("hospital.recruit_exam", "end_date", 3)
    assert problem.message == "结束日期 2026-08-02 早于日期 2026-08-12。"


@pytest.mark.parametrize("end", [DAY, PartialDate(2026, 8), PartialDate(2026, 8, 20), PartialDate(2027, 1, 5)])
def test_an_end_on_or_after_the_beginning_or_in_its_month_is_in_order(find, end):
    assert find(Visit(date=DAY, end_date=end)) == []


def test_an_end_without_a_beginning_lacks_its_beginning_only(find):
    assert [problem.code for problem in find(Visit(end_date=DAY))] == ["no-date"]


def test_a_date_that_could_not_be_read_is_not_said_to_be_missing(catalog, make_ledger):
    ledger = make_ledger(Visit(people=3))
    unread = attrs.evolve(ledger.rows[0], originals={"people": "3", "date": "八月三十二日"})
    checked = run_checks(attrs.evolve(ledger, rows=(unread,)), catalog)
    assert checked.problems == ()
    assert checked.skipped == {"no-date": 1}


def test_an_activity_without_a_date_is_a_warning_at_its_date(find, cell):
    (problem,) = find(RecruitExam(examined=3))
    assert (problem.severity, problem.code) == ("warning", "no-date")
    assert problem.cell == cell("hospital.recruit_exam", "date", 3)
    assert "全年" in problem.message


def test_what_is_no_activity_needs_no_date(find):
    assert find(Commendation(honour="先进单位")) == []


@pytest.mark.parametrize("number", [ID, ID.lower(), f" {ID} ", "１１０１０５１９４９１２３１００２Ｘ"])
def test_a_right_identity_number_is_in_order(find, number):
    assert find(EntitledPerson(name="某甲", category="退役军人", id_number=number)) == []


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "110105194913310025", ID[:-1], "110105491231002", "999999194912310021", "身份证"],
    ids=["check digit", "month 13", "17 digits", "15 digits", "no region", "no number"],
)
def test_a_wrong_identity_number_is_a_warning_that_does_not_repeat_it(find, cell, number):
    (problem,) = find(EntitledPerson(name="某甲", category="退役军人", id_number=number))
    assert (problem.severity, problem.code) == ("warning", "id-number")
    assert problem.cell == cell("core.entitled_person", "id_number", 3)
    assert problem.value == "［身份证号已隐去］"
    assert "某甲" not in repr(attrs.asdict(problem))
    assert number == "身份证" or number not in repr(attrs.asdict(problem))


def test_a_category_counted_beside_its_named_persons_is_a_warning_at_the_count(find, cell):
    named = [EntitledPerson(name=name, category="残疾军人") for name in ("某甲", "某乙")]
    found = find(
        *named, EntitledPerson(category="残疾军人", persons=12), EntitledPerson(category="退役军人", persons=9)
    )
    (problem,) = found
    assert (problem.severity, problem.code) == ("warning", "counted-twice")
    assert problem.cell == cell("core.entitled_person", "persons", 5)
    for part in ("「残疾军人」", "12 人", "2 行", "优抚对象登记!A3"):
        assert part in problem.message
    assert "某甲" not in problem.message


def test_a_category_is_either_named_or_counted(find):
    named = EntitledPerson(name="某甲", category="残疾军人")
    assert find(named, EntitledPerson(category="退役军人", persons=12)) == []


def test_an_unnamed_person_beside_named_ones_is_one_more_person(find):
    assert find(EntitledPerson(name="某甲", category="残疾军人"), EntitledPerson(category="残疾军人")) == []


def test_a_planned_activity_of_an_unknown_kind_is_a_warning_with_the_nearest_kind(find, cell):
    (problem,) = find(PlanItem(title="慰问", category="慰问走访"))
    assert (problem.severity, problem.code, problem.value) == ("warning", "unknown-category", "慰问走访")
    assert problem.cell == cell("core.plan_item", "category", 3)
    assert "是不是「走访慰问」" in problem.fix


def test_where_nothing_is_near_no_kind_is_guessed(find):
    (problem,) = find(PlanItem(title="甲", category="XYZ"))
    assert "是不是" not in problem.fix


@pytest.mark.parametrize("category", [None, "征兵体检", "走访慰问"])
def test_a_planned_activity_of_a_kind_of_this_ledger_or_of_none_is_in_order(find, category):
    assert find(PlanItem(title="甲", category=category)) == []


def test_the_sample_ledger_of_hospitals_breaks_no_rule(catalog, make_ledger):
    sample = catalog.sample("hospital")
    ledger = make_ledger(*sample.records(2026), declared=dict.fromkeys(sample.absent, "不适用"))
    checked = run_checks(ledger, catalog)
    assert checked.problems == ()
    assert [code for code in checked.skipped if not code.startswith("hospital.")] == []


def test_rows_without_the_category_that_they_need_are_left_to_the_reader(find):
    assert find(EntitledPerson(name="某甲"), EntitledPerson(persons=12), code="counted-twice") == []
