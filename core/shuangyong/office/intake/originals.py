"""Originals: what was received, byte by byte, named by its hash; written once, synced, never changed."""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from ..store.opening import Store
from ..store.refusals import explained


def keep(store: Store, contents: Iterable[tuple[str, bytes]]) -> None:
    """Write originals so that they survive a power cut when this returns; those that are there already stay.

    Args:
        store: Where.
        contents: (SHA-256, bytes) of each.

    Raises:
        ProblemsFound: The disk is full or the folder cannot be written; what was not written whole has no name.
    """
    named = []
    for sha256, data in contents:
        place(store, sha256, data)
        named.append(sha256)
    name(store, named)


def place(store: Store, sha256: str, data: bytes) -> None:
    """Write an original, its bytes synced; its name survives a power cut from ``name`` on.

    Raises:
        ProblemsFound: As ``keep`` does.
    """
    path = store.original(sha256)
    try:
        if not kept(store, sha256, len(data)):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
    except OSError as refusal:
        raise explained(refusal, store.folder) from refusal


def name(store: Store, placed: Iterable[str]) -> None:
    """Make the names of originals survive a power cut.

    Also of those that were there before: whoever wrote one may have been killed before its name was safe.

    Raises:
        ProblemsFound: As ``keep`` does.
    """
    folders = {store.original(sha256).parent for sha256 in placed}
    try:
        for folder in (*folders, store.originals) if folders else ():
            _sync(folder)
    except OSError as refusal:
        raise explained(refusal, store.folder) from refusal


def kept(store: Store, sha256: str, size: int) -> bool:
    """Tell whether an original of this size is there."""
    try:
        return store.original(sha256).stat().st_size == size
    except FileNotFoundError:
        return False


def discard(store: Store, sha256: str) -> None:
    """Take away the original of a file that was not accepted.

    Raises:
        ProblemsFound: The folder cannot be written.
    """
    try:
        remove(store.original(sha256))
    except OSError as refusal:
        raise explained(refusal, store.folder) from refusal


def remove(path: Path) -> None:
    """Take an original away, if it is there; Windows removes no file that can only be read."""
    with contextlib.suppress(FileNotFoundError):
        if os.name == "nt":
            path.chmod(stat.S_IWRITE)
        path.unlink()


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o444)
        if os.name == "nt":  # it replaces no file that can only be read
            remove(path)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """Make names survive a power cut; unlike elsewhere a failure is one, for an acceptance is promised on it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
