"""A paper in Word after GB/T 9704-2012, A4 across: merged cells, header rows repeated, the title 小标宋."""

import itertools
from collections.abc import Iterator, Mapping

from ...report.docx_package import core_part, main_part, package, word_part
from ...report.docx_page import EVEN, ODD, footer, mm, settings
from ...report.docx_properties import core
from ...report.docx_runs import paragraph, run
from ...report.docx_styles import font_table, styles
from ...report.docx_xml import Attributes, Element, Property, R, element, properties
from ...report.fontmap import GOV, FontMap
from .paper import Cell, Grid, Line, Paper, Row

# The page of GB/T 9704-2012 turned by a quarter: the binding edge is above.
_TOP, _RIGHT, _BOTTOM, _LEFT = mm(28), mm(37), mm(26), mm(35)
_WIDTH = mm(297) - _RIGHT - _LEFT
_HAIRLINE: Attributes = {"before": 0, "after": 0, "line": 120, "lineRule": "exact"}
#: So many rows end a table on one page: the place to sign never stands on one without what is signed.
_KEPT = 3


def paper_word(paper: Paper, fonts: FontMap = GOV) -> bytes:
    """Return a paper as .docx; the same paper gives the same bytes."""
    return package(
        main_part(element("document", element("body", *_body(paper), _section()))),
        beside=[
            word_part("styles", styles(fonts)),
            word_part("settings", settings()),
            word_part("fontTable", font_table(fonts)),
            *(word_part("footer", footer(side), side) for side in (ODD, EVEN)),
        ],
        properties=[core_part(core(paper.title, paper.issuer, paper.date))],
    )


def _body(paper: Paper) -> Iterator[Element]:
    for place, sheet in enumerate(one for one in paper.sheets if not one.detail):
        # A title of its own page: a break that is typed would leave a blank page after a full one.
        extra = {"pageBreakBefore": True} if place else {}
        yield paragraph("Title", run(sheet.title), **extra)
        for block in sheet.blocks:
            if isinstance(block, Grid):
                if block.caption:
                    yield paragraph("Caption", run(block.caption))
                yield _table(block)
                # Two tables that touch would melt into one.
                yield element("p", properties("pPr", pStyle="TableText", spacing=_HAIRLINE))
            else:
                yield _line(block)


def _line(line: Line) -> Element:
    marks = properties("pPr", pStyle="TableText", jc=line.align, spacing={"before": 60, "after": 60})
    return element("p", marks, run(line.text, bold=line.bold))


def _table(grid: Grid) -> Element:
    whole = sum(grid.widths)
    edges = [_WIDTH * sum(grid.widths[:count]) // whole for count in range(len(grid.widths) + 1)]
    sizes = [right - left for left, right in itertools.pairwise(edges)]
    shape = properties(
        "tblPr",
        tblStyle="TableGrid",
        tblW={"w": _WIDTH, "type": "dxa"},
        jc="center",
        tblLayout={"type": "fixed"},
    )
    columns = element("tblGrid", *(element("gridCol", w=size) for size in sizes))
    heads = (
        _cell(Cell(name, align="center"), size, "TableHead") for name, size in zip(grid.header, sizes, strict=True)
    )
    header = element("tr", properties("trPr", cantSplit=True, tblHeader=True), *heads)
    return element("tbl", shape, columns, header, *_rows(grid, sizes))


def _rows(grid: Grid, sizes: list[int]) -> Iterator[Element]:
    reaching = [0] * len(sizes)  # how many more rows the cell above each column spans
    for left, row in zip(range(len(grid.rows), 0, -1), grid.rows, strict=True):
        cells = _cells(row, sizes, reaching, keep=1 < left <= _KEPT)
        yield element("tr", properties("trPr", cantSplit=True), *cells)


def _cells(row: Row, sizes: list[int], reaching: list[int], *, keep: bool) -> Iterator[Element]:
    place = 0
    while place < len(row):
        cell = row[place]
        if cell is None:
            if reaching[place]:
                reaching[place] -= 1
                yield _cell(Cell(""), sizes[place], "TableText", merge="continue", keep=keep)
            place += 1
            continue
        if cell.rows > 1:
            reaching[place] = cell.rows - 1
        size = sum(sizes[place : place + cell.columns])
        yield _cell(cell, size, "TableText", merge="restart" if cell.rows > 1 else "", keep=keep)
        place += cell.columns


def _cell(cell: Cell, size: int, style: str, *, merge: str = "", keep: bool = False) -> Element:
    marks = [element("tcW", w=size, type="dxa")]
    if cell.columns > 1:
        marks.append(element("gridSpan", val=cell.columns))
    if merge:
        marks.append(element("vMerge", val=merge))
    marks.append(element("vAlign", val="center"))
    texts = cell.text.split("\n") or [""]
    kept: Mapping[str, Property] = {"keepNext": True} if keep else {}
    content = (
        element("p", properties("pPr", pStyle=style, jc=cell.align, **kept), run(text, bold=cell.bold))
        for text in texts
    )
    return element("tc", element("tcPr", *marks), *content)


def _section() -> Element:
    references = []
    for side in (ODD, EVEN):
        reference = element("footerReference", type=side)
        reference.set(f"{{{R}}}id", side)
        references.append(reference)
    return element(
        "sectPr",
        *references,
        element("pgSz", w=mm(297), h=mm(210), orient="landscape"),
        element("pgMar", top=_TOP, right=_RIGHT, bottom=_BOTTOM, left=_LEFT, header=mm(10), footer=mm(14), gutter=0),
    )
