"""What a kind of long work is, what it is given, and what it leaves."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from ..exporting import Value
from ..permissions import Right

#: Takes how much is done and how much there is to do; written down twice a second at most, so call it as often as you
#: like. It does not return where the work was cancelled meanwhile.
Tell = Callable[[int, int], None]


@attrs.frozen(kw_only=True)
class Sent:
    """A file that was sent: what its sender called it, without folders, and where it lies until the job ends."""

    name: str
    path: Path


@attrs.frozen(kw_only=True)
class Input:
    """What a job works on: the same each time it is begun.

    Attributes:
        actor: Who asked for it, as the audit tells it.
        asked: When, ISO with the offset of the place.
        audits: The number of the last audit row at that time: what was done by it comes after.
        fields: What was filled in, as it was given to ``start``; only what JSON holds.
        files: What was sent.
    """

    actor: str
    asked: str
    audits: int
    fields: Mapping[str, Any]
    files: tuple[Sent, ...] = ()


@attrs.frozen(kw_only=True)
class Made:
    """A file that a job made for people to download: its name with its ending, and its bytes."""

    name: str
    data: bytes


@attrs.frozen(kw_only=True)
class Outcome:
    """What came of a job.

    Attributes:
        words: A sentence or two for people.
        report: What its page shows, as JSON holds it.
        files: What can be downloaded until the job is cleared.
    """

    words: str
    report: Any = None
    files: tuple[Made, ...] = ()


@attrs.frozen(kw_only=True)
class Table:
    """What a job's report has to take home as a workbook."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


@attrs.frozen(kw_only=True)
class Job:
    """A kind of long work.

    Attributes:
        label: What people call it: 收台账.
        right: What a person needs to ask for it and to see what came of it.
        run: Does it, in a process of its own: given the store's folder, the catalog (with the sections of reports and
            the office's extension), what to work on, and whom to tell how far it is. It may be killed at any moment
            and is then called again with the same input, so what it does twice must be as if done once. What it
            raises as ProblemsFound is told to people.
        template: Shows the report: a template that is included in the job's page and finds ``job``, ``report``,
            ``asked`` (what the address asks for) and what ``shown`` gives; empty where the words and files are enough.
        shown: Given a report and what the address asks for, returns what the template needs besides.
        table: Given the same, returns the rows to take home; None where there are none.
        again: Where one asks for another of the kind; empty where from many pages.
    """

    label: str
    right: Right
    run: Callable[[Path, Catalog, Input, Tell], Outcome]
    template: str = ""
    shown: Callable[[Any, Mapping[str, str]], Mapping[str, Any]] | None = None
    table: Callable[[Any, Mapping[str, str]], Table] | None = None
    again: str = ""
