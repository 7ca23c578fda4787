"""Backing up a store: its database as it was at one moment, and every original that this needs."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from ...model.problems import Problem, ProblemsFound, error
from ..intake.originals import keep, remove
from ..store.opening import DATABASE, FACTS, ORIGINALS, Store
from ..store.refusals import explained
from .auditing import last_seal
from .database import database_damage
from .originals import Needed, digest, needed, original_damage

#: How the names of files end that an interrupted backup leaves in its target.
_TEMPORARY = ".tmp"


@attrs.frozen(kw_only=True)
class Backup:
    """What was copied.

    Attributes:
        target: The folder of the backup.
        originals: How many originals it needs.
        copied: How many of them were copied now; the others were there.
        audits: The number of the last audit row in it: what was done later is not in it.
        problems: Originals that are damaged in the store, and are not in the backup.
    """

    target: Path
    originals: int
    copied: int
    audits: int
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``backup --format json`` prints."""
        return {"ok": not self.problems, **attrs.asdict(self), "target": str(self.target)}


def backup(store: Store, target: Path, actor: str) -> Backup:
    """Copy a store so that the copy can be opened in its place; others may write to it meanwhile.

    Args:
        store: What to copy.
        target: A folder that does not exist or is empty, or an older backup of this store, which is brought up to date.
        actor: Who backs up.

    Raises:
        ProblemsFound: The target is something else or cannot be written, or the database is damaged; an older backup
            that is there stays as it was.
    """
    _refuse_others(store, target)
    try:
        (target / ORIGINALS).mkdir(parents=True, exist_ok=True)
        (target / FACTS).mkdir(exist_ok=True)
        for left in target.glob(f".*{_TEMPORARY}*"):
            left.unlink()
        with _snapshot(store, target) as copy:
            if damage := [*database_damage(copy)]:
                raise ProblemsFound(damage, file=str(store.folder))
            expected = needed(copy)
            copied, problems = _copy(store, copy, expected.values())
            audits, _ = last_seal(copy)
    except OSError as refusal:
        raise explained(refusal, target) from refusal
    except sqlite3.Error as refusal:
        raise explained(refusal, target) from refusal
    with store.transaction():
        detail = {"originals": len(expected), "copied": copied, "audits": audits}
        store.audit(actor, "backup", target.name, detail)
    return Backup(target=target, originals=len(expected), copied=copied, audits=audits, problems=problems)


@contextlib.contextmanager
def _snapshot(store: Store, target: Path) -> Iterator[Store]:
    """Copy the database beside its place, and put it there when all is well that is done with the copy."""
    path = target / f".{secrets.token_hex(8)}{_TEMPORARY}"
    try:
        db = sqlite3.connect(path, isolation_level=None)
        db.row_factory = sqlite3.Row
        try:
            # In one step: a reader holds up no writer, and sees nothing that is written after it began.
            store.db.backup(db)
            yield Store(target, db)
        finally:
            db.close()
        _sync(path)
        _without_log(target / DATABASE)
        path.replace(target / DATABASE)
        _sync(target)
    finally:
        for one in (path, *_logs(path)):
            one.unlink(missing_ok=True)


def _copy(store: Store, copy: Store, expected: Iterable[Needed]) -> tuple[int, tuple[Problem, ...]]:
    """Copy the originals that are not there whole already; return how many, and which of the store's are damaged."""
    written: list[Needed] = []
    problems: list[Problem] = []

    def contents() -> Iterator[tuple[str, bytes]]:
        for one in expected:
            path = copy.original(one.sha256)
            if _whole(path, one.sha256):
                continue
            if damage := [*original_damage(store, one)]:
                problems.extend(damage)
                continue
            remove(path)
            written.append(one)
            yield one.sha256, store.original(one.sha256).read_bytes()

    keep(copy, contents())
    for one in written:
        problems += original_damage(copy, one)
    return len(written), tuple(problems)


def _whole(path: Path, sha256: str) -> bool:
    return path.exists() and digest(path) == sha256


def _refuse_others(store: Store, target: Path) -> None:
    """Refuse a target that is neither free nor an older backup of this store."""
    here, there = store.folder.resolve(), target.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise _refused("backup-in-store", f"「{target}」和数据库在同一个文件夹里。", target)
    if target.exists() and not target.is_dir():
        raise _refused("not-a-folder", f"「{target}」不是文件夹。", target)
    if (target / DATABASE).exists():
        if not _is_older(store, target):
            raise _refused("another-store", f"「{target}」里不是这个数据库的旧备份，没有动它。", target)
    elif target.exists() and any(not _unfinished(one) for one in target.iterdir()):
        raise _refused("not-empty", f"「{target}」里有别的文件。", target)


def _refused(code: str, message: str, target: Path) -> ProblemsFound:
    fix = "请换一个新的文件夹，最好在另一块磁盘上；或写这个数据库以前的备份，会在上面接着备。"
    return ProblemsFound([error(code, message, fix, value=str(target))])


def _unfinished(path: Path) -> bool:
    """Tell whether a first backup that was interrupted has left this."""
    return path.name in (ORIGINALS, FACTS) or _TEMPORARY in path.name


def _is_older(store: Store, target: Path) -> bool:
    """Tell whether a store was once this one: its last audit row stands in this one's audit, seal and all."""
    try:
        with contextlib.closing(sqlite3.connect(target / DATABASE, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            number, seal = last_seal(Store(target, db))
    except sqlite3.Error:
        return False
    same = store.db.execute("SELECT 1 FROM audit WHERE id = ? AND seal = ?", (number, seal)).fetchone()
    return not number or same is not None


def _without_log(path: Path) -> None:
    """Take away what a former database has left beside it: it must never be applied to the new one."""
    for one in _logs(path):
        one.unlink(missing_ok=True)


def _logs(path: Path) -> tuple[Path, ...]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _sync(path: Path) -> None:
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
