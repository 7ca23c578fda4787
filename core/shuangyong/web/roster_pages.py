"""The roster: which units are expected; new ones, changes from a day on, closing, a whole file with a look before."""

import datetime
from collections.abc import Sequence
from urllib.parse import urlencode

import attrs
from starlette.responses import RedirectResponse, Response

from ..model.problems import Problem, ProblemsFound, error
from ..office.acts.changing_roster import ACTIONS, CHANGING, add_unit, change_unit, changes_of, close_unit
from ..office.acts.seeing import latest, refuse_unseen
from ..office.acts.setting_deadlines import ACTIONS as DEADLINE_ACTIONS
from ..office.roster.entries import ALWAYS, Entry
from ..office.roster.importing import (
    Deadline,
    RosterChange,
    by_unit,
    deadline_changes,
    foreseen,
    stored_entries,
    take_in,
)
from ..office.roster.reading import RosterReading, roster_of
from ..office.roster.writing import roster_bytes, texts
from ..office.status.status import latest_year
from ..workbook.file_refusals import FILE_BYTES
from ..workbook.reader import read_book_bytes
from .numbers import number
from .permissions import Right
from .rendering import download, page
from .results import Kept
from .routing import Page, Visit
from .searching import asked, regions, searched, sectors

#: So many units stand on a page.
SHOWN = 200

_UPLOAD = FILE_BYTES + 64 * 2**10
_FIELDS = ("unit", "name", "sector", "region", "parent", "start", "until")
_STATES = {"": "全部", "now": "在册", "gone": "已停用", "later": "还没启用"}


@attrs.frozen(kw_only=True)
class Pending(Kept):
    """A roster that was read, to be looked at before it is taken in.

    Attributes:
        reading: What it holds.
        year: Which year's deadlines it tells; None for none.
        seen: What the audit said when it was looked at.
    """

    reading: RosterReading
    year: int | None
    seen: int


def roster(visit: Visit) -> Response | None:
    """List the units of the roster, those that were and will be there too."""
    stored = stored_entries(visit.store)
    today = _today().isoformat()
    lasts = [rows[-1] for rows in stored.values()]
    state = visit.asked("state")
    found = [(one, _state(one, stored[one.unit], today)) for one in searched(visit, lasts)]
    found = [(one, words) for one, words in found if not state or words == _STATES.get(state)]
    return page(
        visit.request,
        "roster.html",
        rows=found[:SHOWN],
        count=len(found),
        shown=SHOWN,
        total=len(stored),
        today=today,
        year=latest_year(visit.store, _today()),
        asked=asked(visit, "state"),
        states=_STATES,
        sectors=sectors(visit),
        regions=regions(lasts),
        seen=latest(visit.store, ACTIONS),
        done=visit.asked("done"),
    )


def roster_workbook(visit: Visit) -> Response | None:
    """Give the whole roster in the form that an import takes, with a year's deadlines where one is named."""
    text = visit.asked("year")
    year = number(text) if len(text) == len("2026") else None
    name = f"名册（含{year}年期限）" if year else "名册"
    return download(name, roster_bytes(visit.store, visit.portal.catalog, year), "xlsx")


#: What was done to a unit.
_DONE = {"add": "单位增加好了。", "change": "改好了。", "close": "已停用。", "open": "已恢复在册。"}


def place_page(visit: Visit) -> Response | None:
    """Show where a unit stood from when to when, and who changed that."""
    rows = stored_entries(visit.store).get(visit.asked("code"))
    if not rows:
        return None
    today = _today().isoformat()
    return page(
        visit.request,
        "roster_unit.html",
        rows=rows,
        last=texts(rows[-1]),
        state=_state(rows[-1], rows, today),
        always=ALWAYS,
        sectors=sectors(visit),
        changes=changes_of(visit.store, rows[-1].unit),
        seen=latest(visit.store, ACTIONS),
        done=_DONE.get(visit.asked("done"), ""),
    )


def add(visit: Visit) -> Response | None:
    """Put a unit on the roster."""
    row = {field: visit.form.text(field)[:100] for field in _FIELDS}
    change = add_unit(
        visit.store, visit.portal.catalog, visit.account.actor, row, because=_because(visit), seen=_seen(visit)
    )
    return _to_unit(change.added[0], change.problems, visit, "add")


def change(visit: Visit) -> Response | None:
    """Change a unit's name or place."""
    form = visit.form
    code = form.text("unit")[:100]
    done = change_unit(
        visit.store,
        visit.portal.catalog,
        visit.account.actor,
        code,
        {field: form.text(field)[:100] for field in CHANGING if field in form.fields},
        start=form.text("start"),
        because=_because(visit),
        seen=_seen(visit),
    )
    return _to_unit(code, done.problems, visit, "change")


def close(visit: Visit) -> Response | None:
    """Take a unit off the roster after a day, or let it go on."""
    code, until = visit.form.text("unit")[:100], visit.form.text("until")
    if not until and visit.form.text("open") != "1":
        raise ProblemsFound([error("no-day", "没有写停用日期。", "请写最后在册的一天。")])
    done = close_unit(
        visit.store,
        visit.portal.catalog,
        visit.account.actor,
        code,
        until,
        because=_because(visit),
        seen=_seen(visit),
    )
    return _to_unit(code, done.problems, visit, "close" if until else "open")


