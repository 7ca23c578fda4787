"""Moving days: a deed of a festival stays at its festival, a deed of a season in its month, others in their quarter."""

import datetime
import functools
import random
import re

from ...model.dates import PartialDate
from ...model.festivals import FESTIVALS, Festival

#: Words of deeds that belong to their month.
_SEASONAL = re.compile(
    "[雪春夏秋冬暑汛麦收种]|军训|承训|新兵|新生|新任|入学|升学|学期|学年|入伍|征兵|体检|加分|总结|年终|部署|第[一二三]|[上下]半年|季度"
)

#: One of several that follow each other.
_NUMBERED = re.compile("第[一二三四]")

#: Ledgers are closed in the second week of December; whatever the sample has later stands as late as there.
_LAST = (12, 5)

_TRIES = 12
_BY_NAME = {festival.label: festival for festival in FESTIVALS}


def is_seasonal(text: str) -> bool:
    """Tell whether a deed, by its words, belongs to its time of the year and so is done once."""
    return bool(_SEASONAL.search(text))


@functools.lru_cache(maxsize=4096)
def festival_on(day: datetime.date) -> Festival | None:
    """Return the festival that a day belongs to."""
    return next((festival for festival in FESTIVALS if festival.holds(day)), None)


def moved(date: PartialDate, text: str, named: str | None, rng: random.Random) -> PartialDate:
    """Return a date near another, known as well as that one; a few lose their day.

    Args:
        date: Of the sample.
        text: What is done, whose words may bind it to a season.
        named: The festival that the row names itself.
        rng: What chance comes from.
    """
    if date.day is None:
        return date
    if named in _BY_NAME:
        return PartialDate.of(_before(_BY_NAME[named], date, rng))
    festival = festival_on(date.first)
    reach = 3 if _NUMBERED.search(text) else 9 if festival else 20 if is_seasonal(text) else 45
    for _ in range(_TRIES):
        day = date.first + datetime.timedelta(days=rng.randint(-reach, reach))
        if _fits(day, date.first, festival, text) and (day.weekday() < 5 or not rng.randrange(4)):
            return PartialDate.of(day)
    return date


def _before(festival: Festival, date: PartialDate, rng: random.Random) -> datetime.date:
    """Return a day in the two weeks before a festival, or the sample's where those lie in another year."""
    first = festival.on(date.year) - datetime.timedelta(days=min(festival.before, 16))
    day = first + datetime.timedelta(days=rng.randrange(max(1, min(festival.before, 16))))
    return day if day.year == date.year else date.first


def _fits(day: datetime.date, old: datetime.date, festival: Festival | None, text: str) -> bool:
    if day.year != old.year or festival_on(day) is not festival or day > max(old, datetime.date(old.year, *_LAST)):
        return False
    if festival is not None:
        turn = festival.on(old.year)
        return (day <= turn) == (old <= turn)  # what was done before the feast still is
    return day.month == old.month if is_seasonal(text) else (day.month - 1) // 3 == (old.month - 1) // 3
