"""Rows that stand there twice."""

import itertools
import sys
from decimal import Decimal

import attrs
import pytest
from shuangyong import Activity, EntitledPerson, PartialDate, Partner, PlanItem, Service, Support, Visit
from shuangyong.checks.repeats import copied, entered_twice
from shuangyong_hospital.kinds import FreeClinic, HealthCheck, MedicalTraining, RecruitExam

DAY = PartialDate(2026, 8, 12)


def test_an_exact_copy_is_a_warning_that_names_the_first_row(find):
    visit = Visit(date=DAY, title="慰问", people=3)
    found = find(visit, visit, Visit(date=DAY, title="慰问", people=4), visit)
    assert [(problem.severity, problem.code, problem.cell) for problem in found] == [
        ("warning", "duplicate-row", "A4"),
        ("warning", "duplicate-row", "A6"),
    ]
    assert all("第 3 行完全相同" in problem.message for problem in found)


@pytest.mark.parametrize(
    "other",
    [Visit(date=DAY, people=3, remarks="第二批"), Visit(date=DAY, people=3, cash=Decimal(0)), Visit(people=3)],
)
def test_rows_that_differ_in_any_field_are_no_copies(find, other):
    assert find(Visit(date=DAY, people=3), other, code="duplicate-row") == []


def test_an_exact_and_an_approximate_figure_are_no_copies(find):
    visit = Visit(date=DAY, people=3)
    assert find(visit, (visit, ["people"])) == []


def test_rows_that_differ_in_a_cell_that_could_not_be_read_are_no_copies(catalog, make_ledger):
    ledger = make_ledger(Visit(date=DAY), Visit(date=DAY))
    rows = [attrs.evolve(row, originals={"people": text}) for row, text in zip(ledger.rows, "三四", strict=True)]
    assert [*copied(attrs.evolve(ledger, rows=tuple(rows)))] == []


def test_equal_rows_of_two_sheets_are_no_copies(find):
    assert find(FreeClinic(date=DAY), HealthCheck(date=DAY)) == []


def test_unnamed_persons_of_one_category_are_persons_and_no_copies(find):
    assert find(*[EntitledPerson(category="残疾军人")] * 3) == []


def test_a_category_that_is_counted_twice_is_a_copy(find):
    found = find(*[EntitledPerson(category="残疾军人", persons=12)] * 2)
    assert [problem.code for problem in found] == ["duplicate-row"]


def test_a_partner_named_twice_is_a_copy(find):
    assert [problem.code for problem in find(*[Partner(name="驻地某部")] * 2)] == ["duplicate-row"]


def test_one_event_in_its_own_and_in_a_general_sheet_is_a_warning_that_names_both_cells(find, cell):
    found = find(Support(date=DAY, title="体检", beneficiaries=343), RecruitExam(date=DAY, examined=343))
    (problem,) = found
    assert (problem.severity, problem.code) == ("warning", "entered-twice")
    general = cell("core.support", "beneficiaries", 3)
    special = cell("hospital.recruit_exam", "beneficiaries", 3)
    assert (problem.sheet, problem.cell) == ("为部队办实事", general)
    assert f"为部队办实事!{general}" in problem.message
    assert f"征兵体检!{special}" in problem.message
    assert "343人次" in problem.message
    assert "2026-08-12" in problem.message


def test_the_general_sheet_may_lie_two_levels_up(find):
    found = find(Support(date=DAY, matters=2), MedicalTraining(date=DAY, matters=2))
    assert [problem.code for problem in found] == ["entered-twice"]


@pytest.mark.parametrize(
    "special",
    [
        RecruitExam(date=PartialDate(2026, 8, 13), examined=343),
        RecruitExam(date=DAY, examined=344),
        RecruitExam(examined=343),
        FreeClinic(date=DAY, beneficiaries=343),
    ],
    ids=["another day", "another figure", "no day", "no kind of support"],
)
def test_rows_that_differ_in_day_figure_or_lineage_are_two_events(find, special):
    assert find(Support(date=DAY, beneficiaries=343), special, code="entered-twice") == []


def test_zero_and_the_mere_number_of_rows_tell_nothing(find):
    assert find(Support(date=DAY, matters=0), RecruitExam(date=DAY, matters=0)) == []


def test_two_siblings_are_two_events(find):
    assert find(FreeClinic(date=DAY, beneficiaries=9), HealthCheck(date=DAY, beneficiaries=9)) == []


def test_a_row_is_named_once_however_many_measures_agree(find):
    support = Support(date=DAY, beneficiaries=9, participants=8, matters=1)
    assert len(find(support, RecruitExam(date=DAY, beneficiaries=9, participants=8, matters=1))) == 1


def test_what_has_no_date_is_one_no_event(find):
    assert find(Service(waived=Decimal(450)), FreeClinic(waived=Decimal(450)), code="entered-twice") == []
    assert find(PlanItem(title="甲"), PlanItem(title="乙")) == []


def test_many_rows_take_work_in_proportion(make_ledger):
    ledger = make_ledger(
        *[Support(date=DAY, matters=1, beneficiaries=9)] * 20, *[RecruitExam(date=DAY, matters=1)] * 20
    )

    def steps(times):
        """Count function calls and returns: the same on every machine, unlike seconds."""
        many = attrs.evolve(ledger, rows=ledger.rows * times)
        taken = itertools.count()
        sys.setprofile(lambda *_: next(taken))
        try:
            found = [*entered_twice(many), *copied(many)]
        finally:
            sys.setprofile(None)
        assert len(found) > 20 * times
        return next(taken)

    steps(1)
    assert steps(20) < 15 * steps(2)  # ten times the rows; quadratic would be 100 times the work


def test_an_abstract_root_has_no_rows_to_compare_with(catalog):
    assert catalog.kinds["core.activity"].abstract
    assert catalog.kinds["core.activity"].cls is Activity
