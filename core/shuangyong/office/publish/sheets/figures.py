"""分指标: every figure in every group, one a row, to filter and to hand to other programs."""

from collections.abc import Sequence
from typing import Any

import attrs

from ....model.fields import Field
from ....model.labels import measure_label
from ...rollup.figures import Figure
from ..naming import Naming
from ..tabulating import Tables
from .look import WITHHELD_NOTE, Look, Paper
from .overview import write_values

_START = ("标识", "方面", "项目", "指标", "单位")
_VALUES = ("上报数", "重复核减", "净数", "上年", "增减", "报送单位数", "记录数", "分子", "分母")
_WHOLE = "全部"
_MOST = 1_000_000  # rows; a sheet holds 1 048 576


@attrs.frozen
class _Words:
    """What every row of a measure begins with."""

    start: tuple[str, str, str, str]
    field: Field


def write_figures(book: Any, look: Look, tables: Tables, naming: Naming) -> None:
    """Write every figure of the roll-up with its group, on as many sheets as hold them."""
    figures = tables.rollup.figures
    dims = tuple(dict.fromkeys(dim for figure in figures for dim in figure.by))
    for number, start in enumerate(range(0, max(len(figures), 1), _MOST), 1):
        name = "分指标" if number == 1 else f"分指标{number}"
        widths = (30, 10, 20, 18, 7, *[13] * len(dims), 15, 12, 15, 15, 15, 10, 9, 12, 12)
        # What is not there is an empty cell, so that whoever filters and adds up meets numbers only.
        paper = Paper(book, look, name, widths, dashes=False, long=True)
        paper.title(f"{naming.place}{naming.period}双拥工作全部指标")
        if tables.rollup.public:
            paper.note(WITHHELD_NOTE)
        _write_rows(paper, figures[start : start + _MOST], dims, naming)


def _write_rows(paper: Paper, figures: Sequence[Figure], dims: tuple[str, ...], naming: Naming) -> None:
    header = paper.row
    paper.head((*_START, *map(naming.dimension, dims), *_VALUES), freeze=5)
    paper.begin()
    words: dict[str, _Words] = {}
    groups: dict[tuple[str, str | None], str] = {}
    first = len(_START) + len(dims)
    for figure in figures:
        told = words.get(figure.measure) or words.setdefault(figure.measure, _words(figure, naming))
        unit = naming.unit(figure)
        if not paper.sheet.repeat(paper.row, (figure.measure, unit)):
            for column, text in enumerate(told.start):
                paper.text(column, text)
            paper.text(4, unit, paper.look.centre)
            paper.sheet.keep((figure.measure, unit))
        for column, dim in enumerate(dims, len(_START)):
            paper.text(column, _group(figure, dim, naming, groups))
        write_values(paper, first, figure, told.field)
        if figure.denominator is not None:
            for column, part in ((first + 7, figure.sum), (first + 8, figure.denominator)):
                paper.amount(column, part.net, paper.look.whole, withheld=figure.suppressed)
        paper.next()
    blank = {"type": "blanks", "format": paper.look.grid}
    paper.sheet.conditional_format(header + 1, 0, max(paper.row - 1, header + 1), first + len(_VALUES) - 1, blank)
    paper.sheet.autofilter(header, 0, max(paper.row - 1, header), first + len(_VALUES) - 1)


def _words(figure: Figure, naming: Naming) -> _Words:
    kind, field = naming.kind(figure.measure), naming.field(figure.measure)
    pillar = kind.pillar.label if kind.pillar else "合计"
    return _Words((figure.measure, pillar, naming.label(kind), measure_label(kind, field)), field)


def _group(figure: Figure, dim: str, naming: Naming, groups: dict[tuple[str, str | None], str]) -> str:
    if dim not in figure.by:
        return _WHOLE
    key = dim, figure.by[dim]
    return groups.get(key) or groups.setdefault(key, naming.group(*key))
