"""Single changes of the roster: a new unit, another name or place from a day on, a unit that closes or opens again."""

import datetime
from collections.abc import Mapping, Sequence

import attrs

from ...catalog import Catalog
from ...model.problems import Problem, ProblemsFound, error
from ..roster.entries import Entry
from ..roster.importing import RosterChange, stored_entries, take_in
from ..roster.reading import RosterReading
from ..roster.writing import read_rows, texts
from ..store.opening import Store
from .auditing import AuditRow, audit
from .seeing import refuse_unseen

#: What changes the roster.
ACTIONS = ("roster",)

#: What a unit may change from a day on.
CHANGING = ("name", "sector", "region", "parent")

#: A warning about rows that nobody wrote just now.
_OF_OTHERS = "no-start"


def add_unit(
    store: Store, catalog: Catalog, actor: str, row: Mapping[str, str], *, because: str = "", seen: int | None = None
) -> RosterChange:
    """Put a new unit on the roster.

    Args:
        store: The office's.
        catalog: For the sectors.
        actor: Who does it.
        row: What would stand in its row, by the fields of :class:`~shuangyong.office.roster.form.Listing`.
        because: Why, for the audit.
        seen: What ``latest`` of ``ACTIONS`` was when it was decided.

    Raises:
        ProblemsFound: Something of it is wrong, it is there already, or the roster was changed meanwhile.
    """
    reading = read_rows([row], catalog)
    with store.transaction():
        refuse_unseen(store, seen, ACTIONS)
        stored = stored_entries(store)
        for entry in reading.entries:
            if entry.unit in stored:
                message = f"名册里已经有单位代码「{entry.unit}」。"
                raise ProblemsFound([error("unit-known", message, "请在它自己的页面上改。", value=entry.unit)])
        return _taken(store, reading, actor, because)


def change_unit(
    store: Store,
    catalog: Catalog,
    actor: str,
    unit: str,
    changes: Mapping[str, str],
    *,
    start: str = "",
    because: str = "",
    seen: int | None = None,
) -> RosterChange:
    """Give a unit another name, sector, region or parent.

    Args:
        store: The office's.
        catalog: For the sectors.
        actor: Who does it.
        unit: The unit's code.
        changes: What is new, by the fields of ``CHANGING``; a blank text takes a parent away.
        start: From which day on, ISO; blank where the last row was wrong from its beginning.
        because: Why, for the audit.
        seen: What ``latest`` of ``ACTIONS`` was when it was decided.

    Raises:
        ProblemsFound: Something of it is wrong, the day lies before the last change, or the roster was changed
            meanwhile.
    """
    with store.transaction():
        refuse_unseen(store, seen, ACTIONS)
        *before, last = _rows(store, unit)
        row = texts(last)
        new = row | {field: changes[field] for field in CHANGING if field in changes}
        if new == row:
            raise ProblemsFound([error("nothing-changed", "和名册里的一样，没有改。")])
        rows = [*map(texts, before), new]
        if start:
            day = _day(start)
            _within(day, last)
            ended = row | {"until": (day - datetime.timedelta(1)).isoformat()}
            rows = [*map(texts, before), ended, new | {"start": day.isoformat()}]
        return _taken(store, read_rows(rows, catalog), actor, because)


def close_unit(
    store: Store,
    catalog: Catalog,
    actor: str,
    unit: str,
    until: str,
    *,
    because: str = "",
    seen: int | None = None,
) -> RosterChange:
    """Take a unit off the roster after a day, or let it go on.

    Args:
        store: The office's.
        catalog: For the sectors.
        actor: Who does it.
        unit: The unit's code.
        until: The last day that it is there, ISO; blank where it goes on.
        because: Why, for the audit.
        seen: What ``latest`` of ``ACTIONS`` was when it was decided.

    Raises:
        ProblemsFound: The day lies before the last change, or the roster was changed meanwhile.
    """
    with store.transaction():
        refuse_unseen(store, seen, ACTIONS)
        *before, last = _rows(store, unit)
        day = _day(until).isoformat() if until else ""
        if day == (last.until or ""):
            raise ProblemsFound([error("nothing-changed", "和名册里的一样，没有改。")])
        rows = [*map(texts, before), texts(last) | {"until": day}]
        return _taken(store, read_rows(rows, catalog), actor, because)


def changes_of(store: Store, unit: str) -> Sequence[AuditRow]:
    """Return the audit rows of all that changed a unit's place on the roster, the latest first."""
    found = [row for row in audit(store, action="roster") if row.subject == unit or _concerns(row, unit)]
    return found[::-1]


def _concerns(row: AuditRow, unit: str) -> bool:
    detail = row.detail if isinstance(row.detail, dict) else {}
    return unit in detail.get("added", ()) or unit in detail.get("replaced", ())


def _rows(store: Store, unit: str) -> list[Entry]:
    rows = stored_entries(store).get(unit)
    if not rows:
        raise ProblemsFound([error("off-roster", "名册里没有这个单位。", "请先把它加进名册。")])
    return rows


def _taken(store: Store, reading: RosterReading, actor: str, because: str) -> RosterChange:
    """Take the rows of one unit in; what is wrong is told without cells, for there is no file."""
    try:
        unit = reading.entries[0].unit if reading.entries else ""
        change = take_in(store, reading, unit, None, actor, because=because)
    except ProblemsFound as found:
        raise ProblemsFound(map(_placeless, (one for one in found.problems if one.code != _OF_OTHERS))) from None
    told = tuple(map(_placeless, (one for one in change.problems if one.code != _OF_OTHERS)))
    return attrs.evolve(change, problems=told)


def _placeless(problem: Problem) -> Problem:
    return attrs.evolve(problem, sheet=None, cell=None)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"「{text[:20]}」不是日期。"
        raise ProblemsFound([error("bad-date", message, "请写成 2026-12-31。", value=text[:20])]) from None


def _within(day: datetime.date, last: Entry) -> None:
    """Refuse a change that would begin before or with the last row, or after it has ended."""
    if day.isoformat() <= last.start:
        message = f"变动日期 {day} 不晚于上一次变动的日期 {last.start}。"
        raise ProblemsFound([error("before-last-change", message, "原来就写错了的，请不写变动日期，直接改正。")])
    if last.until is not None and day.isoformat() > last.until:
        message = f"这个单位 {last.until} 已经停用，变动日期 {day} 在它以后。"
        raise ProblemsFound([error("after-closing", message, "请先恢复在册。")])
