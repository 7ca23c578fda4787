"""Dates as ledgers know them: a day, or a month, or only a year."""

import calendar
import datetime
import functools
import re
from typing import Self

import attrs

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@functools.total_ordering
@attrs.frozen(order=False)
class PartialDate:
    """A calendar date known to the day, the month or the year (``8月`` keeps its month precision).

    Raises:
        ValueError: There is no such date, or a day is given without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the date that an ISO 8601 text names: ``2026-08-01``, ``2026-08`` or ``2026``."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"not an ISO date: {text!r}")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """Return the date of a day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> datetime.date:
        """The first day that it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it may mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def chinese(self) -> str:
        """As documents write it (GB/T 9704-2012 7.3.5.4: Arabic, no leading zero): 2026年8月1日."""
        parts = (
            f"{self.year}年",
            f"{self.month}月" if self.month else "",
            f"{self.day}日" if self.day else "",
        )
        return "".join(parts)

    def __str__(self) -> str:
        return _iso(self.year, self.month, self.day)

    def __lt__(self, other: Self) -> bool:
        """A vaguer date sorts after the days it holds: it is known to be over only at its end."""
        return (self.last, -self.first.toordinal()) < (other.last, -other.first.toordinal())


@functools.lru_cache(maxsize=1024)  # a year has few days
def _iso(year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")


def month_and_day(day: datetime.date) -> str:
    """Return a day of a year that is known, as documents write it: 8月1日."""
    return f"{day.month}月{day.day}日"
