"""总览: what the whole comes to, pillar by pillar, as reported, less what is counted twice, beside last year."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ....model.labels import measure_label
from ..naming import Naming
from ..standing import provisional_reasons, standing_line
from ..tabulating import Block, Line, Tables
from .look import WITHHELD_NOTE, Look, Paper

NAME = "总览"
_HEAD = ("项目", "指标", "单位", "上报数", "重复核减", "净数", "上年", "增减", "报送单位数", "记录数", "口径说明")
_WIDTHS = (24, 20, 7, 16, 13, 16, 16, 16, 10, 9, 34)
_HUNDRED = Decimal(100)


def write_overview(book: Any, look: Look, tables: Tables, naming: Naming) -> None:
    """Write the first sheet: title, who is in it, whether it is final, and the main figures."""
    paper = Paper(book, look, NAME, _WIDTHS, long=True)
    paper.title(f"{naming.place}{naming.period}双拥工作汇总表")
    paper.note(standing_line(tables.rollup))
    reasons = provisional_reasons(tables.rollup)
    if reasons:
        paper.note(f"【暂定】{'；'.join(reasons)}。裁定、补报后数字可能变动。", look.warning)
    if tables.rollup.public:
        paper.note(WITHHELD_NOTE)
    paper.head(_HEAD, freeze=2)
    paper.begin()
    for block in tables.blocks:
        paper.band(block.label)
        for line, name in line_names(block, naming):
            _write_line(paper, line, naming, name)


def line_names(block: Block, naming: Naming) -> Iterator[tuple[Line, str]]:
    """Yield each line with what stands in its first cell: the kind, once for all its lines."""
    above = None
    for line in block.lines:
        yield line, "" if line.kind is above else label_of(line, naming)
        above = line.kind


def _write_line(paper: Paper, line: Line, naming: Naming, name: str) -> None:
    look, figure, field = paper.look, line.figure, line.field
    paper.text(0, name, look.inner[line.depth])
    paper.text(1, measure_label(line.kind, field))
    paper.text(2, naming.unit(figure), look.centre)
    write_values(paper, 3, figure, field)
    paper.text(10, "；".join(_remarks(line, naming)), look.wrapped)
    paper.next()


def label_of(line: Line, naming: Naming) -> str:
    """Return what stands before a line's figure: 其中：征兵体检."""
    return f"{'其中：' if line.depth else ''}{naming.label(line.kind)}"


def write_values(paper: Paper, column: int, figure: Any, field: Any) -> None:
    """Write gross, overlap, net, last year, change, units and records from a column on."""
    look, hidden, ratio = paper.look, figure.suppressed, figure.denominator is not None
    form, taken, before, changed = look.values(field, figure.approx)
    value, last = figure.value, figure.last
    change = None if value is None or last is None else value - last
    if ratio:
        paper.amount(column, None, form)
        paper.amount(column + 1, None, form)
        change = None if change is None else change * _HUNDRED
    else:
        paper.amount(column, figure.sum.gross, form, withheld=hidden)
        paper.amount(column + 1, figure.sum.overlap, taken, withheld=hidden)
    paper.amount(column + 2, value, form, withheld=hidden)
    paper.amount(column + 3, last, before)
    paper.amount(column + 4, change, changed, withheld=hidden)
    paper.amount(column + 5, figure.units, look.whole, withheld=hidden)
    paper.amount(column + 6, figure.records, look.whole, withheld=hidden)


def _remarks(line: Line, naming: Naming) -> Iterator[str]:
    """Yield what a reader must know of a figure."""
    figure, field = line.figure, line.field
    if figure.denominator is not None and field.numerator and field.denominator:
        of, to = (line.kind.field(part) for part in (field.numerator, field.denominator))
        counts = "" if figure.suppressed else f"（{figure.sum.net}÷{figure.denominator.net}）"
        yield f"{of.label}÷{to.label}{counts}"
    if field.measure == "stock":
        yield "期末数，不逐月相加"
    elif naming.unit(figure) != (field.unit or ""):
        yield "各次人数之和，按人次计"
    if figure.approx:
        yield "含约数"
