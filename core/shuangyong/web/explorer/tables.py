"""The tables that answer a question: a measure each, with its groups in rows, each amount a link down."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...office.cube.relations import divisions
from ...office.rollup.composing import as_of
from ...office.rollup.figures import Figure
from ...office.rollup.table import OPEN, TIMES, Key
from ..amounts import amount_text
from .answers import Answer
from .questions import KIND, Question, dimensions, parts_by_kind, period_query

_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")

#: A chart of more columns or more times cannot be read.
_DRAWN = 10


@attrs.frozen
class Cell:
    """An amount of a table; None stands for nothing reported, which is not 0.

    Attributes:
        amount: Exact; of a ratio in per cent.
        approx: Whether 约 stands before it.
        link: Where it is explained; empty where it is worked out from others.
        signed: Whether its sign is shown, + too.
        percent: Whether it is in per cent although its table is not.
    """

    amount: Decimal | None = None
    approx: bool = False
    link: str = ""
    signed: bool = False
    percent: bool = False

    @property
    def text(self) -> str:
        """As it is printed."""
        if self.amount is not None and self.percent:
            return f"{self.amount:+,.1f}"
        return "" if self.amount is None else amount_text(self.amount, self.approx, signed=self.signed)


@attrs.frozen
class Column:
    """A column.

    Attributes:
        label: Its header.
        series: Its name in the chart; empty where it is not drawn.
        last: Whether it is last year's.
    """

    label: str
    series: str = ""
    last: bool = False


@attrs.frozen
class Line:
    """A row.

    Attributes:
        label: What group it is.
        cells: Its amounts.
        total: Whether it is the whole.
        apart: Whether it has no place among the others of a chart: no month among months.
    """

    label: str
    cells: tuple[Cell, ...]
    total: bool = False
    apart: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """The table of a measure.

    Attributes:
        measure: The figure's full name.
        label: What people call it.
        unit: Of its amounts: 人次, 元, %.
        rows: What its rows are: 行业.
        columns: After the first.
        lines: The whole stands last.
        notes: What to know of it.
        across: Whether a chart has its columns along the axis: they are times.
        drawn: Whether a chart is of lines: times again; else of bars.
    """

    measure: str
    label: str
    unit: str
    rows: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    across: bool = False
    drawn: str = "bar"

    @property
    def groups(self) -> int:
        """How many rows it has besides the whole."""
        return sum(not line.total for line in self.lines)

    @property
    def empty(self) -> bool:
        """Whether it tells nothing."""
        return not any(cell.amount is not None for line in self.lines for cell in line.cells)

    def first(self, shown: int) -> tuple[Line, ...]:
        """Return so many of its rows, and the whole."""
        return (*self.lines[:shown], *(line for line in self.lines[shown:] if line.total))


def change_of(now: Decimal | None, last: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return by how much an amount grew, and by how much in a hundred; None where one is not known or was nothing."""
    if now is None or last is None:
        return None, None
    rate = ((now - last) / abs(last) * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP) if last else None
    return now - last, rate


def tables_of(question: Question, answer: Answer, catalog: Catalog) -> Iterator[Table]:
    """Yield a table for each measure that is asked for."""
    for measure in question.measures:
        yield _Making(question, answer, catalog, measure).table()


