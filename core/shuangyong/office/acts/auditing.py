"""Reading the audit: who did what, when, and whether anybody has changed that since."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

import attrs

from ..store.opening import Store, seal


@attrs.frozen(kw_only=True)
class AuditRow:
    """One act.

    Attributes:
        id: Its number; the first is 1.
        at: When, with the offset of the place.
        actor: Who.
        action: What: the command's name, and what came of it: ``collect/accepted``.
        subject: Of what: a submission, a unit, a file.
        detail: What tells it afterwards.
        sound: Whether its seal fits it and the row before: it was not changed since, and none before it was removed.
    """

    id: int
    at: str
    actor: str
    action: str
    subject: str
    detail: Any
    sound: bool

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``audit --format json`` lists."""
        return attrs.asdict(self)


def audit(
    store: Store, *, subject: str = "", action: str = "", since: datetime.date | None = None
) -> tuple[AuditRow, ...]:
    """Return what was done, in order.

    Args:
        store: Whose.
        subject: Only of subjects that hold this text: a unit's code finds all of its years.
        action: Only this action, or those under it: ``collect`` finds ``collect/returned``.
        since: Only from this day on.
    """
    first = since.isoformat() if since else ""
    return tuple(
        row
        for row in _rows(store)
        if subject in row.subject
        and (not action or row.action == action or row.action.startswith(f"{action}/"))
        and row.at[:10] >= first
    )


def broken(store: Store) -> tuple[int, ...]:
    """Return the numbers of the audit rows whose seals are wrong."""
    return tuple(row.id for row in _rows(store) if not row.sound)


def last_seal(store: Store) -> tuple[int, str]:
    """Return the number and the seal of the last row; 0 and nothing where nothing was done yet."""
    row = store.db.execute("SELECT id, seal FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return (row["id"], row["seal"]) if row else (0, "")


def _rows(store: Store) -> Iterator[AuditRow]:
    before, number = "", 0
    for row in store.db.execute("SELECT * FROM audit ORDER BY id"):
        told = (row["at"], row["actor"], row["action"], row["subject"], row["detail"])
        sound = row["seal"] == seal(before, told) and row["id"] == number + 1
        before, number = row["seal"], row["id"]
        yield AuditRow(
            id=row["id"],
            at=row["at"],
            actor=row["actor"],
            action=row["action"],
            subject=row["subject"],
            detail=_detail(row["detail"]),
            sound=sound,
        )


def _detail(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:  # a row that somebody changed by hand
        return text
