"""Making a package of a store's year."""

import hashlib
import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from ...model.problems import ProblemsFound, error
from ..declared import DECLARED, refuse_unreadable, telling_damage
from ..overlaps.decisions import HOLDING
from ..status.units import first_accepted
from ..store.opening import Store, now
from ..store.settings import Office
from . import DECISIONS, EVENTS, FACTS, FORM, MANIFEST, UNITS

#: What of a revision the office above needs; facts and events apart.
CARRIED = (
    "sha256",
    "content",
    "file",
    "size",
    "received",
    "modified",
    "state",
    "because",
    "name",
    "sector",
    "region",
    "declarations",
    "missing",
    "versions",
    "format",
    "rows",
)

#: What of a decision it needs.
DECIDED = (
    "overlap",
    "cause",
    "year",
    "one",
    "other",
    "label",
    "verdict",
    "measure",
    "amount",
    "actor",
    "because",
    "at",
)


def pack(store: Store, office: Office, year: int) -> bytes:
    """Return a store's year as a package.

    Args:
        store: The office's.
        office: What it says of itself; the office above knows it by its name.
        year: Which year.

    Raises:
        ProblemsFound: There is nothing of that year, or the database is damaged.
    """
    db = store.db
    db.execute("BEGIN")  # one state of the store, whatever is collected meanwhile
    try:
        with telling_damage():
            refuse_unreadable(db.execute(_DECLARED, (year,)), year)
            units, facts, events = _units(db, year)
            decisions = [{name: row[name] for name in DECIDED} for row in db.execute(HOLDING, (year,))]
    finally:
        db.execute("ROLLBACK")
    if not units:
        raise ProblemsFound([error("nothing-to-forward", f"{year} 年没有名册，也没有收到台账，没有可上报的。")])
    members = {
        UNITS: _json(units),
        FACTS: facts,
        EVENTS: events,
        DECISIONS: _json(decisions),
    }
    manifest = {
        "form": FORM,
        "program": version("shuangyong"),
        "office": office.name,
        "region": office.region,
        "year": year,
        "made": now(),
        "units": len(units),
        "reports": sum(bool(unit["counted"]) for unit in units),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in members.items()},
    }
    return _archive({MANIFEST: _json(manifest), **members})


def _units(db: sqlite3.Connection, year: int) -> tuple[list[dict[str, Any]], bytes, bytes]:
    """Return every unit that is expected or has sent, with the lines of the facts and events that count."""
    units: list[dict[str, Any]] = []
    facts, events = io.BytesIO(), io.BytesIO()
    accepted = first_accepted(db, year)
    for unit in _codes(db, year):
        counted, current = _revisions(db, unit, year)
        lines = {"facts": 0, "events": 0}
        if counted is not None:
            for name, stream in (("facts", facts), ("events", events)):
                text = zlib.decompress(counted[name])
                stream.write(text)
                lines[name] = text.count(b"\n")
        units.append(
            {
                "unit": unit,
                "roster": [dict(row) for row in db.execute(_ROSTER, (unit,))],
                "deadline": _deadline(db, unit, year),
                "accepted": accepted.get(unit),
                "counted": _told(counted),
                "current": _told(current) if current is not None and current != counted else None,
                "problems": [dict(row) for row in db.execute(_PROBLEMS, (current["id"] if current else 0,))],
                "lines": lines,
            }
        )
    return units, facts.getvalue(), events.getvalue()


_ROSTER = "SELECT name, sector, region, parent, start, until FROM roster WHERE unit = ? ORDER BY start"
#: Where and of what sort, never in words: a message quotes the cell, and anything may be typed into a wrong one.
_PROBLEMS = "SELECT severity, code, sheet, cell FROM problem WHERE revision = ? ORDER BY ordinal"
_DECLARED = f"""
SELECT s.unit, r.name, r.number, {", ".join(f"CAST(r.{column} AS BLOB) AS {column}" for column in DECLARED)}
FROM submission s JOIN revision r ON r.id IN (s.current, s.counted) WHERE s.year = ? ORDER BY s.unit
"""  # noqa: S608  our own words


def _codes(db: sqlite3.Connection, year: int) -> Iterator[str]:
    found = db.execute(
        "SELECT unit FROM roster WHERE start <= ?2 AND (until IS NULL OR until >= ?1) "
        "UNION SELECT unit FROM submission WHERE year = ?3 AND current IS NOT NULL ORDER BY unit",
        (f"{year}-01-01", f"{year}-12-31", year),
    )
    yield from [row["unit"] for row in found]


def _revisions(db: sqlite3.Connection, unit: str, year: int) -> tuple[sqlite3.Row | None, sqlite3.Row | None]:
    """Return the revision that counts and the newest one."""
    row = db.execute("SELECT counted, current FROM submission WHERE unit = ? AND year = ?", (unit, year)).fetchone()
    if row is None:
        return None, None
    found = [db.execute("SELECT * FROM revision WHERE id = ?", (row[name],)).fetchone() for name in row.keys()]  # noqa: SIM118
    return found[0], found[1]


def _deadline(db: sqlite3.Connection, unit: str, year: int) -> dict[str, Any] | None:
    row = db.execute("SELECT due, lock FROM deadline WHERE unit = ? AND year = ?", (unit, year)).fetchone()
    return dict(row) if row else None


def _told(revision: sqlite3.Row | None) -> dict[str, Any] | None:
    return {name: revision[name] for name in CARRIED} if revision is not None else None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _archive(members: Mapping[str, bytes]) -> bytes:
    """Return the members as an archive; each dated alike, so that equal stores make equal packages but for ``made``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(member, data)
    return stream.getvalue()
