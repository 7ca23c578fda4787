"""Figures computed from rows, each with the cells that it comes from."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..model.fields import Field
from ..model.kinds import Kind
from ..model.labels import measure_label
from ..model.ledgers import Row
from ..model.privacy import mask
from ..model.quantities import Quantity, contribution, counted, filled_from, printed_unit, ratio, total
from .document import Figure, Source
from .manuscript import printable

_MYRIAD = Decimal(10000)
_PERCENT = Decimal(100)


def figure_of(file: str, kind: Kind, rows: Sequence[Row], measure: str, within: str = "") -> Figure | None:
    """Return what rows come to in a measure or ratio of a kind; None where they say nothing of it.

    Args:
        file: The ledger's file name.
        kind: Which kind the figure is of; the rows are its own or those of kinds that extend it.
        rows: What is added up.
        measure: The identifier of a measure, ``count`` included, or of a ratio.
        within: The choice that the rows were chosen by, for the label: 横幅标语.
    """
    field = kind.field(measure)
    if field.measure == "ratio":
        return _ratio_figure(file, kind, rows, field)
    if measure == "count" and not rows:
        return _figure(kind, field, Quantity(Decimal(0)), field.unit or "", ())
    amount = total(rows, measure)
    if amount is None:
        return None
    told = counted(rows, measure)
    sources = tuple(source for row in _telling(told, measure) for source in _sources(file, row, measure))
    return _figure(kind, field, amount, printed_unit(field, len(told)), sources, within)


def number_text(amount: Decimal, *, approx: bool = False) -> str:
    """Return an amount as documents print it: no thousands separators, no idle zeros, 约 where approximate."""
    plain = format(amount, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"约{plain}" if approx else plain


def money_text(amount: Decimal, *, approx: bool = False) -> str:
    """Return an amount of 元 without the unit: in 万 where that is exact with at most 2 decimals (1.2万)."""
    myriads = amount / _MYRIAD
    if amount >= _MYRIAD and myriads == round(myriads, 2):
        return f"{number_text(myriads, approx=approx)}万"
    return number_text(amount, approx=approx)


def _ratio_figure(file: str, kind: Kind, rows: Sequence[Row], field: Field) -> Figure | None:
    found = ratio(rows, field)
    if found is None or found.value is None:
        return None
    assert field.numerator is not None and field.denominator is not None, "a ratio has both"
    sources = tuple(
        source
        for part in (field.numerator, field.denominator)
        for row in counted(rows, part)
        for source in _sources(file, row, part)
    )
    percent = Quantity(found.value * _PERCENT, found.numerator.approx or found.denominator.approx)
    return _figure(kind, field, percent, "%", sources)


def _figure(
    kind: Kind, field: Field, amount: Quantity, unit: str, sources: tuple[Source, ...], within: str = ""
) -> Figure:
    label = f"{kind.label}·{measure_label(kind, field)}"
    return Figure(
        ordinal=0,  # it gets its place when the document is whole
        name=f"{kind.name}.{field.id}",
        label=f"{label}（{within}）" if within else label,
        text=number_text(amount.amount, approx=amount.approx),
        amount=amount.amount,
        unit=unit,
        approx=amount.approx,
        sources=sources,
    )


def _telling(rows: Sequence[Row], measure: str) -> Sequence[Row]:
    """Return the rows that a total is made of: not those that imply zero, unless it is all that they say."""
    adding = [row for row in rows if row.value(measure) is not None or _adds(row, measure)]
    return adding or rows


def _adds(row: Row, measure: str) -> bool:
    amount = contribution(row, measure)
    return amount is not None and amount.amount != 0


def _sources(file: str, row: Row, measure: str) -> Iterator[Source]:
    """Yield the cells of a row's contribution; for what no cell states, the row's first filled cell."""
    for field in filled_from(row, measure) or _first_filled(row):
        yield Source(file, row.sheet, row.cell(field), _public(row.originals.get(field, "")))


@functools.lru_cache(maxsize=10_000)
def _public(original: str) -> str:
    """Return a cell's text as it may leave the unit; the same cell is the source of many figures."""
    return mask(printable(original))


def _first_filled(row: Row) -> Iterable[str]:
    public = (field.id for field in row.kind.columns if not field.guarded)
    filled = [field for field in public if field in row.originals]
    return filled[:1] or ["date"]
