"""What the numbered pieces are, each opened once: how many pages, and what is wrong with it."""

from collections.abc import Mapping

import attrs

from ..model.privacy import mask
from ..model.problems import Problem, error, warning
from ..workbook.values import EVIDENCE
from .copying import extent, size_text
from .formats import HEIC
from .numbering import Entry, Numbered
from .refusing import Unusable


@attrs.frozen(eq=False)
class Inspected:
    """How much each numbered piece is, by its number, and what is wrong with any."""

    extents: Mapping[str, str]
    problems: tuple[Problem, ...]


def inspected(found: Numbered) -> Inspected:
    """Open every numbered piece; what is damaged is an error, a format that shows nowhere a warning."""
    extents: dict[str, str] = {}
    problems = []
    for entry in found.once:
        try:
            extents[entry.number] = extent(entry.piece)
        except (Unusable, OSError) as fault:
            extents[entry.number] = size_text(entry.piece.size)
            problems.append(problem_of(entry, fault, doubt=entry.piece.format == HEIC))
    return Inspected(extents, tuple(problems))


def problem_of(entry: Entry, fault: Unusable | OSError, *, doubt: bool = False) -> Problem:
    """Return what is wrong with a piece, at the cell that refers to it; ``doubt``: no more than a warning."""
    if isinstance(fault, OSError):
        fault = Unusable(f"打不开（{fault.strerror or '系统拒绝'}）", "请看它是否还在，并先关闭正在打开它的程序。")
    tell, code = (warning, "evidence-not-copied") if doubt else (error, "unusable-evidence")
    name = mask(entry.piece.name)
    return tell(
        code,
        f"佐证材料 {entry.number}「{name}」{fault.why}。",
        fault.fix,
        sheet=entry.row.sheet,
        cell=entry.row.cell(EVIDENCE),
        value=name,
    )
