"""What an office says of itself, kept in its store: its name and its region."""

import sqlite3

import attrs

from .opening import Store


@attrs.frozen
class Office:
    """An office: its name as roll-ups bear it (某某市双拥办), and the region it answers for; empty where not said."""

    name: str = ""
    region: str = ""


def office_of(store: Store) -> Office:
    """Return what the office says of itself."""
    said = dict(store.db.execute("SELECT name, value FROM setting WHERE name IN ('office', 'region')").fetchall())
    return Office(said.get("office", ""), said.get("region", ""))


def note_office(db: sqlite3.Connection, office: Office) -> None:
    """Keep what is said of an office, inside a transaction; what is empty stays as it was."""
    for name, value in (("office", office.name), ("region", office.region)):
        if value:
            db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))
