"""For tests of faults: a run of ``collect`` in a forked process, where any write may fail or be the last."""

import contextlib
import errno
import io
import os
import sqlite3
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from shuangyong.cli import collect as command
from shuangyong.cli import main
from shuangyong.office.intake import collecting, workers

KILLED = 9


@attrs.frozen
class Ended:
    """How a run ended: its exit code, what it printed, and the hashes that it had answered for."""

    code: int
    said: str
    answered: tuple[str, ...]

    @property
    def killed(self) -> bool:
        return self.code in (KILLED, -KILLED)


@attrs.frozen
class Run:
    """A run in a process of its own, forked so that it starts at once; what it says comes through pipes."""

    pid: int
    said: int
    answered: int

    @classmethod
    def start(cls, work: Callable[[], Any], prepare: Callable[[], None] = lambda: None) -> "Run":
        """Fork and do the work."""
        said, answered = os.pipe(), os.pipe()
        pid = os.fork()
        if pid:
            for _, end in (said, answered):
                os.close(end)
            return cls(pid, said[0], answered[0])
        code = 70
        try:
            sys.stdout = sys.stderr = io.TextIOWrapper(
                os.fdopen(said[1], "wb", 0), encoding="utf-8", write_through=True
            )
            command._progress = lambda _: contextlib.nullcontext(
                lambda entry: os.write(answered[1], f"{entry.verdict} {entry.sha256 or None}\n".encode())
            )
            prepare()
            code = work() or 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            traceback.print_exc()
        os._exit(code)

    def end(self) -> Ended:
        """Wait for the end."""
        _, status = os.waitpid(self.pid, 0)
        said, answered = _rest(self.said), _rest(self.answered)
        lines = [line.split() for line in answered.splitlines()]
        stored = tuple(sha256 for verdict, sha256 in lines if verdict in ("accepted", "returned", "older"))
        return Ended(os.waitstatus_to_exitcode(status), said, stored)


def _rest(pipe: int) -> str:
    """Return what is in a pipe, whoever may still hold its other end."""
    os.set_blocking(pipe, False)
    with os.fdopen(pipe, "rb", 0) as file:
        return (file.readall() or b"").decode()


def collect_command(store: Path, *paths: Path, options: tuple[str, ...] = ()) -> Callable[[], None]:
    """Return the work of running the command."""
    return lambda: main(["collect", str(store), *map(str, paths), "--received", "2024-12-20", *options])


def here(work: Callable[[Any], Any], tasks: Any, **_: Any) -> Any:
    """Examine in this process: where only the writing is tried, workers take time and change nothing."""
    return (workers.Outcome(task, work(task)) for task in tasks)