class _Making:
    """Makes the table of one measure."""

    def __init__(self, question: Question, answer: Answer, catalog: Catalog, measure: str) -> None:
        self.question, self.answer, self.catalog, self.measure = question, answer, catalog, measure
        self.naming = answer.naming
        self.kind, self.field = self.naming.kind(measure), self.naming.field(measure)
        self.ratio = self.field.measure == "ratio"
        self.scale = _HUNDRED if self.ratio else Decimal(1)
        self.dims = tuple(dim.name for dim in dimensions(question, catalog))

    def table(self) -> Table:
        columns = [*self._groups(self.question.columns)] if self.question.columns else []
        lines = [
            Line(
                label,
                tuple(self._cells(measure, at, columns)),
                total=at == OPEN and measure == self.measure,
                apart=at is None and self.question.rows in TIMES,
            )
            for label, measure, at in self._rows()
        ]
        timed = self.question.columns in TIMES
        return Table(
            measure=self.measure,
            label=f"{self.naming.label(self.kind)}·{self.field.label}",
            unit=self._unit(),
            rows="活动类别" if self.question.rows == KIND else self.naming.dimension(self.question.rows),
            columns=tuple(self._columns(columns)),
            lines=tuple(line for line in lines if any(cell.amount is not None for cell in line.cells) or line.total),
            notes=tuple(self._notes()),
            across=timed,
            drawn="line" if timed or self.question.rows in TIMES else "bar",
        )

    def _unit(self) -> str:
        if self.ratio:
            return "%"
        units = {self.naming.unit(figure) for figure in self.answer.figures.get(self.measure, {}).values()}
        return "人次" if "人次" in units else next(iter(units), self.field.unit or "")

    def _columns(self, groups: list[str | None]) -> Iterator[Column]:
        year = self.question.period.year
        if groups:
            for place, group in enumerate(groups):
                label = self.naming.group(self.question.columns, group)
                drawn = group is not None if self.question.columns in TIMES else place < _DRAWN
                yield Column(label, label if drawn else "")
            yield Column("合计")
            yield Column("上年合计")
        else:
            yield Column("比率" if self.ratio else "净数", f"{year}年")
            yield Column("上年" if self.question.period.whole_year else "上年同期", f"{year - 1}年", last=True)
        yield Column("增减（百分点）" if self.ratio else "增减")
        if not self.ratio:
            yield Column("增减（%）")
        if not groups:
            yield from map(Column, ("分子", "分母") if self.ratio else ("上报数", "重复核减"))
            yield from map(Column, ("单位数", "记录数"))

    def _cells(self, measure: str, at: str | None, groups: list[str | None]) -> Iterator[Cell]:
        figure = self._figure(measure, at)
        for group in groups:
            yield self._now(self._figure(measure, at, group))
        yield self._now(figure)
        last = figure.last * self.scale if figure is not None and figure.last is not None else None
        yield Cell(last, link=self._link(figure, before=True) if figure is not None and last is not None else "")
        now = figure.value * self.scale if figure is not None and figure.value is not None else None
        change, rate = change_of(now, last)
        yield Cell(change, signed=True)
        if not self.ratio:
            yield Cell(rate, signed=True, percent=True)
        if groups:
            return
        if figure is None:
            yield from (Cell(), Cell(), Cell(), Cell())
            return
        if figure.denominator is not None:
            yield from (Cell(part.net, approx=part.approx) for part in (figure.sum, figure.denominator))
        else:
            yield Cell(figure.sum.gross, figure.sum.approx, self._link(figure))
            yield Cell(figure.sum.overlap)
        yield Cell(Decimal(figure.units))
        yield Cell(Decimal(figure.records))

    def _now(self, figure: Figure | None) -> Cell:
        if figure is None or figure.value is None:
            return Cell()
        return Cell(figure.value * self.scale, figure.approx, self._link(figure))

    def _figure(self, measure: str, row: str | None = OPEN, column: str | None = OPEN) -> Figure | None:
        at = {self.question.rows: row, self.question.columns: column}
        return self.answer.figures.get(measure, {}).get(tuple(at.get(dim, OPEN) for dim in self.dims))

    def _link(self, figure: Figure, *, before: bool = False) -> str:
        period, by = self.question.period, dict(figure.by)
        if before:
            period = attrs.evolve(period, year=period.year - 1)
            by = dict(zip(by, as_of(period.year, tuple(by.values()), tuple(by)), strict=True))
        return figure_address(figure.measure, period, by)

    def _rows(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield what each row is called, its measure and its group; the whole last."""
        if self.question.rows == KIND:
            for name in parts_by_kind(self.measure, self.catalog):
                if name in self.answer.figures:
                    yield self.naming.label(self.naming.kind(name)), name, OPEN
        else:
            for group in self._groups(self.question.rows):
                yield self.naming.group(self.question.rows, group), self.measure, group
        yield "合计", self.measure, OPEN

    def _groups(self, dim: str) -> Iterable[str | None]:
        """Return the groups of a dimension in the order in which people look for them; rows without one come last."""
        place = self.dims.index(dim)
        there = {key[place] for key in self.answer.figures.get(self.measure, {})} - {OPEN}
        known = [group for group in there if group is not None]
        rest: list[str | None] = [None] if None in there else []
        what = next(one for one in dimensions(self.question, self.catalog) if one.name == dim)
        if what.what == "time":
            return [*divisions(self.question.period, what).values(), *rest]
        if what.what == "sector":
            order = [sector.id for sector in self.catalog.sectors]
            return [*sorted(known, key=lambda one: (order.index(one) if one in order else len(order), one)), *rest]
        if what.what == "region":
            return [*sorted(known), *rest]
        return [*sorted(known, key=lambda one: (-self._net(place, one), one)), *rest]

    def _net(self, place: int, group: str) -> Decimal:
        key: Key = tuple(group if at == place else OPEN for at in range(len(self.dims)))
        figure = self.answer.figures[self.measure].get(key)
        return (figure.value if figure is not None else None) or Decimal(0)

    def _notes(self) -> Iterator[str]:
        for one in self.answer.rollup.differences:
            if one.measure == self.measure and not one.by and one.dim == self.question.rows:
                yield (
                    f"各行净数之和比合计多 {amount_text(-one.amount)}：有的活动由几行的单位共同上报，只在合计里核减。"
                )
        for omitted in self.answer.rollup.omissions:
            if omitted.measure == self.measure:
                yield f"没有合计：{omitted.because.partition('。')[0]}。"
        if self.field.measure == "stock" and any(dim in TIMES for dim in self.dims):
            yield "这是时点数：每个时段看期末，合计是整个时期的期末数，各时段不相加。"
        if self.question.rows == KIND and not self.ratio:
            yield "各类别是合计的一部分；没有归入下列类别的活动只在合计里。"


def figure_address(measure: str, period: Period, by: dict[str, str | None]) -> str:
    """Return where a figure is explained."""
    groups = urlencode([("by", f"{dim}={value or ''}") for dim, value in by.items()])
    return f"/explore/figure?{urlencode({'figure': measure})}&{period_query(period)}" + (f"&{groups}" if groups else "")
