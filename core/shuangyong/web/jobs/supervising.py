"""Seeing that jobs are done: one at a time, the oldest first; those too that a killed server or process left undone."""

import contextlib
import logging
import multiprocessing
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.applications import Starlette

from ...model.problems import ProblemsFound
from ...office.store.opening import Store, open_store
from ..examining import METHOD
from ..portal import Portal
from . import table
from .clearing import clear
from .doing import do
from .folders import lock_of
from .locking import is_held

LOG = logging.getLogger("shuangyong.web")

#: How often to look for what there is to do, in seconds; how long to wait after a process was lost; how often to clear.
_LOOK, _LOST, _CLEAR = 0.5, 3.0, 600.0


class Supervisor:
    """Looks after the jobs of one store while a server runs; several servers of a store do not disturb one another."""

    def __init__(self, portal: Portal) -> None:
        self._folder = portal.folder
        self._extension = portal.catalog.extension.text if portal.catalog.extension else ""
        self._process: Any = None
        self._number = 0
        self._not_before = 0.0
        self._cleared = -_CLEAR
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin to look after jobs."""
        self._thread.start()

    def stop(self) -> None:
        """Stop; a job that is being done goes on when a server is started again."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        self._kill()

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK):
            try:
                with open_store(self._folder) as store:
                    while not self._ended.wait(_LOOK):
                        self.look(store)
            except (ProblemsFound, sqlite3.Error, OSError):  # a full disk may be cleared, a lock is let go of
                LOG.exception("jobs cannot be looked after")

    def look(self, store: Store) -> None:
        """Do what there is to do now: end what was cancelled, begin what waits, clear what is old."""
        if self._process is not None:
            found = table.find(store, self._number)
            if self._process.is_alive() and (found is None or not found.is_open):
                self._process.join(2 * _LOOK)  # it may just be ending by itself
                self._kill()
                self._cleared = -_CLEAR  # what was sent for it goes at once
            if not self._process or not self._process.is_alive():
                if found is not None and found.is_open:
                    self._not_before = time.monotonic() + _LOST
                else:
                    self._cleared = -_CLEAR  # it may have been killed before it cleared what was sent for it
                self._kill()
        if self._process is None and time.monotonic() >= self._not_before:
            self._begin_next(store)
        if time.monotonic() >= self._cleared + _CLEAR:
            self._cleared = time.monotonic()
            clear(store)

    def _begin_next(self, store: Store) -> None:
        for number in table.open_ids(store):
            found = table.find(store, number)
            if found is not None and is_held(lock_of(found.folder)):
                return  # another server's process does it: one at a time
        for number in table.open_ids(store)[:1]:
            context: Any = multiprocessing.get_context(METHOD)
            # No daemon: a job may have processes of its own.
            process = context.Process(target=do, args=(self._folder, number, self._extension))
            process.start()
            self._process, self._number = process, number

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None


def supervised(portal: Portal) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    """Return the life of an application that looks after a portal's jobs."""

    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        supervisor = Supervisor(portal)
        supervisor.start()
        try:
            yield
        finally:
            supervisor.stop()

    return life
