"""Files that nobody has touched since they were stored: told by size and time, and not read again."""

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping

import attrs

#: A file written so shortly before it was read may be written again without its time telling (as git has it), in ns.
_TOO_FRESH = 2 * 10**9


_STORED = """
SELECT f.path, f.size, f.written, f.sha256, r.number, r.name, s.unit, s.year FROM seen f
JOIN revision r ON r.sha256 = f.sha256 JOIN submission s ON s.id = r.submission WHERE {which}
UNION ALL
SELECT f.path, f.size, f.written, f.sha256, 1, p.office, p.office, p.year FROM seen f
JOIN package p ON p.sha256 = f.sha256 WHERE {which}
"""

_ONE, _BETWEEN = "f.path = :first", "f.path > :first AND f.path < :last"


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


#: What is stored of files, by their marks.
_Rows = Mapping[tuple[str, int, int], sqlite3.Row]


class Untouched:
    """What is stored of files that nobody has touched; the second file of a folder asks for all that lie in it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        #: By folder; None where one file of it was asked for so far.
        self._folders: dict[str, _Rows | None] = {}

    def stored_as(self, mark: Mark) -> sqlite3.Row | None:
        """Return what a file with this mark is stored as; None where it must be read.

        Returns:
            Its ``sha256``, the revision's ``number``, and the ``name``, ``unit`` and ``year`` of whose it is.
        """
        folder = os.path.dirname(mark.path)  # noqa: PTH120  much quicker
        key = mark.path, mark.size, mark.written
        if folder not in self._folders:
            self._folders[folder] = None
            return self._of(_ONE, mark.path).get(key)
        rows = self._folders[folder]
        if rows is None:
            rows = self._folders[folder] = self._of(_BETWEEN, os.path.join(folder, ""))  # noqa: PTH118
        return rows.get(key)

    def _of(self, which: str, first: str) -> _Rows:
        # Behind all that begins with a folder's path and a separator stands the same with the next character.
        asked = {"first": first, "last": first[:-1] + chr(ord(first[-1]) + 1)}
        rows = self._db.execute(_STORED.format(which=which), asked).fetchall()
        return {(row["path"], row["size"], row["written"]): row for row in reversed(rows)}


def remember(db: sqlite3.Connection, marks: Iterable[tuple[Mark, str]]) -> None:
    """Note the marks of files and the hashes of what was read in them, inside a transaction."""
    latest = time.time_ns() - _TOO_FRESH
    db.executemany(
        "INSERT OR REPLACE INTO seen (path, size, written, sha256) VALUES (?, ?, ?, ?)",
        [(mark.path, mark.size, mark.written, sha256) for mark, sha256 in marks if mark.written < latest],
    )
