"""By when units report: the year's days, who has others, who has leave after the lock, who is due soon."""

import datetime

import attrs
from starlette.responses import RedirectResponse, Response

from ..model.problems import ProblemsFound, error
from ..office.acts.seeing import latest
from ..office.acts.setting_deadlines import ACTIONS, Change, Scope, set_deadlines, usual
from ..office.acts.unlocking import unlock
from ..office.status.units import UnitStatus
from . import ledgers
from .exporting import table_bytes
from .numbers import number, year_of
from .overview_pages import SOON
from .permissions import Right
from .rendering import download, page, region_name
from .routing import Page, Visit
from .searching import asked, regions, searched, sectors, years
from .standing_now import status_of

#: So many rows of a list stand on a page; the workbook has all.
SHOWN = 100

_LONGEST = 366

_CALLS = ("单位代码", "单位名称", "行业", "地区", "截止日期", "还有几天", "情况", "退回原因", "联系记录")
_OWN = ("单位代码", "单位名称", "行业", "地区", "截止日期", "锁定日期", "准许补报到", "谁准许的", "理由")


@attrs.frozen
class Call:
    """A unit to be called: how many days are left, and how it stands."""

    unit: UnitStatus
    left: int
    words: str


def deadlines(visit: Visit) -> Response | None:
    """Show the year's days, those who have others, and the forms that change them."""
    status = status_of(visit)
    own = _own(visit)
    due, lock = usual((one.due, one.lock) for one in status.units if one.expected)
    return page(
        visit.request,
        "deadlines.html",
        year=status.period.year,
        years=years(visit, status),
        today=status.today,
        due=due,
        lock=lock,
        expected=sum(one.expected for one in status.units),
        without=sum(one.expected and one.due is None for one in status.units),
        soon=len(_calls(visit, searching=False)),
        own=own[:SHOWN],
        count=len(own),
        shown=SHOWN,
        query=visit.request.url.query,
        asked=asked(visit, "unit"),
        sectors=sectors(visit),
        regions=regions(status.units),
        seen=latest(visit.store, ACTIONS),
        done=visit.asked("done"),
        spared=visit.asked("spared"),
        unlocked=visit.asked("unlocked"),
    )


def own_workbook(visit: Visit) -> Response | None:
    """Give those who have other days than most as a workbook."""
    labels = sectors(visit)
    rows = (
        (
            one.unit,
            one.name,
            labels.get(one.sector, one.sector),
            region_name(one.region),
            str(one.due or ""),
            str(one.lock or ""),
            str(one.unlocking.until) if one.unlocking else "",
            one.unlocking.actor if one.unlocking else "",
            one.unlocking.because if one.unlocking else "",
        )
        for one in _own(visit)
    )
    return download(f"{status_of(visit).period.year}年单独期限", table_bytes("单独期限", _OWN, rows), "xlsx")


def soon(visit: Visit) -> Response | None:
    """List whom to call: due within some days, and nothing sound is there."""
    status = status_of(visit)
    found = _calls(visit)
    return page(
        visit.request,
        "calls.html",
        year=status.period.year,
        years=years(visit, status),
        days=_within(visit),
        rows=found[:SHOWN],
        count=len(found),
        shown=SHOWN,
        query=visit.request.url.query,
        asked=asked(visit),
        sectors=sectors(visit),
        regions=regions(status.units),
    )


def soon_workbook(visit: Visit) -> Response | None:
    """Give the list of whom to call as a workbook, with a blank column for notes."""
    labels = sectors(visit)
    rows = (
        (
            one.unit.unit,
            one.unit.name,
            labels.get(one.unit.sector, one.unit.sector),
            region_name(one.unit.region),
            str(one.unit.due or ""),
            one.left,
            one.words,
            (one.unit.returned.because or f"{one.unit.returned.errors} 处错误") if one.unit.returned else "",
            "",
        )
        for one in _calls(visit)
    )
    return download(f"{status_of(visit).period.year}年催报名单", table_bytes("催报名单", _CALLS, rows), "xlsx")


