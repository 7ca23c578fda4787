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
    folders: set[Path] = set()
    try:
        for sha256, data in contents:
            path = store.original(sha256)
            if not kept(store, sha256, len(data)):
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, data)
            # Also where it was there: whoever wrote it may have been killed before the name was safe.
            folders |= {path.parent, store.originals}
        for folder in folders:
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
