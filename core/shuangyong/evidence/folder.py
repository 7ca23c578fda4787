"""The folder of evidence beside a ledger: which it is, and what lies in it, nothing outside ever touched."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

import attrs

from ..model.problems import Problem, error, warning
from ..workbook.layout import EVIDENCE_FOLDER
from .formats import HEAD, format_of
from .pieces import Piece

#: More files than a year's work leaves: somebody named the wrong folder.
MOST_FILES = 5000
_DEEPEST = 8
_HIDDEN = ("thumbs.db", "desktop.ini", "ehthumbs.db")
#: What lies beside the copies in a package, and is itself no evidence.
INDEX, HASHES = "台账目录", "校验值.txt"
_HIDDEN_STARTS = (".", "~$", "~")
_HIDDEN_FOLDERS = ("__macosx", "$recycle.bin", "system volume information")


def folder_of(ledger: Path) -> Path | None:
    """Return the folder of a ledger's evidence: beside it and named like it, else 佐证材料; None where neither is."""
    for name in (ledger.stem, EVIDENCE_FOLDER):
        if (folder := ledger.with_name(name)).is_dir():
            return folder
    return None


@attrs.frozen
class Contents:
    """What a folder holds: pieces by name, and what was left out."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]


def contents_of(folder: Path) -> Contents:
    """Return every file in a folder and the folders below it.

    What systems put there (Thumbs.db, .DS_Store, ~$…) is passed over; links that lead out of the folder, devices and
    what cannot be opened are left out and told.
    """
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for found in _walk(folder, folder.resolve(), 0):
        if isinstance(found, Problem):
            problems.append(found)
        elif len(pieces) >= MOST_FILES:
            message = f"文件夹「{folder.name}」里的文件超过 {MOST_FILES} 个，后面的没有看。"
            problems.append(error("too-many-files", message, "请看是不是指错了文件夹；只放这本台账的佐证材料。"))
            break
        else:
            pieces.append(found)
    return Contents(tuple(pieces), tuple(problems))


def is_hidden(name: str) -> bool:
    """Tell whether a name is one that a system, an office program or this one made for itself."""
    if name == HASHES or PurePath(name).stem == INDEX:
        return True
    return name.lower() in _HIDDEN or name.startswith(_HIDDEN_STARTS)


def _walk(folder: Path, root: Path, depth: int, within: str = "") -> Iterator[Piece | Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as refusal:
        yield _unopenable(within or folder.name, refusal)
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        path, name = Path(entry.path), f"{within}{entry.name}"
        if not name.isprintable():
            yield _unreadable_name(name)
            continue
        try:
            if path.resolve() != root / name:
                # A link, whatever it points at: outside lies what nobody meant to send, inside it is told already.
                yield _link(name)
            elif entry.is_dir():
                if entry.name.lower() not in _HIDDEN_FOLDERS:
                    yield from _deeper(path, root, depth, name)
            elif stat.S_ISREG((status := entry.stat()).st_mode):
                with path.open("rb") as file:
                    head = file.read(HEAD)
                yield Piece(name=name, format=format_of(head, entry.name), size=status.st_size, path=path)
            else:
                yield warning("not-a-file", f"「{name}」不是普通文件，没有看。", "请把它移出佐证材料文件夹。")
        except OSError as refusal:
            yield _unopenable(name, refusal)


def _deeper(path: Path, root: Path, depth: int, name: str) -> Iterator[Piece | Problem]:
    if depth < _DEEPEST:
        yield from _walk(path, root, depth + 1, f"{name}/")
    else:
        yield warning("too-deep", f"文件夹「{name}」套得太深，里面的没有看。", "请把材料放到浅一些的文件夹里。")


def _link(name: str) -> Problem:
    return error(
        "link",
        f"「{name}」是链接（快捷方式），指向别处，没有看。",
        "请把真正的文件复制进佐证材料文件夹，删去这个链接。",
        value=name,
    )


def _unreadable_name(name: str) -> Problem:
    shown = "".join(character if character.isprintable() else "�" for character in name)
    return error("bad-name", f"「{shown}」的文件名里有乱码或控制字符，没有看。", "请改一个正常的文件名。", value=shown)


def _unopenable(name: str, refusal: OSError) -> Problem:
    why = refusal.strerror or "系统拒绝"
    return error(
        "unopenable", f"打不开佐证材料「{name}」：{why}。", "请看它是否还在，并先关闭正在打开它的程序。", value=name
    )
