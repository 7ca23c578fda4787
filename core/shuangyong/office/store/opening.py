"""Opening a store: its folder, its database brought to the present form, its transactions and their audit."""

import contextlib
import datetime
import functools
import getpass
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs

from ...model.problems import ProblemsFound, error
from .refusals import explained

DATABASE = "store.sqlite3"
ORIGINALS = "originals"
FACTS = "facts"

#: "双拥" in a database's header, so that no other program's file is taken for a store.
APPLICATION = 0x53594759

#: How much of the database is kept in memory, in KiB; with SQLite's own 2,000 each look at all units reads it anew.
_CACHE = 8 << 10

#: How long to wait for another program that writes, in seconds.
_PATIENCE = 60


def original_in(originals: Path, sha256: str) -> Path:
    """Return where the original of a hash lies in a store's folder of originals."""
    return originals / sha256[:2] / sha256


@attrs.frozen(eq=False)
class Store:
    """An open store.

    Attributes:
        folder: Where it is.
        db: Its database; rows answer to column names. Write only inside ``transaction``.
    """

    folder: Path
    db: sqlite3.Connection

    @property
    def originals(self) -> Path:
        """The folder of what was received, byte by byte, named by its SHA-256."""
        return self.folder / ORIGINALS

    @property
    def facts(self) -> Path:
        """The folder of derived files, safe to delete."""
        return self.folder / FACTS

    def original(self, sha256: str) -> Path:
        """Return where the original of a hash lies."""
        return original_in(self.originals, sha256)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all of it or nothing; what is done is on the disk when this returns.

        Raises:
            ProblemsFound: The disk is full, the folder cannot be written, or another program holds it too long.
        """
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
            except BaseException:
                # A failed write may have rolled back already.
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")
        except sqlite3.Error as refusal:
            if self.db.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self.db.execute("ROLLBACK")
            raise explained(refusal, self.folder) from refusal

    def audit(self, actor: str, action: str, subject: str, detail: Mapping[str, Any]) -> None:
        """Note who did what; inside the transaction that does it.

        Args:
            actor: Who: a person's name, or the machine's user.
            action: collect, return, decide … the command's name.
            subject: Of what: a submission, a file, a unit.
            detail: Whatever tells it afterwards; no sensitive value.
        """
        assert self.db.in_transaction, "the audit is written with what it tells"
        row = (now(), actor, action, subject, json.dumps(detail, ensure_ascii=False, sort_keys=True))
        self.db.execute(
            "INSERT INTO audit (at, actor, action, subject, detail, seal) VALUES (?, ?, ?, ?, ?, ?)",
            (*row, seal(self._last_seal(), row)),
        )

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _last_seal(self) -> str:
        found = self.db.execute("SELECT seal FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        return found["seal"] if found else ""


def seal(before: str, row: tuple[str, ...]) -> str:
    """Return what seals an audit row: a digest of the seal before and of (at, actor, action, subject, detail)."""
    return hashlib.sha256("\0".join((before, *row)).encode()).hexdigest()


def now() -> str:
    """Return the time as stores write it: ISO 8601, seconds, with the offset of the place."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")


def whoami() -> str:
    """Return who uses the machine, where nobody is named."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "本机用户"


def open_store(folder: Path, *, create: bool = False, threads: bool = False) -> Store:
    """Open a store, its database brought to the present form.

    Args:
        folder: Where it is.
        create: Make it where there is none.
        threads: Let threads other than this one use it too, one at a time.

    Raises:
        ProblemsFound: There is none, it is not a store, a newer program made it, or it cannot be opened.
    """
    path = folder / DATABASE
    if not path.exists():
        if not create:
            raise _no_store(folder)
        _make_folders(folder)
    try:
        db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=not threads)
    except sqlite3.Error as refusal:
        raise explained(refusal, folder) from refusal
    try:
        db.row_factory = sqlite3.Row
        _prepare(db, folder)
    except sqlite3.Error as refusal:
        db.close()
        raise explained(refusal, folder) from refusal
    except BaseException:
        db.close()
        raise
    return Store(folder, db)


@functools.cache
def migrations() -> tuple[str, ...]:
    """Return the scripts that make a store, in order: the n-th brings it to form n."""
    found = [one for one in files(__package__).iterdir() if one.name.endswith(".sql")]
    return tuple(one.read_text(encoding="utf-8") for one in sorted(found, key=lambda one: one.name))


def _prepare(db: sqlite3.Connection, folder: Path) -> None:
    known = migrations()
    version = _version(db)
    if version > len(known):
        raise ProblemsFound([_newer(folder, version, len(known))])
    if version and db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise ProblemsFound([_foreign(folder)])
    for pragma in ("foreign_keys = ON", "synchronous = FULL", f"cache_size = -{_CACHE}"):
        db.execute(f"PRAGMA {pragma}")
    if version < len(known):
        tables = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        # Asked again: another program may just have made the store.
        if tables and not _version(db):
            raise ProblemsFound([_foreign(folder)])
        _log_ahead(db)
        _migrate(db, known)


def _log_ahead(db: sqlite3.Connection) -> None:
    """Have the database log ahead; SQLite itself does not wait for another program that has it do so just now."""
    latest = time.monotonic() + _PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as refusal:
            if getattr(refusal, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY or time.monotonic() > latest:
                raise
            time.sleep(0.05)
        else:
            return


def _migrate(db: sqlite3.Connection, known: Sequence[str]) -> None:
    """Bring the database to the present form, one transaction a step; another program may do so at once."""
    while True:
        db.execute("BEGIN IMMEDIATE")
        version = _version(db)
        if version >= len(known):
            db.execute("ROLLBACK")
            return
        for statement in _statements(known[version]):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {version + 1}")
        db.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; ``executescript`` would commit before it runs them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(db: sqlite3.Connection) -> int:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    assert isinstance(version, int)
    return version


def _make_folders(folder: Path) -> None:
    try:
        for one in (folder, folder / ORIGINALS, folder / FACTS):
            one.mkdir(parents=True, exist_ok=True)
        if os.name == "posix":
            for one in (folder, folder.parent):
                descriptor = os.open(one, os.O_RDONLY)
                os.fsync(descriptor)
                os.close(descriptor)
    except OSError as refusal:
        raise explained(refusal, folder) from refusal


def _no_store(folder: Path) -> ProblemsFound:
    return ProblemsFound(
        [
            error(
                "no-store",
                f"「{folder}」不是双拥数据库：里面没有 {DATABASE}。",
                "请看文件夹有没有写错；第一次使用，用 shuangyong collect 收台账或用 roster 导入名册时会自动建好。",
                value=str(folder),
            )
        ]
    )


def _newer(folder: Path, version: int, known: int) -> Any:
    return error(
        "newer-store",
        f"「{folder}」是更新版本的程序建的（格式 {version}，本程序只认识到 {known}）。",
        "请升级 shuangyong 后再用；没有改动它。",
    )


def _foreign(folder: Path) -> Any:
    return error("not-a-store", f"「{folder}」里的 {DATABASE} 不是双拥数据库。", "请换一个文件夹；没有改动它。")
