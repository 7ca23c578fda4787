"""Reading ledgers as a step spread over a Spark cluster; judging and storing stay with the office's one store.

Where a worker of the cluster meets a hostile file, a process of its own bears it, as on one machine.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import attrs

from ..engines.spark import Spark, parse_all
from . import workers
from .workers import Outcome

T = TypeVar("T")
R = TypeVar("R")

#: So many files are sent out at a time: enough to keep a cluster busy, and few enough for the memory of this machine.
_SENT = 512


@attrs.frozen
class Apart:
    """Does one task in a process of its own, wherever it is called."""

    work: Callable[[Any], Any]

    def __call__(self, task: Any) -> Outcome[Any, Any]:
        """Return what became of the task."""
        return next(workers.run(self.work, [task], 1))


def spread(engine: Spark) -> Callable[[Callable[[T], R], Iterable[T]], Iterator[Outcome[T, R]]]:
    """Return what does tasks on a cluster and yields their outcomes in order, as ``workers.run`` does here."""

    def run(work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        rest = iter(tasks)
        while sent := list(islice(rest, _SENT)):
            yield from parse_all(engine.session, Apart(work), sent)

    return run
