"""One file to take in, as bytes, or why its bytes cannot be had."""

import errno
from pathlib import PurePosixPath

import attrs

from ...model.problems import Problem, error
from ...workbook.file_refusals import FILE_BYTES
from .untouched import Mark

#: Names that a ledger may have; .et is what WPS calls its own workbooks.
LEDGERS = frozenset((".xlsx", ".xls", ".et", ".xlsm"))
ARCHIVE = ".zip"

#: Why the system does not open a file, in words.
_REFUSALS = {
    errno.EACCES: "没有读取的权限",
    errno.EPERM: "没有读取的权限",
    errno.ENOENT: "它已经不在了",
    errno.ELOOP: "它是指向自己的链接",
    errno.EIO: "磁盘读出错",
}


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
        mark: What the file system tells of it; None inside an archive.
        stored: The hash under which it is stored, where its mark tells that nobody has touched it since.
    """

    label: str
    data: bytes = b""
    saved: str = ""
    problem: Problem | None = None
    package: bool = False
    skipped: bool = False
    mark: Mark | None = None
    stored: str = ""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return PurePosixPath(self.label.replace("\\", "/")).name


def unopenable(name: str, why: str | OSError | RuntimeError) -> Problem:
    """Return the problem that a file cannot be read."""
    if isinstance(why, OSError):
        why = _REFUSALS.get(why.errno or 0, f"系统拒绝（{why.strerror}）")
    elif isinstance(why, RuntimeError):
        why = _REFUSALS[errno.ELOOP]
    return error("unopenable", f"打不开文件「{name}」：{why}。", "请看文件是否还在，并先在 Excel 或 WPS 里关闭它。")


def too_large(name: str) -> Problem:
    """Return the problem that a file is larger than any ledger."""
    return error("too-large", f"「{name}」超过 {FILE_BYTES >> 20} MB。", "请删去图片和多余的表，另存为 .xlsx 后再交。")
