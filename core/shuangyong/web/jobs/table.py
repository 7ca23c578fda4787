"""Jobs in the store: asked for, begun, how far they are, and what came of them; each change a transaction."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import attrs

from ...office.store.opening import Store, now
from .folders import folder_of, sent
from .kinds import Input, Outcome, Sent

State = Literal["waiting", "running", "done", "failed", "cancelled"]

#: What people call the states.
STATES: Mapping[State, str] = {
    "waiting": "等待",
    "running": "正在做",
    "done": "做完",
    "failed": "没有做成",
    "cancelled": "已取消",
}

#: What may still be done.
OPEN: tuple[State, ...] = ("waiting", "running")

#: All but the report, which may be large.
_SELECT = (
    "SELECT id, kind, actor, asked, folder, input, audits, state, tries, done, total, begun, ended, words, files"
    " FROM job"
)


@attrs.frozen(kw_only=True)
class Asked:
    """A job as the store has it.

    Attributes:
        id: In the store.
        kind: Which kind.
        actor: Who asked for it.
        asked: When.
        folder: Where its files lie.
        state: How it stands.
        done: How much is done.
        total: Of how much; 0 while nobody knows.
        tries: How often it was begun without getting further.
        begun: When it was begun last; None before.
        ended: When it ended; None before.
        words: What came of it.
        files: The names of the files that it made.
        input: What it works on.
    """

    id: int
    kind: str
    actor: str
    asked: str
    folder: Path
    state: State
    done: int
    total: int
    tries: int
    begun: str | None
    ended: str | None
    words: str
    files: tuple[str, ...]
    input: Input

    @property
    def is_open(self) -> bool:
        """Whether it may still be done."""
        return self.state in OPEN


def add(store: Store, kind: str, account: int, actor: str, folder: str, given: Mapping[str, Any]) -> int:
    """Write down that a job is asked for, inside a transaction; return its id.

    Args:
        store: Where.
        kind: Which kind.
        account: The id of the account that asks.
        actor: Its name in the audit.
        folder: The name of its folder.
        given: JSON: ``fields`` and ``files``.
    """
    store.audit(actor, "job/start", kind, {"files": [name for name, _ in given["files"]][:20]})
    audits = store.db.execute("SELECT MAX(id) FROM audit").fetchone()[0]
    added = store.db.execute(
        "INSERT INTO job (kind, account, actor, asked, folder, input, audits) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (kind, account, actor, now(), folder, _input(given), audits),
    )
    assert added.lastrowid is not None
    return added.lastrowid


def find(store: Store, number: int) -> Asked | None:
    """Return a job; None where there is none."""
    row = store.db.execute(f"{_SELECT} WHERE id = ?", (number,)).fetchone()
    return _asked(store.folder, row) if row else None


def all_of(store: Store, kinds: Sequence[str]) -> tuple[Asked, ...]:
    """Return the jobs of kinds, the latest first."""
    found = store.db.execute(f"{_SELECT} ORDER BY id DESC")
    return tuple(_asked(store.folder, row) for row in found if row["kind"] in kinds)


def same_open(store: Store, kind: str, account: int, given: Mapping[str, Any]) -> int | None:
    """Return the job that an account has asked for in the same words already and that may still be done; else None."""
    found = store.db.execute(
        "SELECT id FROM job WHERE kind = ? AND account = ? AND input = ? AND state IN ('waiting', 'running')",
        (kind, account, _input(given)),
    ).fetchone()
    return found["id"] if found else None


def open_ids(store: Store) -> list[int]:
    """Return the ids of the jobs that may still be done, the oldest first."""
    return [
        row["id"] for row in store.db.execute("SELECT id FROM job WHERE state IN ('waiting', 'running') ORDER BY id")
    ]


def report_of(store: Store, number: int) -> Any:
    """Return what a job reported."""
    return json.loads(store.db.execute("SELECT report FROM job WHERE id = ?", (number,)).fetchone()["report"])


def begin(store: Store, number: int) -> Asked | None:
    """Note that a job is begun, once more perhaps, and return it; None where it has ended."""
    with store.transaction() as db:
        begun = db.execute(
            "UPDATE job SET state = 'running', tries = tries + 1, begun = ?, done = 0"
            " WHERE id = ? AND state IN ('waiting', 'running')",
            (now(), number),
        )
    return find(store, number) if begun.rowcount else None


def progress(store: Store, number: int, done: int, total: int) -> bool:
    """Note how far a job is; False where it is not to go on."""
    with store.transaction() as db:
        noted = db.execute(
            "UPDATE job SET done = ?1, total = ?2, tries = CASE WHEN ?1 > furthest THEN 0 ELSE tries END,"
            " furthest = MAX(furthest, ?1) WHERE id = ?3 AND state = 'running'",
            (done, total, number),
        )
    return bool(noted.rowcount)


def finish(store: Store, job: Asked, outcome: Outcome) -> bool:
    """Note what came of a job, whose files are on the disk already; False where it was cancelled meanwhile."""
    report = json.dumps(outcome.report, ensure_ascii=False)
    files = json.dumps([one.name for one in outcome.files], ensure_ascii=False)
    with store.transaction() as db:
        noted = db.execute(
            "UPDATE job SET state = 'done', words = ?, report = ?, files = ?, ended = ?, done = MAX(done, total)"
            " WHERE id = ? AND state = 'running'",
            (outcome.words, report, files, now(), job.id),
        )
        if noted.rowcount:
            store.audit(job.actor, "job/done", f"{job.kind}-{job.id}", {})
    return bool(noted.rowcount)


def fail(store: Store, job: Asked, words: str) -> None:
    """Note that nothing came of a job, and why."""
    with store.transaction() as db:
        noted = db.execute(
            "UPDATE job SET state = 'failed', words = ?, ended = ? WHERE id = ? AND state IN ('waiting', 'running')",
            (words, now(), job.id),
        )
        if noted.rowcount:
            store.audit(job.actor, "job/failed", f"{job.kind}-{job.id}", {})


def cancel(store: Store, job: Asked, actor: str) -> bool:
    """Note that a job is not to go on; False where it has ended already."""
    with store.transaction() as db:
        noted = db.execute(
            "UPDATE job SET state = 'cancelled', ended = ? WHERE id = ? AND state IN ('waiting', 'running')",
            (now(), job.id),
        )
        if noted.rowcount:
            store.audit(actor, "job/cancel", f"{job.kind}-{job.id}", {})
    return bool(noted.rowcount)


def _input(given: Mapping[str, Any]) -> str:
    return json.dumps(given, ensure_ascii=False)


def _asked(store: Path, row: sqlite3.Row) -> Asked:
    given, folder = json.loads(row["input"]), folder_of(store, row["folder"])
    # By number and ending: what a sender calls a file is nobody's path.
    files = tuple(Sent(name=name, path=sent(folder) / stored) for name, stored in given["files"])
    same = ("id", "kind", "actor", "asked", "state", "done", "total", "tries", "begun", "ended", "words")
    return Asked(
        **{name: row[name] for name in same},
        folder=folder,
        files=tuple(json.loads(row["files"])),
        input=Input(actor=row["actor"], asked=row["asked"], audits=row["audits"], fields=given["fields"], files=files),
    )
