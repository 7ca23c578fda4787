"""What a ledger comes to: every measure with its sum, and the cells that it is made of."""

import attrs
from starlette.responses import Response

from ...report.compose import compose
from ...report.document import Document, FigureRun, Inlines, Table, plain
from ..exporting import amount_of, table_bytes
from ..rendering import download
from .desks import Desk, DeskPage, show

_VALUE = 3


@attrs.frozen(kw_only=True)
class FigureLine:
    """A figure as a line of the page.

    Attributes:
        item: Which kind it is of.
        measure: What is counted.
        unit: In what.
        value: This year's, as documents print it.
        last: Last year's; empty where there is none.
        sources: The cells that this year's comes from, as ``走访慰问!C5（20）``.
    """

    item: str
    measure: str
    unit: str
    value: str
    last: str
    sources: tuple[str, ...]


def figures_page(desk: Desk) -> Response | None:
    """Show the figures by pillar, each with its cells."""
    made = _table(desk)
    searched = desk.asked("q")
    groups = {title: [one for one in lines if _matches(one, searched)] for title, lines in _groups(made).items()}
    return show(
        desk,
        "figures.html",
        groups={title: lines for title, lines in groups.items() if lines},
        searched=searched,
        last=len(made.ledgers) > 1,
        query=desk.request.url.query,
    )


def figures_workbook(desk: Desk) -> Response | None:
    """Give the same as a workbook, the cells in a column of their own."""
    made = _table(desk)
    searched = desk.asked("q")
    last = len(made.ledgers) > 1
    header = ("类别", "项目", "指标", "单位", "数值", *(["上年"] if last else []), "出自哪些格")
    rows = [
        (title, one.item, one.measure, one.unit, *map(amount_of, amounts), "、".join(one.sources))
        for title, lines in _groups(made).items()
        for one in lines
        if _matches(one, searched)
        for amounts in [(one.value, one.last) if last else (one.value,)]
    ]
    return download(f"{desk.unit}{desk.year}年台账数字", table_bytes("数字和出处", header, rows), "xlsx")


def _table(desk: Desk) -> Document:
    return compose(desk.ledger(), desk.catalog, "table", desk.last(), desk.today)


def _groups(made: Document) -> dict[str, list[FigureLine]]:
    tables = (block for block in made.blocks if isinstance(block, Table))
    return {table.caption: [_line(row) for row in table.rows] for table in tables}


def _line(row: tuple[Inlines, ...]) -> FigureLine:
    texts = [plain(cell) for cell in row]
    return FigureLine(
        item=texts[0],
        measure=texts[1],
        unit=texts[2],
        value=texts[_VALUE],
        last=texts[_VALUE + 1] if len(texts) > _VALUE + 1 else "",
        sources=tuple(_sources(row[_VALUE])),
    )


def _sources(cell: Inlines) -> list[str]:
    figures = [run.figure for run in cell if isinstance(run, FigureRun)]
    return [
        f"{source.sheet}!{source.cell}" + (f"（{source.value}）" if source.value else "")
        for figure in figures
        for source in figure.sources
    ]


def _matches(line: FigureLine, searched: str) -> bool:
    return all(word in f"{line.item} {line.measure}" for word in searched.split())


PAGES = (
    DeskPage(path="/figures", answer=figures_page, tab="数字出处"),
    DeskPage(path="/figures.xlsx", answer=figures_workbook),
)
