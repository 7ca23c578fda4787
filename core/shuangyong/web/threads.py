"""Who may have a thread: pages are made one beside few others, so that none keeps all others waiting.

Python runs one thread at a time, and hands over to another after some milliseconds only: with many that compute, the
one that answers what is remembered would hardly get its turn.
"""

import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio
import attrs
from anyio.to_thread import run_sync

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds after which a thread that computes hands over to one that waits; Python's own are five times as many.
HAND_OVER = 0.001


@attrs.frozen(eq=False)
class Threads:
    """How many threads may do what at a time.

    Attributes:
        looking: Making pages.
        costly: Making pages that take long.
        acting: Doing what was asked for, which may wait for the store, or for an upload to be examined.
    """

    looking: anyio.CapacityLimiter = attrs.field(factory=lambda: anyio.CapacityLimiter(2))
    costly: anyio.CapacityLimiter = attrs.field(factory=lambda: anyio.CapacityLimiter(2))
    acting: anyio.CapacityLimiter = attrs.field(factory=lambda: anyio.CapacityLimiter(16))


async def in_thread(limiter: anyio.CapacityLimiter, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Have something done in a thread, when there is one for it."""
    return await run_sync(lambda: work(*args, **kwargs), limiter=limiter)


def hand_over_soon() -> None:
    """Have threads take turns more often; for the whole process."""
    sys.setswitchinterval(HAND_OVER)
