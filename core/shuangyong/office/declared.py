"""What a revision says in JSON: declarations, missing sheets, versions; whether it can still be read as it was written.

A disk that fails may spoil the text without the database noticing: pages and rows are whole, only the words are not.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from ..model.problems import ProblemsFound, error

#: Each such column of ``revision``.
DECLARED = ("declarations", "missing", "versions")

#: What to do about a damaged database.
RESTORE = "请用最近的备份恢复数据库：把备份里的 store.sqlite3 复制过来，再收一次备份以后的台账。"


def readable(column: str, data: bytes) -> bool:
    """Tell whether a column's bytes are what stores write: UTF-8, JSON, of the column's shape."""
    try:
        value = json.loads(data.decode())
    except (ValueError, RecursionError):
        return False
    if column == "missing":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    fits = _is_said if column == "declarations" else _is_text
    return isinstance(value, dict) and all(map(fits, value.values()))


def refuse_unreadable(rows: Iterable[sqlite3.Row], year: int) -> None:
    """Refuse to go on where revisions declare nothing that can be read.

    Args:
        rows: Of revisions: unit, name, number, and of ``DECLARED`` those that are needed, as bytes.
        year: Their year.

    Raises:
        ProblemsFound: Each of those units.
    """
    sound: set[tuple[str, bytes]] = set()  # most ledgers of a sector declare alike
    problems = []
    for row in rows:
        texts = {(column, row[column]) for column in DECLARED if column in row.keys()}  # noqa: SIM118  sqlite3.Row
        if all(readable(*text) for text in texts - sound):
            sound |= texts
            continue
        message = f"{row['name']}（{row['unit']}）{year} 年第 {row['number']} 版的填报情况读不出来，数据库有损坏。"
        fix = f"请运行 shuangyong verify 看还有哪些损坏。{RESTORE}"
        problems.append(error("damaged-declarations", message, fix, value=row["unit"]))
    if problems:
        raise ProblemsFound(problems)


@contextlib.contextmanager
def telling_damage() -> Iterator[None]:
    """Raise as a problem that any other text is no UTF-8 any more, which SQLite hands out all the same."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        if "decode to UTF-8" not in str(fault):
            raise
        fix = f"请运行 shuangyong verify 看坏在哪里。{RESTORE}"
        raise ProblemsFound([error("damaged-text", "数据库里有文字读不出来，数据库有损坏。", fix)]) from fault


@contextlib.contextmanager
def tolerant(db: sqlite3.Connection) -> Iterator[None]:
    """Read texts that are no UTF-8 meanwhile, with marks for what is lost: who looks for damage must not trip on it."""
    before = db.text_factory
    db.text_factory = lambda data: data.decode(errors="replace")
    try:
        yield
    finally:
        db.text_factory = before


def _is_said(value: Any) -> bool:
    """Tell whether it is a status and a scope."""
    return isinstance(value, list) and len(value) == 2 and all(one is None or isinstance(one, str) for one in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
