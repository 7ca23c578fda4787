"""What all pages of one portal share: the store's place, what is installed, how it may be reached."""

import asyncio
from pathlib import Path

import attrs

from ..catalog import Catalog
from ..office.status.status import Status
from .examining import Examinations
from .explorer.answers import Answer
from .explorer.behind import Traces
from .keeping import Kept
from .overlaps_now import OverlapsNow
from .remembering import Remembered
from .results import Results
from .threads import Threads
from .watching import Watch

#: So many large bodies are read at a time, and so many for jobs; others wait their turn.
_BODIES, _BULKS = 4, 2

#: So many years' statuses are remembered.
_STATUSES = 4

#: So many figures of roll-ups, and so many records behind figures, are remembered: about 100 MB each.
_FIGURES, _RECORDS = 150_000, 150_000


@attrs.frozen(kw_only=True, eq=False)
class Portal:
    """One running portal.

    Attributes:
        folder: The store's.
        catalog: What is installed, with the office's extension and the sections of reports.
        names: Names under which it may be reached besides addresses and localhost.
        plain_anywhere: Whether plain http is answered beyond this machine and private networks.
        results: What became of recent uploads.
        bodies: Who may read a large body.
        bulks: Who may read one for a job.
        examinations: Uploads that are being examined.
        watch: What state the store is in, and who is signed in.
        statuses: How years stand, by the state of the store, the day and the year.
        pages: Pages as they were made, by everything that they depend on.
        threads: Who may have a thread.
        answers: Roll-ups, by the state of the store, the day, and what is asked.
        traces: What figures are made of, by the state of the store and the figure.
        overlaps: Activities that several units report, by year.
    """

    folder: Path
    catalog: Catalog
    names: frozenset[str] = frozenset()
    plain_anywhere: bool = False
    results: Results = attrs.field(factory=Results)
    bodies: asyncio.Semaphore = attrs.field(factory=lambda: asyncio.Semaphore(_BODIES))
    bulks: asyncio.Semaphore = attrs.field(factory=lambda: asyncio.Semaphore(_BULKS))
    examinations: Examinations = attrs.field(
        init=False, default=attrs.Factory(lambda self: Examinations(self.results), takes_self=True)
    )
    watch: Watch = attrs.field(init=False, default=attrs.Factory(lambda self: Watch(self.folder), takes_self=True))
    statuses: Remembered[Status] = attrs.field(init=False, factory=lambda: Remembered[Status](_STATUSES))
    pages: Kept = attrs.field(init=False, factory=Kept)
    threads: Threads = attrs.field(init=False, factory=Threads)
    answers: Remembered[Answer] = attrs.field(
        init=False, factory=lambda: Remembered[Answer](_FIGURES, lambda one: one.weight)
    )
    traces: Remembered[Traces] = attrs.field(
        init=False, factory=lambda: Remembered[Traces](_RECORDS, lambda one: one.weight)
    )
    overlaps: OverlapsNow = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: OverlapsNow(self.folder, self.catalog, self.watch), takes_self=True),
    )
