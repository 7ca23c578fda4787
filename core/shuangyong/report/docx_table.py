"""Tables in Word: caption above, header row repeated, rows never split, numbers to the right."""

import itertools
import re
from collections.abc import Iterator, Mapping

from .document import Inlines, Table, plain
from .docx_page import WIDTH
from .docx_runs import paragraph, run, runs
from .docx_styles import CELL_MARGIN
from .docx_xml import Element, Property, element, properties
from .widths import width

_CHARACTER = 210  # 五号 type, 10.5 pt, in twentieths of a point
_NARROWEST = 2 * _CHARACTER + 2 * CELL_MARGIN
_WIDEST_HEADS = (7.2, 6.2, 5.2, 4.2)  # characters, tried in turn; a longer head is set in several lines
_AIRS = (1.3, 1.15, 1.05)  # for columns that must not turn over: the typeface of their digits may be a wider one
_LEGIBLE = 4 * _CHARACTER + 2 * CELL_MARGIN  # the least for texts, before columns of numbers lose their air
_AMPLE = 16 * _CHARACTER  # a text wider than this may turn over before heads do
_SEAMS = re.compile("(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")


def table(source: Table, *, keep_next: bool = False) -> Iterator[Element]:
    """Yield a table with its caption; ``keep_next`` keeps its last row on the page of what follows."""
    if source.caption:
        yield paragraph("Caption", run(source.caption))
    widths = column_widths(source)
    if not widths:
        return
    rows = [_row(source, cells, widths, keep_next and cells is source.rows[-1]) for cells in source.rows]
    header = [_header(source.header, widths)] if source.header else []
    grid = element("tblGrid", *(element("gridCol", w=size) for size in widths))
    shape = properties(
        "tblPr",
        tblStyle="TableGrid",
        tblW={"w": sum(widths), "type": "dxa"},
        jc="center",
        tblLayout={"type": "fixed"},
    )
    yield element("tbl", shape, grid, *header, *rows)


def column_widths(source: Table) -> list[int]:
    """Return the columns' widths, which fill the line.

    Numbers, codes and dates have what the longest of them needs, and texts share the rest. Where the line is too
    short, heads are set in more lines, then the widest texts give way; numbers break last.
    """
    kept = {*source.numeric, *source.whole}
    for air in _AIRS:
        wanted = _wanted(source, dict.fromkeys(kept, air))
        room = WIDTH - sum(wanted[number] for number in kept)
        texts = [size for number, size in enumerate(wanted) if number not in kept]
        if sum(min(size, _LEGIBLE) for size in texts) <= room:
            break
    level = _level(texts, room)
    fitting = [size if number in kept else min(size, level) for number, size in enumerate(wanted)]
    return _stretched(fitting)


def _wanted(source: Table, airs: Mapping[int, float]) -> list[int]:
    """Return what columns take so that no cell turns over, those that must not with air; heads as the line allows."""
    columns = list(zip(*source.rows, strict=True)) or [()] * len(source.header)
    heads = [_measure(name) for name in source.header] or [0] * len(columns)
    longest = [
        max([1.0, *(_measure(plain(cell)) for cell in cells)]) * airs.get(number, 1)
        for number, cells in enumerate(columns)
    ]
    for widest_head in _WIDEST_HEADS:
        wanted = [
            round(max(min(head, widest_head), size) * _CHARACTER) + 2 * CELL_MARGIN
            for head, size in zip(heads, longest, strict=True)
        ]
        if sum(min(size, _AMPLE) for size in wanted) <= WIDTH:
            break
    return wanted


def _measure(text: str) -> float:
    """Return a width in characters, with a little air: programs part figures from words and fonts differ."""
    return 1.05 * width(text) + 0.25 * len(_SEAMS.findall(text))


def _level(sizes: list[int], available: int) -> int:
    """Return the size to cut the largest down to, so that all together fit."""
    left = available
    for rank, size in enumerate(sorted(sizes)):
        share = left // (len(sizes) - rank)
        if size > share:
            return max(share, _NARROWEST)
        left -= size
    return max(sizes, default=0)


def _stretched(sizes: list[int]) -> list[int]:
    """Scale widths so that they fill the line to the last twentieth of a point."""
    total = sum(sizes)
    edges = [WIDTH * sum(sizes[:count]) // total for count in range(len(sizes) + 1)] if sizes else []
    return [right - left for left, right in itertools.pairwise(edges)]


def _header(names: tuple[str, ...], widths: list[int]) -> Element:
    cells = (_cell(paragraph("TableHead", run(name)), size) for name, size in zip(names, widths, strict=True))
    return element("tr", properties("trPr", cantSplit=True, tblHeader=True), *cells)


def _row(source: Table, cells: tuple[Inlines, ...], widths: list[int], keep_next: bool) -> Element:
    made = []
    for number, (content, size) in enumerate(zip(cells, widths, strict=True)):
        alignment = {"jc": "right"} if number in source.numeric else {}
        marks = properties("pPr", pStyle="TableText", **alignment, **({"keepNext": True} if keep_next else {}))
        whole = number in source.numeric or number in source.whole
        made.append(_cell(element("p", marks, *runs(content)), size, whole=whole))
    return element("tr", properties("trPr", cantSplit=True), *made)


def _cell(content: Element, size: int, *, whole: bool = False) -> Element:
    extra: dict[str, Property] = {"noWrap": True} if whole else {}
    return element("tc", properties("tcPr", tcW={"w": size, "type": "dxa"}, vAlign="center", **extra), content)
