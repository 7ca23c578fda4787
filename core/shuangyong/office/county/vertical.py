"""Bureaus that count their subordinates too: what they declare, and figures that agree with those of below."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.kinds import Kind
from ...model.ledgers import Ledger, Row
from ...model.quantities import total

#: Kinds declared 含下级: the measure that counts those of below, and the measure of how many they are.
_INCLUSIVE: Mapping[str, tuple[str, str]] = {"education.drill_programme": ("students", "schools")}


def inclusive_kinds(catalog: Catalog, ledger: Ledger) -> tuple[Kind, ...]:
    """Return the kinds that a ledger counts its subordinates in."""
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    return tuple(kind for kind in kinds if kind.name in _INCLUSIVE and ledger.of(kind))


def with_subordinates(ledger: Ledger, kinds: Iterable[Kind], below: Iterable[Ledger]) -> Ledger:
    """Return a ledger whose kinds are declared 含下级 and come to what the ledgers of below come to together."""
    below = [*below]
    for kind in kinds:
        declared = attrs.evolve(ledger.declared(kind), scope="含下级")
        rows = _agreeing(ledger.of(kind), kind, below)
        changed = {row.number: row for row in rows}
        ledger = attrs.evolve(
            ledger,
            rows=tuple(changed.get(row.number, row) if row.kind is kind else row for row in ledger.rows),
            declarations={**ledger.declarations, kind.name: declared},
        )
    return ledger


def _agreeing(rows: tuple[Row, ...], kind: Kind, below: list[Ledger]) -> list[Row]:
    """Share what the subordinates come to among the rows, in proportion to what these say; the last takes the rest."""
    measure, number = _INCLUSIVE[kind.name]
    root = kind.declarer(measure)
    theirs = [ledger.of(root, descendants=True) for ledger in below]
    counts = {measure: _whole(theirs, measure), number: sum(map(bool, theirs))}
    if not counts[number]:
        return [*rows]
    for field, whole in counts.items():
        weights = [int(getattr(row.record, field) or 0) for row in rows]
        ends = [whole * sum(weights[: place + 1]) // (sum(weights) or 1) for place in range(len(rows))]
        shares = [end - begin for begin, end in zip([0, *ends[:-1]], ends, strict=True)]
        rows = tuple(
            attrs.evolve(row, record=attrs.evolve(row.record, **{field: share}))  # type: ignore[misc]
            for row, share in zip(rows, shares, strict=True)
        )
    return [*rows]


def _whole(theirs: Iterable[tuple[Row, ...]], measure: str) -> int:
    found = (total(rows, measure) for rows in theirs if rows)
    return int(sum((quantity.amount for quantity in found if quantity), Decimal(0)))
