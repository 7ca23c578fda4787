"""A clerk's own ledger file, read again whenever it has changed on disk; it is never written to."""

import datetime
import threading
from pathlib import Path

import attrs

from ...catalog import Catalog
from ...examination import Examination, examined
from ...model.ledgers import Ledger
from ...model.problems import Problem, error
from ...workbook.file_refusals import FILE_BYTES
from ...workbook.reading import read_ledger_bytes


@attrs.frozen(kw_only=True)
class Read:
    """What a file held when it was read.

    Attributes:
        examination: What is in it and everything that is wrong.
        data: Its bytes.
        at: When it was read.
    """

    examination: Examination
    data: bytes
    at: datetime.datetime

    @property
    def ledger(self) -> Ledger | None:
        """The ledger; None where the file as a whole cannot be read."""
        return self.examination.ledger


@attrs.frozen(kw_only=True)
class Seen:
    """How a file stands.

    Attributes:
        read: The last state that a ledger could be read of; None where there never was one.
        trouble: Why the file cannot be read as it is now; empty where ``read`` is how it is now.
        data: The bytes that are in trouble; empty where there are none.
        locked: Whether an office program has it open.
    """

    read: Read | None
    trouble: tuple[Problem, ...] = ()
    data: bytes = b""
    locked: bool = False


class LedgerFile:
    """A file that is looked at again and again; safe to be asked by several threads."""

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self.path = path
        self._catalog = catalog
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._seen = Seen(read=None)

    def look(self) -> Seen:
        """Return how the file stands; it is read only where it has changed, or could not be read before."""
        with self._lock:
            try:
                stamp = _stamp(self.path)
                if stamp != self._stamp or self._seen.trouble:
                    self._seen = self._read(_bytes(self.path))
                    self._stamp = stamp
            except OSError as refusal:
                self._stamp = None
                self._seen = Seen(read=self._seen.read, trouble=(_unopenable(self.path, refusal),))
            return attrs.evolve(self._seen, locked=_locked(self.path))

    def _read(self, data: bytes) -> Seen:
        """Return what bytes hold; the state before where they hold no ledger: somebody may be saving just now."""
        examination = examined(read_ledger_bytes(data, self.path.name, self._catalog), self._catalog)
        if examination.ledger is None:
            return Seen(read=self._seen.read, trouble=examination.problems, data=data)
        return Seen(read=Read(examination=examination, data=data, at=datetime.datetime.now().astimezone()))


def _bytes(path: Path) -> bytes:
    """Return a file's bytes; of one that is too large no more than shows that."""
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)


def _stamp(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _unopenable(path: Path, refusal: OSError) -> Problem:
    if isinstance(refusal, FileNotFoundError):
        message = f"“{path.name}”不在原来的文件夹里了：可能删了、改了名或移走了。"
        return error("unopenable", message, "放回原处就能接着用；换了名称或位置的，关掉这里，用新的文件重新打开。")
    message = f"“{path.name}”现在打不开：{refusal.strerror or '系统拒绝'}。"
    return error("unopenable", message, "多半是别的程序正占着它：在 WPS 或 Excel 里保存、关闭以后刷新这一页。")


def _locked(path: Path) -> bool:
    """Tell whether an office program has left the small file beside it that says so: Excel, WPS or LibreOffice."""
    name = path.name  # of a long one Excel drops two letters
    return any(path.with_name(lock).exists() for lock in (f"~${name}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#"))
