"""The times of a year at which a duty is to be done."""

import datetime
from collections.abc import Iterator

import attrs

from .dates import PartialDate, month_and_day
from .duties import Duty, Every
from .festivals import FESTIVALS

_PARTS: dict[Every, int] = {"year": 1, "half": 2, "quarter": 4, "month": 12}
_NAMES: dict[Every, tuple[str, ...]] = {
    "year": ("",),
    "half": ("上半年", "下半年"),
    "quarter": ("一季度", "二季度", "三季度", "四季度"),
    "month": tuple(f"{month}月" for month in range(1, 13)),
}
_BY_LABEL = {festival.label: festival for festival in FESTIVALS}
_DAY = datetime.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Occurrence:
    """One time that a duty is to be done.

    Attributes:
        name: The duty's full name.
        duty: The duty.
        label: Which time of the year it is: 一季度, 第2次; empty for what is to be done once.
        first: The first day of its time.
        last: The last day on which it is in time.
        by: The day by which an even pace would have it done: ``last`` where it is the only time of its period.
        counts_from: The first day on which a row counts for it.
        counts_to: The last such day.
        needed: How many rows, or how much of the measure that is counted.
    """

    name: str
    duty: Duty
    label: str
    first: datetime.date
    last: datetime.date
    by: datetime.date
    counts_from: datetime.date
    counts_to: datetime.date
    needed: int = 1

    @property
    def id(self) -> str:
        """What it is known by from year to year and from run to run: ``core.joint_meeting.2026-06-30``."""
        return f"{self.name}.{self.by.isoformat()}"

    @property
    def reminder(self) -> datetime.date:
        """The day from which people are reminded of it."""
        return self.by - self.duty.lead * _DAY

    @property
    def whole_year(self) -> bool:
        """Whether any day of the year will do, so that a row of unknown date counts."""
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)


@attrs.frozen
class _Time:
    label: str
    first: datetime.date
    last: datetime.date
    grace: int = 0


def occurrences(name: str, duty: Duty, year: int) -> tuple[Occurrence, ...]:
    """Return each time of a year at which a duty is to be done, in order.

    Where rows are counted and several are asked for in one period, each of them is a time of its own, and the period
    is shared out evenly for reminders.
    """
    found = []
    times = [*_times(duty, year)]
    for time in times:
        parts = 1 if duty.counts else duty.times
        for part in range(parts):
            label = f"第{part + 1}次" if parts > 1 else ""
            found.append(
                Occurrence(
                    name=name,
                    duty=duty,
                    label=(time.label if len(times) > 1 else "") + label,
                    first=time.first,
                    last=time.last,
                    by=_share(time, part + 1, parts),
                    counts_from=time.first - duty.early * _DAY,
                    counts_to=time.last + max(duty.grace, time.grace) * _DAY,
                    needed=duty.times if duty.counts else 1,
                )
            )
    return tuple(found)


def _times(duty: Duty, year: int) -> Iterator[_Time]:
    if duty.every is not None:
        yield from _periods(duty.every, duty.months, year)
    elif duty.festivals:
        yield _around(duty.festivals, year)
    for first, last in duty.windows:
        begins, ends = _day(year, first), _day(year, last)
        yield _Time(f"{month_and_day(begins)}至{month_and_day(ends)}", begins, ends)


def _periods(every: Every, months: tuple[int, ...], year: int) -> Iterator[_Time]:
    length = 12 // _PARTS[every]
    for part, label in enumerate(_NAMES[every]):
        if not months or part + 1 in months:
            first = datetime.date(year, part * length + 1, 1)
            yield _Time(label, first, PartialDate(year, (part + 1) * length).last)


def _around(labels: tuple[str, ...], year: int) -> _Time:
    found = sorted((_BY_LABEL[label] for label in labels), key=lambda festival: festival.on(year))
    begins = min(festival.on(year) - festival.before * _DAY for festival in found)
    return _Time("", max(datetime.date(year, 1, 1), begins), found[-1].on(year), found[-1].after)


def _share(time: _Time, part: int, parts: int) -> datetime.date:
    """Return the last day of a part of a period; parts of a whole year end with its months where they can."""
    if part == parts:
        return time.last
    if (time.first.month, time.last.month) == (1, 12) and 12 % parts == 0:
        return PartialDate(time.first.year, 12 // parts * part).last
    return time.first + ((time.last - time.first).days * part // parts) * _DAY


def _day(year: int, text: str) -> datetime.date:
    month, _, day = text.partition("-")
    if (month, day) == ("02", "29"):  # the end of February in any year
        return PartialDate(year, 2).last
    return datetime.date(year, int(month), int(day))
