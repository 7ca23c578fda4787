"""For tests of faults: a run of ``collect`` in a forked process, where any write may fail or be the last."""

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


@attrs.define
class Run:
    """A run in a process of its own, forked so that it starts at once; stdout, stderr and answers go to files."""

    pid: int
    folder: Path

    @classmethod
    def start(cls, folder: Path, work: Callable[[], Any], prepare: Callable[[], None] = lambda: None) -> "Run":
        """Fork and do the work; ``folder`` is for what it prints."""
        folder.mkdir(parents=True, exist_ok=True)
        pid = os.fork()
        if pid:
            return cls(pid, folder)
        code = 70
        try:
            said = (folder / "said").open("wb", buffering=0)
            sys.stdout = io.TextIOWrapper(said, encoding="utf-8", write_through=True)
            sys.stderr = sys.stdout
            answers = os.open(folder / "answered", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            command._progress._step = lambda _, entry: os.write(answers, f"{entry.verdict} {entry.sha256}\n".encode())
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
        read = {name: (self.folder / name).read_text() if (self.folder / name).exists() else "" for name in
                ("said", "answered")}  # fmt: skip
        lines = [line.split() for line in read["answered"].splitlines()]
        stored = tuple(sha256 for verdict, sha256 in lines if verdict in ("accepted", "returned", "older"))
        return Ended(os.waitstatus_to_exitcode(status), read["said"], stored)


def collect_command(store: Path, *paths: Path, options: tuple[str, ...] = ()) -> Callable[[], None]:
    """Return the work of running the command."""
    return lambda: main(["collect", str(store), *map(str, paths), "--received", "2024-12-20", *options])


def here(work: Callable[[Any], Any], tasks: Any, *_: Any) -> Any:
    """Examine in this process: where only the writing is tried, workers take time and change nothing."""
    return (workers.Outcome(task, work(task)) for task in tasks)


class Fault:
    """Counts what a process does to the disk, and at the n-th does something about it."""

    def __init__(self, at: int, how: str) -> None:
        self.at, self.how, self.count = at, how, 0

    def strike(self, *, sqlite: bool = False, half: Callable[[], Any] = lambda: None) -> None:
        """Come to a write: pass, or fail, or die; ``half`` does a part of the write."""
        self.count += 1
        if self.count != self.at:
            return
        half()
        if self.how == "kill":
            os._exit(KILLED)
        if sqlite:
            words = {"full": "database or disk is full", "error": "disk I/O error"}[self.how]
            raise sqlite3.OperationalError(words)
        number = {"full": errno.ENOSPC, "error": errno.EIO}[self.how]
        raise OSError(number, os.strerror(number))

    def install(self) -> None:
        """Stand between this process and its disk; for a forked one only."""
        fault = self

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> Any:
                if not sql.lstrip().upper().startswith(("SELECT", "ROLLBACK")):
                    fault.strike(sqlite=True)
                return super().execute(sql, *values)

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
        for name in ("fsync", "replace", "mkdir", "chmod", "unlink"):
            setattr(os, name, struck(getattr(os, name)))


@pytest.fixture
def runs(tmp_path):
    """Start a run: ``runs(work, prepare)``."""
    numbers = iter(range(1_000_000))
    return lambda work, prepare=lambda: None: Run.start(tmp_path / "runs" / str(next(numbers)), work, prepare)


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