class Fault:
    """Counts what a process does to the disk, and at the n-th (0: never) does something about it."""

    def __init__(self, at: int, how: str) -> None:
        self.at, self.count = at, 0
        self.how, _, self.stays = how.partition(" from ")

    def strike(self, *, sqlite: bool = False, half: Callable[[], Any] = lambda: None) -> None:
        """Come to a write: pass, or fail, or die; ``half`` does a part of the write."""
        self.count += 1
        if not self.at or (self.count < self.at if self.stays else self.count != self.at):
            return
        half()
        if self.how == "kill":
            os._exit(KILLED)
        if sqlite:
            words = {"full": "database or disk is full"}.get(self.how, "disk I/O error")
            raise sqlite3.OperationalError(words)
        number = errno.ENOSPC if self.how == "full" else errno.EIO
        raise OSError(number, os.strerror(number))

    def install(self) -> None:
        """Stand between this process and its disk; for a forked one only."""
        fault = self

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> Any:
                if not sql.lstrip().upper().startswith(("SELECT", "ROLLBACK")):
                    fault.strike(sqlite=True)
                # A killed process loses nothing that the system has taken; waiting for the disk would take minutes.
                return super().execute(sql.replace("synchronous = FULL", "synchronous = OFF"), *values)

            def executemany(self, sql: str, *values: Any) -> Any:
                fault.strike(sqlite=True)
                return super().executemany(sql, *values)

        class File(io.FileIO):
            def write(self, data: bytes) -> int:
                fault.strike(half=lambda: super(File, self).write(data[: len(data) // 2]))
                return super().write(data)

        connect, io_open = sqlite3.connect, io.open

        def opened(file: Any, mode: str = "r", *values: Any, **named: Any) -> Any:
            if mode == "xb":
                fault.strike()
                return File(file, mode)
            return io_open(file, mode, *values, **named)

        def struck(call: Callable[..., Any]) -> Callable[..., Any]:
            def before(*values: Any, **named: Any) -> Any:
                fault.strike()
                return call(*values, **named)

            return before

        sqlite3.connect = lambda *values, **named: connect(*values, factory=Connection, **named)
        io.open = opened
        for name in ("replace", "mkdir", "chmod", "unlink"):
            setattr(os, name, struck(getattr(os, name)))
        os.fsync = struck(lambda _: None)


@pytest.fixture
def runs():
    """Start a run: ``runs(work, prepare)``."""
    return Run.start


@pytest.fixture
def collecting_of():
    """The work of running the command: ``collecting_of(store, path, options=())``."""
    return collect_command


@pytest.fixture
def struck():
    """Prepare a process whose n-th write fails or is its last: ``struck(n, "kill")``."""

    def prepare(number: int, how: str) -> Callable[[], None]:
        def install() -> None:
            workers.run = here
            Fault(number, how).install()

        return install

    return prepare


@pytest.fixture
def in_small_batches():
    """Prepare a process that writes down a few files at a time, so that there are more moments to disturb."""

    def install() -> None:
        collecting.BATCH = 4

    return install


@pytest.fixture
def mended():
    """Assert that a run failed as a person may be told: exit 1, in Chinese, with what to do."""

    def check(ended: Ended) -> None:
        assert ended.code == 1, ended
        assert "Traceback" not in ended.said and "改法：" in ended.said, ended.said

    return check


@pytest.fixture(scope="session", autouse=True)
def _warm(tmp_path_factory, sent):
    """Load what the command needs once, before anybody forks."""
    folder = tmp_path_factory.mktemp("warm")
    (folder / "台账.xlsx").write_bytes(sent(code="H1"))
    work = collect_command(folder / "库", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "run", here)
        with pytest.raises(SystemExit):
            work()


@pytest.fixture(scope="session")
def received(tmp_path_factory, sent):
    """A folder of 40 files as they come: good ones, ones with errors, second and older versions, a duplicate, junk."""
    folder = tmp_path_factory.mktemp("received")
    for number in range(24):
        (folder / f"{number:02}.xlsx").write_bytes(sent(code=f"H{number}", examined=100 + number))
    for number in range(8):
        newer = sent(code=f"H{number}", examined=200 + number, saved="2024-11-02T00:00:00Z")
        (folder / f"{number:02}-二稿.xlsx").write_bytes(newer)
    for number in range(8, 12):
        wrong = sent(code=f"H{number}", qualified=900 + number, saved="2024-11-02T00:00:00Z")
        (folder / f"{number:02}-二稿.xlsx").write_bytes(wrong)
    older = sent(code="H0", examined=300, saved="2024-10-01T00:00:00Z")
    (folder / "00-旧稿.xlsx").write_bytes(older)
    (folder / "00-又一份.xlsx").write_bytes(older)
    (folder / "没有代码.xlsx").write_bytes(sent(code=None))
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04")
    return folder


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory, received, sound, taking):
    """What a store holds after an undisturbed run over all that was received."""
    from shuangyong.office.store.opening import open_store

    folder = tmp_path_factory.mktemp("undisturbed") / "库"
    with open_store(folder, create=True) as store:
        taking(store)(received)
    return sound(folder)
