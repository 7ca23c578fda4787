"""A ledger's year as a calendar, and what came of its plan."""

from collections.abc import Iterator

import attrs
from starlette.responses import Response

from ...assess.calendar.entries import STANDINGS, Calendar, Entry, calendar_of_ledger
from ...assess.calendar.markdown import day_words
from ...assess.calendar.writing import WRITERS, written
from ...assess.closing import Closed, closed, contradicted, proposed
from ...assess.duties import due
from ...assess.wording import title_of
from ...model.dates import month_and_day
from ...model.ledgers import Ledger, Row
from ..documents import policy_of, with_way_back
from ..exporting import table_bytes
from ..rendering import download
from .desks import Desk, DeskPage, show

_TAGS = {"overdue": "error", "due": "warning", "partly": "warning", "done": "good"}
_HEADER = ("序号", "计划做的事", "计划时间", "完成情况", "台账里的记录", "要核对的")


def calendar_page(desk: Desk) -> Response | None:
    """Show the year month by month: what is to be done, what is done and by which rows."""
    ledger = desk.ledger()
    calendar = calendar_of_ledger(ledger, desk.catalog, desk.today)
    return show(
        desk,
        "calendar.html",
        calendar=calendar,
        months=[*_months(calendar)],
        counts=[
            (words, count)
            for standing, (_, words) in STANDINGS.items()
            if (count := sum(entry.standing == standing for entry in calendar.entries))
        ],
        standings=STANDINGS,
        tags=_TAGS,
        done_by=_done_by(desk, ledger),
        day_words=day_words,
        forms={form: label for form, (label, _) in WRITERS.items()},
    )


def calendar_file(desk: Desk) -> Response | None:
    """Give the calendar for a phone, a wall or a text; as a page it is shown, else downloaded."""
    form = desk.request.path_params["calendar"]
    if form not in WRITERS:
        return None
    calendar = calendar_of_ledger(desk.ledger(), desk.catalog, desk.today)
    data = written(calendar, form)
    if form == "html" and not desk.asked("save"):
        data = with_way_back(data, f"{desk.here}/calendar", "回到全年日历")
        return Response(data, media_type="text/html", headers={"Content-Security-Policy": policy_of(data)})
    return download(calendar.title, data, form)


def plan_page(desk: Desk) -> Response | None:
    """Show each planned activity: what is said of it, which rows bear it out, what contradicts itself."""
    plan = closed(desk.ledger(), desk.catalog, desk.today)
    return show(desk, "plan.html", plan=[_line(one) for one in plan])


def plan_workbook(desk: Desk) -> Response | None:
    """Give the same as a workbook."""
    plan = [_line(one) for one in closed(desk.ledger(), desk.catalog, desk.today)]
    rows = [(one.number, one.title, one.when, one.said, "、".join(one.rows), one.advice) for one in plan]
    return download(f"{desk.unit}{desk.year}年计划完成情况", table_bytes("计划完成情况", _HEADER, rows), "xlsx")


@attrs.frozen(kw_only=True)
class PlanLine:
    """A planned activity as a line of the page.

    Attributes:
        number: Its 编号.
        title: What is planned.
        when: For when.
        said: What 完成情况 says; empty where it is blank.
        cell: Where that stands.
        rows: The rows that bear it out.
        advice: What to fill in or to look at again; empty where nothing is.
        doubtful: Whether what is said and the rows contradict each other.
    """

    number: str
    title: str
    when: str
    said: str
    cell: str
    rows: tuple[str, ...]
    advice: str
    doubtful: bool


def _line(one: Closed) -> PlanLine:
    closing = one.closing
    doubtful = bool(closing.doubt())
    return PlanLine(
        number=closing.number,
        title=title_of(closing.row),
        when=closing.row.date.chinese if closing.row.date else "",
        said=closing.said or "",
        cell=f"{closing.row.sheet}!{closing.row.cell('result')}",
        rows=tuple(map(_called, closing.evidence)),
        advice=f"{contradicted(closing)}，请核对。" if doubtful else proposed(one) if closing.said is None else "",
        doubtful=doubtful,
    )


def _months(calendar: Calendar) -> Iterator[tuple[int, list[Entry], list[str]]]:
    """Yield each month that has something: its entries, and its festivals in words."""
    for month in range(1, 13):
        entries = [entry for entry in calendar.entries if entry.day.month == month]
        festivals = [f"{month_and_day(day)} {label}" for day, label in calendar.festivals.items() if day.month == month]
        if entries or festivals:
            yield month, entries, festivals


def _done_by(desk: Desk, ledger: Ledger) -> dict[str, list[str]]:
    """Return by entry the rows that fulfil it."""
    return {one.occurrence.id: [*map(_called, one.fulfilment.rows)] for one in due(ledger, desk.catalog, desk.today)}


def _called(row: Row) -> str:
    date = f"{row.date} " if row.date else ""
    return f"{row.sheet}!{row.cell('date')} {date}{title_of(row) or row.kind.label}"


PAGES = (
    DeskPage(path="/calendar", answer=calendar_page, tab="全年日历"),
    DeskPage(path="/calendar.{calendar}", answer=calendar_file),
    DeskPage(path="/plan", answer=plan_page, tab="计划完成"),
    DeskPage(path="/plan.xlsx", answer=plan_workbook),
)
