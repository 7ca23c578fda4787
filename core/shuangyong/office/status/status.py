"""The status of a year: how many are expected and how many of them sent, and every unit by name."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...model.quantities import Quantity, RatioOfSums
from ..declared import telling_damage
from ..roster.standing import standing
from ..store.opening import Store
from .units import UnitStatus, units

#: What is counted of the units, besides how many are expected.
_COUNTS: Mapping[str, Callable[[UnitStatus], bool]] = {
    "submitted": lambda unit: unit.submitted,
    "complete": lambda unit: unit.complete,
    "passed": lambda unit: unit.passed,
    "on_time": lambda unit: unit.on_time is True,
    "reviewed": lambda unit: unit.reviewed,
    "locked": lambda unit: unit.locked,
    "returned": lambda unit: unit.returned is not None,
}
_RATES = ("submitted", "complete", "passed", "on_time")


@attrs.frozen(kw_only=True)
class Tally:
    """How many units of a group did what.

    Attributes:
        expected: How many the roster expects; 0 where there is no roster.
        due: How many of them have a due day: what 按时 is a part of.
        counts: By name, as ``status`` prints them.
    """

    expected: int
    due: int
    counts: Mapping[str, int]

    @classmethod
    def of(cls, found: Iterable[UnitStatus]) -> "Tally":
        """Count units."""
        members = list(found)
        return cls(
            expected=sum(unit.expected for unit in members),
            due=sum(unit.due is not None for unit in members),
            counts={name: sum(map(does, members)) for name, does in _COUNTS.items()},
        )

    def rate(self, name: str) -> Decimal | None:
        """Return a count over those expected (on_time: over those with a due day), half-up; None over 0: 不适用."""
        whole = self.due if name == "on_time" else self.expected
        return RatioOfSums(Quantity(Decimal(self.counts[name])), Quantity(Decimal(whole))).value


@attrs.frozen(kw_only=True)
class Status:
    """How a year's reporting stands on a day.

    Attributes:
        period: What was asked for; a part of a year is told of its year, for a ledger is of a year.
        today: The day.
        roster: Whether there is a roster for the year.
        units: Every unit that is expected or sent, by code.
    """

    period: Period
    today: datetime.date
    roster: bool
    units: tuple[UnitStatus, ...]

    @property
    def members(self) -> tuple[UnitStatus, ...]:
        """The units that the counts are of: those expected; without a roster, whoever sent."""
        return tuple(unit for unit in self.units if unit.expected or not self.roster)

    @property
    def unexpected(self) -> tuple[UnitStatus, ...]:
        """Units that sent although the roster does not expect them."""
        return tuple(unit for unit in self.units if not unit.expected)

    @property
    def tally(self) -> Tally:
        """The counts of all members."""
        return Tally.of(self.members)

    def by(self, group: Callable[[UnitStatus], str]) -> Mapping[str, Tally]:
        """Return the counts of each group, in the order of their names."""
        found: dict[str, list[UnitStatus]] = {}
        for unit in self.members:
            found.setdefault(group(unit), []).append(unit)
        return {name: Tally.of(members) for name, members in sorted(found.items())}

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``status --format json`` prints.

        Without a roster nobody is expected, so nobody received either: the counts are then of all that sent.
        """
        tally = self.tally
        return {
            "period": str(self.period),
            "year": self.period.year,
            "today": self.today,
            "roster": self.roster,
            "expected": tally.expected,
            "received": tally.counts["submitted"] if self.roster else 0,
            **tally.counts,
            "unexpected": len(self.unexpected),
            "rates": {name: tally.rate(name) for name in _RATES},
            "units": [unit.to_json() for unit in self.units],
        }


def status(store: Store, catalog: Catalog, period: Period, today: datetime.date) -> Status:
    """Return how the reporting of a period's year stands.

    Args:
        store: The office's.
        catalog: For the kinds that a sector's ledger must declare.
        period: A year, or a part of one, which stands for its year.
        today: The day that decides what is locked, and whether a missing ledger is late already.

    Raises:
        ProblemsFound: The database is damaged: a unit's declarations, or another text, cannot be read.
    """
    with telling_damage():
        known = standing(store, period.year)
        found = tuple(units(store, catalog, known, period.year, today))
    return Status(period=period, today=today, roster=bool(known), units=found)


def latest_year(store: Store, today: datetime.date) -> int:
    """Return the year that people mean who name none.

    It is the latest of which at least half as many units sent as of the last year before it of which any did, or of
    which a deadline is past: a ledger sent early turns nobody's pages to a year that has hardly begun. Where nothing
    was sent and nothing is past, it is the last year that has a deadline; else today's.
    """
    past = store.db.execute("SELECT MAX(year) AS year FROM deadline WHERE due < ?", (today.isoformat(),)).fetchone()
    found = [past["year"]] if past["year"] else []
    before = 0
    for year, count in store.db.execute("SELECT year, COUNT(*) FROM submission GROUP BY year ORDER BY year"):
        if 2 * count >= before:
            found.append(year)
        before = count
    if found:
        return int(max(found))
    row = store.db.execute("SELECT MAX(year) AS year FROM deadline").fetchone()
    return int(row["year"] or today.year)
