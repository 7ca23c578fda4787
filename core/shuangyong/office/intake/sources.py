"""What there is to take in: ledgers in files, folders and zip archives, one at a time, as bytes."""

import datetime
import io
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import attrs

from ...model.problems import Problem, error
from ...workbook.file_refusals import FILE_BYTES, MEMBERS
from ...workbook.saving import told

#: Names that a ledger may have; .et is what WPS calls its own workbooks.
LEDGERS = frozenset((".xlsx", ".xls", ".et", ".xlsm"))
ARCHIVE = ".zip"

#: What the root of a forwarded roll-up holds.
MANIFEST = "manifest.json"

#: All members of an archive together, inflated.
_ARCHIVE_BYTES = 4 * 2**30

#: Archives within archives are opened so deep.
_DEPTH = 2


@attrs.frozen(kw_only=True)
class Source:
    """One file to take in.

    Attributes:
        label: What to call it: its path as given, and inside an archive ``某某.zip/某某.xlsx``.
        data: Its bytes; empty where there is a problem.
        saved: When the file was last written, by the file system or the archive; UTC, ISO 8601.
        problem: Why its bytes cannot be had.
        package: Whether it is a forwarded roll-up.
        skipped: Whether it is no kind of file that could be a ledger.
    """

    label: str
    data: bytes = b""
    saved: str = ""
    problem: Problem | None = None
    package: bool = False
    skipped: bool = False

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return PurePosixPath(self.label.replace("\\", "/")).name


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield what is in files, folders and archives, each folder's by name; a file given twice comes once."""
    seen: set[Path] = set()
    for path in paths:
        for file in _files(path):
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield from _of_file(file)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.iterdir(), key=lambda child: child.name):
        # Office's own lock files (~$…) and hidden folders hold nobody's ledger.
        if not child.name.startswith((".", "~$")):
            yield from _files(child)


def _of_file(path: Path) -> Iterator[Source]:
    label, suffix = str(path), path.suffix.lower()
    if suffix not in LEDGERS and suffix != ARCHIVE:
        yield Source(label=label, skipped=True)
        return
    try:
        status = path.stat()
        saved = told(datetime.datetime.fromtimestamp(status.st_mtime, datetime.UTC))
        if not stat.S_ISREG(status.st_mode):
            yield Source(label=label, problem=_unopenable(path.name, "不是普通文件"))
        elif suffix == ARCHIVE:
            with path.open("rb") as file:
                yield from _of_archive(label, file.read(), saved, depth=1)
        elif status.st_size > FILE_BYTES:
            yield Source(label=label, problem=_too_large(path.name))
        else:
            yield Source(label=label, data=path.read_bytes(), saved=saved)
    except OSError as refusal:
        yield Source(label=label, problem=_unopenable(path.name, refusal.strerror or "系统拒绝"))


def _of_archive(label: str, data: bytes, saved: str, depth: int) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError):
        yield Source(label=label, problem=_bad_archive(label, "打不开，可能没有下载完整"))
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.filename == MANIFEST for member in members):
            yield Source(label=label, data=data, saved=saved, package=True)
        elif len(members) > MEMBERS * 10 or sum(member.file_size for member in members) > _ARCHIVE_BYTES:
            yield Source(label=label, problem=_bad_archive(label, "里面的文件太多或太大"))
        else:
            for member in sorted(members, key=_name):
                yield from _of_member(label, archive, member, depth)


def _of_member(label: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> Iterator[Source]:
    name = _name(member)
    inner, path = f"{label}/{name}", PurePosixPath(name)
    if path.name.startswith((".", "~$")) or "__MACOSX" in path.parts:
        return
    suffix = path.suffix.lower()
    if suffix not in LEDGERS and (suffix != ARCHIVE or depth >= _DEPTH):
        yield Source(label=inner, skipped=True)
    elif member.flag_bits & 1:
        yield Source(label=inner, problem=_bad_archive(inner, "有密码"))
    elif member.file_size > FILE_BYTES:
        yield Source(label=inner, problem=_too_large(path.name))
    else:
        try:
            with archive.open(member) as file:
                # What a member claims of its size is not believed.
                data = file.read(FILE_BYTES + 1)
        except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, ValueError) as fault:
            yield Source(label=inner, problem=_bad_archive(inner, f"解不开（{type(fault).__name__}）"))
            return
        if len(data) > FILE_BYTES:
            yield Source(label=inner, problem=_too_large(path.name))
        elif suffix == ARCHIVE:
            yield from _of_archive(inner, data, _written(member), depth + 1)
        else:
            yield Source(label=inner, data=data, saved=_written(member))


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; archives made on Chinese Windows hold GBK and do not say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gbk")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return name.replace("\\", "/")
    return name.replace("\\", "/")


def _written(member: zipfile.ZipInfo) -> str:
    """Return when an archive says that a member was written: local time, taken for that of this place."""
    try:
        moment = datetime.datetime(*member.date_time).astimezone()
    except ValueError:
        return ""
    return told(moment.astimezone(datetime.UTC))


def _unopenable(name: str, why: str) -> Problem:
    return error("unopenable", f"打不开文件「{name}」：{why}。", "请看文件是否还在，并先在 Excel 或 WPS 里关闭它。")


def _too_large(name: str) -> Problem:
    return error("too-large", f"「{name}」超过 {FILE_BYTES >> 20} MB。", "请删去图片和多余的表，另存为 .xlsx 后再交。")


def _bad_archive(label: str, why: str) -> Problem:
    return error("bad-archive", f"压缩包「{label}」{why}。", "请重新压缩或发送；也可以解压后收取里面的台账。")
