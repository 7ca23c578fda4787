"""Where each unit stands in a year: expected or not, under whom, in which region, by when, and counted or not.

A unit is expected in a year if a row of it is effective on any day of that year. Its name, sector, region and parent
are those of the last such row, for every part of the year too: so quarters add up to the year in every region, and a
unit that moves later leaves the figures of past years as they were.
"""

import datetime
import functools
from collections.abc import Mapping

import attrs

from ...model.periods import Period
from ...model.regions import Region
from ..rollup.figures import Coverage
from ..store.opening import Store
from .expected import Expected, Unlocking

#: The last row of each unit that is effective on some day of a year; the columns beside MAX are of its row in SQLite.
_IN_YEAR = """
SELECT unit, name, sector, region, parent, MAX(start) FROM roster
WHERE start <= :last AND (until IS NULL OR until >= :first) AND (:only IS NULL OR unit = :only)
GROUP BY unit ORDER BY unit
"""

_DEADLINES = "SELECT unit, due, lock FROM deadline WHERE year = :year AND (:only IS NULL OR unit = :only)"

_UNLOCKINGS = "SELECT * FROM unlocking WHERE year = :year AND (:only IS NULL OR unit = :only) ORDER BY until, id"

_SENT = """
SELECT s.unit, s.counted, r.state, r.name, r.sector, r.region FROM submission s JOIN revision r ON r.id = s.current
WHERE s.year = ? ORDER BY s.unit
"""

_COUNTED = """
SELECT s.unit, r.id AS revision, r.name, r.sector, r.region FROM submission s JOIN revision r ON r.id = s.counted
WHERE s.year = ? ORDER BY s.unit
"""


@attrs.frozen(kw_only=True)
class Reporter:
    """A unit whose figures enter a roll-up.

    Attributes:
        unit: Its code.
        revision: The id of its counted revision.
        name: Its name.
        sector: Its sector's id.
        region: The code of its region without trailing zeros; None where neither roster nor ledger tells one.
        parent: The code of the unit above.
    """

    unit: str
    revision: int
    name: str
    sector: str
    region: str | None
    parent: str | None = None


def standing(store: Store, year: int, only: str | None = None) -> Mapping[str, Expected]:
    """Return the units expected in a year by their codes, in order; empty where there is no roster for it.

    Args:
        store: The office's.
        year: The year.
        only: The code of the one unit that is asked about; all if None.
    """
    asked = {"year": year, "only": only, "first": f"{year:04d}-01-01", "last": f"{year:04d}-12-31"}
    deadlines = {row["unit"]: (_date(row["due"]), _date(row["lock"])) for row in store.db.execute(_DEADLINES, asked)}
    unlockings = {
        row["unit"]: Unlocking(
            until=datetime.date.fromisoformat(row["until"]),
            actor=row["actor"],
            because=row["because"],
            at=row["at"],
        )
        for row in store.db.execute(_UNLOCKINGS, asked)
    }
    found = {}
    for row in store.db.execute(_IN_YEAR, asked):
        unit = row["unit"]
        due, lock = deadlines.get(unit, (None, None))
        found[unit] = Expected(
            unit=unit,
            name=row["name"],
            sector=row["sector"],
            region=row["region"],
            parent=row["parent"],
            due=due,
            lock=lock,
            unlocking=unlockings.get(unit),
        )
    return found


def reporters(store: Store, period: Period, known: Mapping[str, Expected] | None = None) -> tuple[Reporter, ...]:
    """Return the units whose counted revision enters a roll-up of a period, by code.

    Units off the roster are left out; where there is no roster for the year all are in, as their ledgers name them.

    Args:
        store: The office's.
        period: Whose year counts.
        known: The year's ``standing``, where it is at hand.
    """
    if known is None:
        known = standing(store, period.year)
    found = []
    for row in store.db.execute(_COUNTED, (period.year,)):
        unit, revision = row["unit"], row["revision"]
        if not known:
            region = region_of(row["region"])
            found.append(Reporter(unit=unit, revision=revision, name=row["name"], sector=row["sector"], region=region))
        elif unit in known:
            its = known[unit]
            found.append(
                Reporter(
                    unit=unit,
                    revision=revision,
                    name=its.name,
                    sector=its.sector,
                    region=its.region,
                    parent=its.parent,
                )
            )
    return tuple(found)


def coverage(store: Store, year: int, known: Mapping[str, Expected] | None = None) -> Coverage:
    """Return who is in a year's roll-up; without a roster all that sent are, and nobody can be missing.

    Args:
        store: The office's.
        year: The year.
        known: Its ``standing``, where it is at hand.
    """
    if known is None:
        known = standing(store, year)
    sent = {row["unit"]: row for row in store.db.execute(_SENT, (year,))}
    received = [row for unit, row in sent.items() if not known or unit in known]
    return Coverage(
        expected=len(known) if known else None,
        received=len(received),
        counted=sum(row["counted"] is not None for row in received),
        returned=sum(row["state"] == "returned" for row in received),
        missing=tuple((unit, its.name) for unit, its in known.items() if unit not in sent),
        unexpected=tuple((unit, row["name"]) for unit, row in sent.items() if known and unit not in known),
    )


def descendants(store: Store, year: int) -> Mapping[str, frozenset[str]]:
    """Return the units below each unit of a year's roster, however deep, by its code; those without any are absent.

    Rows that each are right by their days may make a circle when the last of a year are put together; nobody is below
    itself.
    """
    known = standing(store, year)
    below: dict[str, set[str]] = {}
    for unit in known:
        passed = {unit}
        above = known[unit].parent
        while above is not None and above not in passed:
            below.setdefault(above, set()).add(unit)
            passed.add(above)
            above = known[above].parent if above in known else None
    return {unit: frozenset(found) for unit, found in below.items()}


@functools.lru_cache(maxsize=4096)
def region_of(code: str | None) -> str | None:
    """Return a ledger's region as rosters have it, without trailing zeros; None where it has none that can be used."""
    try:
        return Region.parse(code or "").code
    except ValueError:
        return None


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
