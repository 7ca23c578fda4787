"""分行业, 分地区, 按月: the main figures beside each other by group, and by how much they miss the whole."""

from typing import Any

import attrs

from ....model.labels import measure_label
from ..naming import Naming
from ..tabulating import Line, Split, Tables
from .look import WITHHELD_NOTE, Look, Paper
from .overview import label_of

#: The sheet of each dimension, in the order of the book.
NAMES = {"sector": "分行业", "region": "分地区", "month": "按月", "quarter": "按季度", "half": "按半年"}
_MOST = 40  # groups that stand beside each other; more are found on the sheet of all figures
_FIRST = 3


@attrs.frozen
class Placed:
    """Where a sheet has what a chart shows: its name, the header's row, the groups' columns, a row by measure."""

    name: str
    header: int
    first: int
    last: int
    rows: dict[str, int]


def write_split(book: Any, look: Look, tables: Tables, naming: Naming, split: Split) -> Placed:
    """Write the sheet of a dimension and return where it has what."""
    name = NAMES[split.dim.partition(":")[0]]
    shown = split.groups[:_MOST]
    labels = [naming.group(split.dim, group) for group in shown]
    widths = (20, 15, 7, *[max(12.0, 2.1 * len(label) + 1) for label in labels], 16, 12)
    paper = Paper(book, look, name, widths, long=True)
    paper.title(f"{naming.place}{naming.period}双拥工作{name}汇总")
    paper.note(_explanation(split, naming, more=len(split.groups) - len(shown)))
    if tables.rollup.public:
        paper.note(WITHHELD_NOTE)
    header = paper.row
    paper.head(("项目", "指标", "单位", *labels, f"{naming.everywhere}净数", "差额"), freeze=_FIRST)
    paper.begin(charted=True)
    rows: dict[str, int] = {}
    for block in tables.blocks:
        lines = [line for line in block.lines if any(split.get(line.figure.measure, group) for group in split.groups)]
        if lines:
            paper.band(block.label)
        for line in lines:
            rows[line.figure.measure] = paper.row
            _write_line(paper, line, naming, split, shown)
            difference = tables.differences.get((split.dim, line.figure.measure))
            paper.amount(_FIRST + len(shown) + 1, difference, look.change(line.field, False))
            paper.next()
    return Placed(name, header, _FIRST, _FIRST + len(shown) - 1, rows)


def _write_line(paper: Paper, line: Line, naming: Naming, split: Split, shown: tuple[str | None, ...]) -> None:
    look, whole, field = paper.look, line.figure, line.field
    paper.text(0, label_of(line, naming), look.inner[line.depth])
    paper.text(1, measure_label(line.kind, field))
    paper.text(2, naming.unit(whole), look.centre)
    for column, group in enumerate(shown, _FIRST):
        figure = split.get(whole.measure, group)
        approx, hidden = (figure.approx, figure.suppressed) if figure else (False, False)
        paper.amount(column, figure.value if figure else None, look.number(field, approx), withheld=hidden)
    after = _FIRST + len(shown)
    paper.amount(after, whole.value, look.number(field, whole.approx), withheld=whole.suppressed)


def _explanation(split: Split, naming: Naming, more: int) -> str:
    what = naming.dimension(split.dim)
    words = [
        f"各列为净数。差额＝{naming.everywhere}净数－各{what}之和，是同一活动由不同{what}的单位分别报送、"
        f"只在{naming.everywhere}合计中核减的部分；一致的记“—”。"
    ]
    if split.dim in ("month", "quarter", "half"):
        words = ["各列为净数，只列流量；期末数不逐月相加。差额＝合计－各列之和。"]
    if more > 0:
        words.append(f"另有{more}个{what}未列，见“分指标”。")
    return "".join(words)
