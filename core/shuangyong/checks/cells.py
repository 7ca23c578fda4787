"""Pointing at cells: where a value stands, and what of it may be shown."""

from ..model.fields import Field
from ..model.ledgers import Row
from ..model.privacy import HIDDEN_TROOPS, mask, without_designations
from ..model.quantities import Quantity


def at(row: Row, field: str) -> dict[str, str | None]:
    """Return a problem's ``sheet``, ``cell`` and ``value`` for a field of a row."""
    return {"sheet": row.sheet, "cell": row.cell(field), "value": shown(row, field)}


def place(row: Row, field: str) -> str:
    """Return a cell as a person reads it: ``征兵体检!C7``."""
    return f"{row.sheet}!{row.cell(field)}"


def shown(row: Row, field: str) -> str | None:
    """Return the original text of a cell, whatever is personal or military masked; None where it is blank."""
    value = row.value(field)
    if value is None:
        return None
    about = row.kind.field(field)
    if about.sensitive:
        return f"［{about.label}已隐去］"
    text = mask(row.originals.get(field, str(value)), HIDDEN_TROOPS)
    return without_designations(text, HIDDEN_TROOPS) if about.designation else text


def unreadable(row: Row, field: str) -> bool:
    """Tell whether a cell holds something that was refused when it was read, and so has a problem already."""
    return field in row.originals and row.value(field) is None


def amount(quantity: Quantity, field: Field) -> str:
    """Return an amount with its unit: ``约800人``."""
    return f"{'约' if quantity.approx else ''}{quantity.amount:f}{field.unit or ''}"
