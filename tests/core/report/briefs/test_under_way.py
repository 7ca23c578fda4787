"""Briefs of a month that is not over, and of work that goes on after it."""

import datetime

from shuangyong import Document, PartialDate, PlanItem, Publicity, Visit
from shuangyong.report.briefs.about import of_month
from shuangyong.report.compose import compose
from shuangyong.report.document import plain

DAY = PartialDate


def told(document):
    return [plain(block.content) for block in document.blocks]


def test_a_brief_bears_no_day_to_come_and_says_what_goes_on(port, ledger):
    bare = port()
    long = Visit(date=DAY(2026, 9, 1), end_date=DAY(2026, 12, 7), title="慰问驻地部队", people=3)
    made = ledger(bare.catalog, [long])

    def brief(*today):
        return compose(made, bare.catalog, "brief", today=datetime.date(*today), about=of_month(made, 9))

    assert brief(2026, 9, 20).date == datetime.date(2026, 9, 20)
    assert brief(2026, 11, 2).date == datetime.date(2026, 9, 30)
    assert told(brief(2026, 11, 2)) == ["9月1日起，某某港务局慰问驻地部队，慰问3人。"]


def test_a_month_of_papers_names_them(port, ledger):
    bare = port()
    made = ledger(
        bare.catalog, [Document(date=DAY(2026, 7, 1), title="工作方案"), Publicity(date=DAY(2026, 7), items=8)]
    )
    brief = compose(made, bare.catalog, "brief", about=of_month(made, 7))
    assert brief.title == "某某港务局7月制定《工作方案》、开展双拥宣传"
    assert told(brief)[0] == "7月，某某港务局制定《工作方案》，开展双拥宣传。"


def test_a_carried_item_has_one_bracket_and_no_figure_of_another_thing(port, ledger, lines_of):
    bare = port()
    targets = ("4间（2026年部分完成，结转）", "2026年未完成，结转")
    items = [PlanItem(title="设军人病房", category="常设码头", target=one, responsible="护理部") for one in targets]
    last = ledger(bare.catalog, [bare.Quay(quays=2, beneficiaries=412)], year=2025)
    lines = lines_of(compose(ledger(bare.catalog, items), bare.catalog, "plan", last))
    assert lines[-2:] == [
        "一是设军人病房，4间（2026年部分完成，结转；责任部门：护理部）。",
        "二是设军人病房（2026年未完成，结转；责任部门：护理部）。",
    ]


def test_the_outlay_of_a_visit_and_who_benefited_are_told(port, ledger, lines_of):
    bare = port()
    lines = lines_of(compose(ledger(bare.catalog, [Visit(spending=500)]), bare.catalog, "summary"))
    assert "开展走访慰问1次，投入经费500元。" in lines
    records = [Visit(people=3), bare.Quay(beneficiaries=4)]
    lines = lines_of(compose(ledger(bare.catalog, records), bare.catalog, "summary"))
    assert "慰问、服务和帮扶7人次" in lines[0]
