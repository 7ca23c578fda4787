"""Looking at what a stranger sent: in a process of its own, within limits, while its sender waits or goes away."""

import logging
import multiprocessing
import secrets
import sys
import tempfile
import threading
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

import attrs

from ..catalog import Catalog, installed_for_figures
from ..extension.applying import extended
from ..extension.parsing import carried
from ..model.fault_traces import traced
from ..model.problems import ProblemsFound, error
from ..office.intake import workers
from .results import Failed, Kept, Results, Waiting

LOG = logging.getLogger("shuangyong.web")

T = TypeVar("T")
R = TypeVar("R")

#: Where processes can be forked, they are forked of one that has no threads.
METHOD = "forkserver" if sys.platform == "linux" else "spawn"
multiprocessing.get_context(METHOD).set_forkserver_preload([f"{__package__}.warmed"])

#: So many uploads are examined at a time; others wait their turn.
_AT_ONCE = 2
#: So many bytes may wait altogether; who sends more is asked to come again.
_QUEUE_BYTES = 256 * 2**20
#: So many requests at a time wait for their upload's end, and so many seconds; others see that it is under way.
_PATIENT, PATIENCE = 8, 10.0


def make_ready() -> None:
    """Start the process that workers are forked from, so that nobody's upload waits for it."""
    if METHOD == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()


def apart(work: Callable[[T], R], task: T, seconds: float = workers.SECONDS) -> workers.Outcome[T, R]:
    """Do one task in a process of its own; what it writes beside is gone with it, even where it was killed.

    Args:
        work: Picklable, and the task too.
        task: What to give it.
        seconds: What it may take.
    """
    with tempfile.TemporaryDirectory() as folder:
        (outcome,) = workers.run(_Aside(work, folder), [task], 1, seconds, METHOD)
    return outcome


@attrs.frozen
class _Aside:
    """Work whose temporary files lie in a folder that somebody else takes away."""

    work: Callable[[Any], Any]
    folder: str

    def __call__(self, task: Any) -> Any:
        tempfile.tempdir = self.folder
        return self.work(task)


@attrs.frozen
class Catalogued(Generic[T, R]):
    """Work that is given a task and what is installed; sent to a process that has the catalog, or loads it anew."""

    work: Callable[[T, Catalog], R]
    catalog: Catalog

    def __call__(self, task: T) -> R:
        """Return what the work returns."""
        return self.work(task, self.catalog)

    def __reduce__(self) -> "tuple[Callable[..., Catalogued[Any, Any]], tuple[Any, str]]":
        """Tell how to make it anew: a catalog holds functions that cannot be sent."""
        return _catalogued, (self.work, self.catalog.extension.text if self.catalog.extension else "")


def _catalogued(work: Callable[[Any, Catalog], Any], extension: str) -> Catalogued[Any, Any]:
    its = carried(extension)
    return Catalogued(work, extended(installed_for_figures(), its) if its else installed_for_figures())


class Examinations:
    """What is examined in the background, and who waits for it."""

    def __init__(self, results: Results | None = None) -> None:
        self.results = results or Results()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._patient = threading.BoundedSemaphore(_PATIENT)
        self._lock = threading.Lock()
        self._running: dict[Hashable, tuple[str, int, threading.Event]] = {}

    def begin(self, waiting: Waiting, same: Hashable, size: int, job: Callable[[], Kept]) -> str:
        """Have something examined, wait a little for its end, and return the token of what becomes of it.

        Args:
            waiting: What its sender sees meanwhile.
            same: What is sent again while it is examined (a double click) is the same; it is examined once.
            size: How many bytes it holds.
            job: Examines it.

        Raises:
            ProblemsFound: Too much is waiting already.
        """
        same = (waiting.account, waiting.unit, same)
        with self._lock:
            running = self._running.get(same)
            if running is None:
                if self._running and sum(held for _, held, _ in self._running.values()) + size > _QUEUE_BYTES:
                    raise ProblemsFound([error("too-busy", "现在传文件的人太多，没有收。", "请过几分钟再传。")])
                running = self._running[same] = (self.results.keep(waiting), size, threading.Event())
                work = threading.Thread(target=self._do, args=(same, waiting, job), name="examination", daemon=True)
                work.start()
        token, _, done = running
        if self._patient.acquire(blocking=False):
            try:
                done.wait(PATIENCE)
            finally:
                self._patient.release()
        return token

    def _do(self, same: Hashable, waiting: Waiting, job: Callable[[], Kept]) -> None:
        token, _, done = self._running[same]
        with self._turns:
            kept = _done(waiting, job)
        self.results.put(token, kept)
        with self._lock:
            del self._running[same]
        done.set()


def _done(waiting: Waiting, job: Callable[[], Kept]) -> Kept:
    try:
        return job()
    except ProblemsFound as found:
        problems = found.problems
    except Exception as fault:
        number = secrets.token_hex(4)
        LOG.error("fault %s in an upload:\n%s", number, traced(fault))
        words = f"程序内部出错，这不是您的操作问题。请把编号 {number} 告诉管理员，日志里有详细内容。"
        problems = (error("program-fault", words),)
    return Failed(account=waiting.account, unit=waiting.unit, file=waiting.file, problems=problems)
