"""A row of a form's sheet as one template: its cells line by line, and a loop around it where it is repeated."""

from collections.abc import Mapping

import attrs
from lxml import etree

from ..model.problems import Problem, error
from ..workbook.book import column_letter
from ..workbook.ooxml.grid import position
from ..workbook.ooxml.markup import main, whole
from .checking import Piece
from .strings import CellText, Strings
from .tags import closes, opens, tags

#: Ends one copy of a repeated row.
COPY = "\x1e"


@attrs.frozen
class FormRow:
    """A row with something to fill in.

    Attributes:
        sheet: The sheet's name.
        number: The row's number.
        element: Its markup.
        cells: The texts to fill, by column number, from the left.
        loop: The tag that repeats the row; an empty text where it stands once.
    """

    sheet: str
    number: int
    element: etree._Element
    cells: Mapping[int, CellText]
    loop: str = ""

    @property
    def piece(self) -> Piece:
        """The row as one template, a line a cell."""
        lines = [text.source for text in self.cells.values()]
        if self.loop:
            lines = [_without_loop(line) for line in lines]
            lines = [self.loop + lines[0], *lines[1:]]
            lines[-1] += f"{COPY}{{% endfor %}}"
        return Piece("\n".join(lines), tuple((self.sheet, address) for address in self.addresses))

    @property
    def addresses(self) -> list[str]:
        """The cells' addresses."""
        return [f"{column_letter(column)}{self.number}" for column in self.cells]


def form_rows(sheet: str, root: etree._Element, strings: Strings) -> tuple[list[FormRow], list[Problem]]:
    """Return the rows of a sheet that have something to fill in, and what is wrong with their loops."""
    found, wrong = [], []
    number = 0
    for element in root.iterfind(f"{main('sheetData')}/{main('row')}"):
        number = whole(element.get("r"), number + 1)
        texts = {}
        for column, cell in cells_of(element):
            if text := strings.text(cell):
                texts[column] = text
        if not texts:
            continue
        row = FormRow(sheet, number, element, texts)
        loop, problem = _loop(row)
        wrong += [problem] if problem else []
        found.append(attrs.evolve(row, loop=loop))
    return found, wrong


def cells_of(row: etree._Element) -> list[tuple[int, etree._Element]]:
    """Return the cells of a row with their column numbers."""
    found, column = [], 0
    for cell in row.iterchildren(main("c")):
        place = position(cell.get("r", ""))
        column = place[1] if place else column + 1
        found.append((column, cell))
    return found


def _loop(row: FormRow) -> tuple[str, Problem | None]:
    """Return the tag that repeats a row, where one cell opens it and a later one closes it."""
    open_cells = [
        (address, balance, text.source)
        for text, address in zip(row.cells.values(), row.addresses, strict=True)
        if (balance := _balance(text.source))
    ]
    match open_cells:
        case []:
            return "", None
        case [(_, 1, text), (_, -1, _)]:
            return next(tag for tag in tags(text) if opens(tag)), None
    message = "{% for … %} 和 {% endfor %} 要写在同一行，一行只能有一对。"
    fix = "要一条记录占一行，就在这一行的第一格开头写 {% for row in 走访慰问 %}，最后一格末尾写 {% endfor %}。"
    return "", error("form-loop", message, fix, sheet=row.sheet, cell=open_cells[0][0])


def _balance(text: str) -> int:
    """Return how many loops a text opens and does not close."""
    found = tags(text)
    return sum(map(opens, found)) - sum(map(closes, found))


def _without_loop(text: str) -> str:
    """Return a cell's text without the tag of the loop that repeats its row: the first for, or the last endfor."""
    balance = _balance(text)
    if balance > 0:
        return text.replace(next(tag for tag in tags(text) if opens(tag)), "", 1)
    if balance < 0:
        head, _, tail = text.rpartition([tag for tag in tags(text) if closes(tag)][-1])
        return head + tail
    return text
