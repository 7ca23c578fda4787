"""Small charts as inline SVG: bars, columns and stacked bars, each with a title, a description and its table."""

from collections.abc import Iterator
from decimal import Decimal
from html import escape

import attrs

from ...report.widths import width
from .amounts import published

_WIDTH = 560
_ROW, _BAR = 34, 20  # a bar's line, and the bar in it
_TYPE = 15  # of labels, in the units of the picture
_LONGEST_LABEL = 9.0  # characters
_VALUE_ROOM = 74
_TALL = 240
_TOP, _FOOT = 22, 26


@attrs.frozen
class Series:
    """What is drawn in one colour: its name, its CSS class, and a value for each label."""

    name: str
    colour: str
    values: tuple[Decimal, ...]


@attrs.frozen
class Chart:
    """What a chart shows.

    Attributes:
        id: Unique in the page.
        title: What it is of.
        unit: Of its values.
        head: What the labels are: 行业.
        labels: One for each value.
        series: One, or several that are stacked.
    """

    id: str
    title: str
    unit: str
    head: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def totals(self) -> list[Decimal]:
        """What the series come to, label by label."""
        return [sum(values, Decimal(0)) for values in zip(*(one.values for one in self.series), strict=True)]

    @property
    def most(self) -> Decimal:
        """The largest total; one where all are zero, for something must be divided by."""
        return max(self.totals, default=Decimal(0)) or Decimal(1)


def bars(chart: Chart) -> str:
    """Return horizontal bars, which have room for names; several series are stacked."""
    left = int(min(max(map(width, chart.labels), default=1.0), _LONGEST_LABEL) * _TYPE) + 12
    room = _WIDTH - left - _VALUE_ROOM
    height = len(chart.labels) * _ROW + 6
    return _figure(chart, height, "".join(_bar_rows(chart, left, room)))


def columns(chart: Chart) -> str:
    """Return upright columns, for the months of a year."""
    step = _WIDTH / max(len(chart.labels), 1)
    return _figure(chart, _TALL, "".join(_column_rows(chart, step)))


def _bar_rows(chart: Chart, left: int, room: int) -> Iterator[str]:
    yield f'<line class="axis" x1="{left}" y1="0" x2="{left}" y2="{len(chart.labels) * _ROW + 2}"/>'
    for place, (label, total) in enumerate(zip(chart.labels, chart.totals, strict=True)):
        top = place * _ROW + (_ROW - _BAR) // 2
        base = top + _BAR - 5
        yield f'<text class="label" x="{left - 8}" y="{base}" text-anchor="end">{escape(_short(label))}</text>'
        start = float(left)
        for one in chart.series:
            length = float(max(one.values[place], Decimal(0)) / chart.most) * room
            if length:
                told = f"<title>{escape(f'{label} {one.name} {published(one.values[place])}{chart.unit}')}</title>"
                size = f'x="{start:.1f}" y="{top}" width="{length:.1f}" height="{_BAR}"'
                yield f'<rect class="{one.colour}" {size}>{told}</rect>'
            start += length
        yield f'<text class="value" x="{start + 7:.1f}" y="{base}">{published(total)}</text>'


def _column_rows(chart: Chart, step: float) -> Iterator[str]:
    floor = _TALL - _FOOT
    wide = step * 0.56
    yield f'<line class="axis" x1="0" y1="{floor}" x2="{_WIDTH}" y2="{floor}"/>'
    for place, (label, total) in enumerate(zip(chart.labels, chart.totals, strict=True)):
        middle = step * (place + 0.5)
        high = float(max(total, Decimal(0)) / chart.most) * (floor - _TOP)
        told = f"<title>{escape(f'{label} {published(total)}{chart.unit}')}</title>"
        size = f'x="{middle - wide / 2:.1f}" y="{floor - high:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        yield f'<rect class="{chart.series[0].colour}" {size}>{told}</rect>'
        above = f'x="{middle:.1f}" y="{floor - high - 6:.1f}" text-anchor="middle"'
        yield f'<text class="value" {above}>{published(total)}</text>'
        below = f'x="{middle:.1f}" y="{_TALL - 8}" text-anchor="middle"'
        yield f'<text class="label" {below}>{escape(label)}</text>'


def _figure(chart: Chart, height: int, drawn: str) -> str:
    told = "，".join(f"{label}{published(total)}" for label, total in zip(chart.labels, chart.totals, strict=True))
    names = f'aria-labelledby="{chart.id}-t {chart.id}-d"'
    return (
        f'<figure class="chart"><figcaption>{escape(chart.title)}<small>（{escape(chart.unit)}）</small></figcaption>\n'
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" {names}>'
        f'<title id="{chart.id}-t">{escape(chart.title)}</title>'
        f'<desc id="{chart.id}-d">{escape(f"{told}，单位：{chart.unit}")}</desc>{drawn}</svg>\n'
        f"{_legend(chart)}{_table(chart)}</figure>\n"
    )


def _legend(chart: Chart) -> str:
    if len(chart.series) < 2:
        return ""
    keys = (f'<li><span class="key {one.colour}"></span>{escape(one.name)}</li>' for one in chart.series)
    return f'<ul class="legend">{"".join(keys)}</ul>\n'


def _table(chart: Chart) -> str:
    heads = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in (chart.head, *(one.name for one in chart.series))
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(f'<td class="number">{published(one.values[place])}</td>' for one in chart.series)
        + "</tr>"
        for place, label in enumerate(chart.labels)
    )
    body = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details class="data"><summary>看数据</summary>{body}</details>\n'


def _short(label: str) -> str:
    kept = label
    while width(kept) > _LONGEST_LABEL:
        kept = kept[:-1]
    return kept if kept == label else f"{kept[:-1]}…"
