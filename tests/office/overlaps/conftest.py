"""A store that holds ledgers without files: rows as ``collect`` writes them, so that tests are about overlaps only."""

import json
import zlib

import pytest
from shuangyong.office import events, facts
from shuangyong.office.store.opening import open_store


def take(store, ledger, *, number=1):
    """Count a ledger, as if it had been collected; return its revision."""
    unit = ledger.unit
    with store.transaction() as db:
        db.execute("INSERT OR IGNORE INTO submission (unit, year) VALUES (?, ?)", (unit.code, unit.year))
        submission = db.execute(
            "SELECT id FROM submission WHERE unit = ? AND year = ?", (unit.code, unit.year)
        ).fetchone()["id"]
        revision = db.execute(
            "INSERT INTO revision (submission, number, sha256, content, file, size, received, modified, state, name,"
            " sector, region, declarations, missing, versions, format, rows, facts, events)"
            " VALUES (?, ?, ?, '', ?, 0, '2026-12-01', '2026-12-01', 'accepted', ?, ?, ?, ?, '[]', '{}', 1, ?, ?, ?)",
            (
                submission,
                number,
                f"{unit.code}/{unit.year}/{number}",
                f"{unit.name}.xlsx",
                unit.name,
                unit.sector,
                unit.region,
                json.dumps({kind: [one.status, one.scope] for kind, one in ledger.declarations.items()}),
                len(ledger.rows),
                zlib.compress(facts.encode(facts.facts_of(ledger)).encode()),
                zlib.compress(events.encode(events.events_of(ledger, unit.code)).encode()),
            ),
        ).lastrowid
        db.execute("UPDATE submission SET current = ?, counted = ? WHERE id = ?", (revision, revision, submission))
    return revision


def enrol(store, unit, name, sector, region, parent=None):
    """Put a unit on the roster for good."""
    with store.transaction() as db:
        db.execute(
            "INSERT INTO roster (unit, name, sector, region, parent, start) VALUES (?, ?, ?, ?, ?, '2020-01-01')",
            (unit, name, sector, region, parent),
        )


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "store", create=True) as store:
        yield store
