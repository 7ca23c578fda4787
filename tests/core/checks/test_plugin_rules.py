"""Rules that plugins offer, over rows and over whole ledgers."""

import re

import attrs
import pytest
from shuangyong import EntitledPerson, LedgerCheck, PartialDate, RowCheck, Service, Support, Visit, warning
from shuangyong.assembly import Offers
from shuangyong.catalog import Plugin
from shuangyong.checks import run_checks
from shuangyong_hospital.kinds import RecruitExam

DAY = PartialDate(2026, 8, 1)


def never(row):
    return False


def warn(ledger):
    return [warning("port.any", "有")]


def plugin(*checks, name="port"):
    return Plugin(name=name, distribution="d", version="1", module="m", offers=Offers(checks=checks))


def row_check(**more):
    return RowCheck(
        **{
            "code": "port.matters",
            "kind": "core.support",
            "needs": ("participants", "matters"),
            "holds": lambda row: row.matters <= row.participants,
            "message": "{date} 参加 {participants} 人次，却办了 {matters} 件。",
            "fix": "请核对。",
            **more,
        }
    )


def test_a_rule_over_rows_tells_the_values_and_marks_its_cell(find, cell):
    rule = row_check(at="matters", severity="warning")
    (problem,) = find(Support(date=DAY, participants=2, matters=3), plugins=[plugin(rule)])
    assert problem.severity == "warning"
    assert problem.code == "port.matters"
    assert problem.message == "2026-08-01 参加 2 人次，却办了 3 件。"
    assert (problem.sheet, problem.cell, problem.value) == ("为部队办实事", cell("core.support", "matters", 3), "3")


def test_a_rule_marks_the_first_field_that_it_needs_and_is_an_error_unless_told_otherwise(find, cell):
    (problem,) = find(Support(date=DAY, participants=2, matters=3), plugins=[plugin(row_check())])
    assert (problem.severity, problem.cell) == ("error", cell("core.support", "participants", 3))


def test_a_rule_holds_for_the_kinds_that_extend_its_own_and_for_no_others(find):
    rows = (RecruitExam(date=DAY, participants=2, matters=3), Service(date=DAY, participants=2))
    assert [problem.sheet for problem in find(*rows, plugins=[plugin(row_check())])] == ["征兵体检"]


def test_rows_without_a_needed_value_are_counted_as_skipped(catalog, make_ledger):
    extended = attrs.evolve(catalog, plugins=(*catalog.plugins, plugin(row_check())))
    ledger = make_ledger(Support(date=DAY, matters=3), Support(date=DAY, participants=0, matters=0), Visit(date=DAY))
    checked = run_checks(ledger, extended)
    assert checked.problems == ()
    assert checked.skipped["port.matters"] == 1
    assert checked.unjudged["port.matters", "为部队办实事"] == 1
    assert sum(checked.lacking.values()) == sum(checked.skipped.values())


def test_a_message_never_tells_a_sensitive_value(find):
    rule = row_check(
        kind="core.entitled_person",
        needs=("name", "address"),
        holds=never,
        message="{name}住在{address}，{category}。",
    )
    person = EntitledPerson(name="王某某", category="退役军人", address="幸福路1号")
    (problem,) = find(person, plugins=[plugin(rule)])
    assert problem.message == "［姓名已隐去］住在［住址已隐去］，退役军人。"
    assert problem.value == "［姓名已隐去］"


def test_a_value_in_braces_stays_as_it_is(find):
    rule = row_check(needs=("title",), holds=never, message="名称是 {title}。")
    (problem,) = find(Support(date=DAY, title="{matters} %s"), plugins=[plugin(rule)])
    assert problem.message == "名称是 {matters} %s。"


def test_a_rule_over_the_ledger_yields_its_own_problems_without_personal_numbers(find):
    def rule(ledger):
        yield warning("port.phone", f"{ledger.unit.name}：13800138000", value="电话13800138000")

    (problem,) = find(plugins=[plugin(LedgerCheck(code="port.phone", find=rule))])
    assert problem.message.startswith("某某医院：")
    assert "138001" not in problem.message + problem.value


@pytest.mark.parametrize(("sector", "times"), [(None, 1), ("hospital", 1), ("school", 0)])
def test_a_rule_over_the_ledger_is_asked_for_its_own_sector_only(find, sector, times):
    rule = LedgerCheck(code="port.any", find=warn, sector=sector)
    assert len(find(plugins=[plugin(rule)])) == times


@pytest.mark.parametrize(
    "rule",
    [
        row_check(holds=lambda row: row.matters / 0),
        row_check(holds=never, message="{no_such_field}"),
    ],
    ids=["raises", "names no field"],
)
def test_a_rule_that_fails_on_a_row_names_plugin_rule_and_place(find, rule):
    (problem,) = find(Support(date=DAY, participants=1, matters=1), plugins=[plugin(rule)])
    assert (problem.code, problem.severity) == ("broken-rule", "warning")
    assert re.search(r"插件 port 的规则 port\.matters 自身出错（为部队办实事!\w+3）", problem.message)


def test_a_rule_that_fails_is_an_error_where_the_ledger_hangs_on_its_plugin(find):
    rule = row_check(holds=lambda row: row.matters / 0)
    (problem,) = find(Support(date=DAY, participants=1, matters=1), plugins=[attrs.evolve(plugin(rule), name="core")])
    assert problem.severity == "error"


def fail(ledger):
    raise LookupError("nothing there")


def text_instead(ledger):
    return ["text"]


def nothing_instead(ledger):
    return None


@pytest.mark.parametrize("search", [fail, text_instead, nothing_instead])
def test_a_rule_over_the_ledger_that_fails_names_plugin_and_rule(find, search):
    (problem,) = find(plugins=[plugin(LedgerCheck(code="port.any", find=search))])
    assert "插件 port 的规则 port.any 自身出错" in problem.message
