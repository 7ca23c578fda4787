"""What each unit reports of a year, read for comparing: dates as days, texts as cores, other units by their codes."""

import functools
import re
import sys
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal

import attrs

from ...model.dates import PartialDate
from ..events import COLUMNS, Event, decode_amounts
from ..roster.standing import Reporter
from ..store.opening import Store
from . import wording

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

#: So many digits tell the county.
COUNTY = 6

#: Some reports in one read: as many as SQLite takes in one statement anyway.
BATCH = 500


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
        joint_with: The other units, as the row names them.
        joint: The codes of those that are known by these names.
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
    joint_with: str = ""
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


def read(line: str, unit: Reporter, file: str, regions: re.Pattern[str]) -> Report:
    """Return a stored event as a report that names nobody yet.

    Args:
        line: The event.
        unit: Whose.
        file: The name of its file.
        regions: What matches the names of regions at the beginning of a place.
    """
    cells = line.split("\t")
    place = cells[_PLACE] and _place(cells[_PLACE], (unit.region or "")[:COUNTY], regions)
    amounts = cells[_AMOUNTS]
    return Report(
        cells[_KEY],
        unit,
        file,
        line,
        sys.intern(cells[_KIND]),
        amounts,
        *days_of(cells[_DAY], cells[_END]),
        wording.title_core(cells[_TITLE]),
        place,
        wording.troops_named(cells[_PARTNER]) if cells[_PARTNER] else (),
        tuple(_TELLING.findall(amounts)),
        cells[_JOINT],
    )


@functools.lru_cache(maxsize=1 << 16)
def _place(cell: str, county: str, regions: re.Pattern[str]) -> str:
    # A place with its region's name cut down to what it is: 李沧区文化馆 is the 区文化馆.
    place = wording.place_core(regions.sub(lambda match: match.group()[-1], cell))
    return place and f"{county[: _PREFECTURE if place.startswith('市') else None]}:{place}"


@functools.lru_cache(maxsize=1 << 14)
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


def lines_of(store: Store, revisions: Sequence[int]) -> dict[int, list[str]]:
    """Return the events of each of at most ``BATCH`` revisions that has any, as they are stored."""
    marks = ",".join("?" * len(revisions))
    rows = store.db.execute(f"SELECT id, events FROM revision WHERE id IN ({marks})", revisions)  # noqa: S608
    return {row["id"]: zlib.decompress(row["events"]).decode().split("\n")[:-1] for row in rows if row["events"]}
