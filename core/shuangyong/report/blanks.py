"""Blanks: what a template asks for and the ledger does not say."""

from typing import Any

import attrs
from jinja2 import Undefined

from ..model.problems import Problem, error
from .manuscript import Manuscript


class Blank(Undefined):
    """A value that is not there: false in a condition, and where it is printed, a problem that names the cell.

    ``default`` gives something else in its place, as for anything undefined.
    """

    def __init__(
        self, manuscript: Manuscript, label: str, sheet: str | None, cell: str | None, *, of_row: bool = False
    ) -> None:
        super().__init__(hint=f"「{label}」没有填写")
        self.manuscript = manuscript
        self.label = label
        self.of_row = of_row
        self.problem = _problem(label, sheet, cell)

    def needed(self, why: str = "") -> str:
        """Note that it must be filled in, and print nothing."""
        self.manuscript.need(attrs.evolve(self.problem, message=why) if why else self.problem)
        return ""

    def __str__(self) -> str:
        return self.needed()

    def __eq__(self, other: object) -> Any:
        return other is None or isinstance(other, Undefined)

    def __hash__(self) -> int:
        return hash(type(self))


def _problem(label: str, sheet: str | None, cell: str | None) -> Problem:
    return error(
        "blank-needed",
        f"公文要用到「{label}」，台账里没有填写。",
        "请在台账中填好这一格，再出公文。" if cell else "请在台账中补填，再出公文。",
        sheet=sheet,
        cell=cell,
    )
