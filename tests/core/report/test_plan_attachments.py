"""Behind a plan its activities by number and what rules ask for besides; behind a summary what came of them."""

import datetime

import pytest
from shuangyong import Meeting, PartialDate, PlanItem, Visit
from shuangyong.catalog import discover, load
from shuangyong.extension import Extension
from shuangyong.extension.applying import extended
from shuangyong.extension.duties import LocalDuty
from shuangyong.model.ledgers import Declaration
from shuangyong.report.compose import compose
from shuangyong.report.document import plain

DAY = PartialDate.parse
TODAY = datetime.date(2026, 12, 31)


@pytest.fixture(scope="module")
def offices():
    """The core and the sector of offices."""
    return load(entry for entry in discover() if entry.name in ("core", "bureau"))


@pytest.fixture
def behind(offices, ledger):
    """Return the attachments of an office's document: title -> the cells of its rows."""

    def of(kind, *records, catalog=offices, absent=(), **more):
        made = ledger(catalog, records, sector="机关单位", name="某某局", **more)
        made.declarations.update({name: Declaration("不适用") for name in absent})
        document = compose(made, catalog, kind, today=TODAY)
        return {
            one.title.removeprefix("某某局2026年双拥"): [
                tuple(map(plain, row)) for block in one.blocks for row in block.rows
            ]
            for one in document.attachments
        }

    return of


def visit_item(**more):
    return PlanItem(title="“八一”走访慰问", date=DAY("2026-07"), category="走访慰问", **more)


def visits(*titles):
    return [Visit(date=DAY(f"2026-07-{20 + place}"), title=title) for place, title in enumerate(titles)]


def test_a_plan_lists_its_activities_by_number(behind):
    items = (
        visit_item(target="走访2次", responsible="办公室"),
        PlanItem(title="讲座", number="7"),
        PlanItem(title="义诊"),
    )
    assert behind("plan", *items)["工作计划一览表"] == [
        ("8", "“八一”走访慰问", "7月", "走访慰问", "走访2次", "办公室"),
        ("7", "讲座", "—", "—", "—", "—"),
        ("9", "义诊", "—", "—", "—", "—"),
    ]


def test_numbers_are_the_same_in_plan_and_summary(behind):
    items = visit_item(), PlanItem(title="讲座", number="7"), PlanItem(title="义诊")
    plan, summary = behind("plan", *items)["工作计划一览表"], behind("summary", *items)["工作计划完成情况表"]
    assert [row[:2] for row in plan] == [row[:2] for row in summary]


def test_what_rules_ask_for_and_nobody_planned_stands_apart(behind):
    asked = behind("plan")["常规工作安排"]
    assert [row[:2] for row in asked] == [
        ("1月1日至3月31日", "制定年度双拥工作计划"),
        ("9月1日至9月30日", "全民国防教育月活动"),
        ("9月17日至9月19日", "全民国防教育日活动"),
        ("11月1日至12月31日", "年度双拥工作总结和述职"),
    ]
    assert all(source for _, _, source in asked)


def test_what_is_planned_is_not_asked_for_again(behind):
    lecture = PlanItem(title="国防教育日讲座", date=DAY("2026-09"), category="国防教育活动")
    asked = [work for _, work, _ in behind("plan", lecture)["常规工作安排"]]
    assert asked == ["全民国防教育月活动", "年度双拥工作总结和述职"]
    march = PlanItem(title="国防教育日讲座", date=DAY("2026-03"), category="国防教育活动")
    assert "全民国防教育日活动" in [work for _, work, _ in behind("plan", march)["常规工作安排"]]


def test_what_a_unit_does_not_do_is_not_asked_of_it(behind):
    absent = ("core.education_event", "core.publicity", "core.drill", "core.civil_defence_education")
    asked = [work for _, work, _ in behind("plan", absent=(*absent, "bureau.party_lecture"))["常规工作安排"]]
    assert asked == ["制定年度双拥工作计划", "年度双拥工作总结和述职"]


def test_what_is_asked_for_more_than_once_in_a_time_is_one_line_that_says_so(behind, offices):
    own = (
        LocalDuty(id="checks", title="检查", kind="core.inspection", every="month", months=(3,), times=2),
        LocalDuty(id="news", title="信息", kind="core.publicity", every="half", times=6, counts="items"),
    )
    asked = behind("plan", catalog=extended(offices, Extension("某区", (), own)))["常规工作安排"]
    assert ("3月1日至3月31日", "检查（2次）", "地方制度") in asked
    assert [row[1:] for row in asked if "信息" in row[1]] == [("信息（数量不少于6）", "地方制度")] * 2


def test_customs_and_other_places_rules_make_no_promise(behind, offices):
    asked = [work for _, work, _ in behind("plan", visit_item())["常规工作安排"]]
    assert not [work for work in asked if "慰问" in work or "信息" in work or "领导小组" in work]
    own = LocalDuty(id="month", title="双拥宣传月", kind="core.publicity", first="07-01", last="07-31", source="区文件")
    office = extended(offices, Extension("某区", (), (own,)))
    assert ("7月1日至7月31日", "双拥宣传月", "区文件") in behind("plan", catalog=office)["常规工作安排"]


def test_a_summary_says_what_came_of_each_activity_and_by_which_rows(behind):
    records = (
        visit_item(result="完成"),
        PlanItem(title="讲座", date=DAY("2026-09"), category="国防教育活动", result="取消"),
        PlanItem(title="座谈会", date=DAY("2026-11"), category="会议"),
        *visits("慰问部队", "慰问军属", "看望老兵"),
        Meeting(date=DAY("2026-11-03"), title="老兵座谈会", form="座谈会"),
    )
    assert behind("summary", *records)["工作计划完成情况表"] == [
        ("1", "“八一”走访慰问", "7月", "完成", "7月20日慰问部队；7月21日慰问军属等3条"),
        ("2", "讲座", "9月", "取消", "—"),
        ("3", "座谈会", "11月", "—", "11月3日老兵座谈会"),
    ]


def test_without_a_plan_a_summary_has_no_such_table(behind):
    assert [*behind("summary", *visits("慰问部队"))] == ["工作统计表"]


def test_private_numbers_of_a_title_stay_behind(behind):
    found = behind("summary", visit_item(), *visits("慰问军属，电话13800138000"))["工作计划完成情况表"]
    assert found[0][4] == "7月20日慰问军属"
