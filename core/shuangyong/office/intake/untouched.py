"""Files that nobody has touched since they were stored: told by size and time, and not read again."""

import os
import sqlite3
import time
from collections.abc import Iterable

import attrs

#: A file written so shortly before it was read may be written again without its time telling (as git has it), in ns.
_TOO_FRESH = 2 * 10**9


@attrs.frozen
class Mark:
    """What the file system tells of a file: where it is, its size, and when it was written, in nanoseconds."""

    path: str
    size: int
    written: int

    @classmethod
    def of(cls, path: str, status: os.stat_result) -> "Mark":
        """Return the mark of a file."""
        return cls(os.path.abspath(path), status.st_size, status.st_mtime_ns)  # noqa: PTH100  much quicker


def stored_as(db: sqlite3.Connection, mark: Mark) -> str | None:
    """Return the hash under which a file with this mark is stored; None where it must be read."""
    row = db.execute(
        "SELECT sha256 FROM seen s WHERE path = ? AND size = ? AND written = ? "
        "AND (EXISTS (SELECT 1 FROM revision r WHERE r.sha256 = s.sha256) "
        "OR EXISTS (SELECT 1 FROM package p WHERE p.sha256 = s.sha256))",
        (mark.path, mark.size, mark.written),
    ).fetchone()
    return row[0] if row else None


def remember(db: sqlite3.Connection, marks: Iterable[tuple[Mark, str]]) -> None:
    """Note the marks of files and the hashes of what was read in them, inside a transaction."""
    latest = time.time_ns() - _TOO_FRESH
    db.executemany(
        "INSERT OR REPLACE INTO seen (path, size, written, sha256) VALUES (?, ?, ?, ?)",
        [(mark.path, mark.size, mark.written, sha256) for mark, sha256 in marks if mark.written < latest],
    )
