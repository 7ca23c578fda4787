"""Single rows as section templates see them; every public name here is one that a template may write."""

from typing import Any

import attrs

from ..model.festivals import festival_of
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.privacy import without_designations
from .blanks import Blank
from .discretion import discreet
from .figures import figure_of
from .manuscript import Manuscript, clean
from .numbers import Number


@attrs.frozen(eq=False)
class Reading:
    """A ledger that a manuscript is written from."""

    ledger: Ledger
    manuscript: Manuscript


class RowView:
    """One row: a field's text, date or figure by its identifier, and a ``Blank`` where the cell is empty."""

    def __init__(self, reading: Reading, row: Row) -> None:
        self._reading = reading
        self._row = row

    @property
    def kind(self) -> str:
        """The kind's label."""
        return self._row.kind.label

    def __getattr__(self, name: str) -> Any:
        field = field_of(self._row.kind, name)
        if field.sensitive:
            raise AttributeError(f"{field.label}是敏感信息，不写进公文")
        if field.measure:
            figure = figure_of(self._reading.ledger.file, self._row.kind, [self._row], name)
            return self._blank(field) if figure is None else Number(figure, field, self._reading.manuscript)
        value = said(self._row, name)
        return self._blank(field) if value is None else _printable(field, value)

    def _blank(self, field: Field) -> Blank:
        label = f"{self._row.kind.label}·{field.label}"
        return Blank(self._reading.manuscript, label, self._row.sheet or None, self._row.cell(field.id))


def said(row: Row, field: str) -> Any:
    """Return a row's value; the festival from the date where the cell is blank."""
    value = row.value(field)
    if field == "festival" and value is None:
        return festival_of(row.date)
    return value


def field_of(kind: Kind, name: str) -> Field:
    """Return the field of this identifier; raises AttributeError, as a template's attributes must."""
    if not name.startswith("_"):
        for field in (*kind.fields, kind.count):
            if field.id == name:
                return field
    raise AttributeError(f"{kind.label}没有 {name}")


def _printable(field: Field, value: Any) -> Any:
    """Return a value as a document may say it: no numbers of persons, no true designation of troops."""
    if not isinstance(value, str):
        return value
    return discreet(clean(without_designations(value) if field.designation else value))
