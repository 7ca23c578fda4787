"""Pages of long work: all of it, how far one is and what came of it, calling it off, what it made."""

from collections import defaultdict
from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from ..exporting import table_bytes
from ..permissions import Right, may
from ..rendering import download, page
from ..routing import Page, Visit
from . import table
from .clearing import KEPT_DAYS
from .folders import forget_sent, lock_of, made
from .locking import is_held
from .starting import JOBS, job_address
from .table import Asked

#: So many jobs are listed: those of some days, after which they are cleared.
SHOWN = 200


def jobs_page(visit: Visit) -> Response | None:
    """List the jobs that the person may see, the latest first."""
    found = table.all_of(visit.store, _kinds(visit))
    return page(
        visit.request,
        "jobs.html",
        jobs=found[:SHOWN],
        kinds=JOBS,
        states=table.STATES,
        days=KEPT_DAYS,
    )


def job_page(visit: Visit) -> Response | None:
    """Show how far a job is, or what came of it."""
    found = _found(visit)
    if found is None:
        return None
    kind, asked = JOBS[found.kind], _asked(visit)
    report = table.report_of(visit.store, found.id) if found.state == "done" else None
    return page(
        visit.request,
        "job.html",
        job=found,
        kind=kind,
        states=table.STATES,
        days=KEPT_DAYS,
        before=sum(number < found.id for number in table.open_ids(visit.store)) if found.is_open else 0,
        report=report,
        asked=asked,
        query=visit.request.url.query,
        part=kind.template if report is not None else "",
        has_table=kind.table is not None and report is not None,
        **(kind.shown(report, asked) if kind.shown and report is not None else {}),
    )


def cancel(visit: Visit) -> Response | None:
    """Call a job off; one that has ended stays as it is."""
    found = _found(visit)
    if found is None:
        return None
    if table.cancel(visit.store, found, visit.account.actor) and not is_held(lock_of(found.folder)):
        forget_sent(found.folder)  # nobody does it: what was sent need not wait to be cleared
    return RedirectResponse(job_address(found.id), 303)


def job_table(visit: Visit) -> Response | None:
    """Give a job's report as a workbook, the rows that are asked for."""
    found = _found(visit)
    kind = JOBS[found.kind] if found else None
    if found is None or kind is None or kind.table is None or found.state != "done":
        return None
    told = kind.table(table.report_of(visit.store, found.id), _asked(visit))
    return download(told.title, table_bytes(told.title, told.header, told.rows), "xlsx")


def job_file(visit: Visit) -> Response | None:
    """Give a file that a job made."""
    found, number = _found(visit), visit.number("number")
    if found is None or found.state != "done" or not 1 <= number <= len(found.files):
        return None
    name, _, ending = found.files[number - 1].rpartition(".")
    try:
        return download(name, made(found.folder, number).read_bytes(), ending)
    except FileNotFoundError:
        return None


def _found(visit: Visit) -> Asked | None:
    """Return the job that the address names; None where the person may not see its kind."""
    found = table.find(visit.store, visit.number("job"))
    return found if found and found.kind in _kinds(visit) else None


def _kinds(visit: Visit) -> tuple[str, ...]:
    return tuple(name for name, kind in JOBS.items() if may(visit.account, kind.right))


def _asked(visit: Visit) -> Mapping[str, str]:
    """Return what the address asks for; a template finds an empty text for the rest."""
    return defaultdict(str, {name: visit.asked(name) for name in visit.request.query_params})


PAGES = (
    Page(path="/jobs", answer=jobs_page, right=Right.JOBS, tab="任务", part="管理", kept=True),
    Page(path="/jobs/{job:int}", answer=job_page, right=Right.JOBS, kept=True),
    Page(path="/jobs/{job:int}/cancel", answer=cancel, right=Right.JOBS, method="POST"),
    Page(path="/jobs/{job:int}/table.xlsx", answer=job_table, right=Right.JOBS),
    Page(path="/jobs/{job:int}/files/{number:int}", answer=job_file, right=Right.JOBS),
)
