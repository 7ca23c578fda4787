"""Rows as section templates see them: sets that count and add up, and single rows.

Every attribute that a template may write is a public name here, or a field of the kind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
from jinja2 import TemplateRuntimeError

from ..model.dates import PartialDate
from ..model.festivals import festival_of
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.privacy import mask, without_designations
from .blanks import Blank
from .document import Figure, FigureRun
from .figures import figure_of
from .manuscript import Manuscript, clean

_OTHER = "其他"


@attrs.frozen(eq=False)
class Reading:
    """A ledger that a manuscript is written from."""

    ledger: Ledger
    manuscript: Manuscript


@attrs.frozen(eq=False)
class Number:
    """A figure in a template: it compares with numbers, is false at zero, and prints as an inset.

    Attributes:
        figure: What is printed.
        field: What it is a figure of.
        manuscript: Where it is printed.
    """

    figure: Figure
    field: Field
    manuscript: Manuscript

    def printed(self, text: str = "", unit: str = "") -> str:
        """Return the inset that stands for the figure, printed as ``text``, and the unit after it."""
        figure = attrs.evolve(self.figure, text=text) if text else self.figure
        return self.manuscript.inset(FigureRun(figure)) + unit

    def __str__(self) -> str:
        return self.printed()

    def __bool__(self) -> bool:
        return self.figure.amount != 0

    def __eq__(self, other: object) -> bool:
        return bool(self.figure.amount == _amount(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self.figure.amount < _amount(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.figure.amount <= _amount(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.figure.amount > _amount(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.figure.amount >= _amount(other))

    def __hash__(self) -> int:
        return hash(self.figure.amount)


def _amount(other: Any) -> Any:
    return other.figure.amount if isinstance(other, Number) else other


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
        field = _field(self._row.kind, name)
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


class RowSet:
    """Rows of one kind: true if there are any, counted, added up, grouped and told one by one in order of date."""

    def __init__(
        self,
        reading: Reading,
        kind: Kind,
        rows: Sequence[Row],
        *,
        every: Sequence[Row] | None = None,
        label: str = "",
    ) -> None:
        self._reading = reading
        self._kind = kind
        self._rows = tuple(rows)
        self._every = every
        self._group = label

    @property
    def label(self) -> str:
        """The choice or title that a group of ``by`` shares; the kind's label for a whole set."""
        return self._group or self._kind.label

    @property
    def is_activity(self) -> bool:
        """Whether they are deeds, counted in 次."""
        return self._kind.is_activity

    @property
    def all(self) -> "RowSet":
        """The rows of the kinds that extend this one too, without those that another section tells."""
        if self._every is None:
            raise TemplateRuntimeError(f"{self._kind.id}.all 要直接写在种类名后面")
        return self._of(self._every)

    @property
    def latest(self) -> RowView | Blank:
        """The row of the latest date; of several, the last in the sheet."""
        rows = [*self._ordered()]
        dated = [row for row in rows if row.date is not None]
        if not rows:
            return Blank(self._reading.manuscript, self._kind.label, self._kind.label, None)
        return RowView(self._reading, (dated or rows)[-1])

    def by(self, field: str) -> "list[RowSet]":
        """Return the groups that share a choice, a text, or the ``kind``; 其他 and blanks last.

        Choices come in their own order, festivals and texts by date.
        """
        groups: dict[str, list[Row]] = {choice: [] for choice in _choices(self._kind, field)}
        for row in self._ordered():
            value = row.kind.label if field == "kind" else said(row, field)
            groups.setdefault(_OTHER if value is None else mask(clean(str(value))), []).append(row)
        others = groups.pop(_OTHER, [])
        return [self._of(rows, label=label) for label, rows in [*groups.items(), (_OTHER, others)] if rows]

    def where(self, **wanted: Any) -> "RowSet":
        """Return the rows whose fields have these values; a list means any of them, ``none`` a blank."""
        return self._of([row for row in self._rows if _fits(row, wanted)])

    def without(self, **unwanted: Any) -> "RowSet":
        """Return the other rows than ``where``."""
        return self._of([row for row in self._rows if not _fits(row, unwanted)])

    def festival(self, *names: str) -> "RowSet":
        """Return the rows of these festivals: by their own 节点, else by the date."""
        return self.where(festival=names)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RowView]:
        return (RowView(self._reading, row) for row in self._ordered())

    def __getattr__(self, name: str) -> Any:
        field = _field(self._kind, name)
        if not field.measure:
            raise AttributeError(f"{self._kind.label}的{field.label}不是指标，要逐行来写")
        if field.unit is None and field.measure != "ratio" and not _alike(self._rows):
            raise TemplateRuntimeError(f"{self._kind.id}.{name} 没有单位，不同形式、名称的不能相加，请先 .by()")
        figure = figure_of(self._reading.ledger.file, self._kind, self._rows, name, self._group)
        return self._blank(field) if figure is None else Number(figure, field, self._reading.manuscript)

    def _of(self, rows: Iterable[Row], label: str = "") -> "RowSet":
        return type(self)(self._reading, self._kind, tuple(rows), label=label or self._group)

    def _blank(self, field: Field) -> Blank:
        row = self._rows[0] if self._rows else None
        sheet, cell = (row.sheet or None, row.cell(field.id)) if row else (self._kind.label, None)
        return Blank(self._reading.manuscript, f"{self._kind.label}·{field.label}", sheet, cell)

    def _ordered(self) -> list[Row]:
        """Return the rows by date, as the sheet has them on one day; those without a date come last."""
        dated = sorted((row for row in self._rows if row.date), key=lambda row: row.date or PartialDate(1))
        return [*dated, *(row for row in self._rows if not row.date)]


