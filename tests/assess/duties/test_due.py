"""What duties stand at: done by which row, due, overdue, to come, or none of the unit's business."""

import datetime

import pytest
from shuangyong import EducationEvent, Meeting, PartialDate, PlanItem, Publicity, Visit
from shuangyong.assess.duties import due, due_lines
from shuangyong.catalog import installed_for_figures
from shuangyong.workbook.samples import sample_ledger

DAY = PartialDate.parse


def group(date):
    return Meeting(date=DAY(date), title="双拥工作领导小组会议", form="领导小组会议")


def statuses(found):
    return {label: one.status for label, one in found.items()}


def test_a_row_fulfils_one_time_only(stands):
    found = stands("core.group_meeting", group("2026-03-02"))
    assert statuses(found) == {"第1次": "done", "第2次": "due"}
    (row,) = found["第1次"].fulfilment.rows
    assert (row.sheet, row.cell("date")) == ("会议", "A5")


def test_two_rows_fulfil_two_times_in_order_of_date(stands):
    found = stands("core.group_meeting", group("2026-09-02"), group("2026-03-02"))
    assert [str(one.fulfilment.rows[0].date) for one in found.values()] == ["2026-03-02", "2026-09-02"]


@pytest.mark.parametrize(
    ("on", "status", "left"),
    [
        ("2026-08-29", "upcoming", 21),
        ("2026-08-30", "due", 20),
        ("2026-09-19", "due", 0),
        ("2026-09-20", "overdue", -1),
        ("2027-01-01", "overdue", -104),
    ],
)
def test_a_duty_comes_near_and_passes(stands, on, status, left):
    (one,) = stands("core.defence_education_day", on=on).values()
    assert (one.status, one.days_left) == (status, left)


def test_a_month_is_precise_enough_but_said_so(stands):
    (one,) = stands("core.defence_education_day", EducationEvent(date=DAY("2026-09"), title="讲座")).values()
    assert (one.status, one.fulfilment.approx) == ("done", True)
    (one,) = stands("core.defence_education_day", EducationEvent(date=DAY("2026-08"), title="讲座")).values()
    assert one.status == "overdue"


def test_the_festival_that_a_row_names_goes_before_its_date(stands):
    (one,) = stands("core.spring_visits", Visit(date=DAY("2026-03-20"), title="补访", festival="春节")).values()
    assert (one.status, one.fulfilment.approx) == ("done", False)


def test_an_undated_row_serves_a_yearly_duty_only(stands):
    (one,) = stands("core.inspection", name="某某区双拥办").values()
    assert one.status == "due"
    meeting = Meeting(title="会", form="过军事日")
    (one,) = stands("core.military_day", meeting, name="某某区双拥办").values()
    assert one.status == "done"
    joint = Meeting(title="会", form="军地联席会议")
    assert statuses(stands("core.joint_meeting", joint, name="某某区双拥办")) == {"上半年": "overdue", "下半年": "due"}


def test_a_plan_is_shown_by_its_items_whenever_they_are_for(stands):
    (one,) = stands("core.plan", PlanItem(title="义诊", date=DAY("2026-11")), on="2026-02-01").values()
    assert one.status == "done"


def test_what_lies_after_the_day_counts_for_nothing(stands):
    assert statuses(stands("core.group_meeting", group("2026-03-02"), on="2026-03-01"))["第1次"] == "upcoming"


def test_amounts_fill_their_own_month_then_the_gaps_before_it(stands):
    news = Publicity(date=DAY("2026-11-20"), form="信息简报", items=7)
    found = stands("core.news", news)
    assert {label: str(one.fulfilment.amount) for label, one in found.items() if one.fulfilment.amount} == {
        "8月": "1",
        "9月": "2",
        "10月": "2",
        "11月": "2",
    }
    assert statuses(found)["8月"] == "overdue" and statuses(found)["9月"] == "done"
    assert found["8月"].missing == 1


def test_amounts_never_fill_a_month_to_come(stands):
    news = Publicity(date=DAY("2026-01-20"), form="信息简报", items=24)
    assert list(statuses(stands("core.news", news)).values()).count("done") == 1


def test_a_row_of_several_months_serves_each(stands):
    kinds = installed_for_figures().kinds
    lessons = kinds["school.defence_class"].cls(date=DAY("2026-03-05"), end_date=DAY("2026-06-30"), lessons=48)
    found = stands("school.defence_class", lessons, sector="school", name="某某学校")
    assert [label for label, one in found.items() if one.status == "done"] == ["3月", "4月", "5月", "6月"]


