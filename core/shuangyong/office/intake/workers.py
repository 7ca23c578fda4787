"""Bounded, reused worker processes: a file that crashes, hangs or swells its reader costs only itself.

``concurrent.futures`` gives up its whole pool when one process dies, and cannot stop one that hangs.
"""

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Literal, TypeVar

import attrs

T = TypeVar("T")
R = TypeVar("R")

#: What a worker may take for one file.
SECONDS = 60.0
MEMORY_BYTES = 2 * 2**30

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
    work: Callable[[T], R], tasks: Iterable[T], count: int | None = None, seconds: float = SECONDS
) -> Iterator[Outcome[T, R]]:
    """Do tasks in worker processes and yield their outcomes in the order of the tasks.

    Args:
        work: What to do; called in a worker. Where processes cannot be forked it must be picklable.
        tasks: Picklable; taken one by one as workers come free.
        count: How many workers; as many as there are processors if None.
        seconds: What one task may take.

    Raises:
        Exception: What ``work`` raised: a bug of ours, with the worker's traceback in its notes.
    """
    workers = [_Worker(work) for _ in range(count or len(_processors()))]
    try:
        yield from _run(workers, iter(tasks), seconds)
    finally:
        for worker in workers:
            worker.stop()


def _run(workers: list["_Worker"], tasks: Iterator[Any], seconds: float) -> Iterator[Outcome[Any, Any]]:
    waiting: deque[Outcome[Any, Any] | None] = deque()  # from the first task whose outcome was not yielded yet
    first, exhausted = 0, False
    while True:
        for worker in workers:
            if worker.task is None and not exhausted and len(waiting) < _AHEAD:
                try:
                    task = next(tasks)
                except StopIteration:
                    exhausted = True
                    break
                worker.give(first + len(waiting), task, seconds)
                waiting.append(None)
        while waiting and waiting[0] is not None:
            outcome = waiting.popleft()
            first += 1
            assert outcome is not None
            yield outcome
        if not waiting and exhausted:
            return
        for number, outcome in _ended([worker for worker in workers if worker.task is not None]):
            waiting[number - first] = outcome


def _ended(busy: list["_Worker"]) -> Iterator[tuple[int, Outcome[Any, Any]]]:
    """Wait until a worker answers, dies or takes too long."""
    soonest = min((worker.deadline for worker in busy), default=0.0)
    ready = multiprocessing.connection.wait(
        [worker.pipe for worker in busy], timeout=max(0.0, soonest - time.monotonic())
    )
    for worker in busy:
        if worker.pipe in ready:
            yield worker.number, worker.answer()
        elif time.monotonic() >= worker.deadline:
            yield worker.number, worker.lose("hung")


class _Worker:
    """One process, started when it is first needed and again when it is lost."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work
        self._process: Any = None
        self.pipe: Any = None
        self.task: tuple[Any] | None = None
        self.number = 0
        self.deadline = 0.0

    def give(self, number: int, task: Any, seconds: float) -> None:
        if self._process is None:
            self._start()
        self.task, self.number, self.deadline = (task,), number, time.monotonic() + seconds
        with contextlib.suppress(BrokenPipeError):  # it died meanwhile: the answer says so
            self.pipe.send(task)

    def answer(self) -> Outcome[Any, Any]:
        assert self.task is not None
        try:
            result, fault = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            return self.lose("crashed")
        if fault is not None:
            raise fault
        task, self.task = self.task[0], None
        return Outcome(task, result)

    def lose(self, loss: Loss) -> Outcome[Any, Any]:
        assert self.task is not None
        task, self.task = self.task[0], None
        self.stop()
        return Outcome(task, lost=loss)

    def stop(self) -> None:
        if self._process is not None:
            self.pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def _start(self) -> None:
        # Forked, a worker has the catalog at once; elsewhere it loads it anew.
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.pipe, self._work), daemon=True)
        self._process.start()
        theirs.close()


def _serve(pipe: Any, other_end: Any, work: Callable[[Any], Any]) -> None:
    """Answer tasks until the parent is gone."""
    import gc
    import signal

    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _limit_memory()
    gc.freeze()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        try:
            answer: tuple[Any, Exception | None] = (work(task), None)
        except MemoryError:
            os._exit(1)
        except Exception as fault:
            import traceback

            fault.add_note(traceback.format_exc())
            answer = (None, fault)
        pipe.send(answer)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: the time limit stays
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _processors() -> range:
    try:
        return range(len(os.sched_getaffinity(0)))
    except AttributeError:  # only where there is a choice of processors
        return range(os.cpu_count() or 1)
