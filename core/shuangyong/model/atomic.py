"""Writing a file so that it is there whole or not at all."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from .problems import Problem, ProblemsFound, error

_TRY_ELSEWHERE = "请换一个文件夹，或换一个文件名再试。"

#: What the system refused -> (code, what is wrong, how to mend it); ``{name}`` and ``{folder}`` are filled in.
_REFUSALS = {
    errno.EACCES: (
        "file-locked",
        "写不了「{name}」：它正在 Excel 或 WPS 里打开着，或者没有写入的权限。",
        "请先关闭打开着的这个文件再试；仍不行就换一个文件夹。",
    ),
    errno.ENOENT: ("no-folder", "写不了「{name}」：没有「{folder}」这个文件夹。", "请先建好这个文件夹，或换一个位置。"),
    errno.ENOTDIR: ("no-folder", "写不了「{name}」：「{folder}」不是文件夹。", "请换一个文件夹。"),
    errno.ENOSPC: ("disk-full", "写不了「{name}」：磁盘已满。", "请清理出空间，或换一个磁盘。"),
    errno.EROFS: ("read-only-disk", "写不了「{name}」：「{folder}」所在的磁盘只能读、不能写。", "请换一个磁盘。"),
    errno.EISDIR: ("not-a-file", "写不了「{name}」：同名的文件夹或设备已经在那里。", _TRY_ELSEWHERE),
    errno.ENAMETOOLONG: ("name-too-long", "写不了「{name}」：文件名太长。", "请换一个短一些的文件名。"),
    errno.EFBIG: ("too-large", "写不了「{name}」：文件超过了系统允许的大小。", _TRY_ELSEWHERE),
}
_SAME_AS = {
    errno.EPERM: errno.EACCES,
    errno.EBUSY: errno.EACCES,
    errno.EDQUOT: errno.ENOSPC,
}


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a reader sees the old file or the new one, never a part; symbolic links are kept.

    Raises:
        ProblemsFound: The target cannot be written; it is as it was before, and no temporary file is left.
    """
    target = path.resolve()
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        if target.exists() and not target.is_file():
            raise IsADirectoryError(errno.EISDIR, "not a regular file")
        _write_through(temporary, data)
        _keep_permissions(target, temporary)
        temporary.replace(target)
    except OSError as refusal:
        raise ProblemsFound([_explain(refusal, path)], file=str(path)) from refusal
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_permissions(target: Path, temporary: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        temporary.chmod(target.stat().st_mode)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut where the system can; the data are safe already."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _explain(refusal: OSError, path: Path) -> Problem:
    number = refusal.errno or 0
    unknown = ("cannot-write", f"写不了「{{name}}」：系统拒绝写入（{refusal.strerror}）。", _TRY_ELSEWHERE)
    code, message, fix = _REFUSALS.get(_SAME_AS.get(number, number), unknown)
    return error(code, message.format(name=path.name, folder=path.parent), fix)
