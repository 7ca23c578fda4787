"""How each unit stands: submitted, complete, passed, on time, locked: five things, and none follows from another."""

import datetime
import functools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.kinds import Kind
from ..declared import refuse_unreadable
from ..roster.expected import Expected, Unlocking
from ..roster.standing import region_of
from ..store.opening import Store
from .mending import Mending, mended, mended_in

#: The problems that say that a declaration and its sheet contradict each other.
_CONTRADICTIONS = ("rows-against-declaration", "declared-without-rows", "declared-without-sheet")

#: No blobs: a year's would not fit in memory. What is declared as bytes: a failing disk may leave no UTF-8.
_CURRENT = """
SELECT s.id, s.unit, r.number, r.state, r.because, r.name, r.sector, r.region, r.received,
    CAST(r.declarations AS BLOB) AS declarations, CAST(r.missing AS BLOB) AS missing,
    counted.number AS counted, EXISTS (SELECT 1 FROM review v WHERE v.revision = r.id) AS reviewed
FROM submission s JOIN revision r ON r.id = s.current LEFT JOIN revision counted ON counted.id = s.counted
WHERE s.year = :year AND (:only IS NULL OR s.unit = :only) ORDER BY s.unit
"""

_ERRORS = f"""
SELECT s.id, COUNT(*) AS errors, SUM(p.code IN {_CONTRADICTIONS}) AS contradictions
FROM submission s JOIN problem p ON p.revision = s.current WHERE s.year = :year AND p.severity = 'error'
    AND (:only IS NULL OR s.unit = :only) GROUP BY s.id
"""  # noqa: S608  our own words

#: One that the office returned afterwards was accepted all the same.
_FIRST_ACCEPTED = """
SELECT unit, MIN(day) AS day FROM (
    SELECT s.unit, r.received AS day FROM submission s JOIN revision r ON r.submission = s.id
    WHERE s.year = :year AND (:only IS NULL OR s.unit = :only)
        AND (r.state = 'accepted' OR (r.state = 'returned' AND r.because IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM problem p WHERE p.revision = r.id AND p.severity = 'error')))
    UNION ALL
    SELECT s.unit, f.day FROM submission s JOIN first_accepted f ON f.submission = s.id
    WHERE s.year = :year AND (:only IS NULL OR s.unit = :only)
) GROUP BY unit
"""


@attrs.frozen(kw_only=True)
class Returned:
    """Why a ledger went back.

    Attributes:
        because: The office's reason; None where only its own errors did.
        errors: How many errors it has.
    """

    because: str | None
    errors: int


@attrs.frozen(kw_only=True)
class UnitStatus:
    """How one unit stands with a year's ledger.

    Attributes:
        unit: Its code.
        name: Its name: the roster's, or the ledger's where the roster does not know it.
        sector: Its sector's id, likewise.
        region: Its region's code without trailing zeros, likewise.
        parent: The code of the unit above.
        expected: Whether the roster expects it.
        submitted: Whether any ledger is there.
        complete: Whether the current one declares every kind, has a sheet for all of which it has data, and contradicts
            itself nowhere.
        passed: Whether the current one was accepted and did not go back.
        reviewed: Whether an officer looked at the current one and found it good; no figure depends on it.
        on_time: Whether a ledger was accepted by the due day; None without such a day, or before it is over.
        locked: Whether nothing is taken any more.
        returned: Why the current one went back; None where it did not.
        revision: The number of the current revision.
        counted: The number of the revision whose figures are added up; None where none are.
        received: The day on which the current one came.
        due: The last day that is on time.
        lock: The last day that anything is taken.
        unlocking: The leave to send after the lock, if any was given: who gave it, why, until when.
        lacking: The labels of the kinds that keep it from being complete.
        mending: What the current one mended of the one that went back before it.
    """

    unit: str
    name: str
    sector: str
    region: str | None
    expected: bool
    parent: str | None = None
    submitted: bool = False
    complete: bool = False
    passed: bool = False
    reviewed: bool = False
    on_time: bool | None = None
    locked: bool = False
    returned: Returned | None = None
    revision: int | None = None
    counted: int | None = None
    received: datetime.date | None = None
    due: datetime.date | None = None
    lock: datetime.date | None = None
    unlocking: Unlocking | None = None
    lacking: tuple[str, ...] = ()
    mending: Mending | None = None

    @property
    def late(self) -> bool:
        """Whether it sent, but nothing acceptable by the due day."""
        return self.submitted and self.on_time is False

    def to_json(self) -> dict[str, Any]:
        """Return its object in ``status --format json``."""
        told = attrs.asdict(self, filter=lambda attribute, _: attribute.name != "mending")
        mending = self.mending and {
            "before": self.mending.before,
            **{part: len(getattr(self.mending, part)) for part in ("mended", "still", "new")},
        }
        return told | {"mending": mending}


