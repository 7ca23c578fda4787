"""Filing a ledger as the next revision of its submission: which is current, and which is counted."""

import datetime
import sqlite3
from typing import Literal

import attrs

from ...workbook.saving import told
from ..facts import FORMAT
from .taking import Taken

Filed = Literal["accepted", "returned", "unchanged", "older"]


@attrs.frozen(kw_only=True)
class Arrival:
    """How a file came: its name without folders, its size, when it was last saved, and the day it was received."""

    file: str
    size: int
    saved: str
    received: datetime.date


def file_revision(db: sqlite3.Connection, unit: str, taken: Taken, arrival: Arrival) -> tuple[Filed, int]:
    """Write a unit's ledger down, inside a transaction; return what it is now, and the revision's number.

    Args:
        db: The store's.
        unit: Whose it is.
        taken: What it holds.
        arrival: How it came.
    """
    submission = _submission(db, unit, taken.year)
    current, counted = (_revision(db, submission[which]) for which in ("current", "counted"))
    if current is not None and current["content"] == taken.content:
        return "unchanged", current["number"]
    # A clock that runs ahead must not make all that is sent later old.
    modified = min(arrival.saved, told(datetime.datetime.now(datetime.UTC)))
    newest = current is None or modified >= current["modified"]
    counts = taken.sound and (newest or _mends(current, counted, modified))
    state: Filed = "accepted" if counts else "returned" if newest else "older"
    number, revision = _insert(db, submission["id"], state, modified, taken, arrival)
    if newest:
        db.execute("UPDATE submission SET current = ? WHERE id = ?", (revision, submission["id"]))
    if counts:
        db.execute("UPDATE submission SET counted = ? WHERE id = ?", (revision, submission["id"]))
    return state, number


def _mends(current: sqlite3.Row | None, counted: sqlite3.Row | None, modified: str) -> bool:
    """Tell whether a sound ledger that is older than the current one counts nevertheless.

    It does where the current one has errors and nothing newer counts: as if it had come first, for in which order two
    files are taken must not decide what is counted. What the office itself returned it does not stand in for.
    """
    by_errors = current is not None and current["state"] == "returned" and current["because"] is None
    return by_errors and (counted is None or modified >= counted["modified"])


def _submission(db: sqlite3.Connection, unit: str, year: int) -> sqlite3.Row:
    db.execute("INSERT OR IGNORE INTO submission (unit, year) VALUES (?, ?)", (unit, year))
    row = db.execute("SELECT * FROM submission WHERE unit = ? AND year = ?", (unit, year)).fetchone()
    assert isinstance(row, sqlite3.Row)
    return row


def _revision(db: sqlite3.Connection, revision: int | None) -> sqlite3.Row | None:
    columns = "number, content, modified, state, because"
    row: sqlite3.Row | None = db.execute(
        f"SELECT {columns} FROM revision WHERE id = ?",  # noqa: S608  our own names
        (revision,),
    ).fetchone()
    return row


def _insert(
    db: sqlite3.Connection, submission: int, state: Filed, modified: str, taken: Taken, arrival: Arrival
) -> tuple[int, int]:
    """Return the number and the id of the new revision."""
    number: int = db.execute(
        "SELECT COALESCE(MAX(number), 0) + 1 FROM revision WHERE submission = ?", (submission,)
    ).fetchone()[0]
    values = {
        "submission": submission,
        "number": number,
        "sha256": taken.sha256,
        "content": taken.content,
        "file": arrival.file,
        "size": arrival.size,
        "received": arrival.received.isoformat(),
        "modified": modified,
        "state": state,
        "name": taken.name,
        "sector": taken.sector,
        "region": taken.region,
        "declarations": taken.declarations,
        "missing": taken.missing,
        "versions": taken.versions,
        "format": FORMAT,
        "rows": taken.rows,
        "facts": taken.facts,
        "events": taken.events,
    }
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    made = db.execute(f"INSERT INTO revision ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608
    revision = made.lastrowid
    assert revision is not None
    db.executemany(
        "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(revision, ordinal, *attrs.astuple(problem)) for ordinal, problem in enumerate(taken.problems)],
    )
    return number, revision
