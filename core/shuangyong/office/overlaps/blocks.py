"""Blocks: the reports that share a value at a time, and what a report is blocked by."""

import calendar
import datetime
import functools
import itertools
from collections.abc import Collection, Iterator, Sequence

import attrs

from .index import (
    ANY_JOINT,
    ANY_TITLE,
    FIRST_DAY,
    JOINT,
    PLACE,
    TELLING,
    TITLE,
    TROOPS,
    VAGUE,
    Index,
    day_of,
    value_of,
)
from .reports import Report

#: A longer activity stands in the blocks of its first and last day only.
_LONGEST = 10

#: The values of a report by attribute, in the order in which crowds are parted.
Values = Sequence[Sequence[int]]


@attrs.frozen
class Time:
    """A time of a block: a day, a day (``first``) and the next, or a month."""

    kind: str
    first: int
    last: int


@attrs.frozen
class Block:
    """Reports that share values at a time, by numbers: ``firsts`` are compared with ``seconds``.

    Attributes:
        firsts: Who is there on the day, or vaguely in the month.
        seconds: Who is there on the next day, or on a day of the month.
        inner: Whether ``firsts`` are compared with each other as well.
    """

    firsts: Collection[int]
    seconds: Collection[int]
    inner: bool

    @property
    def size(self) -> int:
        """How many stand in it."""
        return len(self.firsts) + len(self.seconds)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield whom to compare."""
        if self.inner:
            yield from itertools.combinations(self.firsts, 2)
        if self.seconds:
            yield from itertools.product(self.firsts, self.seconds)

    def beside(self, number: int) -> Iterator[int]:
        """Yield with whom to compare one of them."""
        if number in self.firsts:
            yield from self.seconds
        if number in self.seconds or (self.inner and number in self.firsts):
            yield from self.firsts

    def shared_with(self, other: "Block") -> "Block":
        """Return those who stand in another block of the same time too."""
        return Block({*self.firsts} & {*other.firsts}, {*self.seconds} & {*other.seconds}, self.inner)


_EMPTY = Block((), (), inner=True)


def values_of(report: Report) -> Values:
    """Return what a report is blocked by."""
    place = _values(PLACE, report.place) if report.place else ()
    return (
        _values(TITLE, report.title) if report.title else (),
        _values(TROOPS, *report.troops),
        place,
        (tuple({value_of(TELLING, amount) for amount in report.telling})),
    )


@functools.lru_cache(maxsize=1 << 14)
def _values(code: int, *texts: str) -> tuple[int, ...]:
    """Return values once for all reports that share them."""
    return tuple(value_of(code, text) for text in texts)


def keys_of(report: Report, values: Values) -> list[int]:
    """Return where a report stands in an index."""
    keys = [value_of(ANY_TITLE, report.title)] if report.title else []
    standing = [*itertools.chain.from_iterable(values)]
    if report.joint:
        keys += [value_of(ANY_JOINT, unit) for unit in report.joint]
        standing += [value_of(JOINT, unit) for unit in report.joint]
    if report.days is None:
        return keys
    if report.exact:
        keys += [value | day for day in _days_of(report.days) for value in standing]
    else:
        when = VAGUE | month_of(day_of(report.days[0]))[0]
        keys += [value | when for value in standing]
    return keys


def times_of(report: Report) -> Iterator[Time]:
    """Yield the times that a report stands in blocks of, those first that tell how much is common then."""
    if report.days is None:
        return
    if not report.exact:
        yield Time("month", *month_of(day_of(report.days[0])))
        return
    days = _days_of(report.days)
    for day in days:
        yield Time("day", day, day)
    for month in {month_of(day) for day in days}:
        yield Time("month", *month)
    for day in {day - ago for day in days for ago in (0, 1)}:
        yield Time("next", day, day + 1)


def block(index: Index, value: int, time: Time) -> Block:
    """Return the block of a value at a time; empty where nobody would be compared for it."""
    if time.kind == "day":
        return Block(index.at(value | time.first), (), inner=True)
    if time.kind == "next":
        firsts = index.at(value | time.first)
        seconds = index.at(value | time.last) if firsts else ()
        return Block(firsts, seconds, inner=False) if seconds else _EMPTY
    vague = index.at(value | VAGUE | time.first)
    return Block(vague, [*index.within(value, time.first, time.last)], inner=True) if vague else _EMPTY


@functools.lru_cache(maxsize=1 << 14)
def _days_of(days: tuple[int, int]) -> Sequence[int]:
    first, last = map(day_of, days)
    return range(first, last + 1) if last - first < _LONGEST else (first, last)


@functools.lru_cache(maxsize=1 << 10)
def month_of(day: int) -> tuple[int, int]:
    """Return the first and the last day of a day's month, all as keys have them."""
    date = datetime.date.fromordinal(day + FIRST_DAY - 1)
    first = date.replace(day=1).toordinal()
    return day_of(first), day_of(first + calendar.monthrange(date.year, date.month)[1] - 1)
