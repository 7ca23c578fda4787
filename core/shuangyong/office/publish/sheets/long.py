"""A worksheet of very many plain rows: they become markup as they are written.

XlsxWriter keeps an object for every cell and writes it out at the end, seven times the work. Imported only once there
is a book: XlsxWriter is an extra.
"""

import shutil
import tempfile
from collections.abc import Hashable, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

#: Characters of rows that are kept in memory; more of them go to a temporary file.
_KEPT = 16 << 20

#: So many rows are handed on together.
_TOGETHER = 256

#: Stands for the row's number: no other text stands in the markup of a cell.
_HERE = "#"


class LongSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has types of its own from 3.2.6 on
    """A worksheet; from ``begin`` on its cells have a format and are written one after the other, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self._first: int | None = None
        self._charted = False
        self._row = -1
        self._last = 0
        self._cells: list[str] = []
        self._rows: list[str] = []
        self._texts: dict[tuple[int, str, Any], str] = {}
        self._openings: dict[tuple[int, Any], str] = {}
        self._kept: dict[Hashable, tuple[str, ...]] = {}
        self._heights: dict[int, float] = {}
        self._shown: dict[tuple[int, int], str] = {}
        self._done = tempfile.SpooledTemporaryFile(_KEPT, "w+", encoding="utf-8", newline="")  # noqa: SIM115

    def begin(self, row: int, *, charted: bool = False) -> None:
        """Say from which row on the plain ones stand, and whether charts show them; nothing below was written yet."""
        self._first = self._row = row
        self._charted = charted

    def write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> int:
        """Write a text."""
        if self._first is None:
            return int(super().write_string(row, col, string, cell_format))
        key = col, string, cell_format
        cell = self._texts.get(key)
        if cell is None:
            shared = self.str_table._get_shared_string_index(string)  # noqa: SLF001  as its own sheets do
            cell = self._texts[key] = f'{self._opening(col, cell_format)} t="s"><v>{shared}</v></c>'
        else:
            self.str_table.count += 1
        if row != self._row:
            self._next_row(row)
        self._last = max(self._last, col)
        self._cells.append(cell)
        return 0

    def write_number(self, row: int, col: int, number: Any, cell_format: Any = None) -> int:
        """Write a number: an integer or a Decimal, with all its digits."""
        if self._first is None:
            return int(super().write_number(row, col, number, cell_format))
        digits = str(number)
        if "E" in digits:  # a Decimal's own text may have an exponent
            digits = f"{number:f}"
        if row != self._row:
            self._next_row(row)
        if col > self._last:
            self._last = col
        opening = self._openings.get((col, cell_format)) or self._opening(col, cell_format)
        self._cells.append(f"{opening}><v>{digits}</v></c>")
        if self._charted:
            self._shown[row, col] = f"{number:.16g}"
        return 0

    def write_blank(self, row: int, col: int, blank: Any, cell_format: Any = None) -> int:
        """Write a cell that holds nothing."""
        if self._first is None:
            return int(super().write_blank(row, col, blank, cell_format))
        if row != self._row:
            self._next_row(row)
        self._last = max(self._last, col)
        self._cells.append(f"{self._opening(col, cell_format)}/>")
        if self._charted:
            self._shown[row, col] = ""
        return 0

    def set_row(self, row: int, height: float | None = None, *others: Any) -> int:
        """Give a row a height, in points."""
        if self._first is None or row < self._first or height is None:
            return int(super().set_row(row, height, *others))
        self._heights[row] = int(height * 4 / 3 + 0.5) * 0.75  # whole pixels, as XlsxWriter has them
        return 0

    def keep(self, key: Hashable) -> None:
        """Keep what the row begins with so far, to be written again."""
        self._kept[key] = tuple(self._cells)

    def repeat(self, row: int, key: Hashable) -> bool:
        """Begin a row as one that was kept; return whether there is such a one."""
        cells = self._kept.get(key)
        if cells is None:
            return False
        self._next_row(row)
        self._cells += cells
        self.str_table.count += len(cells)
        return True

    def _next_row(self, row: int) -> None:
        self._end_row()
        self._row = row

    def _opening(self, col: int, form: Any) -> str:
        style = form._get_xf_index()  # noqa: SLF001
        found = self._openings[col, form] = f'<c r="{xl_col_to_name(col)}{_HERE}" s="{style}"'
        return found

    def _end_row(self) -> None:
        if self._cells:
            height = self._heights.pop(self._row, self.default_row_height * 0.75)  # pixels in points
            cells = "".join(self._cells).replace(_HERE, str(self._row + 1))
            self._rows.append(f'<row r="{self._row + 1}" ht="{height:.16g}" customHeight="1">{cells}</row>')
            if len(self._rows) == _TOGETHER:
                self._hand_on()
            self._check_dimensions(self._row, self._last)
            self._cells.clear()

    def _hand_on(self) -> None:
        self._done.write("".join(self._rows))
        self._rows.clear()

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> Sequence[Any]:
        """Return what a chart keeps, as XlsxWriter does of its own cells."""
        if self._first is None or row_start < self._first or self.constant_memory:
            return tuple(super()._get_range_data(row_start, col_start, row_end, col_end))
        places = ((row, col) for row in range(row_start, row_end + 1) for col in range(col_start, col_end + 1))
        return [self._shown.get(place) for place in places]

    def _write_dimension(self) -> None:
        self._end_row()
        super()._write_dimension()

    def _xml_end_tag(self, tag: str) -> None:
        if tag == "sheetData":
            self._hand_on()
            self._done.seek(0)
            shutil.copyfileobj(self._done, self.fh)
            self._done.close()
        super()._xml_end_tag(tag)
