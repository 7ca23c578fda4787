"""Which rows of a ledger fulfil which times of its duties: one each, and so that as many times as can be have one."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ..catalog import Catalog
from ..model.dates import PartialDate
from ..model.duties import Deed
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.occurrences import Occurrence

#: The fields that say what a row is about.
_TITLES = ("title", "honour", "purpose")


@attrs.frozen
class Fulfilment:
    """What a ledger has for one time of a duty: the rows, and how many or how much they come to.

    Attributes:
        rows: The rows that fulfil it, in order of date.
        amount: How many they are, or what of their measure falls to this time.
        approx: Whether a row is dated so vaguely that it may have been at another time.
    """

    rows: tuple[Row, ...] = ()
    amount: Decimal = Decimal(0)
    approx: bool = False


def fulfilments(
    ledger: Ledger, catalog: Catalog, found: Sequence[Occurrence], today: datetime.date
) -> Mapping[str, Fulfilment]:
    """Return what a ledger has until a day for each of these times, by id; rows not cleared yet count for nothing."""
    rows = [row for row in ledger.rows if not row.unverified and _has_begun(row, today)]
    fitting = {one.id: [row for row in rows if _is_deed(row, one, catalog)] for one in found}
    filled: dict[str, list[tuple[Row, Decimal]]] = {one.id: [] for one in found}
    counted = [one for one in found if one.duty.counts]
    for name in dict.fromkeys(one.name for one in counted):
        _share_out([one for one in counted if one.name == name], fitting, filled)
    used = {id(row) for shares in filled.values() for row, _ in shares}
    _match([one for one in found if not one.duty.counts], fitting, filled, used)
    return {one.id: _fulfilment(one, filled[one.id]) for one in found}


def deed_kinds(deed: Deed, kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """Return those of the kinds whose rows may be such a deed."""
    return tuple(kind for kind in kinds if deed.kind in {one.name for one in kind.lineage})


def _fulfilment(one: Occurrence, shares: Sequence[tuple[Row, Decimal]]) -> Fulfilment:
    ordered = sorted(shares, key=lambda share: _span(share[0])[0])
    amount = sum((amount for _, amount in ordered), Decimal(0))
    approx = any(not _inside(row, one) for row, _ in ordered) and not one.duty.counts
    return Fulfilment(tuple(row for row, _ in ordered), amount, approx)


def _has_begun(row: Row, today: datetime.date) -> bool:
    return row.date is None or row.date.first <= today or row.kind.name == "core.plan_item"


def _is_deed(row: Row, one: Occurrence, catalog: Catalog) -> bool:
    return any(_is(row, deed, catalog) and _is_then(row, deed, one) for deed in one.duty.deeds)


def _is(row: Row, deed: Deed, catalog: Catalog) -> bool:
    kind = catalog.kinds.get(deed.kind)
    if kind is None or kind.name not in {one.name for one in row.kind.lineage}:
        return False
    if any(row.value(field) not in values for field, values in deed.choices.items()):
        return False
    title = "".join(str(row.value(field) or "") for field in _TITLES)
    return not deed.words or any(word in title for word in deed.words)


def _is_then(row: Row, deed: Deed, one: Occurrence) -> bool:
    """Tell whether a row may be of this time: by its 节点, by its day, or by the month that may hold it."""
    if row.value("festival") in one.duty.festivals:
        return True
    if not deed.dated:
        return True
    if row.date is None:
        return one.whole_year
    if row.date.year != one.last.year or (row.date.month is None and not one.whole_year):
        return False
    begins, ends = _span(row)
    if one.duty.counts:  # what is entered late counts for the months before
        return ends >= one.counts_from
    return begins <= one.counts_to and ends >= one.counts_from


def _span(row: Row) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day that a row may be of; it has a date."""
    date, end = row.date, row.value("end_date")
    if date is None:
        return datetime.date.min, datetime.date.min
    return date.first, max(date.last, end.last) if isinstance(end, PartialDate) else date.last


def _inside(row: Row, one: Occurrence) -> bool:
    """Tell whether a row is surely of this time, and not only perhaps."""
    if any(not deed.dated and deed.kind == row.kind.name for deed in one.duty.deeds):
        return True
    begins, _ = _span(row)
    precise = row.date is None or row.date.day is not None or row.date.last <= one.counts_to
    return one.whole_year or row.value("festival") in one.duty.festivals or (precise and begins >= one.counts_from)


def _share_out(
    times: Sequence[Occurrence],
    fitting: Mapping[str, Sequence[Row]],
    filled: Mapping[str, list[tuple[Row, Decimal]]],
) -> None:
    """Share each row's measure out: to the times that it spans, what is over to the gaps before, the nearest first."""
    rows = {id(row): row for one in times for row in fitting[one.id]}
    for row in sorted(rows.values(), key=_span):
        begins, ends = _span(row)
        spanned = [one for one in times if begins <= one.counts_to and ends >= one.counts_from]
        before = [one for one in reversed(times) if one.counts_to < begins]
        left = _amount(row, times[0].duty.counts)
        for one in (*spanned, *before):
            share = min(left, one.needed - sum((amount for _, amount in filled[one.id]), Decimal(0)))
            if share > 0:
                filled[one.id].append((row, share))
                left -= share


def _amount(row: Row, measure: str) -> Decimal:
    value = row.value(measure)
    return Decimal(1) if value is None else Decimal(str(value))


def _match(
    times: Sequence[Occurrence],
    fitting: Mapping[str, Sequence[Row]],
    filled: Mapping[str, list[tuple[Row, Decimal]]],
    used: set[int],
) -> None:
    """Give each time a row of its own, moving rows between times so that as many as can be have one (Kuhn's way)."""
    holder: dict[int, Occurrence] = {}
    chosen: dict[str, Row] = {}

    def place(one: Occurrence, tried: set[int]) -> bool:
        wanted = [row for row in _preferred(one, fitting[one.id]) if id(row) not in used]
        for row in sorted(wanted, key=lambda row: id(row) in holder):  # what is free before what another must give up
            if id(row) in tried:
                continue
            tried.add(id(row))
            if id(row) not in holder or place(holder[id(row)], tried):
                holder[id(row)], chosen[one.id] = one, row
                return True
        return False

    for one in sorted(times, key=lambda one: (one.last - one.first, one.last, one.name, one.by)):
        place(one, set())
    for row, one in _in_order(times, chosen):
        filled[one.id].append((row, Decimal(1)))


def _in_order(times: Sequence[Occurrence], chosen: Mapping[str, Row]) -> Iterator[tuple[Row, Occurrence]]:
    """Yield what was chosen; several times within one period have their rows in order of date."""
    periods: dict[object, list[Occurrence]] = {}
    for one in times:
        if one.id in chosen:
            periods.setdefault((one.name, one.first, one.last), []).append(one)
    for same in periods.values():
        yield from zip(sorted((chosen[one.id] for one in same), key=_span), same, strict=True)


def _preferred(one: Occurrence, rows: Sequence[Row]) -> list[Row]:
    """Return rows in the order in which the duty names their kinds, of a certain day before vaguer ones."""
    named = [deed.kind for deed in one.duty.deeds]

    def rank(row: Row) -> int:
        lineage = {kind.name for kind in row.kind.lineage}
        return next(rank for rank, kind in enumerate(named) if kind in lineage)

    return sorted(rows, key=lambda row: (not _inside(row, one), rank(row), _span(row)))
