"""A workbook as it was read: sheets of cells, each with the exact text that the file holds."""

import functools
from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

CellType = Literal["text", "number", "date", "boolean", "error", "formula", "picture"]


@attrs.frozen(slots=True)
class Cell:
    """One cell that is not blank.

    Attributes:
        type: ``text``; ``number`` (``text`` is the decimal numeral stored, never a float's repr);
            ``date`` (``text`` is ISO 8601); ``boolean`` (``TRUE``/``FALSE``); ``error`` (``#REF!``);
            ``formula``, one without a stored value (``text`` is the formula); ``picture``, one placed in the cell
            (``text`` is WPS's identifier of it, or the part that Excel keeps it in).
        text: The original, as above.
    """

    type: CellType
    text: str


class KeptRow(dict[int, Cell]):
    """The cells of a row that several workbooks share, and that nobody may change; told apart as the object it is."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]


@attrs.frozen
class Sheet:
    """One sheet: ``rows[7][3]`` is the cell C7; blank cells are absent.

    Attributes:
        name: As on the sheet's tab.
        rows: Cells by row and column number, both from 1.
        hidden: Hidden, or hidden so deep that only a macro can show it.
        merged: The merged ranges, such as ``A1:C1``, where the format tells them (.xls: none); the value
            stands in the top-left cell.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]] = attrs.field(factory=dict)
    hidden: bool = False
    merged: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Yield (row number, cells by column number), from the top."""
        return iter(sorted(self.rows.items()))


@attrs.frozen
class Book:
    """A whole workbook; ``format`` is what the bytes are, whatever the file is called."""

    sheets: tuple[Sheet, ...]
    format: Literal["xlsx", "xls"] = "xlsx"

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of exactly this name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@functools.cache
def column_letter(number: int) -> str:
    """Return a column's letters: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return a cell's address: row 7, column 3 is ``C7``."""
    return f"{column_letter(column)}{row}"