def test_one_event_does_not_serve_the_day_and_the_month(stands):
    event = EducationEvent(date=DAY("2026-09-19"), title="讲座")
    (day,), (month,) = (
        stands(duty, event).values() for duty in ("core.defence_education_day", "core.defence_education_month")
    )
    assert (day.status, month.status) == ("done", "overdue")


def test_as_many_times_as_can_be_have_a_row(stands):
    """The lecture could serve both, the banner only the month: the lecture is kept for the day."""
    rows = EducationEvent(date=DAY("2026-09-18"), title="讲座"), Publicity(date=DAY("2026-09-02"), form="横幅标语")
    (day,), (month,) = (
        stands(duty, *rows).values() for duty in ("core.defence_education_day", "core.defence_education_month")
    )
    assert (day.fulfilment.rows[0].kind.id, month.fulfilment.rows[0].kind.id) == ("education_event", "publicity")


def test_what_a_unit_does_not_do_is_no_duty_of_it(stands):
    (one,) = stands("core.tomb_sweeping").values()
    assert one.status == "overdue"
    found = stands("core.news", absent=("core.publicity",))
    assert {*statuses(found).values()} == {"exempt"}


def test_an_office_has_the_duties_of_its_area_and_others_have_not(stands):
    assert stands("core.joint_meeting", name="某某区双拥办") and not stands("core.joint_meeting")


def test_a_sector_may_ask_for_more_in_place_of_the_core(stands):
    assert not stands("core.group_meeting", sector="township", name="某某镇")
    assert list(stands("township.quarterly_meeting", sector="township", name="某某镇")) == [
        "一季度",
        "二季度",
        "三季度",
        "四季度",
    ]
    assert stands("township.register_check", sector="township", name="某某街道办事处")
    assert not stands("township.register_check", sector="township", name="某某镇")


@pytest.mark.parametrize("sector", sorted(installed_for_figures().samples))
def test_every_sector_has_duties_that_its_sample_year_fulfils(sector):
    catalog = installed_for_figures()
    found = due(sample_ledger(catalog, sector, 2026), catalog, datetime.date(2026, 12, 31))
    done = [one for one in found if one.status == "done"]
    assert len({one.occurrence.name for one in found}) >= 11 and len(done) >= 8
    counted = [row for one in done if not one.occurrence.duty.counts for row in one.fulfilment.rows]
    assert len({id(row) for row in counted}) == len(counted)
    assert all(one.occurrence.duty.source for one in found)


def test_json_names_the_duty_the_days_and_the_rows(stands):
    (one,) = stands("core.army_day_visits", Visit(date=DAY("2026-07-28"), title="慰问部队")).values()
    told = one.to_json()
    assert (told["duty"], told["status"], told["first"], told["last"]) == (
        "core.army_day_visits",
        "done",
        "2026-07-15",
        "2026-08-01",
    )
    assert told["rows"] == [
        {"sheet": "走访慰问", "cell": "A5", "row": 5, "kind": "core.visit", "date": "2026-07-28", "title": "慰问部队"}
    ]
    assert told["basis"] == "custom" and told["source"]


def test_people_are_told_what_is_late_how_long_and_on_what_it_rests(ledger):
    today = datetime.date(2026, 10, 10)
    lines = [*due_lines(due(ledger(group("2026-03-02")), installed_for_figures(), today), today)]
    assert lines[0].startswith("应办事项（按 2026-10-10）：已过期限 ")
    (late,) = (line for line in lines if line.startswith("  全民国防教育日活动"))
    assert late.startswith("  全民国防教育日活动：最晚 9月19日，已过 21 天。依据：全国人大常委会2001年8月31日")
    assert late.endswith("每年九月的第三个星期六（法规）。")
    assert any(line.startswith("  报送双拥信息（1月、2月、") and "还差 18。" in line for line in lines)
    assert "  双拥工作领导小组会议（第1次）：会议!A5 2026-03-02 双拥工作领导小组会议" in lines


def test_numbers_of_persons_and_designations_are_told_nowhere(ledger):
    meeting = Meeting(date=DAY("2026-03-02"), title="与第76集团军座谈，电话13655556666", form="领导小组会议")
    found = due(ledger(meeting), installed_for_figures(), datetime.date(2026, 6, 30))
    told = "\n".join([*due_lines(found, datetime.date(2026, 6, 30)), *(str(one.to_json()) for one in found)])
    assert told.count("与驻地某部座谈") == 2
    assert "13655556666" not in told and "76集团军" not in told
