"""A ledger's figures beside last year's, for whoever looks it over: what changed much is marked."""

from collections.abc import Iterator
from decimal import Decimal

import attrs

from ..catalog import Catalog
from ..model.ledgers import Ledger
from ..report.document import Figure, FigureRun, Inlines, Table
from ..report.statistics import statistics

#: Smaller numbers double from one year to the next without anything being wrong.
_SMALL = 10


@attrs.frozen(kw_only=True)
class Line:
    """A figure and what it was a year ago.

    Attributes:
        item: Which kind of record.
        measure: Which measure.
        unit: 人, 元 …
        now: As printed; — for none.
        last: As printed; — for none.
        large: Whether it more than doubled, or is less than half of what it was.
    """

    item: str
    measure: str
    unit: str
    now: str
    last: str
    large: bool


def compared(ledger: Ledger, catalog: Catalog, last: Ledger | None) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return the lines of the statistics table of each pillar, by its name; without last year nothing is marked."""
    return tuple((table.caption, tuple(_lines(table, last))) for table in statistics(ledger, catalog, last))


def _lines(table: Table, last: Ledger | None) -> Iterator[Line]:
    for item, measure, unit, now, *before in table.rows:
        yield Line(
            item=_text(item),
            measure=_text(measure),
            unit=_text(unit),
            now=_text(now),
            last=_text(before[0]) if before else "",
            large=last is not None and _large(now, before[0]),
        )


def _large(now: Inlines, last: Inlines) -> bool:
    """Tell whether two figures differ much; where one of them is missing there is nothing to compare."""
    if not (any(_figures(now)) and any(_figures(last))):
        return False
    low, high = sorted((_amount(now), _amount(last)))
    return high >= _SMALL and low * 2 < high


def _amount(cell: Inlines) -> Decimal:
    return sum((figure.amount for figure in _figures(cell)), start=Decimal(0))


def _figures(cell: Inlines) -> Iterator[Figure]:
    yield from (run.figure for run in cell if isinstance(run, FigureRun))


def _text(cell: Inlines) -> str:
    return "".join(run.text for run in cell)
