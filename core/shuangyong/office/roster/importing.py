"""Importing a roster: units in the file replace their own earlier rows, all others stay; all of it or nothing."""

from collections.abc import Iterator, Mapping, Sequence
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
            raise ProblemsFound(problems, file=path.name)
        change = attrs.evolve(_write(store, reading.entries, stored), file=path.name, problems=problems)
        before: Mapping[str, Deadline] = {}
        if year is not None and reading.deadlines:
            before = _write_deadlines(store, reading.entries, year)
            change = attrs.evolve(change, deadlines=tuple(sorted(before)))
        if change.added or change.changed or change.deadlines:
            replaced = {unit: [_values(entry)[1:] for entry in stored[unit]] for unit in change.changed}
            detail = {"added": change.added, "replaced": replaced, "year": year, "deadlines before": before}
            store.audit(actor, "roster", path.name, detail)
    return change


def _empty(reading: RosterReading) -> Iterator[Problem]:
    if not reading.entries and not reading.problems:
        yield error("empty-roster", "名册里一个单位也没有。", "请看是不是选错了文件，或者忘了保存。")


def stored_entries(store: Store) -> dict[str, list[Entry]]:
    """Return the rows of the roster by unit, in the order of their days."""
    found: dict[str, list[Entry]] = {}
    for row in store.db.execute(f"SELECT {', '.join(_COLUMNS)} FROM roster ORDER BY unit, start"):  # noqa: S608
        found.setdefault(row["unit"], []).append(Entry(**dict(row)))
    return found


def _write(store: Store, entries: Sequence[Entry], stored: Mapping[str, Sequence[Entry]]) -> RosterChange:
    new: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.unit, entry.start)):
        new.setdefault(entry.unit, []).append(entry)
    same = {unit for unit, rows in new.items() if [*map(_values, rows)] == [*map(_values, stored.get(unit, ()))]}
    written = [unit for unit in new if unit not in same]
    store.db.executemany("DELETE FROM roster WHERE unit = ?", [(unit,) for unit in written])
    store.db.executemany(
        f"INSERT INTO roster ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608
        [_values(entry) for unit in written for entry in new[unit]],
    )
    return RosterChange(
        file="",
        added=tuple(unit for unit in written if unit not in stored),
        changed=tuple(unit for unit in written if unit in stored),
        unchanged=tuple(sorted(same)),
    )


def _write_deadlines(store: Store, entries: Sequence[Entry], year: int) -> Mapping[str, Deadline]:
    """Write the deadlines of a year and return the former ones of the units whose they were changed."""
    stated: dict[str, Deadline] = {}
    for entry in entries:
        due, lock = stated.get(entry.unit, (None, None))
        stated[entry.unit] = (due or entry.due, lock or entry.lock)
    stored = {
        row["unit"]: (row["due"], row["lock"])
        for row in store.db.execute("SELECT unit, due, lock FROM deadline WHERE year = ?", (year,))
    }
    none: Deadline = (None, None)
    before = {unit: stored.get(unit, none) for unit, new in stated.items() if stored.get(unit, none) != new}
    for unit in before:
        store.db.execute("DELETE FROM deadline WHERE unit = ? AND year = ?", (unit, year))
        if stated[unit] != none:
            store.db.execute("INSERT INTO deadline VALUES (?, ?, ?, ?)", (unit, year, *stated[unit]))
    return before


def _values(entry: Entry) -> tuple[str | None, ...]:
    return tuple(getattr(entry, column) for column in _COLUMNS)
