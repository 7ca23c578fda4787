"""For the office's tests: a store, and submissions written into it as ``collect`` leaves them."""

import hashlib
import json
import zlib
from pathlib import Path

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.ledgers import Ledger
from shuangyong.model.problems import Problem
from shuangyong.office import events, facts
from shuangyong.office.store.opening import Store, open_store


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    with open_store(tmp_path / "store", create=True) as opened:
        yield opened


@attrs.frozen
class Filing:
    """Files ledgers in a store."""

    store: Store

    def __call__(
        self,
        unit: str,
        year: int = 2026,
        *,
        received: str = "2026-12-20",
        state: str = "accepted",
        because: str | None = None,
        problems: tuple[Problem, ...] = (),
        name: str = "",
        sector: str = "hospital",
        region: str | None = "370213",
        declarations: dict[str, list[str | None]] | None = None,
        missing: tuple[str, ...] = (),
        data: bytes | None = None,
        ledger: Ledger | None = None,
    ) -> int:
        """File the next revision of a unit's year and return its id; ``current`` and ``counted`` follow its state."""
        with self.store.transaction() as db:
            self.store.audit("收件员", "collect", f"{unit}-{year}", {"state": state})
            db.execute("INSERT OR IGNORE INTO submission (unit, year) VALUES (?, ?)", (unit, year))
            submission = db.execute("SELECT id FROM submission WHERE unit = ? AND year = ?", (unit, year)).fetchone()[0]
            number = 1 + db.execute("SELECT COUNT(*) FROM revision WHERE submission = ?", (submission,)).fetchone()[0]
            data = data if data is not None else f"{unit} {year} {number}".encode()
            accepted = ledger is not None and state == "accepted"
            row = {
                "submission": submission,
                "number": number,
                "sha256": self.keep(data),
                "content": "",
                "file": f"{name or unit}.xlsx",
                "size": len(data),
                "received": received,
                "modified": f"{received}T08:00:00",
                "state": state,
                "because": because,
                "name": name or unit,
                "sector": sector,
                "region": region,
                "declarations": json.dumps(declared(sector) if declarations is None else declarations),
                "missing": json.dumps(missing),
                "versions": "{}",
                "format": facts.FORMAT,
                "rows": len(ledger.rows) if ledger else 0,
                "facts": _packed(facts.encode(facts.facts_of(ledger)) if accepted else ""),
                "events": _packed(events.encode(events.events_of(ledger, unit)) if accepted else ""),
            }
            columns, marks = ", ".join(row), ", ".join("?" * len(row))
            revision = db.execute(f"INSERT INTO revision ({columns}) VALUES ({marks})", tuple(row.values())).lastrowid
            for ordinal, one in enumerate(problems):
                values = (one.severity, one.code, one.message, one.fix, one.sheet, one.cell, one.value)
                db.execute("INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (revision, ordinal, *values))
            if state != "older":
                db.execute("UPDATE submission SET current = ? WHERE id = ?", (revision, submission))
            if state == "accepted":
                db.execute("UPDATE submission SET counted = ? WHERE id = ?", (revision, submission))
        return revision

    def keep(self, data: bytes) -> str:
        """Keep an original and return its hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        path: Path = self.store.original(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return sha256


def declared(sector: str) -> dict[str, list[str | None]]:
    """Return what a unit declares that has nothing to report."""
    return {kind.name: ["零报告", "本级"] for kind in installed().kinds_of(sector)}


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode())


@pytest.fixture
def filed(store):
    """File a ledger: ``filed("H1", 2026, state="returned", problems=(…))``."""
    return Filing(store)


@pytest.fixture
def rostered(store):
    """Put rows on the roster: ``rostered(("H1", "2020-01-01", None), name="甲医院")``."""

    def put(*rows, name="", sector="hospital", region="370213", parent=None, due=None, lock=None, year=2026):
        with store.transaction() as db:
            for unit, start, until in rows:
                values = (unit, name or unit, sector, region, parent, start, until)
                db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", values)
                if due or lock:
                    db.execute("INSERT OR REPLACE INTO deadline VALUES (?, ?, ?, ?)", (unit, year, due, lock))

    return put


@pytest.fixture
def offices(tmp_path):
    """Open as many offices as are asked for, each with a store of its own that ledgers are filed in."""
    opened = []

    def make():
        store = open_store(tmp_path / f"office{len(opened)}", create=True)
        opened.append(store)
        return Filing(store)

    yield make
    for store in opened:
        store.close()
