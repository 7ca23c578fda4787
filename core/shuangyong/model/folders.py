"""Making folders to write into, or saying in words why that cannot be done."""

import errno
from pathlib import Path

from .problems import ProblemsFound, error

#: What the system refused -> (code, what is wrong, how to mend it).
_REFUSALS = {
    errno.EACCES: ("read-only-folder", "没有写入的权限", "请换一个能写的位置，或请管理员开通写入权限。"),
    errno.EROFS: ("read-only-folder", "所在的磁盘只能读、不能写", "请换一个磁盘。"),
    errno.ENOTDIR: ("no-folder", "路径里有一段不是文件夹", "请看路径有没有写错，或换一个位置。"),
    errno.ENOENT: ("no-folder", "这个位置建不了文件夹", "请看路径有没有写错，或换一个位置。"),
    errno.EEXIST: ("no-folder", "同名的文件已经在那里", "请换一个文件夹。"),
    errno.ENOSPC: ("disk-full", "磁盘已满", "请清理出空间，或换一个磁盘。"),
    errno.ENAMETOOLONG: ("name-too-long", "名字太长", "请换一个短一些的名字。"),
}
_SAME_AS = {errno.EPERM: errno.EACCES, errno.EDQUOT: errno.ENOSPC}


def make_folder(folder: Path) -> Path:
    """Make a folder, and those that it lies in, where it is not there yet; return it.

    Raises:
        ProblemsFound: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        raise no_folder(folder, refusal) from refusal
    return folder


def no_folder(folder: Path, refusal: OSError) -> ProblemsFound:
    """Return why a folder cannot be used, by what the system says."""
    number = refusal.errno or 0
    unknown = ("cannot-write", f"系统拒绝（{refusal.strerror}）", "请换一个位置再试。")
    code, wrong, fix = _REFUSALS.get(_SAME_AS.get(number, number), unknown)
    return ProblemsFound([error(code, f"用不了文件夹「{folder}」：{wrong}。", fix)], file=str(folder))
