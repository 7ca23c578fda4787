"""What is rolled up where nobody says: the last year that anything was sent for, by region, sector and month."""

import datetime

from ...model.periods import Period
from ...model.regions import LEVELS
from ..roster.standing import reporters
from ..status.status import latest_year
from ..store.opening import Store


def default_period(store: Store) -> Period:
    """Return the last year that ledgers were sent for."""
    return Period(latest_year(store, datetime.date.today()))  # noqa: DTZ011  the office's own day


def default_dims(store: Store, period: Period, *, documents: bool) -> str:
    """Return what to group by, as ``--by`` has it: an office whose units all lie in one county is told by towns.

    Args:
        store: Whose.
        period: Of what time.
        documents: For people, whose documents also tell the months.
    """
    digits = LEVELS["county"]
    counties = {unit.region[:digits] for unit in reporters(store, period) if unit.region}
    region = "region:township" if len(counties) == 1 else "region"
    months = documents and period.first_month < period.last_month
    return ",".join((region, "sector", *(["month"] if months else [])))
