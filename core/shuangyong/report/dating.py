"""Which day a document bears."""

import datetime

from ..model.dates import PartialDate
from ..model.documents import DocumentKind
from ..model.kinds import CORE
from ..model.ledgers import Ledger

_PAPER = f"{CORE}.document"
_PLAN = "计划"


def dated(ledger: Ledger, kind: DocumentKind, today: datetime.date | None = None) -> tuple[datetime.date, bool]:
    """Return the date of a document, and whether the ledger gives it.

    A plan bears the date of the year's plan among the ledger's papers: the ledger itself is filled at the year's end.
    Every other document, and a plan without such a paper, bears 填报日期 where that is a full day, else ``today``.

    Args:
        ledger: The year's.
        kind: Which document.
        today: The present day if None.
    """
    plans = _plans(ledger) if kind == "plan" else []
    given = min(plans, default=_day(ledger.unit.filled))
    if given is not None:
        return given, True
    return today or _present(), False


def of_brief(first: datetime.date, until: datetime.date, today: datetime.date | None = None) -> datetime.date:
    """Return the date of a brief: the last day that it tells, the present day as long as that is to come.

    Args:
        first: The first day told.
        until: The last.
        today: The present day if None.
    """
    present = today or _present()
    return present if first <= present < until else until


def _present() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _plans(ledger: Ledger) -> list[datetime.date]:
    """Return the days of the year's plans; of several the first counts."""
    papers = (row for row in ledger.rows if row.kind.name == _PAPER and row.value("form") == _PLAN)
    days = (_day(row.date) for row in papers)
    return [day for day in days if day is not None and day.year == ledger.year]


def _day(date: PartialDate | None) -> datetime.date | None:
    return date.first if date is not None and date.day is not None else None
