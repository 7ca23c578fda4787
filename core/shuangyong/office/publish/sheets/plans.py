"""计划完成: how many activities were planned, what came of them, and 完成率, by what the roll-up is split by."""

from typing import Any

from ...rollup.figures import Plans
from ..naming import Naming
from ..plans import HEADS, RATE, TITLE, PlanTable, numbers, plan_table
from ..tabulating import Tables
from .look import Look, Paper

NAME = "计划完成"
_WIDTHS = (30, 12, 12, 12, 12, 12, 14, 12)


def write_plans(book: Any, look: Look, tables: Tables, naming: Naming) -> None:
    """Write the sheet; none where nothing was planned."""
    found = [planned for dim in ("sector", "region") if (planned := plan_table(tables, naming, dim))]
    if found:
        paper = Paper(book, look, NAME, _WIDTHS)
        paper.title(f"{naming.place}{naming.period}{TITLE}")
        paper.note(f"各数为净数，单位：项。{RATE}")
        for planned in found:
            _write(paper, planned)
            paper.next()


def _write(paper: Paper, planned: PlanTable) -> None:
    change = paper.look.form("+#,##0;-#,##0;0")
    paper.head((planned.head, *HEADS))
    for name, one in planned.rows:
        _write_row(paper, name, one)
    if planned.miss:
        paper.text(0, planned.miss)
        for column, amount in enumerate(planned.missed, 1):
            paper.amount(column, amount or None, change)
        paper.amount(len(HEADS), None, change)
        paper.next()
    _write_row(paper, planned.everywhere, planned.whole)


def _write_row(paper: Paper, name: str, one: Plans) -> None:
    paper.text(0, name)
    for column, figure in enumerate(numbers(one), 1):
        paper.amount(column, figure.value, paper.look.whole)
    paper.amount(len(HEADS), one.rate, paper.look.form("0.00%"))
    paper.next()
