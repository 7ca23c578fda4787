"""Reviewing: which ledgers came in and were looked at by nobody yet, and that an officer found one good.

An acceptance changes no figure: a sound ledger counts from the moment it came. It says that a person looked at it.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from decimal import Decimal

import attrs

from ...model.problems import Problem, error
from ..store.opening import Store, now

#: The newest sound revision of each unit; what an office below forwarded was looked at there.
_TO_REVIEW = """
SELECT s.unit, r.id, r.number, r.name, r.sector, r.region, r.received, r.rows, v.actor, v.at,
    (SELECT COUNT(*) FROM problem p WHERE p.revision = r.id AND p.severity = 'warning') AS warnings,
    (SELECT b.number FROM revision b WHERE b.submission = s.id AND b.number < r.number AND b.state <> 'older'
        ORDER BY b.number DESC LIMIT 1) AS before
FROM submission s JOIN revision r ON r.id = s.current LEFT JOIN review v ON v.revision = r.id
WHERE s.year = ? AND r.state = 'accepted' AND r.package IS NULL ORDER BY r.received, s.unit
"""

_STATE = """
SELECT s.unit, s.year, s.current, r.number, r.name, r.state, r.package, r.id, v.actor, v.at,
    current.number AS newest
FROM revision r JOIN submission s ON s.id = r.submission JOIN revision current ON current.id = s.current
LEFT JOIN review v ON v.revision = r.id WHERE r.id = ?
"""

_FACTS = "SELECT facts FROM revision WHERE submission = (SELECT submission FROM revision WHERE id = ?) AND number = ?"


@attrs.frozen(kw_only=True)
class Review:
    """An officer's acceptance.

    Attributes:
        actor: Who looked at it.
        at: When, as stores write times.
    """

    actor: str
    at: str


@attrs.frozen(kw_only=True)
class Submitted:
    """A sound ledger that is its unit's newest.

    Attributes:
        revision: The id of the revision in the store.
        number: Its number.
        unit: The unit's code.
        name: Its name, as the ledger has it.
        sector: Its sector's id, likewise.
        region: Its region's code, likewise.
        received: The day it came, ISO.
        rows: How many records it holds.
        warnings: How many warnings.
        before: The number of the revision before it; None where it is the first.
        review: Who found it good; None where nobody looked yet.
    """

    revision: int
    number: int
    unit: str
    name: str
    sector: str
    region: str | None
    received: str
    rows: int
    warnings: int
    before: int | None
    review: Review | None


@attrs.frozen(kw_only=True)
class Acceptances:
    """What came of accepting several ledgers.

    Attributes:
        accepted: The names of the units whose ledgers are accepted now.
        refused: Why others are not: somebody was faster, or a newer one came.
    """

    accepted: tuple[str, ...]
    refused: tuple[Problem, ...]


def submitted(store: Store, year: int) -> tuple[Submitted, ...]:
    """Return the sound ledgers of a year, reviewed or not, those first that came first."""
    found = []
    for row in store.db.execute(_TO_REVIEW, (year,)):
        told = {name: row[name] for name in ("number", "unit", "name", "sector", "region", "received", "rows")}
        review = Review(actor=row["actor"], at=row["at"]) if row["at"] else None
        found.append(
            Submitted(**told, revision=row["id"], warnings=row["warnings"], before=row["before"], review=review)
        )
    return tuple(found)


def review_of(store: Store, revision: int) -> Review | None:
    """Return who found a revision good; None where nobody did."""
    row = store.db.execute("SELECT actor, at FROM review WHERE revision = ?", (revision,)).fetchone()
    return Review(actor=row["actor"], at=row["at"]) if row else None


def accept(store: Store, actor: str, revisions: Iterable[int]) -> Acceptances:
    """Note that an officer looked at ledgers and found them good.

    Each is of the revision that was seen: where a newer one came, it went back, or another officer was faster, it is
    left as it is and told.

    Args:
        store: The office's.
        actor: Who looked.
        revisions: The ids of the revisions that were seen.
    """
    accepted, refused = [], []
    with store.transaction() as db:
        for revision in dict.fromkeys(revisions):
            row = db.execute(_STATE, (revision,)).fetchone()
            why = _why_not(row)
            if why:
                name = row["name"] if row else "（没有这一版）"
                refused.append(error("changed-meanwhile", f"「{name}」{why}", "没有改动它，请看过再定。", value=name))
                continue
            db.execute("INSERT INTO review (revision, actor, at) VALUES (?, ?, ?)", (revision, actor, now()))
            store.audit(actor, "review", f"{row['unit']}-{row['year']}", {"revision": row["number"]})
            accepted.append(row["name"])
    return Acceptances(accepted=tuple(accepted), refused=tuple(refused))


def changed_totals(store: Store, revision: int, before: int) -> int | None:
    """Return of how many measures the totals differ between a revision and an earlier one of the same unit's year.

    None where nobody knows: of a ledger with errors no totals are kept.

    Args:
        store: The office's.
        revision: The id of the one.
        before: The number of the other.
    """
    mine = store.db.execute("SELECT facts FROM revision WHERE id = ?", (revision,)).fetchone()
    other = store.db.execute(_FACTS, (revision, before)).fetchone()
    if not mine["facts"] or not other["facts"]:
        return None
    one, two = _totals(mine["facts"]), _totals(other["facts"])
    return sum(one.get(measure) != two.get(measure) for measure in {*one, *two})


def _totals(facts: bytes) -> Mapping[tuple[str, str], Decimal]:
    totals: dict[tuple[str, str], Decimal] = {}
    for line in zlib.decompress(facts).decode().splitlines():
        kind, measure, _, _, _, value, *_ = line.split("\t")
        totals[kind, measure] = totals.get((kind, measure), Decimal(0)) + Decimal(value)
    return totals


def _why_not(row: sqlite3.Row | None) -> str:
    """Return why a revision cannot be accepted; nothing where it can."""
    if row is None:
        return "不在这里。"
    if row["id"] != row["current"]:
        return f"刚才又报来了新的第 {row['newest']} 版，您看的是第 {row['number']} 版。"
    if row["package"] is not None:
        return "的台账由下级双拥办转报，由下级审核。"
    if row["state"] != "accepted":
        return f"的第 {row['number']} 版刚才已经退回。"
    if row["at"] is not None:
        return f"的第 {row['number']} 版已由{row['actor']}审核通过。"
    return ""
