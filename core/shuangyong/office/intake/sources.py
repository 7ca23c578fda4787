"""What there is to take in: ledgers in files, folders and zip archives, one at a time."""

import datetime
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...workbook.file_refusals import FILE_BYTES
from ...workbook.saving import told
from .archives import of_archive
from .source import ARCHIVE, LEDGERS, Source, too_large, unopenable


def sources(paths: Iterable[Path], apart: Path | None = None) -> Iterator[Source]:
    """Yield what is in files, folders and archives, each folder's by name; a file given twice comes once.

    Args:
        paths: Where to look.
        apart: A folder to leave out wherever it is met: the store itself.
    """
    seen = {apart.resolve()} if apart else set()
    for path in paths:
        yield from _of_path(path, seen)


def _of_path(path: Path, seen: set[Path]) -> Iterator[Source]:
    try:
        # Also a folder that links lead back to comes once.
        real = path.resolve(strict=True)
        if real in seen:
            return
        seen.add(real)
        children = sorted(path.iterdir(), key=lambda child: child.name) if path.is_dir() else None
    except (OSError, RuntimeError) as refusal:  # RuntimeError: a link to itself, before Python 3.13
        yield Source(label=str(path), problem=unopenable(path.name, refusal))
        return
    if children is None:
        yield from _of_file(path)
        return
    for child in children:
        # Office's own lock files (~$…) and hidden folders hold nobody's ledger.
        if not child.name.startswith((".", "~$")):
            yield from _of_path(child, seen)


def _of_file(path: Path) -> Iterator[Source]:
    label, suffix = str(path), path.suffix.lower()
    if suffix not in LEDGERS and suffix != ARCHIVE:
        yield Source(label=label, skipped=True)
        return
    try:
        status = path.stat()
        saved = told(datetime.datetime.fromtimestamp(status.st_mtime, datetime.UTC))
        if not stat.S_ISREG(status.st_mode):
            yield Source(label=label, problem=unopenable(path.name, "不是普通文件"))
        elif suffix == ARCHIVE:
            with path.open("rb") as file:
                yield from of_archive(label, file, saved)
        else:
            yield _of_ledger(path, label, saved)
    except OSError as refusal:
        yield Source(label=label, problem=unopenable(path.name, refusal))


def _of_ledger(path: Path, label: str, saved: str) -> Source:
    with path.open("rb") as file:
        data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        return Source(label=label, problem=too_large(path.name))
    return Source(label=label, data=data, saved=saved)
