"""What the system refuses a store, in words: the disk is full, the folder is locked, the file is damaged."""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ...model.problems import ProblemsFound, error

_KEPT = "已经收下的都还在。"

#: A part of SQLite's own words -> (code, what is wrong, how to mend it).
_SQLITE = (
    ("full", "disk-full", "磁盘已满", f"请清理出空间再运行一次；{_KEPT}"),
    ("readonly", "read-only", "这个文件夹只能读、不能写", "请换一个能写的文件夹，或请管理员开通写入权限。"),
    ("unable to open", "cannot-open", "打不开数据库文件", "请看文件夹的读写权限，并关闭正在备份、同步它的程序。"),
    ("locked", "busy", "另一个程序正在写这个数据库，等了很久还没有写完", f"请等它做完再运行一次；{_KEPT}"),
    ("not a database", "not-a-store", "数据库文件不是 SQLite 数据库，可能已经损坏", "请用 backup 做的备份恢复。"),
    ("malformed", "damaged", "数据库文件已经损坏", "请用 shuangyong verify 看损坏在哪里，并用备份恢复。"),
    ("I/O error", "io-error", "磁盘读写出错", f"请检查磁盘和剩余空间，再运行一次；{_KEPT}"),
)

_SYSTEM = {
    errno.ENOSPC: _SQLITE[0][1:],
    errno.EDQUOT: _SQLITE[0][1:],
    errno.EFBIG: _SQLITE[0][1:],
    errno.EACCES: _SQLITE[1][1:],
    errno.EPERM: _SQLITE[1][1:],
    errno.EROFS: _SQLITE[1][1:],
    errno.EIO: _SQLITE[6][1:],
    errno.EEXIST: ("no-folder", "它是一个文件，不是文件夹", "请看路径有没有写错。"),
    errno.ENOTDIR: ("no-folder", "路径里有一段不是文件夹", "请看路径有没有写错。"),
}


def explained(refusal: sqlite3.Error | OSError, folder: Path) -> ProblemsFound:
    """Return what was refused as a problem; a fault of our own statements is no problem and is raised as it is."""
    if isinstance(refusal, OSError):
        known = _SYSTEM.get(refusal.errno or 0)
        code, wrong, fix = known or ("cannot-write", f"系统拒绝（{refusal.strerror}）", "请换一个文件夹再试。")
    else:
        words = str(refusal)
        found = [rest for part, *rest in _SQLITE if part in words]
        if not found:
            raise refusal
        code, wrong, fix = found[0]
    return ProblemsFound([error(code, f"数据库「{folder}」：{wrong}。", fix)], file=str(folder))


@contextlib.contextmanager
def explaining(folder: Path) -> Iterator[None]:
    """Raise what SQLite refuses meanwhile as a problem of the store in this folder."""
    try:
        yield
    except sqlite3.Error as refusal:
        raise explained(refusal, folder) from refusal
