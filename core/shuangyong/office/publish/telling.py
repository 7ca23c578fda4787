"""Figures of a roll-up as the templates of the report see them: numbers with last year's beside them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import Kind
from ...model.labels import measure_label
from ...report.document import Figure as Printed
from ...report.document import FigureRun, Source
from ...report.manuscript import Manuscript
from ...report.numbers import Number
from ..rollup.figures import Figure
from .amounts import published
from .naming import Naming
from .tabulating import Split, Tables

_HUNDRED = Decimal(100)
_MOST_SOURCES = 12  # units; of more a figure names the store only


@attrs.frozen(eq=False, kw_only=True)
class Told(Number):
    """A figure of the roll-up: false at zero, printed as an inset, compared with last year's.

    Attributes:
        last: Last year's, in the same unit; None where there is none.
        before: What last year's time is called: 上年, 上年同期.
        units: How many units it comes from.
        ordinals: Gives each printed figure its place in the document.
    """

    last: Decimal | None
    before: str
    units: int
    ordinals: Iterator[int]

    def printed(self, text: str = "", unit: str = "") -> str:  # noqa: ARG002  written one way
        """Return the inset of the figure and the unit after it; ``text``, a ledger's way to print it, is not taken."""
        return self.manuscript.inset(self.run()) + unit

    def run(self) -> FigureRun:
        """Return it to stand alone, as in a table's cell."""
        return FigureRun(attrs.evolve(self.figure, ordinal=next(self.ordinals)))

    @property
    def change(self) -> str:
        """，比上年增加12次; nothing where there is no last year."""
        if self.last is None:
            return ""
        difference, figure = self.figure.amount - self.last, self.figure
        if not difference:
            return f"，与{self.before}持平"
        if self.field.measure == "ratio":
            return f"，比{self.before}{'提高' if difference > 0 else '下降'}{published(abs(difference))}个百分点"
        text = published(abs(difference), approx=figure.approx)
        return f"，比{self.before}{'增加' if difference > 0 else '减少'}{text}{figure.unit}"


class Voice:
    """Makes figures printable, in the order in which they are printed."""

    def __init__(self, tables: Tables, naming: Naming, catalog: Catalog) -> None:
        self.tables = tables
        self.naming = naming
        self.catalog = catalog
        self.manuscript = Manuscript()
        self._ordinals = count(1)
        self._by_unit = tables.splits.get("unit")

    def number(self, measure: str) -> Told | None:
        """Return a figure of the whole; None where it is not there, withheld, or a ratio without a value."""
        return self.told(self.tables.whole.get(measure))

    def part(self, split: Split, measure: str, group: str | None) -> Told | None:
        """Return a figure of one group."""
        return self.told(split.get(measure, group))

    def told(self, figure: Figure | None) -> Told | None:
        """Return a figure as it may be printed."""
        if figure is None or figure.value is None:
            return None
        kind, field = self.naming.kind(figure.measure), self.naming.field(figure.measure)
        scale = _HUNDRED if field.measure == "ratio" else Decimal(1)
        amount = figure.value * scale
        printed = Printed(
            ordinal=0,
            name=figure.measure,
            label=self._label(kind, field, figure),
            text=published(amount, approx=figure.approx),
            amount=amount,
            unit="%" if field.measure == "ratio" else self.naming.unit(figure),
            approx=figure.approx,
            sources=tuple(self._sources(figure)),
        )
        last = None if figure.last is None else figure.last * scale
        return Told(
            figure=printed,
            field=field,
            manuscript=self.manuscript,
            last=last,
            before="上年" if self.naming.rollup.period.whole_year else "上年同期",
            units=figure.units,
            ordinals=self._ordinals,
        )

    def _label(self, kind: Kind, field: Field, figure: Figure) -> str:
        label = f"{self.naming.label(kind)}·{measure_label(kind, field)}"
        groups = "、".join(self.naming.group(dim, value) for dim, value in figure.by.items())
        return f"{label}（{groups}）" if groups else label

    def _sources(self, figure: Figure) -> Iterator[Source]:
        """Yield the units that a figure comes from where they are few and known, else the sum in the store."""
        parts = self._contributions(figure)
        if parts and len(parts) <= _MOST_SOURCES:
            for unit, part in parts:
                yield Source(self.naming.unit_name(unit), "汇总库", figure.measure, published(part.sum.net))
            return
        taken = f"，核减{published(figure.sum.overlap)}" if figure.sum.overlap else ""
        told = f"上报{published(figure.sum.gross)}{taken}，{figure.units}家单位、{figure.records}条记录"
        where = "、".join(self.naming.group(dim, value) for dim, value in figure.by.items())
        yield Source("汇总库", where or "全部", figure.measure, told)

    def _contributions(self, figure: Figure) -> list[tuple[str, Figure]]:
        split = self._by_unit
        if split is None or figure.by or figure.denominator is not None:
            return []
        found = ((unit, split.get(figure.measure, unit)) for unit in split.groups if unit is not None)
        return [(unit, part) for unit, part in found if part is not None]


class Deeds:
    """A kind in a template: its figures by their identifiers, None where there is none to print."""

    def __init__(self, voice: Voice, kind: Kind) -> None:
        self._voice = voice
        self._kind = kind

    @property
    def units(self) -> int:
        """How many units report of it."""
        told = self._voice.number(f"{self._kind.name}.count")
        return told.units if told else 0

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            field = self._kind.field(name)
        except KeyError:
            raise AttributeError(name) from None
        if not field.measure:
            raise AttributeError(f"{self._kind.label}的{field.label}不是指标")
        return self._voice.number(f"{self._kind.name}.{name}")
