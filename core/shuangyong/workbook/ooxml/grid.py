"""The cells of a worksheet's XML: found, inserted where they belong, and given another format."""

import functools
import re
from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from ..book import address
from .markup import main, whole
from .package import NotEditableError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_ROW, _CELL = main("row"), main("c")


def position(text: str) -> tuple[int, int] | None:
    """Return row and column of an address (``C7``: 7, 3), or None if no sheet has such a cell."""
    match = _ADDRESS.fullmatch(text)
    if not match:
        return None
    column = functools.reduce(lambda total, letter: total * 26 + ord(letter) - 64, match[1].upper(), 0)
    row = int(match[2])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def area(text: str) -> tuple[int, int, int, int] | None:
    """Return first row, first column, last row, last column of a range (``A1:C7``; a lone cell is one), or None."""
    first, _, last = text.partition(":")
    start, end = position(first), position(last or first)
    return (*start, *end) if start and end else None


@attrs.define
class Grid:
    """A worksheet's rows and cells by number; where an address is given twice the last one counts, as for readers."""

    root: etree._Element
    _rows: dict[int, etree._Element] = attrs.field(init=False, factory=dict)
    _cells: dict[int, dict[int, etree._Element]] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        number = 0
        for row in self._data.iterchildren(_ROW):
            number = whole(row.get("r"), number + 1)
            self._rows[number] = row

    @property
    def _data(self) -> etree._Element:
        data = self.root.find(main("sheetData"))
        if data is None:
            raise NotEditableError("里面的工作表已经损坏")
        return data

    def cell(self, row: int, column: int) -> etree._Element:
        """Return a cell's element; for a blank one it is inserted with the format that its row or column has."""
        cells = self._cells_of(row)
        if column not in cells:
            cells[column] = self._insert_cell(row, column)
        return cells[column]

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell that is seen at a place: the first of the merged cells that it belongs to, or itself."""
        for top, left, bottom, right in self._merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def restyle(self, replacement: Mapping[int, int]) -> bool:
        """Give cells, rows and columns of one format another; return whether there were any."""
        written = {str(old): str(new) for old, new in replacement.items()}
        touched = [pair for pair in self._formatted() if pair[0].get(pair[1], "0") in written]
        for entry, attribute in touched:
            entry.set(attribute, written[entry.get(attribute, "0")])
        return bool(touched)

    def texts(self, row: int) -> list[etree._Element]:
        """Return the cells of a row that are there, from the left."""
        cells = self._cells_of(row)
        return [cells[column] for column in sorted(cells)]

    def width(self, column: int) -> int:
        """Return a column's width in pixels, as far as the file states it."""
        for entry in self.root.iterfind(f"{main('cols')}/{main('col')}"):
            if whole(entry.get("min")) <= column <= whole(entry.get("max")):
                return 0 if entry.get("hidden") in {"1", "true"} else _pixels(entry.get("width"), 64 / 7) * 7
        return 64

    def height(self, row: int) -> int:
        """Return a row's height in pixels, as far as the file states it."""
        entry = self._rows.get(row)
        return _pixels(entry.get("ht") if entry is not None else None, 15) * 4 // 3

    @functools.cached_property
    def _merged(self) -> list[tuple[int, int, int, int]]:
        entries = self.root.iterfind(f"{main('mergeCells')}/{main('mergeCell')}")
        return [found for entry in entries if (found := area(entry.get("ref", "")))]

    def _formatted(self) -> Iterator[tuple[etree._Element, str]]:
        yield from ((entry, "style") for entry in self.root.iterfind(f"{main('cols')}/{main('col')}"))
        yield from ((entry, "s") for entry in self._data.iter(_ROW, _CELL))

    def _cells_of(self, row: int) -> dict[int, etree._Element]:
        if row not in self._cells:
            self._cells[row] = {}
            column = 0
            for entry in self._rows[row].iterchildren(_CELL) if row in self._rows else ():
                here = position(entry.get("r", address(row, column + 1)))
                if here is None:
                    raise NotEditableError("里面的工作表已经损坏")
                column = here[1]
                self._cells[row][column] = entry
        return self._cells[row]

    def _insert_cell(self, row: int, column: int) -> etree._Element:
        parent = self._row(row)
        entry = etree.Element(_CELL, r=address(row, column))
        _insert(parent, entry, self._cells[row], column)
        if "spans" in parent.attrib:
            del parent.attrib["spans"]  # a hint for speed, wrong from now on
        style = self._inherited_style(parent, column)
        if style:
            entry.set("s", str(style))
        self._widen_dimension(row, column)
        return entry

    def _row(self, row: int) -> etree._Element:
        if row not in self._rows:
            entry = etree.Element(_ROW, r=str(row))
            _insert(self._data, entry, self._rows, row)
            self._rows[row] = entry
        return self._rows[row]

    def _inherited_style(self, row: etree._Element, column: int) -> int:
        if row.get("customFormat") in {"1", "true"}:
            return whole(row.get("s"))
        for entry in self.root.iterfind(f"{main('cols')}/{main('col')}"):
            if whole(entry.get("min")) <= column <= whole(entry.get("max")):
                return whole(entry.get("style"))
        return 0

    def _widen_dimension(self, row: int, column: int) -> None:
        dimension = self.root.find(main("dimension"))
        known = area(dimension.get("ref", "")) if dimension is not None else None
        if dimension is not None and known:
            top, left, bottom, right = known
            first = address(min(top, row), min(left, column))
            dimension.set("ref", f"{first}:{address(max(bottom, row), max(right, column))}")


def _insert(parent: etree._Element, entry: etree._Element, siblings: Mapping[int, etree._Element], number: int) -> None:
    """Insert behind the last sibling of a lower number, or before all of them."""
    before = max((other for other in siblings if other < number), default=None)
    if before is None:
        parent.insert(0, entry)
    else:
        siblings[before].addnext(entry)


def _pixels(text: str | None, default: float) -> int:
    """Return a width or height of the markup, kept within reason."""
    try:
        return round(min(max(float(text or default), 0.0), 500.0))
    except ValueError:
        return round(default)
