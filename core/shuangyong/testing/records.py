"""Records made from nothing but their kind: every field filled, or only those that must be."""

import random
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..catalog import Catalog
from ..model.dates import PartialDate
from ..model.fields import Field
from ..model.kinds import Kind, Record
from ..model.ledgers import Ledger
from ..model.units import Unit
from ..offers import SampleLedger
from ..workbook.samples import arranged

#: Stands in every sensitive field; it must not be found in any document.
UNTOLD = "不得外传"

_TROOP = "驻地某部"
_PART, _WHOLE = 6, 12
_DECIMALS = {0: Decimal(1200), 1: Decimal("1.5"), 2: Decimal("1200.50")}


def full_record(kind: Kind, year: int) -> Record:
    """Return a record of a kind with every field filled."""
    return _record(kind, kind.columns, year)


def bare_record(kind: Kind, year: int) -> Record:
    """Return a record of a kind with nothing filled but what every row needs, and the first measure."""
    measured = [field for field in kind.columns if field.measure and field.id in kind.own][:1]
    return _record(kind, [*(field for field in kind.columns if field.required), *measured], year)


def values(kind: Kind, year: int) -> Mapping[str, object]:
    """Return a value for each field of a kind that a ledger has a column for."""
    return {field.id: _value(field, year) for field in kind.columns}


def ledger_of(catalog: Catalog, sector: str, year: int, records: Iterable[Record]) -> Ledger:
    """Return a ledger of a unit of a sector with these records, standing where a workbook has them."""
    label = catalog.sector(sector).label
    made = tuple(records)
    unit = Unit(name=f"某某{label}单位", sector=label, year=year, filled=PartialDate(year, 12, 10))
    return arranged(catalog, SampleLedger(sector=sector, unit=lambda _: unit, records=lambda _: made), year)


def shuffled(records: Iterable[Record]) -> list[Record]:
    """Return records in another order, the same each time."""
    found = [*records]
    random.Random(1).shuffle(found)  # noqa: S311  nothing secret is drawn
    return found


def _record(kind: Kind, fields: Iterable[Field], year: int) -> Record:
    return kind.cls(**{field.id: _value(field, year) for field in fields})


def _value(field: Field, year: int) -> object:
    match field.type:
        case "choice":
            return field.choices[0]
        case "date":
            return PartialDate(year, 8, 1)
        case "integer":
            return _PART if field.at_most else _WHOLE
        case "decimal":
            return _DECIMALS[field.decimals]
    return UNTOLD if field.sensitive else _TROOP if field.designation else field.label
