"""Examining a ledger file: reading its cells, then judging them by every rule."""

import re
from pathlib import Path
from typing import Any

import attrs

from .catalog import Catalog
from .checks import run_checks
from .model.ledgers import Ledger
from .model.problems import Problem
from .model.units import INFO
from .workbook.reading import Reading, read_ledger

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@attrs.frozen(kw_only=True)
class Examination:
    """All that is wrong with a ledger file, in the order of the workbook.

    Attributes:
        file: The file's name, without folders.
        ledger: What was read; None where the file as a whole cannot be read.
        problems: Errors and warnings by sheet, row and column; those of the whole file first.
        skipped: By a rule's code, how many rows lack the values to judge them by.
        lacking: The same by a kind's label.
        unverified: How many rows were proposed by a machine and await a clerk (待核).
    """

    file: str
    ledger: Ledger | None
    problems: tuple[Problem, ...]
    skipped: dict[str, int] = attrs.field(factory=dict)
    lacking: dict[str, int] = attrs.field(factory=dict)
    unverified: int = 0

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings are allowed."""
        return self.ledger is not None and all(problem.severity != "error" for problem in self.problems)

    def remarks(self) -> list[str]:
        """Return what is no problem but should be known, in words."""
        lines = []
        if self.lacking:
            places = "、".join(f"{label} {count} 处" for label, count in self.lacking.items())
            lines.append(f"另有 {sum(self.lacking.values())} 处缺少数据，没有核对有关的规则：{places}。")
        if self.unverified:
            lines.append(f"有 {self.unverified} 行标着“待核”，请逐行核对。")
        return lines

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``check --format json`` prints for a file."""
        return {
            "file": self.file,
            "ok": self.ok,
            "problems": [attrs.asdict(problem) for problem in self.problems],
            "skipped": self.skipped,
            "unverified": self.unverified,
        }


def examine(path: Path, catalog: Catalog) -> Examination:
    """Return everything that is wrong with a ledger file, cells and rules together."""
    return examined(read_ledger(path, catalog), catalog)


def examined(reading: Reading, catalog: Catalog) -> Examination:
    """Return everything that is wrong with what was read, cells and rules together."""
    if reading.ledger is None:
        return Examination(file=reading.file, ledger=None, problems=tuple(reading.problems))
    checked = run_checks(reading.ledger, catalog)
    return Examination(
        file=reading.file,
        ledger=reading.ledger,
        problems=in_order((*reading.problems, *checked.problems), reading.ledger, catalog),
        skipped=checked.skipped,
        lacking=checked.lacking,
        unverified=reading.unverified,
    )


def in_order(problems: tuple[Problem, ...], ledger: Ledger, catalog: Catalog) -> tuple[Problem, ...]:
    """Return problems by sheet, row and column: the whole file, the first sheet, the kinds', then any other."""
    if not problems:
        return ()
    names = {row.kind: row.sheet for row in ledger.rows}
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    sheets = [INFO, *(names.get(kind, kind.label) for kind in kinds)]

    def position(problem: Problem) -> tuple[int, int, int, str]:
        sheet = sheets.index(problem.sheet) if problem.sheet in sheets else len(sheets) if problem.sheet else -1
        match = _ADDRESS.fullmatch(problem.cell or "")
        column, row = (match[1], int(match[2])) if match else ("", 0)
        return sheet, row, len(column), column

    return tuple(sorted(problems, key=position))