def units(
    store: Store,
    catalog: Catalog,
    known: Mapping[str, Expected],
    year: int,
    today: datetime.date,
    only: str | None = None,
) -> Iterator[UnitStatus]:
    """Yield how each unit stands: those that the roster knows in the year, and whoever else sent; by code.

    Args:
        store: The office's.
        catalog: For the kinds that a sector's ledger must declare.
        known: Those of the roster.
        year: The year.
        today: The day that decides what is late and locked.
        only: The code of the one unit that is asked about; all if None.

    Raises:
        ProblemsFound: The database is damaged: it cannot be read what a unit declares.
    """
    asked = {"year": year, "only": only}
    sent = {row["unit"]: row for row in store.db.execute(_CURRENT, asked)}
    refuse_unreadable(sent.values(), year)
    errors = {row["id"]: row for row in store.db.execute(_ERRORS, asked)}
    accepted = first_accepted(store.db, year, only)
    mendings = (
        mended_in(store, year) if only is None else {row["id"]: mended(store, row["id"]) for row in sent.values()}
    )
    kinds = functools.cache(catalog.kinds_of)

    @functools.cache  # most ledgers of a sector declare alike
    def lacking(sector: str, declarations: bytes, missing: bytes) -> tuple[str, ...]:
        return tuple(_lacking(kinds(sector), json.loads(declarations), json.loads(missing)))

    for unit in sorted({*known, *sent}):
        row, expected = sent.get(unit), known.get(unit)
        said = _of_roster(expected, today) if expected else _of_ledger(sent[unit])
        if row is not None:
            said |= _of_current(
                row, errors.get(row["id"]), lacking(said["sector"], row["declarations"], row["missing"])
            )
            said["mending"] = mendings.get(row["id"])
        yield UnitStatus(on_time=on_time(expected, accepted.get(unit), today), **said)


def first_accepted(db: sqlite3.Connection, year: int, only: str | None = None) -> Mapping[str, str]:
    """Return the day, ISO, on which each unit's ledger of a year was first accepted, here or by an office below.

    Args:
        db: The store's.
        year: The year.
        only: The code of the one unit that is asked about; all if None.
    """
    return {row["unit"]: row["day"] for row in db.execute(_FIRST_ACCEPTED, {"year": year, "only": only})}


def _of_roster(expected: Expected, today: datetime.date) -> dict[str, Any]:
    return {
        "unit": expected.unit,
        "name": expected.name,
        "sector": expected.sector,
        "region": expected.region,
        "parent": expected.parent,
        "expected": True,
        "locked": expected.locked(today),
        "due": expected.due,
        "lock": expected.lock,
        "unlocking": expected.unlocking,
    }


def _of_ledger(row: sqlite3.Row) -> dict[str, Any]:
    names = {name: row[name] for name in ("unit", "name", "sector")}
    return names | {"region": region_of(row["region"]), "expected": False}


def _of_current(row: sqlite3.Row, errors: sqlite3.Row | None, lacking: tuple[str, ...]) -> dict[str, Any]:
    """Return what the current revision tells of a unit."""
    returned = Returned(because=row["because"], errors=errors["errors"] if errors else 0)
    return {
        "submitted": True,
        "complete": not lacking and not (errors and errors["contradictions"]),
        "passed": row["state"] == "accepted",
        "reviewed": row["state"] == "accepted" and bool(row["reviewed"]),
        "returned": returned if row["state"] == "returned" else None,
        "revision": row["number"],
        "counted": row["counted"],
        "received": datetime.date.fromisoformat(row["received"]),
        "lacking": lacking,
    }


def _lacking(kinds: Iterable[Kind], declarations: Mapping[str, list[str | None]], missing: list[str]) -> Iterator[str]:
    """Yield the labels of the kinds of its sector that a ledger does not declare, or declares and has no sheet for.

    One that has nothing to report needs no sheet: who has no such work may take it out.
    """
    for kind in kinds:
        said = declarations.get(kind.name, [None])[0]
        if said is None or (said == "有数据" and kind.name in missing):
            yield kind.label


def on_time(expected: Expected | None, accepted: str | None, today: datetime.date) -> bool | None:
    """Tell whether a unit's first accepted ledger came by its due day; None without one, or before it is over.

    Args:
        expected: What the roster says of it, if anything.
        accepted: The day of that ledger, ISO; None where there is none.
        today: The day that it is told on.
    """
    if expected is None or expected.due is None:
        return None
    if accepted is not None:
        return datetime.date.fromisoformat(accepted) <= expected.due
    return None if today <= expected.due else False
