"""What a worker process does: one task after another, within limits, until its parent is gone."""

import contextlib
import math
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: What a worker may take beyond the memory that it starts with.
MEMORY_BYTES = 2 * 2**30


def serve(pipe: Any, other_end: Any, work: Callable[[Any], Any], seconds: float) -> None:
    """Answer tasks with (result, None), or with (None, traceback) where ``work`` raised.

    Args:
        pipe: Where tasks come from.
        other_end: The parent's end, which a forked process has too.
        work: What to do.
        seconds: What one task may take.
    """
    import gc
    import signal

    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    # The parent ends what hangs; where it was killed itself, the alarm does.
    alarm = getattr(signal, "alarm", lambda _: None)
    _limit_memory()
    gc.freeze()
    # A ledger is a hundred thousand objects, hardly any of them in a circle.
    gc.set_threshold(100_000, 20, 20)
    # An end of its own: what the parent had not printed yet when it forked must not be printed twice.
    try:
        while True:
            task = pipe.recv()
            alarm(math.ceil(seconds) + 1)
            answer = _answer(work, task)
            alarm(0)
            pipe.send(answer)
            # What a ledger leaves in circles is little, and holds the whole of its file.
            del task, answer
            gc.collect(0)
    except (EOFError, OSError):  # the parent is gone
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _answer(work: Callable[[Any], Any], task: Any) -> tuple[Any, str | None]:
    try:
        return work(task), None
    except MemoryError:
        os._exit(1)
    except Exception:
        # As text: not every exception survives being sent.
        return None, traceback.format_exc()


def _limit_memory() -> None:
    """Let this process grow by so much, and no more, from what it has."""
    try:
        import resource
    except ImportError:  # not on Windows: the time limit stays
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES + _address_space()
    # macOS knows the limit and refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _address_space() -> int:
    """Return how many bytes this process has mapped; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