class PlanItems(RowSet):
    """The planned activities that a section tells."""

    def items(self, *categories: str) -> "RowSet":
        """Return those of these categories, which are labels of kinds."""
        return self.where(category=categories)


class Names:
    """Kinds by their identifiers over another set of rows: last year's (``last``), or all of them (``totals``)."""

    def __init__(self, kinds: Mapping[str, Kind], rows: Callable[[Kind], RowSet], *, there: bool = True) -> None:
        self._kinds = kinds
        self._rows = rows
        self._there = there

    def of(self, label: str) -> RowSet | None:
        """Return the rows of the kind of this label; None where no kind has it."""
        return next((self._rows(kind) for kind in self._kinds.values() if kind.label == label), None)

    def __bool__(self) -> bool:
        return self._there

    def __getattr__(self, name: str) -> RowSet:
        if name.startswith("_") or name not in self._kinds:
            raise AttributeError(name)
        return self._rows(self._kinds[name])


def said(row: Row, field: str) -> Any:
    """Return a row's value; the festival from the date where the cell is blank."""
    value = row.value(field)
    if field == "festival" and value is None:
        return festival_of(row.date)
    return value


def _printable(field: Field, value: Any) -> Any:
    """Return a value as a document may say it: no numbers of persons, no true designation of troops."""
    if not isinstance(value, str):
        return value
    return mask(clean(without_designations(value) if field.designation else value))


def _field(kind: Kind, name: str) -> Field:
    if not name.startswith("_"):
        for field in (*kind.fields, kind.count):
            if field.id == name:
                return field
    raise AttributeError(f"{kind.label}没有 {name}")


def _choices(kind: Kind, field: str) -> tuple[str, ...]:
    # Festivals come in the order of the year, which is that of the rows.
    return () if field in ("kind", "festival") else _field(kind, field).choices


def _fits(row: Row, wanted: Mapping[str, Any]) -> bool:
    for field, accepted in wanted.items():
        value = row.kind.label if field == "kind" else said(row, field)
        several = isinstance(accepted, list | tuple)
        if value not in accepted if several else value != accepted:
            return False
    return True


def _alike(rows: Sequence[Row]) -> bool:
    """Tell whether rows share a form or a title, so that a measure without a unit can be added up."""
    shared = ({row.value(field) for row in rows} for field in ("form", "title"))
    return len(rows) <= 1 or any(len(values) == 1 and None not in values for values in shared)
