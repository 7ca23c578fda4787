"""Collecting: from paths to a store, batch by batch; what a batch accepts is on the disk before it is said."""

import contextlib
import datetime
import hashlib
import importlib
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.problems import Problem, error
from ..forwarding.opening import Package
from ..forwarding.receiving import receive
from ..store.opening import Store, whoami
from ..store.refusals import explaining
from . import workers
from .examining import Examiner, Task
from .identifying import identify
from .judging import VERDICTS, Entry, Receipt, Verdict, judge, known, note, refused, unchanged
from .originals import discard, keep, kept, name, place
from .source import Source
from .sources import sources
from .taking import Taken
from .untouched import Mark, Untouched, remember

#: What examines files: itself, and the files to examine, give their outcomes in order.
Run = Callable[[Examiner, Iterable[tuple[int, Task]]], Iterator[workers.Outcome[tuple[int, Task], Taken | Package]]]

#: What nearly every ledger needs to be read and its festivals told, and takes a while to import.
READERS = ("shuangyong.workbook.xlsx.reading", "lunar_python")

#: So many files are written down in one transaction: a sync costs as much as reading half a ledger.
BATCH = 32


@attrs.frozen(kw_only=True)
class Collection:
    """What became of every file.

    Attributes:
        entries: By file, in the order in which they were taken.
        skipped: The labels of files that are no kind of ledger, and were not looked at.
        faults: Where our own bugs were met, without their words, each under the file that met it.
    """

    entries: tuple[Entry, ...]
    skipped: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Entry, ...]:
        """Return the entries of a verdict."""
        return tuple(entry for entry in self.entries if entry.verdict == verdict)

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``collect --format json`` prints."""
        found: dict[str, Any] = {verdict: [one.to_json() for one in self.of(verdict)] for verdict in VERDICTS}
        return found | {"skipped": list(self.skipped)}


@attrs.frozen
class _Finished:
    """A source with what was made of it, or with what is known without looking."""

    source: Source
    taken: Taken | Package | None = None
    entry: Entry | None = None


def collect(
    store: Store,
    catalog: Catalog,
    paths: Iterable[Path | Source],
    *,
    dry_run: bool = False,
    received: datetime.date | None = None,
    actor: str = "",
    progress: Callable[[Entry], None] = lambda _: None,
    run: Run | None = None,
) -> Collection:
    """Take ledgers in and return what became of each.

    A rerun after an interruption finds what was accepted and goes on with the rest.

    Args:
        store: Where to.
        catalog: What is installed, with the office's own extension.
        paths: Files, folders and archives; a source is bytes that are at hand already.
        dry_run: Judge everything and keep nothing.
        received: The day they came in; today if None. It decides 按时, and whether they come after the lock.
        actor: Who collects; the machine's user if empty.
        progress: Called with each entry once it is durable.
        run: What examines the files; worker processes of this machine if None.

    Raises:
        ProblemsFound: The store cannot be written; what was accepted before stays.
    """
    receipt = Receipt(day=received or datetime.date.today(), actor=actor or whoami())  # noqa: DTZ011
    entries: list[Entry] = []
    skipped: list[str] = []
    faults: list[str] = []
    with (
        explaining(store.folder),
        contextlib.closing(_finish(store, catalog, paths, skipped, run or _run)) as finished,
        _rehearsal(store) if dry_run else contextlib.nullcontext(store) as stage,
    ):
        for batch in _batches(finished if dry_run else _placed(store, finished), 1 if dry_run else BATCH):
            faults += (one.taken.fault for one in batch if isinstance(one.taken, Taken) and one.taken.fault)
            idle = dry_run or _tells_nothing(batch)
            made = _judged(stage, batch, receipt) if idle else _written(stage, batch, receipt)
            for entry in made:
                progress(entry)
            entries += made
    return Collection(entries=tuple(entries), skipped=tuple(skipped), faults=tuple(faults))


def _run(
    examiner: Examiner, tasks: Iterable[tuple[int, Task]]
) -> Iterator[workers.Outcome[tuple[int, Task], Taken | Package]]:
    return workers.run(examiner, tasks, small=lambda task: len(task[1].source.data) < workers.PIPE * 3 // 4)


def _finish(
    store: Store, catalog: Catalog, paths: Iterable[Path | Source], skipped: list[str], run: Run
) -> Generator[_Finished]:
    """Yield each file with what a worker made of it, in order; known ones are not read again."""
    done: dict[int, _Finished] = {}
    rows: dict[str, sqlite3.Row] = {}
    untouched = Untouched(store.db)
    count = 0

    def stored(mark: Mark) -> str | None:
        if (row := untouched.stored_as(mark)) is None:
            return None
        rows[mark.path] = row
        return str(row["sha256"])

    def tasks() -> Iterator[tuple[int, Task]]:
        nonlocal count
        for source in sources(paths, store.folder, stored):
            if source.skipped:
                skipped.append(source.label)
                continue
            number, count = count, count + 1
            if source.problem is not None:
                done[number] = _Finished(source, entry=_rejected(source, source.problem))
                continue
            if source.stored and source.mark:
                row = rows.pop(source.mark.path)
                done[number] = _Finished(source, entry=unchanged(source.label, source.stored, row))
                continue
            sha256 = hashlib.sha256(source.data).hexdigest()
            if entry := known(store.db, source.label, sha256):
                done[number] = _Finished(attrs.evolve(source, data=b""), entry=entry)
            else:
                # Processes that are forked from this one have the readers at once.
                for reader in READERS:
                    importlib.import_module(reader)
                yield number, Task(source, sha256)

    first = 0
    for outcome in run(Examiner(catalog), tasks()):
        number, task = outcome.task
        lost = _rejected(task.source, _lost(task.source, outcome.lost), task.sha256) if outcome.lost else None
        done[number] = _Finished(task.source, taken=outcome.result, entry=lost)
        while first in done:
            yield done.pop(first)
            first += 1
    for number in sorted(done):
        yield done[number]


def _placed(store: Store, finished: Iterable[_Finished]) -> Iterator[_Finished]:
    """Write the original of each as it comes, so that workers need not wait while those of a batch are written."""
    for one in finished:
        if one.taken and _worth_keeping(one.taken):
            place(store, one.taken.sha256, one.source.data)
        yield one


def _batches(finished: Iterable[_Finished], size: int) -> Iterator[list[_Finished]]:
    batch: list[_Finished] = []
    for one in finished:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _tells_nothing(batch: list[_Finished]) -> bool:
    """Tell whether nothing of a batch changes the store: to wait for the disk would be in vain."""
    return all(one.entry is not None and one.entry.verdict == "unchanged" and one.source.stored for one in batch)


def _written(store: Store, batch: list[_Finished], receipt: Receipt) -> list[Entry]:
    contents = {one.taken.sha256: one.source.data for one in batch if one.taken and _worth_keeping(one.taken)}
    name(store, contents)
    with store.transaction():
        entries = _judged(store, batch, receipt)
        _remember(store, batch, entries)
        referred = {sha256 for sha256 in contents if _referred(store.db, sha256)}
        # Another program may have discarded a file that it refused and we accept; it cannot while we write.
        keep(store, ((one, contents[one]) for one in referred if not kept(store, one, len(contents[one]))))
        for sha256 in contents.keys() - referred:
            discard(store, sha256)
    return entries


def _remember(store: Store, batch: list[_Finished], entries: list[Entry]) -> None:
    """Note the files whose bytes are stored, those apart that were not even read."""
    marks = (
        (one.source.mark, entry.sha256)
        for one, entry in zip(batch, entries, strict=True)
        if one.source.mark and not one.source.stored and entry.revision is not None
    )
    remember(store.db, marks)


@contextlib.contextmanager
def _rehearsal(store: Store) -> Iterator[Store]:
    """Yield a copy of the store's database, thrown away afterwards: others may write to the true one meanwhile."""
    # An empty name is a database on the disk without a file of its own.
    with contextlib.closing(sqlite3.connect("", isolation_level=None)) as copy:
        store.db.backup(copy)
        copy.row_factory = sqlite3.Row
        copy.execute("BEGIN")
        yield attrs.evolve(store, db=copy)


