"""What the roster expects of a unit in a year: where it belongs, by when it reports, and after when not any more."""

import datetime

import attrs


@attrs.frozen(kw_only=True)
class Unlocking:
    """Leave to send after the lock.

    Attributes:
        until: The last day of it.
        actor: Who gave it.
        because: Why.
        at: When it was given, as stores write times.
    """

    until: datetime.date
    actor: str
    because: str
    at: str


@attrs.frozen(kw_only=True)
class Expected:
    """A unit that the roster knows in a year.

    Attributes:
        unit: Its code.
        name: Its name.
        sector: Its sector's id.
        region: The code of its region without the trailing zeros of lower levels.
        parent: The code of the unit above.
        due: The last day that is on time; None where nobody set one.
        lock: The last day that anything is taken; None for never.
        unlocking: The leave that lasts longest, if any was given.
    """

    unit: str
    name: str
    sector: str
    region: str
    parent: str | None = None
    due: datetime.date | None = None
    lock: datetime.date | None = None
    unlocking: Unlocking | None = None

    def locked(self, today: datetime.date) -> bool:
        """Tell whether nothing is taken on a day: the lock is past, and no leave covers it."""
        if self.lock is None or today <= self.lock:
            return False
        return self.unlocking is None or self.unlocking.until < today
