"""What each unit reports of a year, read for comparing: dates as days, texts as cores, other units by their codes."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from ...model.dates import PartialDate
from ...model.periods import Period
from ..events import COLUMNS, Event, decode_amounts
from ..roster.standing import Reporter, reporters
from ..store.opening import Store
from . import wording
from .names import Names

_AT = {column: number for number, column in enumerate(COLUMNS)}
_KEY, _KIND, _DAY, _END = (_AT[column] for column in ("key", "kind", "day", "end"))
_TITLE, _PLACE, _PARTNER, _JOINT, _AMOUNTS = (
    _AT[column] for column in ("title", "place", "partner", "joint_with", "amounts")
)

#: Amounts that are not equal by chance: of three digits and more, the last whole digit not 0.
_TELLING = re.compile(r'"(\d{2,}[1-9])(?:\.\d+)?"')

#: What is vaguer than a day ends so in ``Event.day``.
_VAGUE = "-99"

#: So many digits of a region's code tell the prefecture, whose places are all its counties'.
_PREFECTURE = 4

#: Some reports in one read: as many as SQLite takes in one statement anyway.
_BATCH = 500


@attrs.define(eq=False)
class Report:
    """One activity as one unit reports it.

    Attributes:
        key: Identifies the row through revisions.
        unit: Who reports it.
        file: The name of the file that says it.
        line: The event as it is stored.
        kind: The full name of its kind.
        told: The amounts as they are stored.
        days: Its first and last day as ordinals; None where not even the month is known.
        exact: Whether the day is known, and not the month only.
        title: The core of its title.
        place: The core of its place, after the code of the county (of a place of the city: the prefecture) and a colon.
        troops: The public names of the troops.
        telling: Amounts that are hardly equal by chance.
    """

    key: str
    unit: Reporter
    file: str
    line: str
    kind: str
    told: str
    days: tuple[int, int] | None
    exact: bool
    title: str
    place: str
    troops: tuple[str, ...]
    telling: tuple[str, ...]
    joint: frozenset[str] = frozenset()
    _amounts: Mapping[str, Decimal] | None = None

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """What it states of its measures."""
        if self._amounts is None:
            self._amounts = decode_amounts(self.told)
        return self._amounts

    @property
    def event(self) -> Event:
        """The event as the unit tells it."""
        said = dict(zip(COLUMNS, self.line.split("\t"), strict=True))
        return Event(**{**said, "amounts": decode_amounts(said["amounts"]), "row": int(said["row"])})  # type: ignore[arg-type]


def reports_of(store: Store, year: int) -> list[Report]:
    """Return every activity that enters a year's roll-up; the order says nothing."""
    units = reporters(store, Period(year))
    names = Names.of(units)
    dates: dict[tuple[str, str], tuple[tuple[int, int] | None, bool]] = {}
    found = []
    for unit, file, lines in _stored(store, units):
        county = (unit.region or "")[:6]
        for line in lines:
            cells = line.split("\t")
            when = (cells[_DAY], cells[_END])
            if when not in dates:
                dates[when] = days_of(*when)
            place = cells[_PLACE] and wording.place_core(names.with_level_only(cells[_PLACE]))
            report = Report(
                cells[_KEY],
                unit,
                file,
                line,
                cells[_KIND],
                cells[_AMOUNTS],
                *dates[when],
                wording.title_core(cells[_TITLE]),
                place and f"{county[: _PREFECTURE if place.startswith('市') else None]}:{place}",
                wording.troops_named(cells[_PARTNER]) if cells[_PARTNER] else (),
                tuple(_TELLING.findall(cells[_AMOUNTS])),
            )
            if cells[_JOINT]:
                report.joint = names.meant(cells[_JOINT], unit)
            found.append(report)
    return found


def days_of(day: str, end: str) -> tuple[tuple[int, int] | None, bool]:
    """Return the first and last day of an event as ordinals, and whether they are known to the day."""
    vague = day.endswith(_VAGUE)
    known = day.removesuffix(_VAGUE)
    if len(known) < len("2026-08"):
        return None, False
    date = PartialDate.parse(known)
    last = date.last
    if end and not vague:
        last = max(last, PartialDate.parse(end).first)
    return (date.first.toordinal(), last.toordinal()), not vague


def _stored(store: Store, units: Iterable[Reporter]) -> Iterator[tuple[Reporter, str, list[str]]]:
    by_revision: Mapping[int, Reporter] = {unit.revision: unit for unit in units}
    asked = sorted(by_revision)
    for start in range(0, len(asked), _BATCH):
        some = asked[start : start + _BATCH]
        marks = ",".join("?" * len(some))
        for row in store.db.execute(f"SELECT id, file, events FROM revision WHERE id IN ({marks}) ORDER BY id", some):  # noqa: S608
            if row["events"]:
                yield by_revision[row["id"]], row["file"], zlib.decompress(row["events"]).decode().split("\n")[:-1]