def set_days(visit: Visit) -> Response | None:
    """Set the days of a year for those whom the form names."""
    form = visit.form
    year = year_of(form.text("year"))
    whom = form.text("whom")
    scope = Scope(
        sector=form.text("sector") if whom == "sector" else "",
        region=form.text("region") if whom == "region" else "",
        unit=form.text("unit") if whom == "unit" else "",
    )
    named = {name for name in ("sector", "region", "unit") if form.text(name)}
    if whom not in ("all", "sector", "region", "unit") or named != {whom} - {"all"}:
        raise ProblemsFound(
            [error("no-scope", "没有写清是给谁定。", "请选全部，或只选一个行业、只选一个地区、只写一个单位。")]
        )
    done = set_deadlines(
        visit.store,
        year,
        scope,
        visit.account.actor,
        due=_change(form.text("due"), none=form.text("no-due") == "1", label="截止日期"),
        lock=_change(form.text("lock"), none=form.text("no-lock") == "1", label="锁定日期"),
        spare=form.text("spare") == "1" and whom != "unit",
        because=form.text("because")[:200],
        seen=number(form.text("seen"), -1),  # a form without it has seen nothing
    )
    return RedirectResponse(f"/deadlines?year={year}&done={len(done.changed)}&spared={done.spared}", 303)


def give_leave(visit: Visit) -> Response | None:
    """Let one unit send after the lock."""
    form = visit.form
    year = year_of(form.text("year"))
    until = _day(form.text("until"), "准许补报到哪一天")
    if until is None:
        raise ProblemsFound([error("no-day", "没有写准许补报到哪一天。", "请写日期。")])
    seen = number(form.text("seen"), -1)
    because = form.text("because")[:200]
    unlock(visit.store, form.text("unit")[:100], year, visit.account.actor, because, until, seen=seen)
    return RedirectResponse(f"/deadlines?year={year}&unlocked=1", 303)


def _own(visit: Visit) -> list[UnitStatus]:
    """Return the units with other days than most, or with leave; by when their leave or respite ends."""
    status = status_of(visit)
    days = usual((one.due, one.lock) for one in status.units if one.expected)
    found = [one for one in status.units if one.expected and ((one.due, one.lock) != days or one.unlocking)]
    return sorted(found, key=lambda one: (str(one.unlocking.until if one.unlocking else one.due or ""), one.unit))


def _calls(visit: Visit, *, searching: bool = True) -> list[Call]:
    status = status_of(visit)
    today, days = status.today, _within(visit) if searching else SOON
    found = [
        Call(one, (one.due - today).days, ledgers.in_words(one))
        for one in (searched(visit, status.units) if searching else status.units)
        if one.expected and not one.passed and one.due and 0 <= (one.due - today).days <= days
    ]
    return sorted(found, key=lambda call: (call.left, call.unit.unit))


def _within(visit: Visit) -> int:
    return min(number(visit.asked("days"), SOON), _LONGEST)


def _change(text: str, *, none: bool, label: str) -> Change:
    if none and text:
        message = f"{label}写了「{text[:20]}」，又勾了不要。"
        raise ProblemsFound([error("both", message, "请只留一样。", value=text[:20])])
    if none:
        return None
    return _day(text, label) or "keep"


def _day(text: str, label: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        message = f"{label}「{text[:20]}」不是日期。"
        raise ProblemsFound([error("bad-date", message, "请写成 2026-12-31。", value=text[:20])]) from None


PAGES = (
    Page(path="/deadlines", answer=deadlines, right=Right.SEE_OFFICE, tab="期限", part="报送", kept=True),
    Page(path="/deadlines.xlsx", answer=own_workbook, right=Right.SEE_OFFICE, kept=True),
    Page(path="/deadlines/soon", answer=soon, right=Right.SEE_OFFICE, kept=True),
    Page(path="/deadlines/soon.xlsx", answer=soon_workbook, right=Right.SEE_OFFICE, kept=True),
    Page(path="/deadlines/set", answer=set_days, right=Right.MANAGE, method="POST"),
    Page(path="/deadlines/unlock", answer=give_leave, right=Right.MANAGE, method="POST"),
)
