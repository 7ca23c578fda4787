"""What stands in a year's calendar: each time of a duty on its last day, each planned activity on its own."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from ...catalog import Catalog
from ...model.closure import Closing, closings
from ...model.dates import month_and_day
from ...model.duties import BASES
from ...model.festivals import FESTIVALS
from ...model.ledgers import Ledger
from ...model.occurrences import Occurrence, occurrences
from ...report.discretion import discreet
from ..duties import Due, due
from .names import without_names

Standing = Literal["overdue", "due", "upcoming", "partly", "done", "cancelled", "open"]

#: Each standing as people read it: a mark that tells it without colour, and words.
STANDINGS: Mapping[Standing, tuple[str, str]] = {
    "overdue": ("！", "已过期限"),
    "due": ("◆", "近期要办"),
    "upcoming": ("○", "以后要办"),
    "open": ("○", "要办"),
    "partly": ("◐", "部分完成"),
    "done": ("✓", "已办"),
    "cancelled": ("×", "取消"),
}

#: How long before a planned activity people are reminded of it.
_LEAD = datetime.timedelta(days=14)


@attrs.frozen(kw_only=True)
class Entry:
    """One thing to be done.

    Attributes:
        id: What it is known by whenever the calendar is made again.
        planned: Whether it is a planned activity and no duty.
        title: What is to be done; no person is named in it.
        day: The last day of a duty's time; the day of a planned activity, or the first of its month.
        month_only: Whether only the month is known.
        standing: What it stands at.
        note: From when to when, and on what it rests.
        rule: What a duty is called, without its time, and on what it rests; None for a planned activity.
        reminder: The day from which people are reminded; None for what is done or past.
    """

    id: str
    planned: bool
    title: str
    day: datetime.date
    month_only: bool = False
    standing: Standing
    note: str
    rule: tuple[str, str] | None = None
    reminder: datetime.date | None


@attrs.frozen(kw_only=True)
class Calendar:
    """A year of a unit, or of a sector's units.

    Attributes:
        owner: Whose it is, by name.
        year: Which year.
        today: The day that it was made for.
        entries: What is to be done, by day.
        undated: Planned activities without a month.
        festivals: The year's festivals, by day.
        known: Whether a ledger says what is done.
    """

    owner: str
    year: int
    today: datetime.date
    entries: tuple[Entry, ...]
    undated: tuple[str, ...] = ()
    festivals: Mapping[datetime.date, str]
    known: bool

    @property
    def title(self) -> str:
        """What stands over it."""
        return f"{self.owner}{self.year}年双拥工作日历"


def calendar_of_ledger(ledger: Ledger, catalog: Catalog, today: datetime.date) -> Calendar:
    """Return the calendar of a ledger's year: its unit's duties and planned activities, and what they stand at."""
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    plan = closings(ledger, kinds)
    duties = [one for one in due(ledger, catalog, today) if one.status != "exempt"]
    tell = without_names(ledger)
    planned = (_of_plan(one, today, tell(one.title)) for one in plan if _month(one))
    entries = [*map(_of_duty, duties), *_distinct(planned)]
    undated = [tell(one.title) for one in plan if not _month(one)]
    return _calendar(discreet(ledger.unit.name), ledger.year, today, entries, undated, known=True)


def calendar_of_sector(catalog: Catalog, sector: str, unit: str, year: int, today: datetime.date) -> Calendar:
    """Return the calendar of a sector's units without a ledger: their duties, nothing being known of what is done.

    Raises:
        ProblemsFound: There is no such sector.
    """
    found = catalog.sector(sector)
    duties = catalog.duties(found.id, unit)
    entries = [_unknown(one) for name, duty in duties.items() for one in occurrences(name, duty, year)]
    return _calendar(unit or f"{found.label}（各单位通用）", year, today, entries, (), known=False)


def _calendar(
    owner: str, year: int, today: datetime.date, entries: Iterable[Entry], undated: Iterable[str], *, known: bool
) -> Calendar:
    return Calendar(
        owner=owner,
        year=year,
        today=today,
        entries=tuple(sorted(entries, key=lambda entry: (entry.day, not entry.month_only, entry.planned, entry.id))),
        undated=tuple(undated),
        festivals=dict(_festivals(year)),
        known=known,
    )


def _festivals(year: int) -> Iterator[tuple[datetime.date, str]]:
    days: dict[datetime.date, list[str]] = {}
    for festival in FESTIVALS:
        days.setdefault(festival.on(year), []).append(festival.label)
    for day in sorted(days):
        yield day, "、".join(days[day])


def _of_duty(one: Due) -> Entry:
    assert one.status != "exempt"
    ahead = one.status in ("due", "upcoming")
    return attrs.evolve(
        _unknown(one.occurrence), standing=one.status, reminder=one.occurrence.reminder if ahead else None
    )


def _unknown(one: Occurrence) -> Entry:
    duty = one.duty
    first, last = month_and_day(one.first), month_and_day(one.last)
    when = f"{first}至{last}" if first != last else last
    pace = f"，建议{month_and_day(one.by)}前" if one.by != one.last else ""
    much = f"，数量不少于{one.needed}" if one.needed > 1 else ""
    source = f"{duty.source}（{BASES[duty.basis]}）" if duty.source else BASES[duty.basis]
    label = one.label.rpartition("月")[2] if duty.every == "month" else one.label  # it stands in its month
    return Entry(
        id=one.id,
        planned=False,
        title=f"{duty.title}（{label}）" if label else duty.title,
        day=one.by,
        standing="open",
        note=f"办理时间：{when}{pace}{much}。依据：{source}。",
        rule=(duty.title, source),
        reminder=one.reminder,
    )


def _of_plan(one: Closing, today: datetime.date, title: str) -> Entry:
    date = one.row.date
    assert date is not None
    standing = _standing(one, today)
    said = f"完成情况：{one.said}。" if one.said else "台账里已有相应记录，完成情况还没有填。" if one.evidence else ""
    return Entry(
        id=f"plan.{date.year}.{one.number}",
        planned=True,
        title=title,
        day=date.first,
        month_only=date.day is None,
        standing=standing,
        note=f"年度计划第{one.number}项，计划时间{date.chinese}。{said}",
        reminder=date.first - _LEAD if standing in ("due", "upcoming") else None,
    )


def _distinct(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries so that none has another's id, as those of one 编号 would: a phone shows one of each."""
    met: Counter[str] = Counter()
    for entry in entries:
        met[entry.id] += 1
        yield attrs.evolve(entry, id=f"{entry.id}.{met[entry.id]}") if met[entry.id] > 1 else entry


def _standing(one: Closing, today: datetime.date) -> Standing:
    said = one.said or (one.proposal(today) if one.evidence else None)
    if said == "完成":
        return "done"
    if said == "取消":
        return "cancelled"
    if said == "部分完成":
        return "partly"
    date = one.row.date
    if date is None or date.last < today:
        return "overdue"
    return "due" if date.first - _LEAD <= today else "upcoming"


def _month(one: Closing) -> bool:
    return one.row.date is not None and one.row.date.month is not None
