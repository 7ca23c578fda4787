"""Judging: what becomes of a file in a store, and writing that down; inside one transaction."""

import datetime
import re
import sqlite3
from collections import Counter
from pathlib import PurePosixPath
from typing import Any, Literal

import attrs

from ...model.problems import Problem, error
from ...model.units import INFO
from ..store.opening import Store
from .filing import Arrival, file_revision
from .identifying import identify
from .remarks import remarks
from .taking import Taken

Verdict = Literal["accepted", "returned", "rejected", "unchanged", "older"]

#: As ``collect`` lists them, with what they are called.
VERDICTS: dict[Verdict, str] = {
    "accepted": "收下",
    "returned": "退回",
    "rejected": "没有收",
    "unchanged": "没有变化",
    "older": "旧稿",
}


@attrs.frozen(kw_only=True)
class Entry:
    """What became of one file.

    Attributes:
        verdict: accepted, returned (stored, its errors must be mended), rejected (not stored), unchanged, older.
        file: Its label.
        unit: The unit's code; empty where it cannot be told.
        name: The unit's name, likewise.
        year: The ledger's year; None likewise.
        revision: Which revision it is; None where it is not stored.
        sha256: Of its bytes.
        problems: What is wrong, or to be known.
    """

    verdict: Verdict
    file: str
    unit: str = ""
    name: str = ""
    year: int | None = None
    revision: int | None = None
    sha256: str = ""
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``collect --format json`` lists."""
        return {
            "file": self.file,
            "unit": self.unit or None,
            "name": self.name or None,
            "year": self.year,
            "revision": self.revision,
            "sha256": self.sha256 or None,
            "problems": [attrs.asdict(problem) for problem in self.problems],
        }


@attrs.frozen(kw_only=True)
class Receipt:
    """How files are received: the day, which decides 按时 and the lock, and who receives them."""

    day: datetime.date
    actor: str


def known(db: sqlite3.Connection, label: str, sha256: str) -> Entry | None:
    """Return what is known of bytes that are stored already; None for new ones."""
    row = db.execute(
        "SELECT r.number, r.name, s.unit, s.year FROM revision r JOIN submission s ON s.id = r.submission "
        "WHERE r.sha256 = ?",
        (sha256,),
    ).fetchone()
    if row is None:
        row = db.execute(
            "SELECT 1 AS number, office AS name, office AS unit, year FROM package WHERE sha256 = ?", (sha256,)
        ).fetchone()
    return None if row is None else unchanged(label, sha256, row)


def unchanged(label: str, sha256: str, row: sqlite3.Row) -> Entry:
    """Return the entry of a file that is stored already, as the row with its ``number``, ``name`` … tells."""
    return Entry(
        verdict="unchanged",
        file=label,
        unit=row["unit"],
        name=row["name"],
        year=row["year"],
        revision=row["number"],
        sha256=sha256,
    )


def judge(store: Store, label: str, size: int, saved: str, taken: Taken, receipt: Receipt) -> Entry:
    """Decide what becomes of a file and write it down, with its audit row; its original must be kept already.

    Args:
        store: In a transaction.
        label: What the file is called.
        size: Of its bytes.
        saved: When the file system says that it was written.
        taken: What it holds.
        receipt: When and by whom it is received.
    """
    entry = known(store.db, label, taken.sha256) or _judged(store, label, size, saved, taken, receipt)
    note(store, entry, receipt)
    return entry


def note(store: Store, entry: Entry, receipt: Receipt) -> None:
    """Write into the audit what became of a file; what changes nothing is not worth a row."""
    if entry.verdict == "unchanged":
        return
    detail = {
        "file": entry.file,
        "sha256": entry.sha256,
        "revision": entry.revision,
        "problems": sorted({problem.code for problem in entry.problems}),
        "received": receipt.day.isoformat(),
    }
    subject = f"{entry.unit}-{entry.year}" if entry.unit else entry.file
    store.audit(receipt.actor, f"collect/{entry.verdict}", subject, detail)


def refused(taken: Taken) -> tuple[Problem, ...]:
    """Return why a file is refused whatever the store holds: nothing to read, S columns, another year."""
    if taken.private:
        return taken.private
    return taken.problems if not taken.year else _other_year(taken)


def _other_year(taken: Taken) -> tuple[Problem, ...]:
    """Return an error where most rows lie in one other year: 年度 was typed wrong, and would spoil that ledger."""
    outside = [problem.value or "" for problem in taken.problems if problem.code == "outside-year"]
    years = Counter(match[0] for value in outside if (match := re.search(r"20[0-9]{2}", value)))
    if not years or 2 * len(outside) < taken.rows:
        return ()
    year, count = years.most_common(1)[0]
    message = f"台账的年度写的是 {taken.year}，{count} 处日期却都在 {year} 年，年度多半写错了，没有收下。"
    fix = f"请退给填报单位核对“单位信息”里的“年度”：是 {year} 年的台账，改正后再报。"
    return (error("wrong-year", message, fix, sheet=INFO, value=str(taken.year)),)


def _judged(store: Store, label: str, size: int, saved: str, taken: Taken, receipt: Receipt) -> Entry:
    entry = Entry(verdict="rejected", file=label, sha256=taken.sha256, name=taken.name, year=taken.year or None)
    if taken.lacking:
        return attrs.evolve(entry, problems=(_kept(store, label, taken, receipt),))
    if problems := refused(taken):
        return attrs.evolve(entry, problems=problems)
    identity = identify(store.db, taken, receipt.day)
    entry = attrs.evolve(entry, unit=identity.unit)
    if problems := identity.problems or _locked(store.db, identity.unit, taken.year, receipt.day):
        return attrs.evolve(entry, problems=problems)
    store.db.execute("DELETE FROM kept WHERE sha256 = ?", (taken.sha256,))
    # Without folders: where somebody keeps a file is nobody else's business.
    name = PurePosixPath(label.replace("\\", "/")).name
    arrival = Arrival(file=name, size=size, saved=taken.saved or saved, received=receipt.day)
    remarked = tuple(remarks(store.db, identity.unit, taken.name, taken.year))
    verdict, number = file_revision(store.db, identity.unit, taken, arrival)
    problems = () if verdict == "unchanged" else (*taken.problems, *(remarked if verdict == "accepted" else ()))
    return attrs.evolve(entry, verdict=verdict, revision=number, problems=problems)


def _kept(store: Store, label: str, taken: Taken, receipt: Receipt) -> Problem:
    store.db.execute(
        "INSERT OR REPLACE INTO kept (sha256, file, sector, received) VALUES (?, ?, ?, ?)",
        (taken.sha256, label, taken.lacking, receipt.day.isoformat()),
    )
    return error(
        "no-plugin",
        f"行业「{taken.lacking}」的插件没有安装，读不了这本台账；原件已经留存。",
        "请安装该行业的插件，再收一次这个文件。",
        value=taken.lacking,
    )


def _locked(db: sqlite3.Connection, unit: str, year: int, day: datetime.date) -> tuple[Problem, ...]:
    row = db.execute("SELECT lock FROM deadline WHERE unit = ? AND year = ?", (unit, year)).fetchone()
    if row is None or row["lock"] is None or day.isoformat() <= row["lock"]:
        return ()
    leave = db.execute(
        "SELECT 1 FROM unlocking WHERE unit = ? AND year = ? AND until >= ?", (unit, year, day.isoformat())
    ).fetchone()
    if leave is not None:
        return ()
    message = f"{year} 年的台账已于 {row['lock']} 锁定，没有收下。"
    fix = (
        f"确需补报的，用 shuangyong unlock 给「{unit}」开一个期限，写明原因，再收；"
        "锁定以前就收到的，加 --received 写明收到的日期。"
    )
    return (error("locked", message, fix, value=unit),)
