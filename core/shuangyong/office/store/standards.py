"""An office's own standards of assessment, kept as the files they came as, and which one counts for a year.

They lie in the database, so that a backup holds them. What a file says is read by whoever assesses.
"""

import base64
import hashlib
import json
from pathlib import PurePosixPath

import attrs

from .opening import Store, now

#: Names of settings: a standard's, and what counts for a year.
_KEPT, _COUNTS = "standard/", "standard of/"
#: Identifiers of an office's own standards begin so; no installed one does.
_OWN = "own-"
_DIGITS = 12


@attrs.frozen(kw_only=True)
class KeptStandard:
    """A standard of the office's own.

    Attributes:
        id: By which it is chosen.
        file: What its file was called, without folders.
        title: As it is printed.
        data: The file's bytes.
        actor: Who brought it.
        at: When, as stores write times.
    """

    id: str
    file: str
    title: str
    data: bytes
    actor: str
    at: str


def kept_standards(store: Store) -> tuple[KeptStandard, ...]:
    """Return the office's own standards, the latest first."""
    rows = store.db.execute("SELECT name, value FROM setting WHERE name GLOB ?", (f"{_KEPT}*",))
    found = [_kept(row["name"].removeprefix(_KEPT), row["value"]) for row in rows]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def kept_standard(store: Store, id_: str) -> KeptStandard | None:
    """Return one of them; None where there is none of the identifier."""
    row = store.db.execute("SELECT value FROM setting WHERE name = ?", (f"{_KEPT}{id_}",)).fetchone()
    return _kept(id_, row["value"]) if row else None


def keep_standard(store: Store, actor: str, file: str, title: str, data: bytes) -> KeptStandard:
    """Keep a standard's file, which was read and has no errors; the same bytes are kept once."""
    id_ = _OWN + hashlib.sha256(data).hexdigest()[:_DIGITS]
    file = PurePosixPath(file.replace("\\", "/")).name
    with store.transaction() as db:
        if (before := kept_standard(store, id_)) is not None:
            return before
        at = now()
        value = {"file": file, "title": title, "data": base64.b64encode(data).decode(), "actor": actor, "at": at}
        db.execute("INSERT INTO setting VALUES (?, ?)", (f"{_KEPT}{id_}", json.dumps(value, ensure_ascii=False)))
        store.audit(actor, "standard/add", title, {"file": file, "id": id_})
    return KeptStandard(id=id_, file=file, title=title, data=data, actor=actor, at=at)


def chosen_for(store: Store, year: int) -> str | None:
    """Return the identifier of the standard that counts for a year; None where nobody chose one."""
    row = store.db.execute("SELECT value FROM setting WHERE name = ?", (f"{_COUNTS}{year}",)).fetchone()
    return row["value"] if row else None


def choose(store: Store, actor: str, year: int, id_: str, title: str) -> None:
    """Have a standard count for a year, inside a transaction.

    Args:
        store: The office's.
        actor: Who decides.
        year: The year.
        id_: An installed standard's identifier, or one of the office's own.
        title: The standard's, for the audit.
    """
    before = chosen_for(store, year)
    store.db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (f"{_COUNTS}{year}", id_))
    store.audit(actor, "standard/choose", str(year), {"title": title, "id": id_, "before": before})


def _kept(id_: str, value: str) -> KeptStandard:
    told = json.loads(value)
    data = base64.b64decode(told.pop("data"))
    return KeptStandard(id=id_, data=data, **told)
