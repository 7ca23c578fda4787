"""The parts of the page: figures, cards, charts and tables."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from ...report.document import FigureRun
from ..rollup.figures import Figure
from ..rollup.names import ACTIVITY
from .amounts import published
from .naming import Naming
from .svg import Chart, Series, bars, columns
from .tabulating import Tables
from .telling import Voice

_HUNDRED = Decimal(100)
_MOST_BARS = 20
NOTHING = '<span class="none">—</span>'
_WITHHELD = '<span class="none" title="为保护个人信息不予公布">*</span>'
_TITLES = {"sector": "分行业双拥活动次数", "region": "分地区双拥活动次数", "month": "各月双拥活动次数"}


class Ink:
    """Prints figures, and keeps those of the whole for the page's record."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.runs: list[FigureRun] = []

    def whole(self, figure: Figure | None) -> str:
        """Return a figure of the whole with its unit, to be found again by ``explain``."""
        told = self._voice.told(figure)
        if told is None or figure is None:
            return self.value(figure)
        run = told.run()
        self.runs.append(run)
        marks = f'value="{run.figure.amount}" data-figure="{run.figure.ordinal}"'
        return f'<data {marks}>{escape(run.text)}</data><span class="unit">{escape(run.figure.unit)}</span>'

    def value(self, figure: Figure | None) -> str:
        """Return a figure of a group, with the unit of a ratio only."""
        if figure is not None and figure.suppressed:
            return _WITHHELD
        if figure is None or figure.value is None:
            return NOTHING
        ratio = figure.denominator is not None
        amount = figure.value * _HUNDRED if ratio else figure.value
        return f'<data value="{amount}">{published(amount, approx=figure.approx)}</data>{"%" if ratio else ""}'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", foot: Sequence[str] = ()) -> str:
    """Return a table of cells that are HTML already; all but the first column are numbers."""
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    heads = "".join(f'<th scope="col">{"<br>".join(map(escape, name.splitlines()))}</th>' for name in head)
    body = "".join(_row(cells) for cells in rows)
    last = f"<tfoot>{_row(foot)}</tfoot>" if foot else ""
    return (
        f'<div class="scroll"><table>{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{last}</table></div>\n'
    )


def _row(cells: Sequence[str]) -> str:
    numbers = "".join(f'<td class="number">{cell}</td>' for cell in cells[1:])
    return f'<tr><th scope="row">{cells[0]}</th>{numbers}</tr>'


def card(label: str, value: str, note: str = "", kind: str = "") -> str:
    """Return a headline figure: what it is, the value as HTML, and a line below it."""
    below = f'<p class="below">{escape(note)}</p>' if note else ""
    return f'<div class="card {kind}"><p class="what">{escape(label)}</p><p class="much">{value}</p>{below}</div>\n'


def headline_cards(voice: Voice, ink: Ink) -> Iterator[str]:
    """Yield what was done in all, beside last year."""
    for name, label in (
        ("count", "双拥活动"),
        ("participants", "参加人次"),
        ("beneficiaries", "受益人次"),
        ("spending", "投入经费"),
    ):
        figure = voice.tables.whole.get(f"{ACTIVITY}.{name}")
        told = voice.told(figure)
        if told is not None:
            yield card(label, ink.whole(figure), told.change.removeprefix("，"))


def charts(tables: Tables, naming: Naming) -> Iterator[str]:
    """Yield the charts of what was done by sector, by region and by month."""
    for dim, title in _TITLES.items():
        split = tables.splits.get(dim)
        if split is not None:
            groups = [group for group in split.groups if group is not None or dim != "month"]
            parts = [(group, split.get(f"{ACTIVITY}.count", group)) for group in groups]
            told = [
                (naming.group(split.dim, group), part.value) for group, part in parts if part and part.value is not None
            ]
            if dim != "month":
                told = sorted(told, key=lambda pair: -pair[1])[:_MOST_BARS]
            if len(told) > 1:
                labels, values = zip(*told, strict=True)
                chart = Chart(dim, title, "次", naming.dimension(split.dim), labels, (Series("次数", "main", values),))
                yield columns(chart) if dim == "month" else bars(chart)
