"""Titles for a calendar that hangs on a wall or lies in a phone: no person's name, no number of theirs."""

from collections.abc import Callable, Iterator

from ...model.ledgers import Ledger
from ...report.discretion import discreet

_SOMEBODY = "某某"
#: Fields that name persons although they may leave the unit.
_NAMING = ("leader", "liaison")
#: A single character is no name, and would be found in many words.
_SHORTEST = 2


def without_names(ledger: Ledger) -> Callable[[str], str]:
    """Return what takes out of a text every name and every sensitive cell that a ledger knows, and personal numbers."""
    names = sorted(set(_private(ledger)), key=len, reverse=True)

    def told(text: str) -> str:
        for name in names:
            text = text.replace(name, _SOMEBODY)
        return discreet(text)

    return told


def _private(ledger: Ledger) -> Iterator[str]:
    yield from _long_enough(ledger.unit.liaison, ledger.unit.phone)
    for row in ledger.rows:
        fields = (field for field in row.kind.fields if field.sensitive or field.id in _NAMING)
        yield from _long_enough(*(row.value(field.id) for field in fields if field.type == "text"))


def _long_enough(*values: object) -> Iterator[str]:
    yield from (text for value in values if value and len(text := str(value).strip()) >= _SHORTEST)
