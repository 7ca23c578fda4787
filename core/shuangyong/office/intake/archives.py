"""Archives of ledgers: zip files from any system, within limits, and never believed."""

import datetime
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

import attrs

from ...model.problems import Problem, error
from ...workbook.file_refusals import FILE_BYTES
from ...workbook.layout import EVIDENCE_FOLDER
from ...workbook.saving import told
from ..forwarding import MANIFEST
from .source import ARCHIVE, LEDGERS, Source, too_large

#: Archives within archives are opened so deep.
_DEPTH = 2

#: A member's header is at least so long.
_HEADER_BYTES = 30

#: What Python's readers of archives raise for bytes that are not what they should be.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@attrs.define
class _Allowance:
    """What may still come out of one archive and all that are in it: members, and bytes inflated."""

    members: int = 20_000
    inflated: int = 4 * 2**30

    def admits(self, members: list[zipfile.ZipInfo]) -> bool:
        """Take these off; tell whether they are not too many, and do not claim to be too large."""
        self.members -= len(members)
        return self.members >= 0 and sum(member.file_size for member in members) <= self.inflated


def of_archive(
    label: str, file: BinaryIO, saved: str, depth: int = 1, allowance: _Allowance | None = None
) -> Iterator[Source]:
    """Yield what is in an archive, by name; a forwarded roll-up as a whole.

    Args:
        label: What to call it.
        file: Its bytes.
        saved: When it was last written.
        depth: How many archives it is in, itself included.
        allowance: What may still come out of it.
    """
    allowance = allowance or _Allowance()
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE:
        yield Source(label=label, problem=_bad(label, "打不开，可能没有下载完整"))
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if not _is_whole(archive):
            yield Source(label=label, problem=_bad(label, "不完整，可能没有下载完，里面的文件都没有看"))
        elif not allowance.admits(members):
            yield Source(label=label, problem=_bad(label, "里面的文件太多或太大"))
        elif any(member.filename == MANIFEST for member in members):
            file.seek(0)
            yield Source(label=label, data=file.read(), saved=saved, package=True)
        else:
            apart: set[str] = set()
            for member in sorted(members, key=_name):
                if folder := _evidence(_name(member)):
                    if folder not in apart:
                        yield Source(label=f"{label}/{folder}", skipped=True)
                    apart.add(folder)
                    continue
                if allowance.inflated < 0:
                    yield Source(label=label, problem=_bad(label, "里面的文件太大，后面的没有看"))
                    return
                yield from _of_member(label, archive, member, depth, allowance)


def _is_whole(archive: zipfile.ZipFile) -> bool:
    """Tell whether an archive begins where its file does.

    One that was cut off has lost its directory, but a workbook in it may have its own: Python takes the last that it
    finds. Such a member stands behind a header; the mark that some programs put in front of all is shorter.
    """
    return min((member.header_offset for member in archive.infolist()), default=archive.start_dir) < _HEADER_BYTES


def _of_member(
    label: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int, allowance: _Allowance
) -> Iterator[Source]:
    name = _name(member)
    inner, path = f"{label}/{name}", PurePosixPath(name)
    if path.name.startswith((".", "~$")) or "__MACOSX" in path.parts:
        return
    suffix = path.suffix.lower()
    if suffix not in LEDGERS and (suffix != ARCHIVE or depth >= _DEPTH):
        yield Source(label=inner, skipped=True)
    elif member.flag_bits & 1:
        yield Source(label=inner, problem=_bad(inner, "有密码"))
    elif member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Python inflates the others without a limit.
        yield Source(label=inner, problem=_bad(inner, "用了少见的压缩方法"))
    elif member.file_size > FILE_BYTES:
        yield Source(label=inner, problem=too_large(path.name))
    else:
        try:
            with archive.open(member) as file:
                # The length asked for bounds what is inflated; what a member claims of its size does not.
                data = file.read(FILE_BYTES + 1)
        except DAMAGE:
            allowance.inflated -= FILE_BYTES
            yield Source(label=inner, problem=_bad(inner, "解不开，可能已经损坏"))
            return
        allowance.inflated -= len(data)
        if suffix == ARCHIVE:
            yield from of_archive(inner, io.BytesIO(data), _written(member), depth + 1, allowance)
        else:
            yield Source(label=inner, data=data, saved=_written(member))


def _evidence(name: str) -> str:
    """Return the folder of evidence that a member lies in, whose workbooks are no ledgers; empty where in none."""
    folders = PurePosixPath(name).parts[:-1]
    return "/".join(folders[: folders.index(EVIDENCE_FOLDER) + 1]) if EVIDENCE_FOLDER in folders else ""


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
        return told(datetime.datetime(*member.date_time).astimezone(datetime.UTC))
    except (ValueError, OverflowError):
        return ""


def _bad(label: str, why: str) -> Problem:
    return error("bad-archive", f"压缩包「{label}」{why}。", "请重新压缩或发送；也可以解压后收取里面的台账。")
