"""The calendar for the phone: read by another program, the same bytes every time, no name of a person in it."""

import datetime
import re

import attrs
import icalendar
import pytest
from shuangyong import EntitledPerson, LeadingGroup, PartialDate, PlanItem, SampleLedger, Unit
from shuangyong.assess.calendar.entries import calendar_of_ledger, calendar_of_sector
from shuangyong.assess.calendar.ics import folded, ics
from shuangyong.catalog import installed_for_figures
from shuangyong.workbook.samples import arranged, sample_ledger

TODAY = datetime.date(2026, 8, 10)
DAY = PartialDate.parse
CATALOG = installed_for_figures()


def of_plan(*items, liaison=None, more=()):
    """Return the calendar of an office that plans these."""
    sample = SampleLedger(
        sector="bureau",
        unit=lambda year: Unit(name="某某局", sector="机关单位", year=year, liaison=liaison),
        records=lambda _: [*items, *more],
    )
    return calendar_of_ledger(arranged(CATALOG, sample, 2026), CATALOG, TODAY)


def events(calendar):
    """Return the events of the plan as icalendar reads them, by summary."""
    found = icalendar.Calendar.from_ical(ics(calendar)).walk("VEVENT")
    return {
        str(event["summary"]): event for event in found if "双拥计划" in str(event["categories"].to_ical().decode())
    }


@pytest.mark.parametrize("sector", sorted(CATALOG.samples))
def test_another_program_reads_every_entry_of_every_sector(sector):
    calendar = calendar_of_ledger(sample_ledger(CATALOG, sector, 2026), CATALOG, TODAY)
    read = icalendar.Calendar.from_ical(ics(calendar))
    found = read.walk("VEVENT")
    assert str(read["x-wr-calname"]) == calendar.title and not read.errors
    assert len(found) == len(calendar.entries) > 20
    assert [event["dtstart"].dt for event in found] == [entry.day for entry in calendar.entries]
    for event, entry in zip(found, calendar.entries, strict=True):
        assert not event.errors and entry.title in str(event["summary"]) and entry.note in str(event["description"])
        assert event["dtend"].dt - event["dtstart"].dt == datetime.timedelta(days=1)
    assert len({str(event["uid"]) for event in found}) == len(found)


def test_two_planned_activities_of_one_number_are_two_on_the_phone():
    found = events(of_plan(*(PlanItem(number="1", title=title, date=DAY("2026-09")) for title in ("义诊", "讲座"))))
    assert len(found) == len({str(event["uid"]) for event in found.values()}) == 2


def test_lines_end_and_fold_as_the_standard_says():
    text = ics(calendar_of_sector(CATALOG, "school", "", 2026, TODAY))
    assert text.endswith(b"END:VCALENDAR\r\n") and b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert b"\r\n " in text


@pytest.mark.parametrize("line", ["", "A" * 75, "A" * 76, "双" * 60, "a双" * 80, "𠮷" * 40])
def test_folding_tears_no_character_and_loses_none(line):
    parts = folded(line).split("\r\n ")
    assert "".join(parts) == line
    assert all(len(part.encode()) <= (75 if number == 0 else 74) for number, part in enumerate(parts))


def test_the_same_calendar_is_the_same_bytes_and_identifiers_outlive_the_day():
    ledger = sample_ledger(CATALOG, "hospital", 2026)
    first, again = (ics(calendar_of_ledger(ledger, CATALOG, TODAY)) for _ in range(2))
    later = ics(calendar_of_ledger(ledger, CATALOG, datetime.date(2026, 12, 1)))
    assert first == again != later
    uids = re.findall(rb"UID:(\S+)", first)
    assert uids == re.findall(rb"UID:(\S+)", later)
    other = attrs.evolve(ledger, unit=attrs.evolve(ledger.unit, name="另一家医院"))
    assert not {*uids} & {*re.findall(rb"UID:(\S+)", ics(calendar_of_ledger(other, CATALOG, TODAY)))}


def test_text_that_means_something_to_the_format_stays_text():
    title = "走访;慰问,一\\二：“三”\nBEGIN:VEVENT"
    (found,) = events(of_plan(PlanItem(title=title, date=DAY("2026-09-01"))))
    assert found == f"双拥：{title}"


def test_phones_ring_at_nine_in_good_time_and_on_the_eve():
    (event,) = events(of_plan(PlanItem(title="义诊", date=DAY("2026-09-20")))).values()
    triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    midnight = datetime.datetime(2026, 9, 20)  # noqa: DTZ001  an all-day event is of any zone
    assert [str(midnight + trigger) for trigger in triggers] == ["2026-09-06 09:00:00", "2026-09-19 09:00:00"]


@pytest.mark.parametrize(
    ("item", "summary"),
    [
        ({"date": DAY("2026-07-20"), "result": "完成"}, "【已办】双拥：义诊"),
        ({"date": DAY("2026-07-20"), "result": "取消"}, "【取消】双拥：义诊"),
        ({"date": DAY("2026-07-20")}, "【过期】双拥：义诊"),
        ({"date": DAY("2026-07-20"), "result": "部分完成"}, "双拥：义诊"),
    ],
)
def test_what_is_done_or_past_rings_no_more(item, summary):
    ((said, event),) = events(of_plan(PlanItem(title="义诊", **item))).items()
    assert said == summary and not event.walk("VALARM")


def test_a_month_stands_on_its_first_day_and_says_so():
    ((said, event),) = events(of_plan(PlanItem(title="义诊", date=DAY("2026-11")))).items()
    assert (said, event["dtstart"].dt) == ("双拥：11月内，义诊", datetime.date(2026, 11, 1))


def test_no_person_is_named_and_no_number_of_theirs():
    persons = (
        EntitledPerson(name="王建国", category="残疾军人", address="幸福路9号", phone="13800138000"),
        LeadingGroup(date=DAY("2026-01-05"), leader="赵铁柱"),
    )
    plan = (
        PlanItem(title="看望王建国和李小明，电话13800138000", date=DAY("2026-09-01"), responsible="赵铁柱"),
        PlanItem(title="赵铁柱带队到幸福路9号走访", date=DAY("2026-10")),
        PlanItem(title="李小明家修房"),
    )
    calendar = of_plan(*plan, liaison="李小明", more=persons)
    text = ics(calendar).replace(b"\r\n ", b"").decode() + str(calendar)
    assert "某某" in text
    assert not [word for word in ("王建国", "李小明", "赵铁柱", "幸福路9号", "13800138000") if word in text]
