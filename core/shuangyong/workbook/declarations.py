"""The table 台账 | 填报情况 | 口径 on the first sheet: what the unit declares of each kind."""

import functools
import typing
from collections.abc import Mapping
from typing import Any

import attrs

from ..model.kinds import Kind
from ..model.ledgers import Declaration, Scope, Status
from ..model.problems import Problem, error, warning
from .book import Cell, Sheet, address
from .keys import fold, key
from .layout import DECLARED
from .masking import discreet, shown
from .values import BLANK_MARKS, nearest

STATUSES: tuple[Status, ...] = typing.get_args(Status)
NOTHING: tuple[Status, ...] = ("零报告", "不适用")
SCOPES: tuple[Scope, ...] = typing.get_args(Scope)
_HEADS = {key(head): head for head in DECLARED}


@attrs.frozen
class Heads:
    """The row of the table's heads, and their columns by head."""

    row: int
    columns: Mapping[str, int]


def heads_of(sheet: Sheet) -> Heads | None:
    """Return where the table begins: a row with 台账 and 填报情况; None where there is none."""
    for number, cells in sheet:
        found = {_HEADS[key(cell.text)]: column for column, cell in cells.items() if key(cell.text) in _HEADS}
        if {*DECLARED[:2]} <= {*found}:
            return Heads(number, found)
    return None


def read_declarations(
    sheet: Sheet, kinds: tuple[Kind, ...], remark: str = ""
) -> tuple[dict[str, Declaration], tuple[Problem, ...]]:
    """Return the declarations by a kind's full name, and what is wrong with them.

    Args:
        sheet: The first sheet.
        kinds: Those of the ledger's sector.
        remark: What to add where a kind is not known: that the ledger's template is newer.
    """
    heads = heads_of(sheet)
    if heads is None:
        return {}, ()
    table = _Table(sheet, heads, kinds, remark)
    for number, cells in sheet:
        if number > heads.row:
            table.take(number, cells)
    return table.found, tuple(table.problems)


class _Table:
    """Goes down the table, a kind a row."""

    def __init__(self, sheet: Sheet, heads: Heads, kinds: tuple[Kind, ...], remark: str) -> None:
        self.sheet = sheet.name
        self.name, self.status, self.scope = (heads.columns.get(head, 0) for head in DECLARED)
        self.kinds = _by_label(kinds)
        self.remark = remark
        self.found: dict[str, Declaration] = {}
        self.problems: list[Problem] = []

    def take(self, number: int, cells: Mapping[int, Cell]) -> None:
        """Read a row."""
        label = cells[self.name].text if self.name in cells else ""
        kind = self.kinds.get(key(label))
        if kind is None:
            if _filled(cells.get(self.status)):
                self._add(self._unknown(label, cells[self.status].text), number, self.name, label)
        elif kind.name in self.found:
            problem = error("repeated-declaration", f"「{kind.label}」的填报情况写了两行。", "请删去一行。")
            self._add(problem, number, self.name, label)
        else:
            status = self._choose(STATUSES, "填报情况", kind, number, self.status, cells)
            self.found[kind.name] = Declaration(
                status=status,
                scope=self._choose(SCOPES, "口径", kind, number, self.scope, cells) or "本级",
                cell=address(number, self.status),
                refused=status is None and _filled(cells.get(self.status)),
            )

    def _choose(
        self, choices: tuple[Any, ...], head: str, kind: Kind, number: int, column: int, cells: Mapping[int, Cell]
    ) -> Any:
        cell = cells.get(column)
        if cell is not None and cell.text in choices:
            return cell.text
        if cell is None or not _filled(cell):
            return None
        for choice in choices:
            if key(choice) == key(cell.text):
                return choice
        near = nearest(cell.text, choices)
        hint = f"是不是“{near}”？" if near else ""
        message = f"「{kind.label}」的{head}写的是「{shown(cell.text)}」，不在可选范围内。"
        problem = error("unknown-declaration", message, f"{hint}可选：{'、'.join(choices)}。")
        self._add(problem, number, column, cell.text)
        return None

    def _unknown(self, label: str, status: str) -> Problem:
        """Return what is wrong with a kind that is not known: a warning if there is nothing of it to be lost."""
        tell = warning if key(status) in map(key, NOTHING) else error
        near = nearest(label, tuple(kind.label for kind in self.kinds.values()))
        hint = f"是不是“{near}”？" if near else ""
        message = f"不认识「{shown(label)}」这种台账。"
        return tell("unknown-kind", message, f"{self.remark}{hint}请改成模板里的名称，或删去这一行。")

    def _add(self, problem: Problem, number: int, column: int, value: str) -> None:
        cell = address(number, column)
        self.problems.append(attrs.evolve(problem, sheet=self.sheet, cell=cell, value=discreet(value)))


@functools.lru_cache(maxsize=16)
def _by_label(kinds: tuple[Kind, ...]) -> Mapping[str, Kind]:
    """Labels are stronger than aliases, and earlier kinds than later ones."""
    aliases = {key(alias): kind for kind in kinds for alias in kind.aliases}
    return aliases | {key(kind.label): kind for kind in reversed(kinds)}


def _filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip()) and fold(cell.text) not in BLANK_MARKS
