"""Rows that may be there twice: exact copies, and one event in its own sheet and in a more general one.

Both passes look every row up once in an index, so that they stay linear in the rows.
"""

from collections.abc import Iterator

from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.problems import Problem, warning
from ..model.quantities import Quantity, contributions
from .cells import amount, at, place


def copied(ledger: Ledger) -> Iterator[Problem]:
    """Yield each row that repeats an earlier one of its sheet, field by field."""
    firsts: dict[object, Row] = {}
    for row in ledger.rows:
        # A refused cell has no value, and yet tells rows apart.
        record = row.record
        refused = frozenset([item for item in row.originals.items() if getattr(record, item[0], None) is None])
        first = firsts.setdefault((row.sheet, record, row.approx, refused), row)
        if first is not row and not _anonymous(row):
            yield warning(
                "duplicate-row",
                f"第 {row.number} 行与第 {first.number} 行完全相同，会算两遍。",
                "重复录入的请删去一行；确是两件事，请在备注或名称里写明区别。",
                **at(row, _filled(row)[0] if _filled(row) else ""),
            )


def entered_twice(ledger: Ledger) -> Iterator[Problem]:
    """Yield each row whose event seems to stand in the sheet of a more special kind too.

    The signs are the same date and an equal measure; the special row counts in the general kind's totals anyway.
    """
    special: dict[object, Row] = {}
    related = _related({row.kind for row in ledger.rows})
    said = [(row, tuple(_said(row))) for row in ledger.rows if row.date is not None and row.kind in related]
    for row, amounts in said:
        for general in row.kind.lineage[1:]:
            for field, quantity in amounts:
                special.setdefault((general, row.date, field.id, quantity.amount), row)
    for row, amounts in said:
        for field, quantity in amounts:
            twin = special.get((row.kind, row.date, field.id, quantity.amount))
            if twin is not None:
                yield _twice(row, twin, field, quantity)
                break


def _related(kinds: set[Kind]) -> set[Kind]:
    """Return the kinds that extend another of them, and those others: only these can hold an event twice."""
    pairs = ((kind, above) for kind in kinds for above in kind.lineage[1:] if above in kinds)
    return {kind for pair in pairs for kind in pair}


def _said(row: Row) -> Iterator[tuple[Field, Quantity]]:
    """Yield what a row contributes to its measures; nothing is told by zero, nor by counting rows."""
    for field, quantity in contributions(row):
        if quantity.amount and field.id != "count":
            yield field, quantity


def _twice(row: Row, twin: Row, field: Field, quantity: Quantity) -> Problem:
    general, special = row.kind.label, twin.kind.label
    return warning(
        "entered-twice",
        f"{place(row, field.id)} 与 {place(twin, field.id)} 日期相同（{row.date}），{field.label}也都是 "
        f"{amount(quantity, field)}：同一件事可能填了两遍。",
        f"「{special}」会自动计入「{general}」。同一件事只留「{special}」那一行；确是两件事可以不改。",
        **at(row, field.id),
    )


def _filled(row: Row) -> list[str]:
    return [field.id for field in row.kind.columns if row.value(field.id) is not None]


def _anonymous(row: Row) -> bool:
    """Tell whether a register's row is one unnamed person, as in a copy without personal data: many look alike."""
    personal = [field.id for field in row.kind.fields if field.sensitive]
    return (
        row.kind.register
        and bool(personal)
        and not any(row.value(field) for field in personal)
        and all(row.value(field.id) in (None, 1) for field in row.kind.measures)
    )
