"""What became of files in a collection that was interrupted and begun again.

What it took in at first it finds unchanged the second time; yet people ask what became of what they sent.
"""

import json
from collections.abc import Iterable

import attrs

from ..status.mending import problems_of
from ..store.opening import Store
from .judging import VERDICTS, Entry, Verdict


def as_first_taken(store: Store, entries: Iterable[Entry], since: int) -> tuple[Entry, ...]:
    """Return entries with the verdicts that they were given first.

    Args:
        store: Where they were taken in.
        entries: Of the last collection of the same files.
        since: The number of the last audit row before the first.
    """
    found = tuple(entries)
    told = _told(store, since)
    for entry in found:
        if entry.verdict != "unchanged":
            told.pop((entry.file, entry.sha256), None)
    return tuple(_first(store, entry, told) for entry in found)


def _told(store: Store, since: int) -> dict[tuple[str, str], Verdict]:
    """Return what the audit tells of files that were stored since."""
    rows = store.db.execute("SELECT action, detail FROM audit WHERE id > ? AND action LIKE 'collect/%'", (since,))
    told: dict[tuple[str, str], Verdict] = {}
    for action, text in rows:
        detail = json.loads(text)
        verdict = next((one for one in VERDICTS if action == f"collect/{one}"), None)
        if verdict is not None and detail["revision"] is not None:
            told.setdefault((detail["file"], detail["sha256"]), verdict)
    return told


def _first(store: Store, entry: Entry, told: dict[tuple[str, str], Verdict]) -> Entry:
    """Return an entry as it was first."""
    verdict = told.pop((entry.file, entry.sha256), None) if entry.verdict == "unchanged" else None
    if verdict is None:
        return entry
    row = store.db.execute("SELECT id FROM revision WHERE sha256 = ?", (entry.sha256,)).fetchone()
    return attrs.evolve(entry, verdict=verdict, problems=problems_of(store, row["id"]) if row else ())
