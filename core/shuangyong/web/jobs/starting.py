"""Asking for long work.

A page that asks for something long answers at once and leads to the job's own page, which tells how far it is::

    job = start(visit, "publish", {"period": "2026", "edition": "public"})
    return RedirectResponse(job_address(job), 303)

A kind of job is a :class:`~.kinds.Job` record in a module that does not import this one, and a line in ``JOBS``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..bodies import Coming
from ..routing import Visit
from . import collecting, publishing, scoring, table
from .folders import forget, new_folder, take_over
from .kinds import Job

#: All kinds of jobs, by the name under which the store keeps them.
JOBS: Mapping[str, Job] = {
    "collect": collecting.JOB,
    "publish": publishing.JOB,
    "forward": publishing.FORWARD,
    "score": scoring.JOB,
}


def start(
    visit: Visit,
    kind: str,
    fields: Mapping[str, Any],
    coming: Coming | None = None,
    refuse: Callable[[], None] = lambda: None,
) -> int:
    """Ask for a job and return its id; it is done as soon as those before it are, whatever becomes of the browser.

    What the same account has asked for in the same words and is not done yet (a double click) is asked for once;
    files that are sent again are another job.

    Args:
        visit: Who asks; the page that calls this has asked for the right, which must be the kind's.
        kind: Its name in ``JOBS``.
        fields: What was filled in; only what JSON holds.
        coming: The files that were sent (``visit.form.coming`` of a page with ``keeps``): they are the job's from now
            on, and are gone when it has ended.
        refuse: Raises what speaks against it; called with the store held, so that of two at once the second is told.

    Raises:
        ProblemsFound: The store cannot be written; nothing was asked for then.
    """
    assert kind in JOBS, "a job is of a kind"
    folder = take_over(coming.folder) if coming else new_folder(visit.store.folder)
    files = [[one.name, one.path.name] for one in coming.files] if coming else []
    given = {"fields": dict(fields), "files": files}
    try:
        with visit.store.transaction():
            same = None if coming else table.same_open(visit.store, kind, visit.account.id, given)
            if same is None:
                refuse()
                return table.add(visit.store, kind, visit.account.id, visit.account.actor, folder.name, given)
    except BaseException:
        forget(folder)
        raise
    forget(folder)
    return same


def job_address(number: int) -> str:
    """Return the address of a job's page."""
    return f"/jobs/{number}"
