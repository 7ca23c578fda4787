"""Rows of a kind as section templates see them: counted, added up, grouped, told one by one.

Every attribute that a template may write is a public name here, or a field of the kind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import TemplateRuntimeError

from ..model.dates import PartialDate
from ..model.festivals import written
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Row
from ..model.pillars import PILLARS
from .blanks import Blank
from .figures import figure_of
from .numbers import Number
from .row_filters import field_fault, month_faults
from .row_view import Reading, RowView, field_of, printable, said

_OTHER = "其他"


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
    def pillar(self) -> str:
        """The label of the kind's pillar; an empty text for kinds that have none."""
        return self._kind.pillar.label if self._kind.pillar else ""

    @property
    def pillar_rank(self) -> int:
        """The place of the kind's pillar among the pillars."""
        return [*PILLARS.values()].index(self._kind.pillar) if self._kind.pillar else len(PILLARS)

    @property
    def is_activity(self) -> bool:
        """Whether they are deeds, counted in 次."""
        return self._kind.is_activity

    @property
    def says_festival(self) -> bool:
        """Whether a row says itself for which festival it was, in its 节点 or its title, and not the date alone."""
        return any(row.value("festival") or _in_title(row, said(row, "festival")) for row in self._rows)

    @property
    def is_standing(self) -> bool:
        """Whether they are what is kept up, such as windows for soldiers: all that the kind adds are stocks."""
        own = [field for field in self._kind.measures if field.id in self._kind.own]
        return bool(own) and all(field.measure == "stock" for field in own)

    @property
    def this_year(self) -> "RowSet":
        """Return the rows of the ledger's year; those without a date are taken for such."""
        return self._of([row for row in self._rows if not self._is_earlier(row)])

    @property
    def earlier(self) -> "RowSet":
        """Return the rows dated before the ledger's year, which are still in force."""
        return self._of([row for row in self._rows if self._is_earlier(row)])

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
            label = f"{self._reading.whose}{self._kind.label}"
            return Blank(self._reading.manuscript, label, self._kind.label, None)
        return RowView(self._reading, (dated or rows)[-1])

    @property
    def figures(self) -> list[Number]:
        """Every figure that has a value; how many rows there are only for deeds, or where there is no other."""
        kind = self._kind
        fields = [field for field in (*kind.measures[1:], *kind.ratios) if field.unit or field.measure == "ratio"]
        found = [getattr(self, field.id) for field in fields]
        there = [figure for figure in found if isinstance(figure, Number)]
        return [self.count, *there] if kind.is_activity or not there else there

    @property
    def distinct(self) -> list[Number]:
        """The figures without those that say no more than one of the measures that count toward them."""
        found = {figure.field.id: figure for figure in self.figures}
        wholes = {
            whole
            for whole, parts in self._kind.parts.items()
            if whole in found
            for part in parts
            if part.id in found and found[part.id] == found[whole]
        }
        return [figure for name, figure in found.items() if name not in wholes]

    def by(self, field: str) -> "list[RowSet]":
        """Return the groups that share a choice, a text, or the ``kind``; 其他 and blanks last.

        Choices come in their own order, festivals and texts by date.
        """
        self._refuse([field])
        told = None if field == "kind" else field_of(self._kind, field)
        field = told.id if told else field
        groups: dict[str, list[Row]] = {choice: [] for choice in _choices(self._kind, field)}
        for row in self._ordered():
            value = printable(told, said(row, field)) if told else row.kind.label
            groups.setdefault(_OTHER if value is None else str(value) or _OTHER, []).append(row)
        if field == "kind":
            return [RowSet(self._reading, rows[0].kind, rows) for rows in groups.values()]
        others = groups.pop(_OTHER, [])
        spell = written if field == "festival" else str
        return [self._of(rows, label=spell(label)) for label, rows in [*groups.items(), (_OTHER, others)] if rows]

    def where(self, **wanted: Any) -> "RowSet":
        """Return the rows whose fields, by identifier or label, have these values.

        A list means any of them, ``none`` a blank.
        """
        self._refuse(wanted)
        return self._of([row for row in self._rows if _fits(row, wanted)])

    def without(self, **unwanted: Any) -> "RowSet":
        """Return the other rows than ``where``."""
        self._refuse(unwanted)
        return self._of([row for row in self._rows if not _fits(row, unwanted)])

    def of_pillar(self, label: str) -> "RowSet":
        """Return the rows of the kinds of a pillar."""
        return self._of([row for row in self._rows if row.kind.pillar and row.kind.pillar.label == label])

    def months(self, first: int, last: int | None = None) -> "RowSet":
        """Return the rows dated in a month of the ledger's year, or from one month to another."""
        for fault in month_faults([first] if last is None else [first, last]):
            raise TemplateRuntimeError(f"{self._kind.label}.months {fault}")
        year, months = self._reading.ledger.year, range(first, (last or first) + 1)
        return self._of(
            [row for row in self._rows if row.date and (row.date.year == year and row.date.month in months)]
        )

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
        field = field_of(self._kind, name)
        if not field.measure:
            raise AttributeError(f"{self._kind.label}的{field.label}不是指标，要逐行来写")
        if field.unit is None and field.measure != "ratio" and not _alike(self._rows):
            raise TemplateRuntimeError(f"{self._kind.id}.{name} 没有单位，不同形式、名称的不能相加，请先 .by()")
        if self._reading.missing:
            return self._blank(field)
        figure = figure_of(self._reading.ledger.file, self._kind, self._rows, field.id, self._group)
        return self._blank(field) if figure is None else Number(figure, field, self._reading.manuscript)

    def _of(self, rows: Iterable[Row], label: str = "") -> "RowSet":
        return type(self)(self._reading, self._kind, tuple(rows), label=label or self._group)

    def _refuse(self, names: Iterable[str]) -> None:
        """Refuse to pick rows by what none of them has, or by what is sensitive.

        Reading a template tells most of this; where one hands rows on, only rendering it does.
        """
        kinds = [self._kind, *(kind for kind in self._reading.kinds if kind.is_a(self._kind))]
        for fault in filter(None, (field_fault(name, kinds) for name in names)):
            raise TemplateRuntimeError(f"{self._kind.label} {fault}")

    def _is_earlier(self, row: Row) -> bool:
        return row.date is not None and row.date.year < self._reading.ledger.year

    def _blank(self, field: Field) -> Blank:
        row = self._rows[0] if self._rows else None
        sheet, cell = (row.sheet or None, row.cell(field.id)) if row else (self._kind.label, None)
        label = f"{self._reading.whose}{self._kind.label}·{field.label}"
        return Blank(self._reading.manuscript, label, sheet, cell)

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


def _choices(kind: Kind, field: str) -> tuple[str, ...]:
    # Festivals come in the order of the year, which is that of the rows.
    return () if field in ("kind", "festival") else field_of(kind, field).choices


def _fits(row: Row, wanted: Mapping[str, Any]) -> bool:
    labels = {field.label: field.id for field in row.kind.fields}
    for name, accepted in wanted.items():
        field = labels.get(name, name)
        value = row.kind.label if field == "kind" else said(row, field)
        several = isinstance(accepted, list | tuple)
        if value not in accepted if several else value != accepted:
            return False
    return True


def _in_title(row: Row, words: str | None) -> bool:
    return words is not None and words in str(row.value("title") or "")


def _alike(rows: Sequence[Row]) -> bool:
    """Tell whether rows share a form or a title, so that a measure without a unit can be added up."""
    shared = ({row.value(field) for row in rows} for field in ("form", "title"))
    return len(rows) <= 1 or any(len(values) == 1 and None not in values for values in shared)
