"""What is declared on the first sheet against what the sheets hold."""

import attrs
import pytest
from shuangyong import Commendation, PartialDate, Visit
from shuangyong.checks import run_checks
from shuangyong.model.ledgers import Declaration
from shuangyong_hospital.kinds import FreeClinic

DAY = PartialDate(2026, 8, 1)


@pytest.mark.parametrize("status", ["零报告", "不适用"])
def test_rows_against_a_nil_declaration_are_an_error_at_the_declaration(find, make_ledger, status):
    more = {"declared": {"core.visit": status}}
    cell = make_ledger(**more).declarations["core.visit"].cell
    (problem,) = find(Visit(date=DAY, people=3), Visit(date=DAY, people=4), **more)
    assert (problem.severity, problem.code) == ("error", "rows-against-declaration")
    assert (problem.sheet, problem.cell, problem.value) == ("单位信息", cell, status)
    assert "2 行" in problem.message
    assert "走访慰问!A3" in problem.message
    assert "有数据" in problem.fix


def test_data_declared_where_no_row_stands_are_an_error_at_the_declaration(find):
    (problem,) = find(declared={"hospital.free_clinic": "有数据"})
    assert (problem.severity, problem.code) == ("error", "declared-without-rows")
    assert (problem.sheet, problem.value) == ("单位信息", "有数据")
    assert "「义诊」" in problem.message
    assert "零报告" in problem.fix


def test_data_declared_where_the_sheet_is_gone_ask_for_the_sheet(catalog, make_ledger):
    ledger = make_ledger(declared={"hospital.free_clinic": "有数据"})
    gone = attrs.evolve(ledger, missing=frozenset({"hospital.free_clinic", "core.visit"}))
    (problem,) = run_checks(gone, catalog).problems
    assert (problem.severity, problem.code) == ("error", "declared-without-sheet")
    assert "没有「义诊」这张表" in problem.message
    assert "从空白台账" in problem.fix
    assert "零报告" in problem.fix


def test_a_status_that_was_refused_is_not_also_called_blank(catalog, make_ledger):
    ledger = make_ledger()
    refused = {**ledger.declarations, "core.visit": Declaration(cell="B12", refused=True)}
    assert run_checks(attrs.evolve(ledger, declarations=refused), catalog).problems == ()


def test_an_empty_sheet_that_nothing_is_declared_of_is_a_warning(find):
    (problem,) = find(declared={"core.visit": None})
    assert (problem.severity, problem.code) == ("warning", "undeclared")
    assert problem.sheet == "单位信息"
    assert problem.cell is not None
    assert "「走访慰问」" in problem.message


def test_a_ledger_without_any_declaration_is_warned_of_every_empty_sheet(catalog, find):
    undeclared = {kind.name: None for kind in catalog.kinds_of("hospital")}
    found = find(Visit(date=DAY), declared=undeclared)
    assert len(found) == len(catalog.kinds_of("hospital")) - 1
    assert {problem.code for problem in found} == {"undeclared"}


def test_rows_need_no_declaration_to_count(find):
    assert find(Visit(date=DAY, people=1), declared={"core.visit": None}) == []


def test_rows_of_a_special_kind_are_not_rows_of_the_general_one(find):
    found = find(FreeClinic(date=DAY), declared={"core.service": "零报告", "hospital.free_clinic": "有数据"})
    assert found == []


def test_what_is_declared_rightly_is_in_order(find):
    assert find(Visit(date=DAY), Commendation(honour="爱国拥军模范单位")) == []
