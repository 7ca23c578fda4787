"""How a year's reporting stands now: worked out once for each state of the store and each day, for all who ask."""

import datetime

from ..model.periods import Period
from ..office.status.status import Status, status
from . import ledgers
from .routing import Visit


def status_of(visit: Visit, year: int | None = None) -> Status:
    """Return how a year's reporting stands, all units of it; cheap where nothing has changed since it was asked last.

    Args:
        visit: Whoever asks has the right to see all units.
        year: The year; None is the one that the address asks for, or else the one that people mean.

    Raises:
        ProblemsFound: What the address asks for is no year.
    """
    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    if year is None:
        year = ledgers.default_year(visit.store, visit.asked("year"), today)
    period, portal = Period(year), visit.portal

    def made() -> Status:
        return status(visit.store, portal.catalog, period, today)

    if visit.store.db.in_transaction:  # others do not see yet what this one has changed
        return made()
    return portal.statuses.of((portal.watch.acts(), today, year), made)
