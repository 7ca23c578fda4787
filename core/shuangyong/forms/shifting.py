"""Rows that move down because one above was repeated: what refers to them goes with them, as in Excel."""

import re
from collections.abc import Callable, Mapping

import attrs
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]*)")
#: Functions that take a block where the form has one cell.
_ADDING = {"SUM", "COUNT", "COUNTA", "AVERAGE", "MAX", "MIN"}
_WHOLE_ROWS = re.compile(r"(\$?)([1-9][0-9]*)")


@attrs.frozen
class Shift:
    """How often rows of a sheet were repeated, by their number in the form.

    A row that is repeated becomes a block; what refers to it as one end of a range refers to the whole block.
    """

    sheet: str
    repeated: Mapping[int, int]

    def __bool__(self) -> bool:
        return any(times != 1 for times in self.repeated.values())

    def first(self, row: int) -> int:
        """Return where a row stands now; for a repeated one, its first copy."""
        return row + sum(times - 1 for other, times in self.repeated.items() if other < row)

    def last(self, row: int) -> int:
        """Return where the last copy of a row stands now."""
        return self.first(row) + self.repeated.get(row, 1) - 1

    def area(self, text: str) -> str:
        """Return a range of cells, such as ``A5:C5``, where it is now."""
        start, colon, end = text.partition(":")
        return f"{self._moved(start, self.first)}{colon}{self._moved(end, self.last)}" if colon else self._one(text)

    def areas(self, text: str) -> str:
        """Return ranges that are parted by blanks."""
        return " ".join(self.area(part) for part in text.split())

    def formula(self, text: str, sheet: str, row: int = 0, copy: int = 0) -> str:
        """Return a formula with its references where they are now.

        Args:
            text: Without the equals sign, as files have it.
            sheet: The sheet that it stands in.
            row: The row of the form that it stands in, 0 for one that is not repeated.
            copy: Which copy of that row, from 0.
        """
        made, functions = [], [""]
        for token in Tokenizer(f"={text}").items:
            if token.subtype == Token.OPEN:
                functions.append(token.value.upper().rstrip("("))
            elif token.subtype == Token.CLOSE:
                functions.pop()
            adding = functions[-1] in _ADDING
            made.append(self._reference(token.value, sheet, row, copy, adding) if _is_reference(token) else token.value)
        return "".join(made)

    def _reference(self, text: str, sheet: str, row: int, copy: int, adding: bool) -> str:
        name, mark, area = text.rpartition("!")
        if (name.strip("'").replace("''", "'") if mark else sheet) != self.sheet:
            return text
        start, colon, end = area.partition(":")
        if row and all(_relative_to(part, row) for part in (start, end or start)):
            moved = [self._moved(part, lambda number: self.first(number) + copy) for part in (start, end)]
            return f"{name}{mark}{moved[0]}{colon}{moved[1]}"
        if adding and not colon and (match := _CELL.fullmatch(area)) and self.repeated.get(int(match[4]), 1) > 1:
            area = f"{area}:{area}"  # the sum of a cell that became many
        return f"{name}{mark}{self.area(area)}"

    def _one(self, text: str) -> str:
        return self._moved(text, self.first)

    @staticmethod
    def _moved(text: str, to: Callable[[int], int]) -> str:
        if match := _CELL.fullmatch(text):
            return f"{match[1]}{match[2]}{match[3]}{to(int(match[4]))}"
        if match := _WHOLE_ROWS.fullmatch(text):
            return f"{match[1]}{to(int(match[2]))}"
        return text


def _is_reference(token: Token) -> bool:
    return bool(token.type == Token.OPERAND and token.subtype == Token.RANGE)


def _relative_to(text: str, row: int) -> bool:
    match = _CELL.fullmatch(text)
    return bool(match and not match[3] and int(match[4]) == row)
