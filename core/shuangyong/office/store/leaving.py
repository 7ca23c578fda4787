"""What one run leaves for the next in the folder of derived files: a file is as it was left, or as none.

It is replaced whole, so of two programs at once each leaves one that is right by itself. Nothing hangs on it: where the
folder cannot be written, the next run begins anew.
"""

import contextlib
import functools
import secrets
import time
import zlib
from array import array
from pathlib import Path

#: Before the data stands a sum over all of it, in so many bytes.
_SUM = 4

#: How old a file of an interrupted program is, in seconds, before it is swept up.
_LEFT_BEHIND = 3600


def left(path: Path) -> memoryview | None:
    """Return what was left; None where nothing was, or it is damaged."""
    try:
        whole = memoryview(path.read_bytes())
    except OSError:
        return None
    sound = len(whole) > _SUM and zlib.crc32(whole[_SUM:]) == int.from_bytes(whole[:_SUM], "big")
    return whole[_SUM:] if sound else None


def leave(path: Path, *parts: "bytes | bytearray | memoryview | array[int]", most: int | None = None) -> None:
    """Leave data for the next run.

    Args:
        path: Where to.
        parts: The data.
        most: So many files are kept in its folder, the latest; all if None.
    """
    total = functools.reduce(lambda total, part: zlib.crc32(part, total), parts, 0)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            # Not synced: after a power cut the sum tells whether it is whole.
            with temporary.open("wb") as file:
                file.writelines((total.to_bytes(_SUM, "big"), *parts))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sweep(path.parent, path.suffix, most)


def _sweep(folder: Path, suffix: str, most: int | None) -> None:
    for path in folder.glob(".*.tmp"):
        if path.stat().st_mtime < time.time() - _LEFT_BEHIND:
            path.unlink(missing_ok=True)
    if most is not None:
        known = sorted(folder.glob(f"*{suffix}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in known[most:]:
            path.unlink(missing_ok=True)
