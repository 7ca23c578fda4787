"""Importing a roster: units in the file replace their own earlier rows, all others stay; all of it or nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.problems import Problem, ProblemsFound, error
from ..store.opening import Store
from .entries import Entry
from .judging import judged, judged_deadlines, shortened
from .reading import RosterReading, begun, read_roster

Deadline = tuple[str | None, str | None]
_NONE: Deadline = (None, None)

_COLUMNS = ("unit", "name", "sector", "region", "parent", "start", "until")


@attrs.frozen(kw_only=True)
class RosterChange:
    """What an import did.

    Attributes:
        file: The file's name, without folders.
        added: The codes of units that were not on the roster.
        changed: Those whose rows are others now.
        unchanged: Those of the file whose rows are as they were.
        deadlines: Those whose 截止日期 or 锁定日期 changed.
        problems: Warnings.
    """

    file: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``roster --format json`` prints."""
        return attrs.asdict(self)


def import_roster(store: Store, catalog: Catalog, path: Path, year: int | None, actor: str) -> RosterChange:
    """Take a roster in.

    Args:
        store: Where to.
        catalog: For the sectors.
        path: The workbook.
        year: Which year's 截止日期 and 锁定日期 the file holds, where it has such columns; a blank cell then takes away
            what was set for that unit and year.
        actor: Who imports it.

    Raises:
        ProblemsFound: Something is wrong with the file; every problem is told, and nothing is imported.
    """
    reading = read_roster(path, catalog)
    with store.transaction():
        return take_in(store, reading, path.name, year, actor)


def take_in(
    store: Store, reading: RosterReading, file: str, year: int | None, actor: str, *, because: str = ""
) -> RosterChange:
    """Take in a roster that was read, inside a transaction; the audit tells why, if anybody said.

    Raises:
        ProblemsFound: As :func:`import_roster`.
    """
    change = foreseen(store, reading, file, year)
    stored = stored_entries(store)
    _write(store, reading.entries, {*change.added, *change.changed})
    before: Mapping[str, Deadline] = {}
    if change.deadlines and year is not None:
        before = _write_deadlines(store, reading.entries, year)
    if change.added or change.changed or change.deadlines:
        replaced = {unit: [_values(entry)[1:] for entry in stored[unit]] for unit in change.changed}
        detail = {"added": change.added, "replaced": replaced, "year": year, "deadlines before": before}
        store.audit(actor, "roster", file, detail | ({"because": because.strip()} if because.strip() else {}))
    return change


def foreseen(store: Store, reading: RosterReading, file: str, year: int | None) -> RosterChange:
    """Return what taking in a roster that was read would do; nothing is written.

    Raises:
        ProblemsFound: As :func:`import_roster`.
    """
    units = {entry.unit for entry in reading.entries}
    stored = stored_entries(store)
    others = [entry for unit, rows in stored.items() if unit not in units for entry in rows]
    problems = (
        *reading.problems,
        *judged(reading.entries, others),
        *judged_deadlines(reading.entries, year),
        *shortened(reading.entries, stored),
        *begun(reading.entries),
        *_empty(reading),
    )
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(problems, file=file)
    new = by_unit(reading.entries)
    same = {unit for unit, rows in new.items() if [*map(_values, rows)] == [*map(_values, stored.get(unit, ()))]}
    dated = year is not None and reading.deadlines
    return RosterChange(
        file=file,
        added=tuple(unit for unit in new if unit not in same and unit not in stored),
        changed=tuple(unit for unit in new if unit not in same and unit in stored),
        unchanged=tuple(sorted(same)),
        deadlines=tuple(sorted(_deadlines_before(store, reading.entries, year))) if dated and year else (),
        problems=problems,
    )


def deadline_changes(
    store: Store, reading: RosterReading, year: int
) -> tuple[tuple[str, Deadline, Deadline, bool], ...]:
    """Return the units whose 截止日期 or 锁定日期 of a year a file changes, by code.

    Each with the days before and after, and whether the former were its own: other than those of most units, as they
    are after a respite for it alone.
    """
    before, stated = _deadlines_before(store, reading.entries, year), _stated(reading.entries)
    every = Counter(
        (row["due"], row["lock"]) for row in store.db.execute("SELECT * FROM deadline WHERE year = ?", (year,))
    )
    usual = every.most_common(1)[0][0] if every else _NONE
    return tuple((unit, days, stated[unit], days not in (usual, _NONE)) for unit, days in sorted(before.items()))


def by_unit(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the rows of a roster by unit, in the order of their days."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.unit, entry.start)):
        found.setdefault(entry.unit, []).append(entry)
    return found


def _empty(reading: RosterReading) -> Iterator[Problem]:
    if not reading.entries and not reading.problems:
        yield error("empty-roster", "名册里一个单位也没有。", "请看是不是选错了文件，或者忘了保存。")


def stored_entries(store: Store) -> dict[str, list[Entry]]:
    """Return the rows of the roster by unit, in the order of their days."""
    found: dict[str, list[Entry]] = {}
    for row in store.db.execute(f"SELECT {', '.join(_COLUMNS)} FROM roster ORDER BY unit, start"):  # noqa: S608
        found.setdefault(row["unit"], []).append(Entry(**dict(row)))
    return found


def _write(store: Store, entries: Sequence[Entry], units: Set[str]) -> None:
    """Write the rows of some units in the place of what the store has of them."""
    store.db.executemany("DELETE FROM roster WHERE unit = ?", [(unit,) for unit in sorted(units)])
    store.db.executemany(
        f"INSERT INTO roster ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608
        [_values(entry) for entry in entries if entry.unit in units],
    )


def _deadlines_before(store: Store, entries: Sequence[Entry], year: int) -> Mapping[str, Deadline]:
    """Return the former deadlines of the units whose are to be changed."""
    stored = {
        row["unit"]: (row["due"], row["lock"])
        for row in store.db.execute("SELECT unit, due, lock FROM deadline WHERE year = ?", (year,))
    }
    return {unit: stored.get(unit, _NONE) for unit, new in _stated(entries).items() if stored.get(unit, _NONE) != new}


def _stated(entries: Sequence[Entry]) -> Mapping[str, Deadline]:
    stated: dict[str, Deadline] = {}
    for entry in entries:
        due, lock = stated.get(entry.unit, _NONE)
        stated[entry.unit] = (due or entry.due, lock or entry.lock)
    return stated


def _write_deadlines(store: Store, entries: Sequence[Entry], year: int) -> Mapping[str, Deadline]:
    """Write the deadlines of a year and return the former ones of the units whose they were changed."""
    before, stated = _deadlines_before(store, entries, year), _stated(entries)
    for unit in before:
        store.db.execute("DELETE FROM deadline WHERE unit = ? AND year = ?", (unit, year))
        if stated[unit] != _NONE:
            store.db.execute("INSERT INTO deadline VALUES (?, ?, ?, ?)", (unit, year, *stated[unit]))
    return before


def _values(entry: Entry) -> tuple[str | None, ...]:
    return tuple(getattr(entry, column) for column in _COLUMNS)
