"""A measure over all years that the store holds, with who reported in each."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...office.rollup.figures import Figure
from ...office.rollup.table import OPEN
from .answers import Answer
from .tables import Cell, Column, Line, Table, change_of, figure_address

_HUNDRED = Decimal(100)


def trend_of(measure: str, answers: Sequence[Answer]) -> Table:
    """Return the table of a measure by years.

    Args:
        measure: A figure's full name.
        answers: The roll-ups of the whole, a year each, in order.
    """
    naming = answers[-1].naming
    field = naming.field(measure)
    ratio = field.measure == "ratio"
    found = [(one, one.figures.get(measure, {}).get((OPEN,) * len(one.rollup.dims))) for one in answers]
    units = {one.naming.unit(figure) for one, figure in found if figure is not None}
    columns = (
        Column("比率" if ratio else "净数", "全部单位"),
        Column("比上年增减（百分点）" if ratio else "比上年增减"),
        *([] if ratio else [Column("增减（%）")]),
        *map(Column, ("分子", "分母") if ratio else ("上报数", "重复核减")),
        *map(Column, ("填报单位数", "计入汇总单位数", "应报单位数")),
    )
    return Table(
        measure=measure,
        label=f"{naming.label(naming.kind(measure))}·{field.label}",
        unit="%" if ratio else "人次" if "人次" in units else next(iter(units), field.unit or ""),
        rows="年度",
        columns=columns,
        lines=tuple(Line(one.naming.period, tuple(_cells(one, figure, measure, ratio=ratio))) for one, figure in found),
        drawn="line",
    )


def _cells(one: Answer, figure: Figure | None, measure: str, *, ratio: bool) -> Iterator[Cell]:
    scale = _HUNDRED if ratio else Decimal(1)
    now = figure.value * scale if figure is not None and figure.value is not None else None
    last = figure.last * scale if figure is not None and figure.last is not None else None
    link = figure_address(measure, one.rollup.period, {}) if figure is not None else ""
    yield Cell(now, figure is not None and figure.approx, link)
    change, rate = change_of(now, last)
    yield Cell(change, signed=True)
    if not ratio:
        yield Cell(rate, signed=True, percent=True)
    yield from _parts(figure)
    coverage = one.rollup.coverage
    yield Cell(Decimal(figure.units) if figure is not None else None)
    yield Cell(Decimal(coverage.counted))
    yield Cell(None if coverage.expected is None else Decimal(coverage.expected))


def _parts(figure: Figure | None) -> Iterator[Cell]:
    if figure is None:
        yield from (Cell(), Cell())
    elif figure.denominator is not None:
        yield from (Cell(part.net, part.approx) for part in (figure.sum, figure.denominator))
    else:
        yield Cell(figure.sum.gross, figure.sum.approx)
        yield Cell(figure.sum.overlap)
