"""Handing in: the copy of a ledger that leaves the unit, alone or with copies of its evidence."""

from pathlib import Path

import attrs

from .catalog import Catalog
from .evidence.finding import evidence_of
from .evidence.inspecting import inspected
from .evidence.numbering import numbered
from .evidence.packing import copies_of, package
from .model.ledgers import Ledger
from .model.problems import Problem, ProblemsFound
from .workbook.saving import saved_at
from .workbook.submitting import submitted_copy


@attrs.frozen(kw_only=True)
class Package:
    """A ledger with its evidence.

    Attributes:
        data: The zip file.
        count: How many pieces of evidence go along.
        problems: What people should know of the evidence; none of it is an error.
    """

    data: bytes
    count: int
    problems: tuple[Problem, ...]


def ledger_alone(path: Path, ledger: Ledger, catalog: Catalog) -> bytes:
    """Return the copy of a checked ledger that leaves the unit."""
    return submitted_copy(catalog, ledger, ledger.sha256, saved_at(path))


def ledger_with_evidence(
    path: Path, ledger: Ledger, catalog: Catalog, name: str, folder: Path | None = None
) -> Package:
    """Return the copy of a checked ledger with copies of its evidence.

    Args:
        path: The ledger's own file: evidence is looked for beside it and in it.
        ledger: What it holds.
        catalog: What is installed.
        name: What the ledger is called in the package, without suffix.
        folder: The folder of evidence where it lies elsewhere.

    Raises:
        ProblemsFound: Evidence that rows refer to is missing, unsafe or damaged.
    """
    found = evidence_of(path, ledger, folder)
    listed = numbered(found, ledger, catalog)
    looked = inspected(listed)
    problems = [*found.problems, *looked.problems]
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(problems, file=ledger.file)
    copies = copies_of(listed)
    told = {problem.message for problem in copies.problems}
    data = package(catalog, ledger, listed, looked, copies, saved_at(path), name)
    return Package(
        data=data,
        count=len(copies.files),
        problems=(*(one for one in problems if one.message not in told), *copies.problems),
    )
