"""Problems: what is wrong in something a person gave us, where, and how to mend it."""

from collections.abc import Iterable
from typing import Literal

import attrs

Severity = Literal["error", "warning"]


@attrs.frozen(kw_only=True)
class Problem:
    """One thing wrong in a user's file, told so that a clerk can mend it without asking.

    Attributes:
        severity: An ``error`` keeps the ledger from being reported; a ``warning`` does not.
        code: A stable identifier for programs, such as ``not-a-number``.
        message: What is wrong, in Chinese, with the value in 「」 where there is one.
        fix: What to do about it, in Chinese.
        sheet: The sheet's name; None where the whole file is meant.
        cell: The cell's address, such as ``C7``; None where the whole sheet or file is meant.
        value: The original text of the cell.
    """

    severity: Severity
    code: str
    message: str
    fix: str = ""
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None

    @property
    def place(self) -> str:
        """Where, as a person reads it: ``征兵体检!C7``, or an empty string for the whole file."""
        return "!".join(part for part in (self.sheet, self.cell) if part)


def error(code: str, message: str, fix: str = "", **where: str | None) -> Problem:
    """Return a problem that must be mended before anything is reported."""
    return Problem(severity="error", code=code, message=message, fix=fix, **where)


def warning(code: str, message: str, fix: str = "", **where: str | None) -> Problem:
    """Return a problem that a person should look at and may leave."""
    return Problem(severity="warning", code=code, message=message, fix=fix, **where)


class ProblemsFound(Exception):
    """What was given cannot be used: carries every problem, the program exits with 1."""

    def __init__(self, problems: Iterable[Problem], file: str = "") -> None:
        self.problems = tuple(problems)
        self.file = file
        super().__init__("\n".join(problem.message for problem in self.problems))


class UnknownNameError(ProblemsFound):
    """Somebody asked for a name that nothing bears; the known names are listed."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        listed = "、".join(sorted(known)) or "（无）"
        super().__init__(
            [error("unknown-name", f"没有名为「{name}」的{what}。", f"可用的{what}：{listed}。", value=name)]
        )
