"""The roll-up that answers a question as things stand: worked out once for each state of the store and each day."""

import datetime
from collections.abc import Collection, Sequence

from ...model.periods import Period
from ...office.cube.dimensions import Dimension, parse_dimensions
from ...office.status.status import latest_year
from ..routing import Visit
from ..standing_now import status_of
from .answers import Answer, answer, needed
from .questions import ROWS, refuse_sums


def answer_now(visit: Visit, period: Period, dims: Sequence[Dimension], measures: Collection[str]) -> Answer:
    """Return the roll-up that answers a question, for whoever has the right to see all units.

    Raises:
        ProblemsFound: A sum that must not be made.
    """
    portal, today = visit.portal, datetime.date.today()  # noqa: DTZ011  the office's own day
    refuse_sums(measures, dims, portal.catalog)
    wanted = needed(dims, measures)
    status = status_of(visit, period.year)

    def made() -> Answer:
        return answer(visit.store, portal.catalog, status, period, dims, wanted, today)

    return portal.answers.of((portal.watch.acts(), today, period, tuple(dims), wanted), made)


def whole_now(visit: Visit, period: Period) -> Answer:
    """Return the roll-up of all figures by sector: the one that most people ask for, so that it is mostly there."""
    return answer_now(visit, period, parse_dimensions(ROWS, visit.portal.catalog), ())


def counted_years(visit: Visit) -> list[int]:
    """Return the years of which something counts: first the one that people mean, then the newest."""
    counted = "SELECT DISTINCT year FROM submission WHERE counted IS NOT NULL ORDER BY year DESC"
    meant = latest_year(visit.store, datetime.date.today())  # noqa: DTZ011  the office's own day
    years = [row["year"] for row in visit.store.db.execute(counted)]
    return sorted(years, key=lambda year: year != meant)
