"""How a year's ledgers came in by the days before and after each unit's 截止日期, so that years can be compared."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from ..store.opening import Store
from .units import UnitStatus

#: Days before the deadline, and after it as negative ones, at which it is told how many had come.
DAYS = (90, 60, 45, 30, 21, 14, 10, 7, 5, 3, 2, 1, 0, -3, -7, -14, -30)

_FIRST = """
SELECT s.unit, MIN(r.received) AS day FROM submission s JOIN revision r ON r.submission = s.id
WHERE s.year = ? GROUP BY s.unit
"""


@attrs.frozen(kw_only=True)
class Arrivals:
    """How many units of a year had sent something by when.

    Attributes:
        expected: How many have a 截止日期.
        counts: For each of ``DAYS``; None for a day that is still to come for most of them.
    """

    expected: int
    counts: Sequence[int | None]


def arrivals(store: Store, year: int, units: Iterable[UnitStatus], today: datetime.date) -> Arrivals:
    """Return how the ledgers of a year came in, whatever became of them.

    Args:
        store: The office's.
        year: The year.
        units: Its units; only those that are expected and have a day are told of.
        today: What is still to come after it is not told.
    """
    dues = {one.unit: one.due for one in units if one.expected and one.due}
    before = [
        (due - datetime.date.fromisoformat(row["day"])).days
        for row in store.db.execute(_FIRST, (year,))
        if (due := dues.get(row["unit"]))
    ]
    left = (Counter(dues.values()).most_common(1)[0][0] - today).days if dues else 0
    counts = [sum(days >= day for days in before) if left <= day else None for day in DAYS]
    return Arrivals(expected=len(dues), counts=counts)
