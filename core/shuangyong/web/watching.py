"""What state a store is in, whoever changed it, and who is signed in: asked with every request, so it must cost little.

One connection stays open for it. SQLite tells it by a number that rises whether any other connection, be it a page's or
another program's, has committed anything since; and an open connection spares all others the tidying up that the last
one does when it is closed.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from ..model.problems import ProblemsFound, error
from ..office.store.opening import DATABASE, Store, open_store
from . import sessions
from .accounts import Account

#: A state of a store; an equal one is the same. It says nothing of how many changes lie between two.
State = tuple[int, int]

#: Who comes and goes changes no figure.
_ACTS = "SELECT MAX(id), MAX(id) FILTER (WHERE action NOT GLOB 'sign-*') FROM audit WHERE id > ?"

#: What SQLite answers where somebody else holds a lock.
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)

#: Milliseconds to wait for another program: a lock that is held longer holds up one request, not all of them.
_PATIENCE = 250


class StoreBusy(ProblemsFound):
    """Another program holds the store's lock."""


class Watch:
    """An eye on a store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._file: tuple[int, int] | None = None
        self._opened = 0
        self._acts: tuple[State, int, int] = ((0, 0), 0, 0)

    def state(self) -> State:
        """Return the state that the store is in; ask before reading what is to be remembered under it.

        Raises:
            ProblemsFound: There is no store, or it cannot be opened, or another program keeps it locked.
        """
        with self._lock, told_where_busy():
            return self._opened_store()[0]

    def acts(self) -> State:
        """Return the state that what the office holds of its units is in: people signing in do not change it, nor jobs.

        It rests on this: roster, deadlines, ledgers and decisions change together with their row in the audit.

        Raises:
            ProblemsFound: There is no store, or it cannot be opened, or another program keeps it locked.
        """
        with self._lock, told_where_busy():
            state, store = self._opened_store()
            before, newest, act = self._acts
            if state != before:
                since = newest if state[0] == before[0] else 0
                row = store.db.execute(_ACTS, (since,)).fetchone()
                newest, act = row[0] or since, row[1] or (act if since else 0)
                self._acts = (state, newest, act)
            return state[0], act

    def visitor(self, token: str) -> tuple[State, Account | None]:
        """Return the state that the store is in, and whose session a token is of: None where there is none.

        Raises:
            ProblemsFound: There is no store, or it cannot be opened, or another program keeps it locked.
        """
        with self._lock, told_where_busy():
            state, store = self._opened_store()
            return state, sessions.who(store, token) if token else None

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None

    def __del__(self) -> None:
        """Let go of the store where nobody else has."""
        self.close()

    def _opened_store(self) -> tuple[State, Store]:
        """Open the store where it is not; a file that was put in its place is another store."""
        path = self._folder / DATABASE
        file = _identity(path)
        if self._store is None or file != self._file:
            if self._store is not None:
                self._store.close()
            self._store = None
            self._store = open_store(self._folder, threads=True)
            for pragma in (f"busy_timeout = {_PATIENCE}", "synchronous = NORMAL", "wal_autocheckpoint = 0"):
                self._store.db.execute(f"PRAGMA {pragma}")
            self._file = _identity(path)
            self._opened += 1
        (version,) = self._store.db.execute("PRAGMA data_version").fetchone()
        return (self._opened, version), self._store


@contextlib.contextmanager
def told_where_busy() -> Iterator[None]:
    """Tell people where another program holds the store's lock longer than is waited for.

    Raises:
        ProblemsFound: It does.
    """
    try:
        yield
    except sqlite3.OperationalError as refusal:
        # The low byte is the code; those above it say why the lock is held.
        if getattr(refusal, "sqlite_errorcode", 0) & 0xFF not in _BUSY:
            raise
        raise StoreBusy([error("store-busy", "数据库正忙，请稍后再试。")]) from refusal


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
