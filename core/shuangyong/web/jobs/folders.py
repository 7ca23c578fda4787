"""Where the files of jobs lie: a folder each in the store's own, which nobody else on the machine reads."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from ...office.store.refusals import explained

#: In the store's folder; no backup holds it.
JOBS = "jobs"

#: What is sent comes into a folder whose name begins so, until a job takes it over.
COMING = "."

_SENT, _MADE, _LOCK = "sent", "made", "lock"


def folder_of(store: Path, name: str) -> Path:
    """Return a job's folder."""
    return store / JOBS / name


def sent(folder: Path) -> Path:
    """Return where what a job works on lies."""
    return folder / _SENT


def made(folder: Path, number: int) -> Path:
    """Return where the file of a number lies that a job made."""
    return folder / _MADE / str(number)


def lock_of(folder: Path) -> Path:
    """Return the file that whoever does the job holds."""
    return folder / _LOCK


def new_folder(store: Path, *, coming: bool = False) -> Path:
    """Make a folder for what a job works on, with a name that nobody can guess.

    Raises:
        ProblemsFound: The disk is full or the store's folder cannot be written.
    """
    folder = folder_of(store, (COMING if coming else "") + secrets.token_hex(16))
    try:
        # What is sent may hold what only its sender should know.
        (store / JOBS).mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700)
        sent(folder).mkdir()
    except OSError as refusal:
        raise explained(refusal, store) from refusal
    return folder


def take_over(coming: Path) -> Path:
    """Make what has come a job's, so that it survives a power cut; return its folder.

    Raises:
        ProblemsFound: The disk is full or the folder cannot be written.
    """
    folder = coming.with_name(coming.name.removeprefix(COMING))
    try:
        for path in (*sent(coming).iterdir(), sent(coming), coming):
            _sync(path)
        coming.rename(folder)
        _sync(folder.parent)
        _sync(folder.parent.parent)
    except OSError as refusal:
        raise explained(refusal, folder.parent.parent) from refusal
    return folder


def forget_sent(folder: Path) -> None:
    """Take away what a job worked on."""
    shutil.rmtree(sent(folder), ignore_errors=True)


def forget(folder: Path) -> None:
    """Take away a job's folder with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def coming(store: Path) -> Iterator[Path]:
    """Give a folder for what is about to be sent; what no job took over is gone afterwards.

    Raises:
        ProblemsFound: It cannot be made.
    """
    folder = new_folder(store, coming=True)
    try:
        yield folder
    finally:
        forget(folder)


def left_behind(store: Path, known: set[str], before: float) -> Iterator[Path]:
    """Yield folders that are no job's and were last written before a time (seconds since 1970)."""
    with contextlib.suppress(OSError):
        for folder in (store / JOBS).iterdir():
            if folder.name not in known and folder.stat().st_mtime < before:
                yield folder


def _sync(path: Path) -> None:
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
