"""A year's plan at its end: numbers, the rows that bear it out, what a blank looks to be, and contradictions."""

import datetime

import pytest
from shuangyong import Meeting, PartialDate, PlanItem, Visit
from shuangyong.model.closure import closings, doubted, numbers

TODAY = datetime.date(2026, 12, 31)
DAY = PartialDate.parse


@pytest.fixture
def closed(catalog, make_ledger):
    """Return what came of the plan of a ledger of records."""
    return lambda *records: closings(make_ledger(*records), catalog.kinds_of("hospital"))


def item(title="“八一”走访慰问驻地部队", date="2026-07", category="走访慰问", **more):
    return PlanItem(title=title, date=DAY(date) if date else None, category=category, **more)


def visit(date="2026-07-28", title="“八一”前慰问驻地部队"):
    return Visit(date=DAY(date), title=title)


def evidence(closing):
    return [row.value("title") for row in closing.evidence]


@pytest.mark.parametrize(
    ("filled", "given"),
    [
        ((None, None, None), ["1", "2", "3"]),
        (("1", None, "3", None), ["1", "4", "3", "5"]),
        (("一", None, "甲-2"), ["一", "1", "甲-2"]),
        ((None, "7", None), ["8", "7", "9"]),
    ],
)
def test_blank_numbers_go_on_after_the_greatest(make_ledger, catalog, filled, given):
    ledger = make_ledger(*(item(number=number) for number in filled))
    assert numbers(ledger.of(catalog.kinds["core.plan_item"])) == given


def test_rows_added_below_change_no_number(closed):
    before = [one.number for one in closed(item(), item(title="义诊"))]
    assert [one.number for one in closed(item(), item(title="义诊"), item(title="讲座"))][:2] == before


def test_a_row_of_the_category_near_the_date_bears_it_out(closed):
    (one,) = closed(item(), visit())
    assert (evidence(one), one.proposal(TODAY), one.any) == (["“八一”前慰问驻地部队"], "完成", True)


def test_each_row_bears_out_the_likest_only(closed):
    first, second = closed(item(title="春节慰问", date="2026-02"), item(), visit("2026-02-10", "春节前慰问"), visit())
    assert (evidence(first), evidence(second)) == (["春节前慰问"], ["“八一”前慰问驻地部队"])


def test_a_row_of_another_time_and_title_bears_nothing_out(closed):
    one, other = closed(item(), item(title="慰问军属", date="2026-01"), visit("2026-11-20", "看望老兵"))
    assert not one.evidence and not other.evidence
    assert one.any and one.proposal(TODAY) is None


def test_what_is_said_to_be_done_is_borne_out_by_the_only_rows_of_its_category(closed):
    said, late = item(result="完成"), visit("2026-11-20", "看望老兵")
    (one,) = closed(said, late)
    assert evidence(one) == ["看望老兵"]
    one, other = closed(said, item(title="慰问军属", date="2026-01", result="完成"), late)
    assert not one.evidence and not other.evidence  # of which of the two it would be nobody knows
    (one,) = closed(item(result="未完成"), late)
    assert not one.evidence


def test_of_several_said_to_be_done_each_has_the_rows_near_its_time(closed):
    plans = item(title="赠书", date="2026-04", result="完成"), item(title="讲课", date="2026-06", result="部分完成")
    rows = visit("2026-06-29", "看望老兵"), visit("2026-04-23", "到军营"), visit("2026-11-23", "到军营")
    assert [evidence(one) for one in closed(*plans, *rows)] == [["到军营"], ["看望老兵"]]


def test_a_row_that_bears_one_out_is_given_to_no_other(closed):
    one, other = closed(item(result="完成"), item(title="慰问军属", date="2026-08", result="完成"), visit())
    assert evidence(one) and not other.evidence


def test_fewer_than_the_target_asks_for_is_a_part(closed):
    (one,) = closed(item(target="走访2次"), visit())
    assert (one.times, one.proposal(TODAY)) == (2, "部分完成")
    (one,) = closed(item(target="走访2次"), visit(), visit("2026-07-29"))
    assert one.proposal(TODAY) == "完成"


def test_nothing_all_year_is_undone_once_the_time_is_over(closed):
    (one,) = closed(item())
    assert one.proposal(datetime.date(2026, 7, 31)) is None
    assert one.proposal(datetime.date(2026, 8, 1)) == "未完成"


def test_without_a_category_only_a_like_title_near_the_date_will_do(closed):
    (one,) = closed(item(category=None), visit())
    assert evidence(one) == ["“八一”前慰问驻地部队"]
    (one,) = closed(item(category=None, title="看望老兵"), visit())
    assert not one.evidence and one.proposal(TODAY) is None


def test_done_without_any_row_is_a_warning(find, cell):
    (problem,) = find(item(result="完成"), code="done-without-row")
    assert (problem.severity, problem.sheet) == ("warning", "年度计划")
    assert problem.cell == cell("core.plan_item", "result", 3)
    assert problem.message == "计划第1项「“八一”走访慰问驻地部队」填了完成，「走访慰问」全年却一行也没有。"
    assert not find(item(result="完成"), visit("2026-11-20", "看望老兵"), code="done-without-row")
    assert not find(item(result="未完成"), code="done-without-row")
    assert not find(item(result="完成", category="没有这张表"), code="done-without-row")


def test_undone_with_a_row_of_the_same_name_is_a_warning(find):
    (problem,) = find(item(result="未完成"), visit(), code="undone-with-row")
    assert problem.message.endswith("却记着「“八一”前慰问驻地部队」。") and "走访慰问!" in problem.message
    assert find(item(result="取消"), visit(), code="undone-with-row")
    assert not find(item(result="未完成"), visit(title="看望老兵"), code="undone-with-row")
    assert not find(item(result="完成"), visit(), code="undone-with-row")


def test_a_number_twice_is_a_warning(find):
    (problem,) = find(item(number="2"), item(number="2", title="义诊"), code="plan-number-twice")
    assert "编号「2」与 年度计划!" in problem.message
    assert not find(item(number="2"), item(), code="plan-number-twice")
    assert find(item(number="2"), item(number="２", title="义诊"), code="plan-number-twice")


def test_the_title_of_a_meeting_is_no_deed_of_another_category(closed):
    (one,) = closed(item(), Meeting(date=DAY("2026-07-28"), title="“八一”走访慰问驻地部队", form="座谈会"))
    assert not one.evidence


@pytest.mark.parametrize("said", [None, "完成", "部分完成", "未完成", "取消"])
@pytest.mark.parametrize("other", [None, "完成", "取消"])
@pytest.mark.parametrize("rows", [(), (visit(),), (visit(), visit("2026-02-10", "春节前慰问"))])
def test_what_the_rule_looks_at_is_what_the_closing_doubts(make_ledger, catalog, said, other, rows):
    items = item(result=said), item(title="春节慰问", date="2026-02", result=other), item(category="义诊", result=said)
    ledger, kinds = make_ledger(*items, *rows), catalog.kinds_of("hospital")
    expected = [one for one in closings(ledger, kinds) if one.doubt()]
    found = doubted(ledger, kinds)
    assert [(one.number, one.doubt()) for one in found] == [(one.number, one.doubt()) for one in expected]
    assert [one.evidence for one in found if one.doubt() == "row-there"] == [
        one.evidence for one in expected if one.doubt() == "row-there"
    ]
