"""Measures of one row against each other."""

from decimal import Decimal

import pytest
from shuangyong import Allowance, Awareness, LeadingGroup, PartialDate, Visit
from shuangyong.checks import run_checks
from shuangyong_hospital.kinds import RecruitExam

DAY = PartialDate(2026, 8, 1)


def test_more_passed_than_were_examined_is_an_error_that_names_both_cells(find, cell):
    (problem,) = find(RecruitExam(date=DAY, examined=343, qualified=350))
    assert (problem.severity, problem.code) == ("error", "over-limit")
    assert (problem.sheet, problem.cell) == ("征兵体检", cell("hospital.recruit_exam", "qualified", 3))
    assert problem.value == "350"
    assert problem.message == (
        f"合格人数（350人）多于体检人数（343人，{cell('hospital.recruit_exam', 'examined', 3)}）。"
    )
    assert problem.fix


@pytest.mark.parametrize("qualified", [0, 342, 343])
def test_as_many_or_fewer_are_in_order(find, qualified):
    assert find(RecruitExam(date=DAY, examined=343, qualified=qualified)) == []


def test_a_limit_holds_for_stocks_and_outside_activities_too(find):
    assert [problem.code for problem in find(LeadingGroup(leader="某甲", deputies=12, members=11))] == ["over-limit"]
    assert [problem.code for problem in find(Awareness(surveyed=100, aware=101))] == ["over-limit"]


def test_zero_is_a_limit(find):
    assert len(find(Awareness(surveyed=0, aware=1), code="over-limit")) == 1


def test_where_the_limit_is_blank_the_row_is_counted_as_skipped(catalog, make_ledger):
    ledger = make_ledger(
        Awareness(aware=10), Awareness(aware=11), Awareness(surveyed=5), Awareness(surveyed=5, aware=1)
    )
    checked = run_checks(ledger, catalog)
    assert checked.problems == ()
    assert checked.skipped == {"over-limit": 2}


@pytest.mark.parametrize("approx", ["examined", "qualified"])
def test_an_approximate_figure_proves_nothing_and_warns(find, approx):
    (problem,) = find((RecruitExam(date=DAY, examined=500, qualified=510), [approx]))
    assert (problem.severity, problem.code) == ("warning", "over-limit")
    assert "约" in problem.message


def test_spending_below_the_sum_of_its_parts_is_an_error_that_lists_them(find, cell):
    visit = Visit(date=DAY, spending=Decimal(12000), cash=Decimal(6000), goods_value=Decimal("7400.50"))
    (problem,) = find(visit)
    assert (problem.severity, problem.code) == ("error", "below-sum")
    assert problem.cell == cell("core.visit", "spending", 3)
    for part in (
        "12000元",
        "13400.50元",
        "6000元",
        cell("core.visit", "cash", 3),
        cell("core.visit", "goods_value", 3),
    ):
        assert part in problem.message


@pytest.mark.parametrize("spending", [None, Decimal("13400.50"), Decimal(20000)])
def test_spending_may_be_blank_or_more_than_its_parts(find, spending):
    assert find(Visit(date=DAY, spending=spending, cash=Decimal(6000), goods_value=Decimal("7400.50"))) == []


def test_spending_below_an_approximate_sum_warns(find):
    visit = (Visit(date=DAY, spending=Decimal(29000), cash=Decimal(30000)), ["cash"])
    (problem,) = find(visit)
    assert (problem.severity, problem.code) == ("warning", "below-sum")


def test_zero_spent_beside_a_part_is_a_contradiction(find):
    assert len(find(Visit(date=DAY, spending=Decimal(0), cash=Decimal(1)), code="below-sum")) == 1


def test_fewer_beneficiaries_than_the_largest_part_is_a_warning(find, cell):
    (problem,) = find(Allowance(date=DAY, beneficiaries=30, recipients=31))
    assert (problem.severity, problem.code) == ("warning", "below-part")
    assert problem.cell == cell("core.allowance", "beneficiaries", 3)
    assert "30人次" in problem.message
    assert f"发放人次（31人次，{cell('core.allowance', 'recipients', 3)}）" in problem.message


def test_a_whole_as_large_as_its_largest_part_is_in_order(find):
    assert find(Allowance(date=DAY, beneficiaries=31, recipients=31)) == []
