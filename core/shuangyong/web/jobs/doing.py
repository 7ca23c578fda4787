"""What the process of one job does: holds the job's lock, does the work, writes down what came of it."""

import contextlib
import os
import secrets
import signal
import sys
import time
from pathlib import Path

from ...catalog import Catalog, installed
from ...extension.applying import extended
from ...extension.parsing import carried
from ...model.atomic import write_atomically
from ...model.fault_traces import traced
from ...model.problems import ProblemsFound
from ...office.store.opening import Store, open_store
from . import table
from .folders import forget_sent, lock_of, made
from .kinds import Job, Outcome, Tell
from .locking import held
from .starting import JOBS
from .table import Asked

#: So much less than pages a job gets of the machine, where the system knows of such a thing.
_NICE = 10

#: A job that was begun so often without getting further is given up.
MOST_TRIES = 8

#: Progress is written down so often at most, in seconds.
EVERY = 0.5

#: How long to wait for another process that only looks whether the lock is held, in seconds.
_PATIENCE = 5

_GIVEN_UP = (
    f"做了 {MOST_TRIES} 次，每次都在同一处中断，不再做了。可能是内存或磁盘不够；做过的都在库里。请告诉管理员，"
    "排除原因后再做一次。"
)


class _NoLonger(BaseException):
    """The job was cancelled: nothing may hold it up."""


def do(store: Path, number: int, extension: str) -> None:
    """Do a job unless another process does, or it has ended; the whole life of a process.

    Args:
        store: The store's folder.
        number: The job's id.
        extension: The text of the office's extension; empty where it has none.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides, and ends it
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICE)
    with open_store(store) as opened:
        found = table.find(opened, number)
        if found is None or not found.folder.is_dir():
            if found is not None:
                table.fail(opened, found, "它要用的文件不在了（数据库可能是从备份恢复的）。请再做一次。")
            return
        with held(lock_of(found.folder), _PATIENCE) as mine:
            job = table.begin(opened, number) if mine else None
            if job is not None:
                _do(opened, job, JOBS[job.kind], extension)


def _do(store: Store, job: Asked, kind: Job, extension: str) -> None:
    try:
        if job.tries > MOST_TRIES:
            table.fail(store, job, _GIVEN_UP)
        else:
            outcome = kind.run(store.folder, _catalog(extension), job.input, _teller(store, job.id))
            _keep(job, outcome)
            table.finish(store, job, outcome)
    except _NoLonger:
        pass
    except ProblemsFound as found:
        table.fail(
            store, job, "".join(f"{one.place and f'{one.place}：'}{one.message}{one.fix}" for one in found.problems[:5])
        )
    except Exception as fault:
        number = secrets.token_hex(4)
        sys.stderr.write(f"fault {number} in job {job.id} ({job.kind}):\n{traced(fault)}")
        table.fail(store, job, f"程序内部出错，这不是您的操作问题。请把编号 {number} 告诉管理员，日志里有详细内容。")
    forget_sent(job.folder)


def _keep(job: Asked, outcome: Outcome) -> None:
    for number, one in enumerate(outcome.files, start=1):
        made(job.folder, number).parent.mkdir(exist_ok=True)
        write_atomically(made(job.folder, number), one.data)


def _teller(store: Store, number: int) -> Tell:
    latest = -EVERY

    def tell(done: int, total: int) -> None:
        nonlocal latest
        if time.monotonic() - latest < EVERY:
            return
        if not table.progress(store, number, done, max(done, total)):
            raise _NoLonger
        latest = time.monotonic()

    return tell


def _catalog(extension: str) -> Catalog:
    its = carried(extension) if extension else None
    return extended(installed(), its) if its else installed()
