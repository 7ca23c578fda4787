"""What a sample county is made of: its units, what becomes of their reports, and the truth about what they share."""

import datetime
import functools
from collections.abc import Mapping
from typing import Any, Literal

import attrs

#: What becomes of a unit's report of the year. ``closed`` units reported the year before for the last time.
Fate = Literal["on_time", "late", "missing", "bad", "revised", "closed"]

#: What is wrong with a bad report; ``unknown-unit`` is of a unit that the roster does not know.
Fault = Literal[
    "text-in-number", "february-30", "wrong-year", "other-code", "own-copy", "damaged", "no-ledger", "unknown-unit"
]
FAULTS: tuple[Fault, ...] = Fault.__args__[:-1]  # type: ignore[attr-defined]

Truth = Literal["same", "partly", "different"]


@attrs.frozen(kw_only=True)
class Place:
    """Where a unit stands in the hierarchy for a time; ``since`` and ``until`` are its first and last day."""

    region: str
    parent: str | None
    since: datetime.date | None = None
    until: datetime.date | None = None


@attrs.frozen(kw_only=True)
class Member:
    """A unit of the county; what it is called, where it belongs and what it will do is decided here once and for all.

    Attributes:
        name: As on its seal; invented, but for the bureaus that every county has.
        code: The code that the office gave it.
        sector: The sector's id.
        nature: What of its sector it is (``primary``, ``street`` …): the key of its guise.
        places: Its place in the hierarchy, the present one last.
        size: How large it is beside the sample's unit, in percent.
        troops: The public code names of the two troops that it works with.
        fate: What becomes of its report.
        fault: What is wrong with its report, if it is bad or first was.
        before: Whether there is a report of the year before.
    """

    name: str
    code: str
    sector: str
    nature: str
    places: tuple[Place, ...]
    size: int
    troops: tuple[str, str]
    fate: Fate = "on_time"
    fault: Fault | None = None
    before: bool = False

    @property
    def region(self) -> str:
        """Its present region's code: 6 digits, 9 in a town, 12 for a community."""
        return self.places[-1].region

    @property
    def parent(self) -> str | None:
        """The code of the unit that it is under at present."""
        return self.places[-1].parent

    @property
    def sound(self) -> bool:
        """Whether a report of the year without errors arrives in the end."""
        return self.fate in ("on_time", "late", "revised")

    def region_in(self, year: int) -> str:
        """Return its region at the end of a year."""
        last = datetime.date(year, 12, 31)
        return next((place.region for place in self.places if place.until is None or place.until >= last), self.region)


@attrs.frozen(kw_only=True)
class Deed:
    """One planted row: who reports it, in which sheet, and its values by field."""

    unit: str
    kind: str
    values: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What it is called there."""
        return str(self.values["title"])


@attrs.frozen(kw_only=True)
class Planted:
    """Rows of several units that are the same activity, partly the same, or only look alike.

    Attributes:
        truth: Whether they are.
        what: What was planted, in Chinese.
        deeds: The rows, one a unit.
        shared: By measure, what is counted in each of them; where ``same``, the smaller figures are the shared ones.
    """

    truth: Truth
    what: str
    deeds: tuple[Deed, ...]
    shared: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class County:
    """A sample county, or a city of several: everything that its files are made of.

    Attributes:
        name: Of the county or city.
        region: Its code: 6 digits, the last two zero for a city.
        year: Which year is reported.
        seed: What all that is random in it hangs on.
        units: Those of the roster; without the closed ones there are as many as were asked for.
        strangers: Units that report although the roster does not know them.
        planted: What several units report, with the truth. Any other rows of two units are different activities.
    """

    name: str
    region: str
    year: int
    seed: int
    units: tuple[Member, ...]
    strangers: tuple[Member, ...] = ()
    planted: tuple[Planted, ...] = ()

    def deeds_of(self, code: str) -> tuple[Deed, ...]:
        """Return the rows planted in a unit's ledger of the year."""
        return self._deeds.get(code, ())

    @functools.cached_property
    def _deeds(self) -> Mapping[str, tuple[Deed, ...]]:
        found: dict[str, tuple[Deed, ...]] = {}
        for deed in (deed for planted in self.planted for deed in planted.deeds):
            found[deed.unit] = (*found.get(deed.unit, ()), deed)
        return found

    def under(self, code: str) -> tuple[Member, ...]:
        """Return the units that a unit is over at present."""
        return tuple(member for member in self.units if member.parent == code)