def _judged(store: Store, batch: list[_Finished], receipt: Receipt) -> list[Entry]:
    return [_entry(store, one, receipt) for one in batch]


def _entry(store: Store, one: _Finished, receipt: Receipt) -> Entry:
    if one.entry is not None:
        note(store, one.entry, receipt)
        return one.entry
    assert one.taken is not None, "a file was looked at or is known"
    if isinstance(one.taken, Package):
        known_now = known(store.db, one.source.label, one.taken.sha256)
        return known_now or receive(store, one.source.label, len(one.source.data), one.taken, receipt)
    if one.taken.private and not known(store.db, one.source.label, one.taken.sha256):
        return _private(store, one.source.label, one.taken, receipt)
    return judge(store, one.source.label, len(one.source.data), one.source.saved, one.taken, receipt)


def _private(store: Store, label: str, taken: Taken, receipt: Receipt) -> Entry:
    """Refuse a ledger with filled sensitive columns, filed under its unit where the store has that unit already.

    A code that nobody has heard of may be one of the very values that must not get in.
    """
    unit = identify(store.db, taken, receipt.day).unit
    heard_of = "SELECT 1 FROM roster WHERE unit = ?1 UNION SELECT 1 FROM submission WHERE unit = ?1"
    entry = Entry(
        verdict="rejected",
        file=label,
        unit=unit if store.db.execute(heard_of, (unit,)).fetchone() else "",
        name=taken.name,
        year=taken.year,
        sha256=taken.sha256,
        problems=taken.private,
    )
    note(store, entry, receipt)
    return entry


def _worth_keeping(taken: Taken | Package) -> bool:
    return isinstance(taken, Package) or bool(taken.lacking) or not refused(taken)


def _referred(db: sqlite3.Connection, sha256: str) -> bool:
    return (
        db.execute(
            "SELECT 1 FROM revision WHERE sha256 = ?1 UNION SELECT 1 FROM kept WHERE sha256 = ?1 "
            "UNION SELECT 1 FROM package WHERE sha256 = ?1",
            (sha256,),
        ).fetchone()
        is not None
    )


def _rejected(source: Source, problem: Problem, sha256: str = "") -> Entry:
    return Entry(verdict="rejected", file=source.label, sha256=sha256, problems=(problem,))


def _lost(source: Source, how: workers.Loss) -> Problem:
    why = "读它的程序崩溃了" if how == "crashed" else f"读了 {workers.SECONDS:.0f} 秒还没有读完"
    return error(
        "unreadable",
        f"「{source.name}」{why}，文件可能损坏或被做了手脚，没有收下。",
        "请用 WPS 或 Excel 打开它，另存为新的 .xlsx 后再交；打不开就请填报单位重报。",
    )
