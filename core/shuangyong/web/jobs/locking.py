"""Who does a job holds its lock; whoever is killed, or loses power, lets go of it.

SQLite locks a file on every system, and so that a process that was forked from the holder does not hold it too.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def held(path: Path, patience: float = 0) -> Iterator[bool]:
    """Hold a lock meanwhile; False where another process holds it.

    Args:
        path: The file; made where there is none.
        patience: How many seconds to wait for another that only looks whether it is held.

    Raises:
        sqlite3.Error: The folder is gone, or cannot be written.
    """
    db = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as refusal:
        if getattr(refusal, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
            raise
        yield False
    else:
        yield True
    finally:
        db.close()


def is_held(path: Path) -> bool:
    """Tell whether a process holds a lock; not where its folder is gone."""
    if not path.exists():
        return False
    with held(path) as mine:
        return not mine
