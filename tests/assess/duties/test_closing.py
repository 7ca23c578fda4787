"""What ``assess`` tells of a plan: how it stands, what a blank looks to be, what contradicts itself."""

import datetime
import json
import re

from shuangyong import PartialDate, PlanItem, Visit
from shuangyong.assess.closing import closed, closed_lines
from shuangyong.catalog import installed_for_figures

TODAY = datetime.date(2026, 12, 31)


def plan(ledger, *records):
    return closed(ledger(*records), installed_for_figures(), TODAY)


def item(title="走访慰问部队", **more):
    return PlanItem(title=title, date=PartialDate(2026, 7), category="走访慰问", **more)


def visit(title="走访慰问部队"):
    return Visit(date=PartialDate(2026, 7, 28), title=title)


def test_a_filled_result_is_told_and_a_blank_one_proposed(ledger):
    found = plan(ledger, item(result="部分完成"), item(title="慰问军属"), visit(), visit("慰问军属"))
    assert [one.proposal for one in found] == [None, "完成"]
    assert [*closed_lines(found)] == [
        "年度计划 2 项，部分完成 1 项，完成情况没有填 1 项。",
        "  第2项「慰问军属」（年度计划!G6）：台账里有 走访慰问!C6（2026-07-28 慰问军属），看来是“完成”，请核对后填上。",
    ]


def test_nothing_to_go_by_is_said_so(ledger):
    other = PlanItem(title="读书会", date=PartialDate(2026, 5))
    assert [*closed_lines(plan(ledger, other))][1].endswith("台账里还没有对得上的记录。")
    assert [*closed_lines(plan(ledger, item()))][1].endswith("时间已过，台账里没有相应记录，看来是“未完成”。")


def test_contradictions_are_told(ledger):
    (_, line) = closed_lines(plan(ledger, item(result="完成")))
    assert line == "  第1项「走访慰问部队」填了完成，「走访慰问」全年却没有一行，请核对。"
    (_, line) = closed_lines(plan(ledger, item(result="未完成"), visit()))
    assert line == "  第1项「走访慰问部队」填了未完成，台账里却有 走访慰问!C5（2026-07-28 走访慰问部队），请核对。"


def test_without_a_plan_there_is_nothing_to_tell(ledger):
    assert [*closed_lines(plan(ledger, visit()))] == []


def test_json_names_cells(ledger):
    (found,) = plan(ledger, item(), visit())
    assert found.to_json() == {
        "number": "1",
        "title": "走访慰问部队",
        "planned": "2026-07",
        "category": "core.visit",
        "result": None,
        "proposal": "完成",
        "contradiction": None,
        "sheet": "年度计划",
        "cell": "G5",
        "rows": [{"sheet": "走访慰问", "cell": "C5", "date": "2026-07-28"}],
    }


def test_numbers_of_persons_and_designations_are_told_nowhere(ledger):
    planned = item(title="到第76集团军走访，联系电话13655556666", result="未完成")
    blank = item(title="走访军属，电话13755556666")
    done = visit("到第76集团军走访，身份证号370213198001011237")
    found = plan(ledger, planned, blank, done)
    told = "\n".join([*closed_lines(found), *(json.dumps(one.to_json(), ensure_ascii=False) for one in found)])
    assert "到驻地某部走访" in told and "走访军属" in told
    assert not re.search("1[0-9]{10}|370213|76集团军", told)
