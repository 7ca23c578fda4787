"""What the copy that leaves the unit leaves out or masks, counted: so that a clerk knows before it is handed in."""

from collections import Counter
from collections.abc import Iterator

import attrs

from ..model.fields import Field
from ..model.kinds import Record
from ..model.ledgers import Ledger
from ..model.units import INFO
from .layout import unit_fields
from .submitting import cleared


@attrs.frozen(kw_only=True)
class Withheld:
    """The cells of a column that do not leave the unit as they are.

    Attributes:
        sheet: The sheet.
        column: The column's label.
        count: How many cells.
        emptied: Whether they are emptied; else a part of their text is masked.
    """

    sheet: str
    column: str
    count: int
    emptied: bool


def withheld(ledger: Ledger) -> tuple[Withheld, ...]:
    """Return what the copy of a ledger leaves out or masks, column by column in the order of the sheets."""
    bare = cleared(ledger).ledger
    found = Counter(_changed(INFO, ledger.unit, bare.unit, unit_fields()))
    for row, clear in zip(ledger.rows, bare.rows, strict=True):
        found.update(_changed(row.sheet or row.kind.label, row.record, clear.record, row.kind.columns))
    return tuple(
        Withheld(sheet=sheet, column=column, count=count, emptied=emptied)
        for (sheet, column, emptied), count in found.items()
    )


def _changed(sheet: str, own: Record, bare: Record, fields: tuple[Field, ...]) -> Iterator[tuple[str, str, bool]]:
    for field in fields:
        before, after = getattr(own, field.id), getattr(bare, field.id)
        if before != after:
            yield sheet, field.label, after is None
