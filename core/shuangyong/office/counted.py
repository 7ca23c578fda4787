"""The ledgers that count in an office's store, read again by worker processes for whatever asks for their rows."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

import attrs

from ..catalog import Catalog, installed_for_figures
from ..extension.applying import extended
from ..extension.parsing import carried
from ..model.ledgers import Ledger
from ..model.periods import Period
from ..model.problems import ProblemsFound
from ..workbook.reader import read_book_bytes
from ..workbook.reading import ledger_of
from .intake import workers
from .roster.standing import reporters
from .store.opening import Store

R = TypeVar("R")


@attrs.frozen(kw_only=True)
class Counted:
    """A ledger that counts.

    Attributes:
        unit: The unit's code.
        name: Its name, as the roster has it.
        sector: The sector's id that the ledger is of.
        region: Its region's code; empty without one.
        year: Of which year.
        file: What the file was called.
        path: Where its original lies; None for one that an office below forwarded without it.
        sha256: Of the original's bytes.
    """

    unit: str
    name: str
    sector: str
    region: str
    year: int
    file: str
    sha256: str
    path: Path | None


@attrs.frozen
class Answer(Generic[R]):
    """What was made of a ledger, or why it could not be read."""

    counted: Counted
    result: R | None = None
    refused: str = ""


#: What is done with a ledger; made anew from its pickle where processes cannot be forked.
Work = Callable[[Ledger, str], R]


def counted_ledgers(store: Store, years: Iterable[int]) -> list[Counted]:
    """Return the ledgers that enter a roll-up of these years, by unit and year."""
    found = []
    for year in years:
        for one in reporters(store, Period(year)):
            row = store.db.execute("SELECT * FROM revision WHERE id = ?", (one.revision,)).fetchone()
            found.append(
                Counted(
                    unit=one.unit,
                    name=one.name,
                    sector=row["sector"],
                    region=one.region or "",
                    year=year,
                    file=row["file"],
                    sha256=row["sha256"],
                    path=None if row["package"] is not None else store.original(row["sha256"]),
                )
            )
    return sorted(found, key=lambda one: (one.unit, one.year))


def each_ledger(catalog: Catalog, ledgers: Iterable[Counted], work: Work[R]) -> Iterator[Answer[R]]:
    """Read ledgers in worker processes and yield what is made of each, in order.

    Args:
        catalog: What is installed, with the office's extension.
        ledgers: Which; one without an original is refused.
        work: Called in a worker with the ledger and its sector's id; sent there where processes cannot be forked.
    """
    for outcome in workers.run(_Reader(catalog, work), enumerate(ledgers)):
        counted = outcome.task[1]
        if outcome.lost or outcome.result is None:
            yield Answer(counted, refused="读它的进程没有读完")
        else:
            result, refused = outcome.result
            yield Answer(counted, result, refused)


def read_counted(counted: Counted, catalog: Catalog) -> tuple[Ledger | None, str]:
    """Return a ledger that counts, or why it cannot be read."""
    if counted.path is None:
        return None, "由下级双拥办转报，这里没有原件，请由下级评"
    try:
        book = read_book_bytes.__wrapped__(counted.path.read_bytes(), counted.file)
    except OSError:
        return None, "原件不在了，请管理员核对"
    except ProblemsFound as found:
        return None, "；".join(problem.message for problem in found.problems)
    reading = ledger_of(book, catalog, file=counted.file, sha256=counted.sha256)
    return reading.ledger, "；".join(problem.message for problem in reading.problems)


@attrs.frozen
class _Reader:
    """What a worker does."""

    catalog: Catalog
    work: Callable[[Ledger, str], Any]

    def __call__(self, task: tuple[int, Counted]) -> tuple[Any, str]:
        """Return what is made of a ledger, or why it cannot be read."""
        ledger, refused = read_counted(task[1], self.catalog)
        return (None, refused) if ledger is None else (self.work(ledger, task[1].sector), "")

    def __reduce__(self) -> tuple[Callable[..., "_Reader"], tuple[str, Callable[[Ledger, str], Any]]]:
        """Tell how to make it anew: a catalog holds functions that cannot be sent."""
        return _reader, (self.catalog.extension.text if self.catalog.extension else "", self.work)


def _reader(extension: str, work: Callable[[Ledger, str], Any]) -> _Reader:
    told = carried(extension)
    return _Reader(extended(installed_for_figures(), told) if told else installed_for_figures(), work)
