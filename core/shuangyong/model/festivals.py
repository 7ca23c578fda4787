"""The year's festivals and commemorations that 双拥 work gathers around."""

import datetime
import functools
from collections.abc import Callable

import attrs

from .dates import PartialDate

Day = datetime.date


@attrs.frozen
class Festival:
    """A festival: its day in a year, and how many days before and after it an activity belongs to it."""

    label: str
    on: Callable[[int], Day]
    before: int
    after: int

    def holds(self, day: Day) -> bool:
        """Tell whether a day belongs to it, in its own year or over the turn of the year."""
        # None reaches back over more than a month: only December holds days of next year's.
        years = (day.year, day.year + 1) if day.month == 12 else (day.year,)
        return any(-self.before <= (day - self.on(year)).days <= self.after for year in years)


def spring_festival(year: int) -> Day:
    """Return the first day of the lunar year that begins in a solar year."""
    from lunar_python import Lunar

    return _day(Lunar.fromYmd(year, 1, 1).getSolar())


def tomb_sweeping(year: int) -> Day:
    """Return 清明, the day of the solar term."""
    from lunar_python import Solar

    return _day(Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable()["清明"])


def mid_autumn(year: int) -> Day:
    """Return 中秋, the fifteenth of the eighth lunar month."""
    from lunar_python import Lunar

    return _day(Lunar.fromYmd(year, 8, 15).getSolar())


def dragon_boat(year: int) -> Day:
    """Return 端午, the fifth of the fifth lunar month."""
    from lunar_python import Lunar

    return _day(Lunar.fromYmd(year, 5, 5).getSolar())


def defence_education_day(year: int) -> Day:
    """Return 全民国防教育日, the third Saturday of September (NPC Standing Committee, 2001-08-31)."""
    first = datetime.date(year, 9, 1)
    return first + datetime.timedelta(days=(5 - first.weekday()) % 7 + 14)


def _fixed(month: int, day: int) -> Callable[[int], Day]:
    return lambda year: datetime.date(year, month, day)


def _day(solar: object) -> Day:
    return datetime.date(solar.getYear(), solar.getMonth(), solar.getDay())  # type: ignore[attr-defined]


#: Narrower ones first: a day in two windows belongs to the one that stands first.
FESTIVALS = tuple(
    attrs.evolve(festival, on=functools.cache(festival.on))
    for festival in (
        Festival("国防教育日", defence_education_day, before=2, after=2),
        Festival("烈士纪念日", _fixed(9, 30), before=2, after=0),
        Festival("元旦", _fixed(1, 1), before=7, after=3),
        Festival("清明", tomb_sweeping, before=7, after=3),
        Festival("端午", dragon_boat, before=3, after=1),
        Festival("五四", _fixed(5, 4), before=2, after=2),
        Festival("七一", _fixed(7, 1), before=10, after=2),
        Festival("八一", _fixed(8, 1), before=17, after=9),
        Festival("中秋", mid_autumn, before=5, after=1),
        Festival("国庆", _fixed(10, 1), before=5, after=7),
        Festival("春节", spring_festival, before=25, after=15),
    )
)

FESTIVAL_LABELS = (*(festival.label for festival in FESTIVALS), "其他")


def written(label: str) -> str:
    """Return a festival's name as documents write it: a date of bare numerals in quotes, “八一”."""
    return f"“{label}”" if not label.strip("一二三四五六七八九十") else label


@functools.lru_cache(maxsize=1024)
def festival_of(date: PartialDate | None) -> str | None:
    """Return the festival that a day belongs to; None for other days and for dates without a day."""
    if date is None or date.day is None:
        return None
    return next((festival.label for festival in FESTIVALS if festival.holds(date.first)), None)
