"""Files that nobody has touched since they were stored: told by size and time, and not read again."""

import os
import sqlite3
import time
from collections.abc import Iterable

import attrs

#: A file written so shortly before it was read may be written again without its time telling (as git has it), in ns.
_TOO_FRESH = 2 * 10**9


_REVISION = """
SELECT f.sha256, r.number, r.name, s.unit, s.year FROM seen f JOIN revision r ON r.sha256 = f.sha256
JOIN submission s ON s.id = r.submission WHERE f.path = ? AND f.size = ? AND f.written = ?
"""

_PACKAGE = """
SELECT f.sha256, 1 AS number, p.office AS name, p.office AS unit, p.year FROM seen f
JOIN package p ON p.sha256 = f.sha256 WHERE f.path = ? AND f.size = ? AND f.written = ?
"""


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


def stored_as(db: sqlite3.Connection, mark: Mark) -> sqlite3.Row | None:
    """Return what a file with this mark is stored as; None where it must be read.

    Returns:
        Its ``sha256``, the revision's ``number``, and the ``name``, ``unit`` and ``year`` of whose it is.
    """
    asked = (mark.path, mark.size, mark.written)
    row: sqlite3.Row | None = db.execute(_REVISION, asked).fetchone() or db.execute(_PACKAGE, asked).fetchone()
    return row


def remember(db: sqlite3.Connection, marks: Iterable[tuple[Mark, str]]) -> None:
    """Note the marks of files and the hashes of what was read in them, inside a transaction."""
    latest = time.time_ns() - _TOO_FRESH
    db.executemany(
        "INSERT OR REPLACE INTO seen (path, size, written, sha256) VALUES (?, ?, ?, ?)",
        [(mark.path, mark.size, mark.written, sha256) for mark, sha256 in marks if mark.written < latest],
    )
