"""A revision of a unit's ledger: its problems beside its rows, and in what it differs from another."""

from collections.abc import Sequence

from starlette.responses import Response

from ..model.comparing import Comparison, compare
from ..model.ledgers import Ledger
from ..model.problems import Problem, ProblemsFound, error
from ..workbook.excerpts import Excerpt, excerpts
from ..workbook.marking import marked_bytes
from ..workbook.reading import read_ledger_bytes
from . import changes, documents, ledgers
from .exporting import table_bytes
from .ledgers import Revision
from .permissions import Right
from .problem_view import MOST_SHOWN, problem_view
from .rendering import download, page
from .routing import Page, Visit

_HERE = "/units/{unit}/{year:int}/revisions/{number:int}"

#: So many changed rows stand on a page; the workbook has all.
SHOWN = 300


def revision_page(visit: Visit) -> Response | None:
    """Show a revision with its problems."""
    year, number = visit.number("year"), visit.number("number")
    found = ledgers.revision(visit.store, visit.unit, year, number)
    if found is None:
        return None
    problems = ledgers.problems(visit.store, found)
    return page(
        visit.request,
        "revision.html",
        unit=visit.unit,
        name=ledgers.name_of(visit.store, visit.unit),
        year=year,
        revision=found,
        problems=problems,
        shown=problem_view(problems, _excerpts(visit, found, problems)),
        declared=[*ledgers.declared(visit.portal.catalog, found)],
        before=_before(visit, found),
    )


def revision_marked(visit: Visit) -> Response | None:
    """Give a revision's file with its problems, and the office's reason, marked."""
    year, number = visit.number("year"), visit.number("number")
    found = ledgers.revision(visit.store, visit.unit, year, number)
    if found is None:
        return None
    problems = ledgers.problems(visit.store, found)
    if found.because:
        problems = (error("returned-by-office", f"双拥办退回：{found.because}", "改好后再报。"), *problems)
    data = marked_bytes(documents.original_of(visit.store, found), problems)
    return download(f"{ledgers.name_of(visit.store, visit.unit)}{year}年台账第{number}版-退改", data, "xlsx")


def changes_page(visit: Visit) -> Response | None:
    """Show in what a revision differs from the one before, or from the one that is asked for."""
    pair = _pair(visit)
    if pair is None:
        return None
    before, after = pair
    found = _compared(visit, before, after)
    lines = [*changes.lines(found, visit.portal.catalog)]
    return page(
        visit.request,
        "changes.html",
        unit=visit.unit,
        name=ledgers.name_of(visit.store, visit.unit),
        year=visit.number("year"),
        before=before,
        after=after,
        others=[one for one in _comparable(visit) if one.number != after.number],
        groups=changes.grouped(lines[:SHOWN]),
        counts=changes.counted(lines),
        figures=[*changes.figures(found)],
        left=max(0, len(lines) - SHOWN),
    )


def changes_workbook(visit: Visit) -> Response | None:
    """Give the same as a workbook, a cell a line."""
    pair = _pair(visit)
    if pair is None:
        return None
    before, after = pair
    lines = changes.lines(_compared(visit, before, after), visit.portal.catalog)
    title = f"第{before.number}版到第{after.number}版" if before else f"第{after.number}版"
    name = f"{ledgers.name_of(visit.store, visit.unit)}{visit.number('year')}年台账{title}的变化"
    return download(name, table_bytes(title, changes.HEADER, changes.cells(lines)), "xlsx")


def _excerpts(visit: Visit, found: Revision, problems: Sequence[Problem]) -> tuple[Excerpt, ...]:
    """Return the rows of a revision that problems concern; none where its original is elsewhere."""
    if not found.original or not any(one.sheet and one.cell for one in problems):
        return ()
    data, name, catalog = documents.original_of(visit.store, found), f"第 {found.number} 版", visit.portal.catalog
    ledger = read_ledger_bytes(data, name, catalog).ledger
    return excerpts(data, name, catalog, problems[:MOST_SHOWN], ledger)


def _pair(visit: Visit) -> tuple[Revision | None, Revision] | None:
    """Return the earlier and the later of the two revisions that are compared; None where there is no such revision.

    The earlier one is None for the first revision, of which all is new.
    """
    one = ledgers.revision(visit.store, visit.unit, visit.number("year"), visit.number("number"))
    asked = visit.asked("with")
    if one is None:
        return None
    if not asked:
        return _before(visit, one), one
    other = next((other for other in _comparable(visit) if str(other.number) == asked), None)
    if other is None or other.number == one.number:
        return None
    return (other, one) if other.number < one.number else (one, other)


def _before(visit: Visit, found: Revision) -> Revision | None:
    """Return the revision before one; None where it is the first."""
    return next((one for one in _comparable(visit) if one.number < found.number), None)


def _comparable(visit: Visit) -> list[Revision]:
    """Return the revisions whose originals are here, the newest first."""
    return [one for one in ledgers.revisions(visit.store, visit.unit, visit.number("year")) if one.original]


def _compared(visit: Visit, before: Revision | None, after: Revision) -> Comparison:
    new = _ledger(visit, after)
    return compare(_ledger(visit, before) if before else Ledger(unit=new.unit, declarations=new.declarations), new)


def _ledger(visit: Visit, found: Revision) -> Ledger:
    data = documents.original_of(visit.store, found)
    reading = read_ledger_bytes(data, f"第 {found.number} 版", visit.portal.catalog)
    if reading.ledger is None:
        raise ProblemsFound(reading.problems)
    return reading.ledger


PAGES = (
    Page(path=_HERE, answer=revision_page, right=Right.SEE_UNIT, kept=True, costly=True),
    Page(path=f"{_HERE}/marked.xlsx", answer=revision_marked, right=Right.SEE_UNIT, kept=True, costly=True),
    Page(path=f"{_HERE}/changes", answer=changes_page, right=Right.SEE_UNIT, kept=True, costly=True),
    Page(path=f"{_HERE}/changes.xlsx", answer=changes_workbook, right=Right.SEE_UNIT, kept=True, costly=True),
)