def look_before(visit: Visit) -> Response | None:
    """Read a roster's file and lead to what it would change; nothing is changed yet."""
    upload = visit.form.upload
    if upload is None or not upload.data:
        raise ProblemsFound(
            [error("no-file", "没有选文件，或文件是空的。", "请先选名册（.xlsx），再点“看看会改什么”。")]
        )
    text = visit.form.text("year")
    year = number(text) if len(text) == len("2026") else None
    reading = roster_of(read_book_bytes(upload.data, upload.name), visit.portal.catalog)
    foreseen(visit.store, reading, upload.name, year)
    seen = latest(visit.store, _changing(year))
    pending = Pending(account=visit.account.id, unit="", file=upload.name, reading=reading, year=year, seen=seen)
    return RedirectResponse(f"/roster/preview/{visit.portal.results.keep(pending)}", 303)


def preview(visit: Visit) -> Response | None:
    """Show what a roster's file would change."""
    pending = _pending(visit, visit.request.path_params["token"])
    if pending is None:
        return None
    # Who is refused for what was changed meanwhile looks once more, and may then take it in.
    seen = latest(visit.store, _changing(pending.year))
    if seen != pending.seen:
        pending = attrs.evolve(pending, seen=seen)
        visit.portal.results.put(visit.request.path_params["token"], pending)
    would = foreseen(visit.store, pending.reading, pending.file, pending.year)
    new, stored = by_unit(pending.reading.entries), stored_entries(visit.store)
    return page(
        visit.request,
        "roster_preview.html",
        token=visit.request.path_params["token"],
        pending=pending,
        change=would,
        added=[new[unit][-1] for unit in would.added[:SHOWN]],
        changed=[(unit, stored[unit], new[unit]) for unit in would.changed[:SHOWN]],
        days=_days(visit, pending, would),
        shown=SHOWN,
        always=ALWAYS,
        sectors=sectors(visit),
    )


def _days(visit: Visit, pending: Pending, would: RosterChange) -> list[tuple[str, str, str, str, bool]]:
    """Return the deadlines that a file changes: the unit's code and name, before, after, whether it had its own."""
    if pending.year is None or not would.deadlines:
        return []
    names = {entry.unit: entry.name for entry in pending.reading.entries}
    found = deadline_changes(visit.store, pending.reading, pending.year)
    return [(unit, names[unit], _day_words(before), _day_words(after), own) for unit, before, after, own in found]


def _day_words(days: Deadline) -> str:
    due, lock = days
    return f"截止 {due or '没有设'}，锁定 {lock or '没有设'}"


def take(visit: Visit) -> Response | None:
    """Take a roster in that was looked at; where it was changed meanwhile, nothing is done."""
    pending = _pending(visit, visit.form.text("token")[:100])
    if pending is None:
        raise ProblemsFound([error("gone", "这份名册放得太久，或者已经导入。", "请再传一次。")])
    with visit.store.transaction():
        refuse_unseen(visit.store, pending.seen, _changing(pending.year))
        done = take_in(visit.store, pending.reading, pending.file, pending.year, visit.account.actor)
    return RedirectResponse(f"/roster?done={len(done.added)}-{len(done.changed)}-{len(done.deadlines)}", 303)


def _changing(year: int | None) -> tuple[str, ...]:
    """Return what may not be done between the look at a file and taking it in; if it tells deadlines, setting those."""
    return ACTIONS if year is None else (*ACTIONS, *DEADLINE_ACTIONS)


def _pending(visit: Visit, token: str) -> Pending | None:
    found = visit.portal.results.get(token, visit.account.id, "")
    return found if isinstance(found, Pending) else None


def _to_unit(code: str, problems: Sequence[Problem], visit: Visit, did: str) -> Response:
    """Lead to a unit's page; where there is a second look to be had, show that first."""
    if problems:
        return page(visit.request, "roster_done.html", code=code, problems=problems)
    return RedirectResponse(f"/roster/unit?{urlencode({'code': code, 'done': did})}", 303)


def _state(last: Entry, rows: Sequence[Entry], today: str) -> str:
    if last.until is not None and last.until < today:
        return _STATES["gone"]
    return _STATES["later"] if rows[0].start > today else _STATES["now"]


def _because(visit: Visit) -> str:
    return visit.form.text("because")[:200]


def _seen(visit: Visit) -> int:
    return number(visit.form.text("seen"), -1)  # a form without it has seen nothing


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011  the office's own day


PAGES = (
    Page(path="/roster", answer=roster, right=Right.SEE_OFFICE, tab="名册", part="管理", kept=True),
    Page(path="/roster.xlsx", answer=roster_workbook, right=Right.SEE_OFFICE, kept=True, costly=True),
    Page(path="/roster/unit", answer=place_page, right=Right.SEE_OFFICE, kept=True),
    Page(path="/roster/add", answer=add, right=Right.MANAGE, method="POST"),
    Page(path="/roster/change", answer=change, right=Right.MANAGE, method="POST"),
    Page(path="/roster/close", answer=close, right=Right.MANAGE, method="POST"),
    Page(path="/roster/upload", answer=look_before, right=Right.MANAGE, method="POST", limit=_UPLOAD, costly=True),
    Page(path="/roster/preview/{token}", answer=preview, right=Right.MANAGE),
    Page(path="/roster/import", answer=take, right=Right.MANAGE, method="POST"),
)
