"""Bounded, reused worker processes: a file that crashes, hangs or swells its reader costs only itself.

``concurrent.futures`` gives up its whole pool when one process dies, and cannot stop one that hangs.
"""

import contextlib
import itertools
import multiprocessing
import multiprocessing.connection
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Literal, TypeVar

import attrs

from .serving import serve

T = TypeVar("T")
R = TypeVar("R")

#: What a worker may take for one file.
SECONDS = 60.0

#: How processes are started.
METHOD = "fork" if sys.platform == "linux" else "spawn"

#: How many bytes a pipe surely holds that nobody reads: Linux keeps 200 KiB; elsewhere it may be next to nothing.
PIPE = 128 << 10 if sys.platform == "linux" else 0

#: So many tasks may wait for an earlier one to end, so that results come in order and memory stays bounded.
_AHEAD = 64

Loss = Literal["crashed", "hung"]


@attrs.frozen
class Outcome(Generic[T, R]):
    """What became of a task: its result, or how its worker was lost."""

    task: T
    result: R | None = None
    lost: Loss | None = None


def run(
    work: Callable[[T], R],
    tasks: Iterable[T],
    count: int | None = None,
    seconds: float = SECONDS,
    method: str | None = None,
    small: Callable[[T], bool] = lambda _: False,
) -> Iterator[Outcome[T, R]]:
    """Do tasks in worker processes and yield their outcomes in the order of the tasks.

    Args:
        work: What to do; called in a worker. Where processes cannot be forked it must be picklable.
        tasks: Picklable; taken one by one as workers come free.
        count: How many workers; as many as there are processors if None.
        seconds: What one task may take.
        method: How processes are started, METHOD if None; a program with threads must not fork itself.
        small: Whether a task is surely held by the pipe to a worker, ``PIPE`` bytes, until that has done the one before
            it; it is sent ahead then, so that no worker waits for its next task.

    Raises:
        RuntimeError: ``work`` raised: a bug of ours, told with the worker's traceback.
    """
    workers = [_Worker(work, seconds, method or METHOD) for _ in range(count or len(_processors()))]
    try:
        yield from _run(workers, iter(tasks), small if PIPE else lambda _: False)
    finally:
        for worker in workers:  # together: a process takes a while to be gone
            worker.kill()
        for worker in workers:
            worker.stop()


def _run(workers: list["_Worker"], tasks: Iterator[Any], small: Callable[[Any], bool]) -> Iterator[Outcome[Any, Any]]:
    waiting: deque[Outcome[Any, Any] | None] = deque()  # from the first task whose outcome was not yielded yet
    first, drawn = 0, deque(itertools.islice(tasks, 1))
    while True:
        while drawn and len(waiting) < _AHEAD:
            worker = min(workers, key=lambda one: len(one.given))
            if len(worker.given) > (1 if small(drawn[0]) else 0):
                break
            worker.give(first + len(waiting), drawn.popleft())
            waiting.append(None)
            drawn.extend(itertools.islice(tasks, 1))
        while waiting and waiting[0] is not None:
            outcome = waiting.popleft()
            first += 1
            assert outcome is not None
            yield outcome
        if not waiting and not drawn:
            return
        for number, outcome in _ended([worker for worker in workers if worker.given]):
            waiting[number - first] = outcome


def _ended(busy: list["_Worker"]) -> Iterator[tuple[int, Outcome[Any, Any]]]:
    """Wait until a worker answers, dies or takes too long."""
    soonest = min((worker.deadline for worker in busy), default=0.0)
    ready = multiprocessing.connection.wait(
        [worker.pipe for worker in busy], timeout=max(0.0, soonest - time.monotonic())
    )
    for worker in busy:
        if worker.pipe in ready:
            if (ended := worker.answer()) is not None:
                yield ended
        elif time.monotonic() >= worker.deadline:
            yield worker.lose("hung")


class _Worker:
    """One process, started when it is first needed and again when it is lost."""

    def __init__(self, work: Callable[[Any], Any], seconds: float, method: str) -> None:
        self._method = method
        self._work = work
        self._seconds = seconds
        self._process: Any = None
        self._done = 0  # tasks of this process that ended well
        self.pipe: Any = None
        #: The numbers and tasks that it has; it works at the first.
        self.given: deque[tuple[int, Any]] = deque()
        self.deadline = 0.0

    def give(self, number: int, task: Any) -> None:
        if self._process is None:
            self._start()
        if not self.given:
            self.deadline = time.monotonic() + self._seconds
        self.given.append((number, task))
        with contextlib.suppress(ConnectionError):  # it died meanwhile: the answer says so
            self.pipe.send(task)

    def answer(self) -> tuple[int, Outcome[Any, Any]] | None:
        """Return what became of the first task; None where it was given once more."""
        try:
            result, fault = self.pipe.recv()
        except (EOFError, ConnectionError):
            if not self._done:
                return self.lose("crashed")
            # Files before may have worn the process out: this one is blamed only for what it does to a fresh one.
            self._begin_anew()
            return None
        if fault is not None:
            raise RuntimeError(f"a worker failed:\n{fault}")
        self._done += 1
        number, task = self.given.popleft()
        self.deadline = time.monotonic() + self._seconds
        return number, Outcome(task, result)

    def lose(self, loss: Loss) -> tuple[int, Outcome[Any, Any]]:
        """Return that the first task was lost with the process; the others begin anew."""
        number, task = self.given.popleft()
        self._begin_anew()
        return number, Outcome(task, lost=loss)

    def _begin_anew(self) -> None:
        self.stop()
        given = list(self.given)
        self.given.clear()
        for number, task in given:
            self.give(number, task)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        if self._process is not None:
            self.pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process, self._done = None, 0

    def _start(self) -> None:
        # Forked, a worker has the catalog at once; elsewhere it loads it anew.
        context: Any = multiprocessing.get_context(self._method)
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, self.pipe, self._work, self._seconds)
        process = context.Process(target=serve, args=arguments, daemon=True)
        process.start()
        self._process = process
        theirs.close()


def _processors() -> range:
    try:
        return range(len(os.sched_getaffinity(0)))
    except AttributeError:  # only where there is a choice of processors
        return range(os.cpu_count() or 1)
