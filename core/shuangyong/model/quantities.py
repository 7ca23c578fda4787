"""Adding up: what a row contributes to a measure, and what rows come to.

The rules are those of the vocabulary: a blank that measures count toward is their sum, a flow is summed over
rows, a stock is what the latest rows state, a ratio is one sum over another, zero is a value and blank is not.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import attrs

from .fields import Field
from .kinds import Kind
from .ledgers import Row

ONE = Decimal(1)

_NUMBER = (int, Decimal)


@attrs.frozen
class Quantity:
    """An exact amount, and whether a part of it is approximate (近800, 500余, 约3万)."""

    amount: Decimal
    approx: bool = False

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.amount + other.amount, self.approx or other.approx)


_ONCE = Quantity(ONE)


@attrs.frozen
class RatioOfSums:
    """A ratio, published with both its sums."""

    numerator: Quantity
    denominator: Quantity

    @property
    def value(self) -> Decimal | None:
        """The ratio half-up to 4 places; None over 0."""
        if not self.denominator.amount:
            return None
        return (self.numerator.amount / self.denominator.amount).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def contribution(row: Row, measure: str) -> Quantity | None:
    """Return what a row contributes to a measure; None where it says nothing of it."""
    if measure == "count":
        return _ONCE
    stated = getattr(row.record, measure, None)
    if isinstance(stated, _NUMBER):
        return Quantity(Decimal(stated), measure in row.approx)
    field = row.kind.field(measure)
    if field.implied is not None:
        return _implied(row, field)
    parts = row.kind.parts.get(measure)
    return total_of([contribution(row, part.id) for part in parts]) if parts else None


def contributions(row: Row) -> Iterator[tuple[Field, Quantity]]:
    """Yield each measure of a row's kind that the row says something of, with what it contributes."""
    record, approx = row.record, row.approx
    for field, cells_only in _measured(row.kind):
        stated = getattr(record, field.id, None)
        if isinstance(stated, _NUMBER):
            yield field, Quantity(Decimal(stated), field.id in approx)
        elif not cells_only and (said := contribution(row, field.id)) is not None:
            yield field, said


@functools.lru_cache(maxsize=512)
def _measured(kind: Kind) -> tuple[tuple[Field, bool], ...]:
    """Return a kind's measures, each with whether only its cell tells: no value is implied, and none counts toward it.

    ``count`` is told without a cell.
    """
    return tuple(
        (field, field.implied is None and field.id not in kind.parts and field.id != "count") for field in kind.measures
    )


def filled_from(row: Row, measure: str) -> tuple[str, ...]:
    """Return the fields whose cells a row's contribution to a measure comes from; none where no cell decides it."""
    if measure == "count":
        return ()
    if getattr(row.record, measure, None) is not None:
        return (measure,)
    if callable(implied := row.kind.field(measure).implied):
        read = _Read(row)
        implied(read)
        public = (field.id for field in row.kind.columns if not field.guarded)
        return tuple(field for field in public if field in read.fields)
    return tuple(field for part in row.kind.parts.get(measure, ()) for field in filled_from(row, part.id))


def total(rows: Iterable[Row], measure: str) -> Quantity | None:
    """Return what rows of one kind (its descendants' among them) come to; None where none says anything."""
    return total_of(contribution(row, measure) for row in counted(rows, measure))


def counted(rows: Iterable[Row], measure: str) -> Sequence[Row]:
    """Return the rows that count in a total of a measure: for a dated stock only those of the latest date."""
    saying = [row for row in rows if contribution(row, measure) is not None]
    if not saying or measure == "count":
        return saying
    kind = saying[0].kind
    if kind.register or kind.field(measure).measure == "flow":
        return saying
    dates = [row.date for row in saying if row.date is not None]
    latest = max(dates) if dates else None
    return [row for row in saying if row.date == latest]


def ratio(rows: Sequence[Row], field: Field) -> RatioOfSums | None:
    """Return a ratio of sums over rows, never a mean of ratios; None where one of the two is not stated at all."""
    assert field.numerator is not None and field.denominator is not None, "a ratio has both"
    above, below = total(rows, field.numerator), total(rows, field.denominator)
    return RatioOfSums(above, below) if above is not None and below is not None else None


def total_of(quantities: Iterable[Quantity | None]) -> Quantity | None:
    """Return the sum of what is there; None where nothing is."""
    there = [quantity for quantity in quantities if quantity is not None]
    return sum(there[1:], start=there[0]) if there else None


def printed_unit(field: Field, rows: int) -> str:
    """Return the unit that a total is printed with: people added over several rows are 人次, unless a stock."""
    unit = field.unit or ""
    if unit in ("人", "名", "位") and field.measure == "flow" and rows > 1:
        return "人次"
    return unit


class _Read:
    """A row's record that notes which filled fields are looked at."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self.fields: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in self._row.originals:
            self.fields.add(name)
        return getattr(self._row.record, name)


def _implied(row: Row, field: Field) -> Quantity | None:
    value = field.implied(row.record) if callable(field.implied) else field.implied
    return Quantity(Decimal(value)) if value is not None else None
