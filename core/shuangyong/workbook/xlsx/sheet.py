"""The cells of one sheet, put in their places; each that cannot be read becomes a problem."""

import re
from collections.abc import Mapping
from typing import Final

from ...model.problems import Problem, error
from ..book import Cell, KeptRow
from ..file_refusals import COLUMNS, PROBLEMS, ROWS, UNLINK
from .markup import Damaged, unescape
from .scan import Grammar, NotPlain
from .strings import rich_text
from .values import Memo, Unreadable, Values, picture_of

_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_SHARED_FORMULA: Final = "=…"
"""A formula that only repeats another cell's: its own text is not in the file."""


class TooManyProblems(Exception):
    """So many cells are unreadable that reading on serves nobody."""


class SheetCells:
    """The rows of one sheet, filled by :meth:`take`."""

    def __init__(self, name: str, values: Values, problems: list[Problem]) -> None:
        self.rows: dict[int, Mapping[int, Cell]] = {}
        self.all_known = True
        """Whether each of its rows was read before, in this workbook or another."""
        self._name = name
        self._values = values
        self._problems = problems

    def take(self, row: str, markup: str, form: Grammar) -> None:
        """Put a row's cells in their places; a row that was read before is known by its markup.

        Raises:
            NotPlain: Something in the row is not in plain form.
            ProblemsFound: The workbook has too many cells.
            TooManyProblems: It has too many problems.
        """
        number = int(row)
        if number in self.rows:  # a row in several pieces
            pieces = KeptRow(self.rows[number])
            self.rows[number] = pieces
            self._read(row, markup, form, pieces)
            return
        known = self._values.rows
        remembered = known.get((form.prefix, row, markup))
        if remembered is None:
            remembered = cells = KeptRow()
            if self._read(row, markup, form, cells):
                known.keep(form.prefix, row, markup, cells)
        if remembered:
            self.rows[number] = remembered

    def _read(self, row: str, markup: str, form: Grammar, cells: dict[int, Cell]) -> bool:
        """Put the cells of a row among others of it; return whether nothing was wrong with any."""
        number = int(row)
        self.all_known = False
        problems = len(self._problems)
        values, columns = self._values, _COLUMNS
        texts = values.texts
        found = form.cell.findall(markup)
        for letters, digits, attributes, value, inline, content, other in found:
            if not letters:
                if other:
                    raise NotPlain
                continue
            try:
                memo = values[attributes]
                if value:
                    cell = memo[value]
                elif inline:
                    cell = memo[inline] if memo is texts else self._inline(memo, inline)
                else:
                    cell = self._content(memo, content, form)
                if cell is None:
                    continue
                column = columns[letters]
                if digits != row or column in cells or number > ROWS:
                    raise _misplaced(letters, digits, row)
                cells[column] = cell
            except Unreadable as fault:
                self._report(fault, letters + digits)
        if cells:
            values.count(len(found))
        return len(self._problems) == problems

    def _inline(self, memo: Memo, text: str) -> Cell | None:
        if memo is not self._values.texts:
            raise Unreadable("bad-cell", "这一格的类型和内容不符，文件可能已损坏。", text)
        return memo[text]

    def _content(self, memo: Memo, content: str, form: Grammar) -> Cell | None:
        """Return a cell with more than a value: a formula, runs of text; or with an empty value."""
        parts = form.content.fullmatch(content)
        if parts is None:
            raise NotPlain
        formula = parts[1] is not None
        if formula:
            text = _formula(parts[2] or "")
            picture = picture_of(text)
            if picture is not None:
                return Cell("picture", picture)
        if parts[4]:
            return memo[parts[4]]
        if parts[5]:
            return self._inline(memo, rich_text(parts[5], form.prefix))
        # A formula whose result is an empty text has an empty value; one never calculated has none.
        if formula and not (memo is self._values.texts and parts[3]):
            return Cell("formula", text)
        if not formula and not memo.may_be_empty:
            raise Unreadable("bad-cell", "这一格只有类型没有内容，文件可能已损坏。")
        return None

    def _report(self, fault: Unreadable, cell: str) -> None:
        self._problems.append(
            error(fault.code, fault.message, fault.fix, sheet=self._name, cell=cell, value=fault.value)
        )
        if len(self._problems) >= PROBLEMS:
            raise TooManyProblems


class _Columns(dict[str, int]):
    """Column numbers by letters."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        if number > COLUMNS:
            raise Unreadable("bad-address", f"列「{letters}」超出了工作表的范围。")
        self[letters] = number
        return number


_COLUMNS: Final = _Columns()


def _formula(raw: str) -> str:
    try:
        text = unescape(raw)
    except Damaged as fault:
        raise Unreadable("bad-text", f"{fault}，文件可能已损坏。", raw) from None
    if "|" in text and "|" in _QUOTED.sub("", text):
        raise Unreadable("dde", "这一格的公式会启动别的程序（DDE），不能接收。", text, f"请清除这一格；{UNLINK}")
    return f"={text}" if text else _SHARED_FORMULA


def _misplaced(letters: str, digits: str, row: str) -> Unreadable:
    cell = letters + digits
    if digits != row:
        return Unreadable("bad-address", f"单元格 {cell} 存放在第 {row} 行里，分不清它属于哪一行。")
    if int(row) > ROWS:
        return Unreadable("bad-address", f"单元格 {cell} 超出了工作表的范围。")
    return Unreadable("duplicate-cell", f"文件里有两个 {cell}，分不清哪个是真的。")
