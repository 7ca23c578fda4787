"""What there is to take in: ledgers in files, folders and zip archives, one at a time."""

import datetime
import os
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

from ...model.problems import Problem, error
from ...workbook.file_refusals import FILE_BYTES
from ...workbook.layout import EVIDENCE_FOLDER
from ...workbook.saving import told
from .archives import of_archive
from .source import ARCHIVE, LEDGERS, Source, too_large, unopenable
from .untouched import Mark


def sources(
    paths: Iterable[Path | Source], apart: Path | None = None, stored: Callable[[Mark], str | None] = lambda _: None
) -> Iterator[Source]:
    """Yield what is in files, folders and archives, each folder's by name; a file given twice comes once.

    Args:
        paths: Where to look; a source is taken as it is.
        apart: A folder to leave out wherever it is met: the store itself.
        stored: Tells the hash of a file that is stored and was not touched since: it is not read.
    """
    seen = {_identity(apart.stat())} if apart else set()
    for path in paths:
        if isinstance(path, Source):
            yield path
            continue
        for source in _of_path(str(path), seen, stored):
            # Somebody meant it: what merely lies in a folder may be anything.
            yield attrs.evolve(source, skipped=False, problem=_no_ledger(path)) if _is_itself(source, path) else source


def _is_itself(source: Source, path: Path) -> bool:
    return source.skipped and source.label == str(path)


def _no_ledger(path: Path) -> Problem:
    message = f"「{path.name}」不是台账（.xlsx、.xls），也不是压缩包（.zip），没有看。"
    return error("not-a-ledger", message, "请给出台账、放台账的文件夹或压缩包。", value=path.name)


def count(paths: Iterable[Path]) -> int:
    """Return about how many files there are to take in, for telling how far it is."""
    return sum(_count(str(path)) for path in paths)


def _count(path: str) -> int:
    try:
        if os.path.isdir(path):  # noqa: PTH112  thousands of files: pathlib takes ten times as long
            return sum(_count(os.path.join(path, name)) for name in os.listdir(path))  # noqa: PTH118, PTH208
        if path.lower().endswith(ARCHIVE):
            with zipfile.ZipFile(path) as archive:
                return len(archive.infolist())
    except (OSError, RuntimeError, ValueError, zipfile.BadZipFile):
        pass
    return 1


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _of_path(path: str, seen: set[tuple[int, int]], stored: Callable[[Mark], str | None]) -> Iterator[Source]:
    name = os.path.basename(path)  # noqa: PTH119
    try:
        status = os.stat(path)  # noqa: PTH116
        # Also a folder that links lead back to comes once.
        if _identity(status) in seen:
            return
        seen.add(_identity(status))
        children = sorted(os.listdir(path)) if stat.S_ISDIR(status.st_mode) else None  # noqa: PTH208
    except OSError as refusal:
        yield Source(label=path, problem=unopenable(name, refusal))
        return
    if children is None:
        yield from _of_file(path, status, stored)
        return
    for child in children:
        if child == EVIDENCE_FOLDER:  # its workbooks are no ledgers
            yield Source(label=os.path.join(path, child), skipped=True)  # noqa: PTH118
        # Office's own lock files (~$…) and hidden folders hold nobody's ledger.
        elif not child.startswith((".", "~$")):
            yield from _of_path(os.path.join(path, child), seen, stored)  # noqa: PTH118


def _of_file(path: str, status: os.stat_result, stored: Callable[[Mark], str | None]) -> Iterator[Source]:
    name, suffix = os.path.basename(path), os.path.splitext(path)[1].lower()  # noqa: PTH119, PTH122
    if suffix not in LEDGERS and suffix != ARCHIVE:
        yield Source(label=path, skipped=True)
        return
    if not stat.S_ISREG(status.st_mode):
        yield Source(label=path, problem=unopenable(name, "不是普通文件"))
        return
    mark = Mark.of(path, status)
    if sha256 := stored(mark):
        yield Source(label=path, mark=mark, stored=sha256)
        return
    saved = told(datetime.datetime.fromtimestamp(status.st_mtime, datetime.UTC))
    try:
        with Path(path).open("rb") as file:
            if suffix == ARCHIVE:
                yield from of_archive(path, file, saved)
            else:
                data = file.read(FILE_BYTES + 1)
                large = too_large(name) if len(data) > FILE_BYTES else None
                yield Source(label=path, data=b"" if large else data, saved=saved, problem=large, mark=mark)
    except OSError as refusal:
        yield Source(label=path, problem=unopenable(name, refusal))
