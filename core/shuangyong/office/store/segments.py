"""Segments: files of facts for analytics, derived from the counted revisions and safe to delete.

No revision stands in two segments, and what a revision says never changes, so a segment is written once. The rows of
revisions that no longer count stay until a segment is mostly such; whoever reads joins with the revisions that count.

A file is there whole before the database knows it: a crash leaves at most a file that nobody knows, swept up later. Of
two programs that bring the segments up to date at once, the later sees that they have changed, and begins anew.
"""

import contextlib
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
import weakref
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from pathlib import Path

import attrs

from ...model.atomic import write_atomically
from ...model.problems import Problem, ProblemsFound, error
from .columnar import Written, digest, write_columns
from .opening import Store
from .outdated import refuse_outdated
from .refusals import explained

#: A segment of fewer facts is small, and more small ones than this are made one.
SMALL, FEW = 50_000, 16

#: How old a file must be, in seconds, before it is taken for left behind: another program may be about to use it.
LEFT_BEHIND = 3600

#: How often to begin anew where other programs change the segments at the same time.
_TRIES = 20

#: Whose facts each segment holds, and how many records they come from.
_HOLDINGS = """
SELECT g.name, m.revision, r.rows FROM segmented m JOIN segment g ON g.id = m.segment
JOIN revision r ON r.id = m.revision
"""

#: The problems of a place that cannot be written, for which a temporary folder does instead.
_CANNOT_WRITE = {"file-locked", "read-only-disk", "read-only"}


@attrs.frozen(eq=False)
class Segments:
    """The files that hold every counted revision once; keep it as long as they are read.

    Attributes:
        facts: Files with ``revision BIGINT`` and the columns of facts.
    """

    facts: tuple[Path, ...]


def synchronise(store: Store, wanted: Collection[int] = ()) -> Segments:
    """Bring the files of facts up to what counts now.

    Where the store's folder cannot be written, what is missing is made in a temporary folder.

    Args:
        store: Whose revisions.
        wanted: Revisions that must be there even if they count no more: those that a roll-up under way has read.

    Raises:
        ProblemsFound: Facts of another form must be derived anew first, the disk is full, or DuckDB is not installed.
    """
    refuse_outdated(store)
    for _ in range(_TRIES):
        known = _known(store)
        needed = _counted(store).union(wanted)
        holdings = store.db.execute(_HOLDINGS).fetchall()
        kept = _kept(store, known, needed, holdings)
        fresh = sorted(needed - {revision for name, revision, _ in holdings if name in kept})
        if kept == known and not fresh:
            return Segments(tuple(_file(store.facts, name) for name in kept))
        with contextlib.ExitStack() as cleaning:
            folder = Path(tempfile.mkdtemp(prefix="shuangyong-"))
            cleaning.callback(shutil.rmtree, folder, ignore_errors=True)
            written = tuple(write_columns(store, fresh, folder))
            try:
                _publish(store, written, known, kept)
            except ProblemsFound as refusal:
                if not {problem.code for problem in refusal.problems} <= _CANNOT_WRITE:
                    raise
                segments = _with_temporary(store, kept, written)
                weakref.finalize(segments, cleaning.pop_all().close)
                return segments
    raise ProblemsFound([_restless(store)], file=str(store.folder))


def _known(store: Store) -> dict[str, sqlite3.Row]:
    return {row["name"]: row for row in store.db.execute("SELECT * FROM segment ORDER BY id")}


def _kept(
    store: Store, known: Mapping[str, sqlite3.Row], needed: Set[int], holdings: Sequence[sqlite3.Row]
) -> dict[str, sqlite3.Row]:
    """Return the segments that stay: sound ones, at least half of what is needed, and not too many small ones."""
    balance = Counter[str]()
    for name, revision, rows in holdings:
        balance[name] += rows if revision in needed else -rows
    kept = {name: row for name, row in known.items() if balance[name] >= 0 and _is_sound(store, row)}
    small = {name for name, row in kept.items() if row["facts"] < SMALL}
    return {name: row for name, row in kept.items() if len(small) <= FEW or name not in small}


def _is_sound(store: Store, row: sqlite3.Row) -> bool:
    try:
        return digest(_file(store.facts, row["name"])) == str(row["sha256"])
    except OSError:
        return False


def _counted(store: Store) -> set[int]:
    return {row["counted"] for row in store.db.execute("SELECT counted FROM submission WHERE counted IS NOT NULL")}


def _publish(
    store: Store, written: Sequence[Written], known: Mapping[str, sqlite3.Row], kept: Mapping[str, sqlite3.Row]
) -> None:
    """Put the files into the store and note them, unless another program has changed the segments meanwhile."""
    named = {secrets.token_hex(8): one for one in written}
    try:
        store.facts.mkdir(exist_ok=True)
    except OSError as refusal:
        raise explained(refusal, store.folder) from refusal
    for name, one in named.items():
        write_atomically(_file(store.facts, name), one.path.read_bytes())
    with store.transaction():
        if _known(store) == known:
            for name in known.keys() - kept.keys():
                store.db.execute("DELETE FROM segment WHERE name = ?", (name,))
                _touch(store, name)
            for name, one in named.items():
                _note(store, name, one)
    _sweep(store)


def _note(store: Store, name: str, one: Written) -> None:
    inserted = store.db.execute(
        "INSERT INTO segment (name, facts, sha256) VALUES (?, ?, ?)", (name, one.rows, digest(one.path))
    )
    store.db.executemany(
        "INSERT INTO segmented (revision, segment) VALUES (?, ?)",
        ((revision, inserted.lastrowid) for revision in one.revisions),
    )


def _with_temporary(store: Store, kept: Collection[str], written: Sequence[Written]) -> Segments:
    return Segments((*(_file(store.facts, name) for name in kept), *(one.path for one in written)))


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _touch(store: Store, name: str) -> None:
    """Keep a segment's file for a while: another program may be about to read it."""
    with contextlib.suppress(OSError):
        os.utime(_file(store.facts, name))


def _sweep(store: Store) -> None:
    """Remove what no segment is and nobody can still be using."""
    files = {_file(store.facts, name) for name in _known(store)}
    for path in store.facts.iterdir():
        with contextlib.suppress(OSError):
            if path not in files and path.stat().st_mtime < time.time() - LEFT_BEHIND:
                path.unlink()


def _restless(store: Store) -> Problem:
    return error(
        "busy",
        f"「{store.folder}」一直在变：整理了 {_TRIES} 次，每次都有别的程序同时改动，或者写好的文件又读不出来。",
        "请等别的程序做完再试；仍不行就检查磁盘。",
    )
