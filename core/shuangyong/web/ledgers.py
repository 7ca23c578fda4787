"""What the store holds of one unit: its years, revisions and problems. Whoever calls has asked for the right to it."""

import datetime
import json
import sqlite3
from collections.abc import Iterator

import attrs

from ..catalog import Catalog
from ..model.kinds import Kind
from ..model.periods import Period
from ..model.problems import Problem, ProblemsFound, error
from ..office.roster.standing import standing
from ..office.status.mending import problems_of
from ..office.status.status import latest_year
from ..office.status.units import UnitStatus, units
from ..office.store.opening import Store

#: What became of a revision, as the pages call it.
STATES = {"accepted": "通过", "returned": "退回", "older": "旧稿"}

_REVISIONS = """
SELECT r.id, r.number, r.sha256, r.file, r.received, r.state, r.because, r.rows, r.package, r.sector, r.declarations,
    r.missing, r.id IS s.current AS current, r.id IS s.counted AS counted,
    EXISTS (SELECT 1 FROM review v WHERE v.revision = r.id) AS reviewed,
    (SELECT COUNT(*) FROM problem p WHERE p.revision = r.id AND p.severity = 'error') AS errors,
    (SELECT COUNT(*) FROM problem p WHERE p.revision = r.id AND p.severity = 'warning') AS warnings
FROM submission s JOIN revision r ON r.submission = s.id WHERE s.unit = ? AND s.year = ? ORDER BY r.number DESC
"""


@attrs.frozen(kw_only=True)
class Revision:
    """One file of a unit's year.

    Attributes:
        id: In the store.
        number: From 1, in the order of receipt.
        sha256: Of its original.
        received: The day it came, ISO.
        state: accepted, returned or older.
        because: Why the office returned it; None where its own errors did.
        rows: How many records it holds.
        sector: Its sector's id.
        current: Whether it is the newest.
        counted: Whether its figures are added up.
        reviewed: Whether an officer looked at it and found it good.
        errors: How many errors it has.
        warnings: How many warnings.
        original: Whether its original is here; an office below forwards none.
        declarations: What it declares of each kind, by full name: status and scope.
        missing: The kinds that it has no sheet for.
    """

    id: int
    number: int
    sha256: str
    received: str
    state: str
    because: str | None
    rows: int
    sector: str
    current: bool
    counted: bool
    reviewed: bool
    errors: int
    warnings: int
    original: bool
    declarations: dict[str, list[str | None]]
    missing: frozenset[str]

    @property
    def label(self) -> str:
        """What became of it, in a word."""
        return STATES[self.state]


def revisions(store: Store, unit: str, year: int) -> tuple[Revision, ...]:
    """Return what a unit sent for a year, the newest first."""
    return tuple(_revision(row) for row in store.db.execute(_REVISIONS, (unit, year)))


def revision(store: Store, unit: str, year: int, number: int) -> Revision | None:
    """Return one of them; None where there is none of this number."""
    return next((one for one in revisions(store, unit, year) if one.number == number), None)


def problems(store: Store, found: Revision) -> tuple[Problem, ...]:
    """Return what is wrong with a revision."""
    return problems_of(store, found.id)


def years(store: Store, unit: str, today: datetime.date) -> tuple[int, ...]:
    """Return the years that concern a unit, the newest first: those it sent for, and those of the roster up to now."""
    sent = {row[0] for row in store.db.execute("SELECT year FROM submission WHERE unit = ?", (unit,))}
    recent = {latest_year(store, today), today.year}
    return tuple(sorted(sent | {year for year in recent if standing(store, year, unit)}, reverse=True))


def stands(store: Store, catalog: Catalog, unit: str, year: int, today: datetime.date) -> UnitStatus | None:
    """Return how a unit stands in a year; None where neither the roster nor a submission knows it."""
    return next(units(store, catalog, standing(store, year, unit), year, today, unit), None)


def name_of(store: Store, unit: str) -> str | None:
    """Return what a unit is called; None where nobody knows it."""
    row = store.db.execute(
        "SELECT name FROM roster WHERE unit = ?1 UNION ALL SELECT r.name FROM submission s "
        "JOIN revision r ON r.id = s.current WHERE s.unit = ?1 LIMIT 1",
        (unit,),
    ).fetchone()
    return row["name"] if row else None


def sector_of(store: Store, unit: str, year: int) -> str:
    """Return the id of a unit's sector: as the roster has it in a year, else as its ledger does; empty if neither."""
    known = standing(store, year, unit).get(unit)
    if known is not None:
        return known.sector
    return next((one.sector for one in revisions(store, unit, year)), "")


def declared(catalog: Catalog, found: Revision) -> Iterator[tuple[Kind, str]]:
    """Yield each kind of a revision's sector, whichever plugin's, with what the unit says of it."""
    for kind in catalog.kinds_of(found.sector):
        status = found.declarations.get(kind.name, [None])[0]
        lacking = status == "有数据" and kind.name in found.missing
        yield kind, f"{status}，但缺这张表" if lacking else status or "没有填"


def in_words(status: UnitStatus) -> str:
    """Return how a unit stands, in a word or two."""
    if not status.submitted:
        return "逾期未报" if status.on_time is False else "待报"
    if status.returned:
        return "退回待改"
    return "迟报" if status.late else "已通过"


def default_year(store: Store, asked: str, today: datetime.date) -> int:
    """Return the year that was asked for; else the one that people mean.

    Raises:
        ProblemsFound: What was asked for is no year.
    """
    if not asked:
        return latest_year(store, today)
    try:
        return Period.parse(asked).year
    except ValueError:
        raise ProblemsFound([error("bad-year", f"「{asked}」不是年度。", "请写成 2026。", value=asked)]) from None


def _revision(row: sqlite3.Row) -> Revision:
    same = ("id", "number", "sha256", "received", "state", "because", "rows", "sector", "errors", "warnings")
    return Revision(
        **{name: row[name] for name in same},
        current=bool(row["current"]),
        counted=bool(row["counted"]),
        reviewed=bool(row["reviewed"]),
        original=row["package"] is None,
        declarations=json.loads(row["declarations"]),
        missing=frozenset(json.loads(row["missing"])),
    )
