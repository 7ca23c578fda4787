"""The statistics that go with the report: the main figures, by sector and by region."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model.labels import measure_label
from ...report.document import Attachment, Inlines, Table, Text
from ...report.statistics import people_note
from ..rollup.figures import Figure, Plans
from ..rollup.names import ACTIVITY
from .amounts import published
from .naming import Naming
from .plans import HEADS, TITLE, PlanTable, numbers, plan_table, rate
from .tabulating import Block, Line, Split
from .telling import Voice

_HEAD = ("项目", "指标", "单位", "净数", "上年", "上报数", "核减")
_FIRST_NUMBER = 3
_NOTHING, _WITHHELD = "—", "*"
_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_TOTALS = tuple(f"{ACTIVITY}.{name}" for name in ("count", "participants", "beneficiaries", "spending"))
_DEEDS = tuple(
    f"core.{name}.count"
    for name in ("meeting", "education_event", "visit", "gathering", "support", "service", "assistance")
)
_SHORT = {"core.education_event.count": "国防教育", "core.support.count": "办实事"}


def attachments(voice: Voice) -> tuple[Attachment, ...]:
    """Return the attachments that have something to show."""
    naming, tables = voice.naming, voice.tables
    head = f"{naming.place}{naming.period}双拥工作"
    listed = tuple(_of_block(voice, block) for block in tables.blocks)
    found = [Attachment(f"{head}统计表", (*listed, *people_note(listed, voice.catalog)))]
    for dim, name in (("sector", "分行业"), ("region", "分地区")):
        shown = [table for table in _by_dim(voice, dim) if table.rows]
        found += [Attachment(f"{head}{name}统计表", tuple(shown))] if shown else []
    return tuple(one for one in found if one.blocks)


def _of_block(voice: Voice, block: Block) -> Table:
    rows = []
    above = None
    for line in block.lines:
        label = "" if line.kind is above else f"{'其中：' if line.depth else ''}{voice.naming.label(line.kind)}"
        above = line.kind
        rows.append((_text(label), *_cells(voice, line)))
    return Table(block.label, _HEAD, tuple(rows), tuple(range(_FIRST_NUMBER, len(_HEAD))))


def _cells(voice: Voice, line: Line) -> Iterator[Inlines]:
    """Yield a figure's measure, unit, net, last year's, gross, and what is taken out."""
    figure = line.figure
    ratio, hidden = figure.denominator is not None, figure.suppressed
    yield _text(measure_label(line.kind, line.field))
    yield _text("%" if ratio else voice.naming.unit(figure))
    yield _value(voice, figure)
    last = figure.last if not ratio or figure.last is None else figure.last * _HUNDRED
    yield _text(_NOTHING if last is None else published(last))
    yield _text(_WITHHELD if hidden else _NOTHING if ratio else published(figure.sum.gross, approx=figure.sum.approx))
    yield _text(_WITHHELD if hidden else _NOTHING if ratio else _taken(figure.sum.overlap))


def _by_dim(voice: Voice, dim: str) -> Iterator[Table]:
    split = voice.tables.splits.get(dim)
    if split is not None:
        yield _by_group(voice, split, _TOTALS, "活动规模")
        yield _by_group(voice, split, _DEEDS, "活动次数（次）")
    planned = plan_table(voice.tables, voice.naming, dim)
    if planned is not None:
        yield _of_plans(voice, planned)


def _of_plans(voice: Voice, planned: PlanTable) -> Table:
    """Return what came of the plans of each group, the whole below them, and by how much they miss it."""
    header = (planned.head, *HEADS)
    rows = [_plan_row(voice, name, one) for name, one in planned.rows]
    if planned.miss:
        rows.append((_text(planned.miss), *(_text(_taken(amount)) for amount in planned.missed), _text(_NOTHING)))
    rows.append(_plan_row(voice, planned.everywhere, planned.whole))
    return Table(f"{TITLE}（项）", header, tuple(rows), tuple(range(1, len(header))))


def _plan_row(voice: Voice, name: str, one: Plans) -> tuple[Inlines, ...]:
    return (_text(name), *(_value(voice, figure) for figure in numbers(one)), _text(rate(one)))


def _by_group(voice: Voice, split: Split, measures: Sequence[str], caption: str) -> Table:
    """Return a table with a row for each group, the whole below them, and by how much they miss it."""
    naming, tables = voice.naming, voice.tables
    there = [name for name in measures if name in tables.whole]
    header = (naming.dimension(split.dim), *(_column(naming, name) for name in there))
    rows: list[tuple[Inlines, ...]] = [
        (_text(naming.group(split.dim, group)), *(_value(voice, split.get(name, group)) for name in there))
        for group in split.groups
    ]
    taken = [tables.differences.get((split.dim, name), _ZERO) for name in there]
    if any(taken):
        rows.append((_text(f"跨{header[0]}核减"), *(_text(_taken(amount)) for amount in taken)))
    rows.append((_text(naming.everywhere), *(_value(voice, tables.whole[name]) for name in there)))
    return Table(caption, header, tuple(rows) if there else (), tuple(range(1, len(header))))


def _column(naming: Naming, measure: str) -> str:
    """Return the head of a column; where all are counts of deeds, the kind's name says it."""
    if measure in _DEEDS:
        return _SHORT.get(measure, naming.kind(measure).label)
    return naming.field(measure).header


def _value(voice: Voice, figure: Figure | None) -> Inlines:
    told = voice.told(figure)
    if told is not None:
        return (told.run(),)
    return _text(_WITHHELD if figure is not None and figure.suppressed else _NOTHING)


def _taken(amount: Decimal) -> str:
    return published(amount) if amount else _NOTHING


def _text(text: str) -> Inlines:
    return (Text(text),)
