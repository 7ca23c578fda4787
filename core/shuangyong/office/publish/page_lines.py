"""The pillars' figures on the page: a line each, which opens into what it is made of."""

from decimal import Decimal
from html import escape

from ...model.fields import Field
from ...model.labels import measure_label
from ..rollup.figures import Figure
from .amounts import published
from .naming import Naming
from .page_parts import NOTHING, Ink, table
from .tabulating import Block, Line, Split
from .telling import Voice

_HUNDRED = Decimal(100)
_HEAD = '<p class="head"><span>项目</span><span>净数</span><span>上年</span><span>增减</span></p>'
_MOST_PARTS = 24  # groups of a line that opens


def block_section(block: Block, voice: Voice, ink: Ink) -> str:
    """Return a pillar's figures, each a line that opens into its groups."""
    lines = "".join(_line(line, voice, ink) for line in block.lines)
    name = block.pillar.id if block.pillar else "all"
    return f'<section id="{name}"><h3>{escape(block.label)}</h3>\n<div class="lines">{_HEAD}{lines}</div></section>\n'


def _line(line: Line, voice: Voice, ink: Ink) -> str:
    figure, field, naming = line.figure, line.field, voice.naming
    label = f"<b>{escape(naming.label(line.kind))}</b> {escape(measure_label(line.kind, field))}"
    cells = (
        f'<span class="name d{line.depth}">{label}</span><span class="net">{ink.whole(figure)}</span>'
        f'<span class="last">{_last(figure, field)}</span><span class="change">{_change(figure, field)}</span>'
    )
    opened = _opened(line, voice, ink)
    if not opened:
        return f'<p class="line">{cells}</p>\n'
    return f'<details class="line"><summary>{cells}</summary>{opened}</details>\n'


def _opened(line: Line, voice: Voice, ink: Ink) -> str:
    """Return what a figure is made of: gross and what is taken out, then group by group."""
    figure, naming = line.figure, voice.naming
    if figure.suppressed:
        return ""
    if figure.denominator is not None:
        above, below = (line.kind.field(part or "") for part in (line.field.numerator, line.field.denominator))
        made = f"{above.label} {published(figure.sum.net)} ÷ {below.label} {published(figure.denominator.net)}"
    else:
        gross, taken, net = map(published, (figure.sum.gross, figure.sum.overlap, figure.sum.net))
        made = f"上报 {gross}，核减 {taken}，净数 {net}"
    made += f"；{figure.units} 家单位，{figure.records} 条记录。标识 "
    told = f'<p class="made">{escape(made)}<code>{figure.measure}</code></p>'
    splits = (_groups(split, figure, naming, ink) for dim, split in voice.tables.splits.items() if dim != "month")
    return f'<div class="opened">{told}{"".join(splits)}</div>'


def _groups(split: Split, figure: Figure, naming: Naming, ink: Ink) -> str:
    parts = [(group, part) for group in split.groups if (part := split.get(figure.measure, group))]
    if len(parts) < 1:
        return ""
    parts.sort(key=lambda pair: -(pair[1].value or Decimal(0)))
    rows = [(escape(naming.group(split.dim, group)), ink.value(part)) for group, part in parts[:_MOST_PARTS]]
    more = f'<p class="more">其余 {len(parts) - _MOST_PARTS} 个见汇总工作簿。</p>' if len(parts) > _MOST_PARTS else ""
    return f'<div class="part">{table((naming.dimension(split.dim), "净数"), rows)}{more}</div>'


def _last(figure: Figure, field: Field) -> str:
    if figure.last is None:
        return NOTHING
    return f"{published(figure.last * _HUNDRED)}%" if field.measure == "ratio" else published(figure.last)


def _change(figure: Figure, field: Field) -> str:
    if figure.last is None or figure.value is None:
        return NOTHING
    difference = figure.value - figure.last
    if field.measure == "ratio":
        return f'<span class="{_way(difference)}">{_signed(difference * _HUNDRED)} 个百分点</span>'
    return f'<span class="{_way(difference)}">{_signed(difference)}</span>'


def _way(difference: Decimal) -> str:
    return "up" if difference > 0 else "down" if difference < 0 else "same"


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{published(abs(value))}"
