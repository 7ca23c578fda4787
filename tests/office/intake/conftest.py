"""For the intake's tests: small ledgers as units send them, and what a store holds after they came."""

import datetime
import functools
import hashlib
import io
import json
import zlib
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.model.ledgers import Ledger
from shuangyong.office.intake.collecting import Collection, collect
from shuangyong.office.store.opening import Store, open_store, seal
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy
from shuangyong.workbook.writing import ledger_bytes

YEAR = 2024
RECEIVED = datetime.date(2024, 12, 20)


@functools.cache
def small(sector: str = "hospital") -> Ledger:
    """A sample ledger with its first row only; every other kind is declared 不适用, so that it is short."""
    ledger = sample_ledger(installed(), sector, YEAR)
    row = ledger.rows[0]
    declarations = {
        name: attrs.evolve(said, status="有数据" if name == row.kind.name else "不适用")
        for name, said in ledger.declarations.items()
    }
    return attrs.evolve(ledger, rows=(row,), declarations=declarations)


def changed(ledger: Ledger, values: dict[str, Any]) -> Ledger:
    """Return a ledger whose unit and whose one row say otherwise; a row's values are those that a unit has not."""
    of_unit = {name: value for name, value in values.items() if hasattr(ledger.unit, name)}
    of_row = {name: value for name, value in values.items() if name not in of_unit}
    rows = tuple(attrs.evolve(row, record=attrs.evolve(row.record, **of_row)) for row in ledger.rows)
    return attrs.evolve(ledger, unit=attrs.evolve(ledger.unit, **of_unit), rows=rows)


@functools.cache
def written(sector: str, saved: str, own: bool, values: tuple[tuple[str, Any], ...]) -> bytes:
    """Write a ledger once for all tests."""
    ledger = changed(small(sector), dict(values))
    if own:
        return ledger_bytes(installed(), ledger)
    return submitted_copy(installed(), ledger, hashlib.sha256(repr(values).encode()).hexdigest(), saved)


@pytest.fixture(scope="session")
def sent():
    """A submitted copy, as bytes: ``sent(code="H1", examined=90, saved="2024-11-02T00:00:00Z")``."""

    def send(sector: str = "hospital", saved: str = "2024-11-01T00:00:00Z", **values: Any) -> bytes:
        return written(sector, saved, False, tuple(sorted(values.items())))

    return send


@pytest.fixture(scope="session")
def own():
    """A unit's own ledger, as bytes, sensitive columns and all: ``own(liaison="林某")``."""

    def write(sector: str = "hospital", **values: Any) -> bytes:
        return written(sector, "", True, tuple(sorted(values.items())))

    return write


@pytest.fixture(scope="session")
def retyped():
    """A workbook with cells typed over, saved by another program: ``retyped(data, "征兵体检", {"E5": "若干"})``.

    With None instead of the cells, the sheet is taken out.
    """

    def retype(data: bytes, sheet: str, cells: dict[str, Any] | None) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(data))
        if cells is None:
            del book[sheet]
        for address, value in (cells or {}).items():
            book[sheet][address] = value
        book.save(target := io.BytesIO())
        return target.getvalue()

    return retype


@pytest.fixture
def put(tmp_path):
    """Put a file into the folder of what was received and return its path: ``put(data, "甲.xlsx")``."""

    def write(data: bytes, name: str = "台账.xlsx") -> Path:
        path = tmp_path / "收到" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return write


@attrs.frozen
class Taking:
    """Collects into a store as a person does, and tells what became of it."""

    store: Store

    def __call__(self, *paths: Path, **options: Any) -> Collection:
        options = {"received": RECEIVED, "actor": "收件员"} | options
        return collect(self.store, options.pop("catalog", None) or installed(), paths, **options)

    def verdicts(self, *paths: Path, **options: Any) -> list[str]:
        """Return what became of each file, in order."""
        return [entry.verdict for entry in self(*paths, **options).entries]

    def codes(self, *paths: Path, **options: Any) -> dict[str, list[str]]:
        """Return the codes of the problems of each file, by its name."""
        entries = self(*paths, **options).entries
        return {Path(entry.file).name: [problem.code for problem in entry.problems] for entry in entries}


@pytest.fixture
def take(store):
    """Collect into the store: ``take(path, …)``, ``take.verdicts(path, …)``."""
    return Taking(store)


@pytest.fixture(scope="session")
def taking():
    """Collect into any store: ``taking(store)(path, …)``."""
    return Taking


@pytest.fixture(scope="session")
def tables():
    """All that a store's database holds, by table."""
    return _tables


@pytest.fixture(scope="session")
def kept_files():
    """The originals in a store's folder by name."""
    return _kept_files


@pytest.fixture(scope="session")
def outcome():
    """What is left of how a store was filled: not in which order, when, or in how many attempts."""
    return _outcome


@pytest.fixture(scope="session")
def sound():
    """Make sure that nothing in a store is half there, and return its outcome: ``sound(folder)``."""

    def check(folder: Path) -> dict[str, Any]:
        with open_store(folder) as store:
            _check(store)
            return _outcome(store)

    return check


def _tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a store's database holds."""
    names = [name for (name,) in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: [tuple(row) for row in store.db.execute(f"SELECT * FROM {name}")] for name in sorted(names)}


def _kept_files(folder: Path) -> dict[str, bytes]:
    """Return the originals by name."""
    return {path.name: path.read_bytes() for path in (folder / "originals").rglob("*") if path.is_file()}


def _outcome(store: Store) -> dict[str, Any]:
    """Return what is left of how a store was filled: not in which order, when, or in how many attempts."""
    revisions = {row["id"]: row["sha256"] for row in store.db.execute("SELECT id, sha256 FROM revision")}
    return {
        "submissions": {
            (row["unit"], row["year"]): (revisions.get(row["current"]), revisions.get(row["counted"]))
            for row in store.db.execute("SELECT * FROM submission")
        },
        "revisions": {
            row["sha256"]: (row["unit"], row["year"], row["content"], row["facts"], row["modified"], row["rows"])
            for row in store.db.execute(
                "SELECT r.*, s.unit, s.year FROM revision r JOIN submission s ON s.id = submission"
            )
        },
        "kept": {row["sha256"] for row in store.db.execute("SELECT sha256 FROM kept")},
        "originals": sorted(name for name in _kept_files(store.folder) if not name.endswith(".tmp")),
    }


def _check(store: Store) -> None:
    """Nothing is half there; strays without a row are allowed."""
    db = store.db
    assert [tuple(row) for row in db.execute("PRAGMA integrity_check")] == [("ok",)]
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    for row in db.execute("SELECT sha256, size, package FROM revision UNION SELECT sha256, NULL, NULL FROM kept"):
        if row["package"] is None:
            data = store.original(row["sha256"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == row["sha256"]
            assert row["size"] in (None, len(data))
    for path in store.originals.rglob("*"):
        whole = path.is_dir() or path.name.endswith(".tmp")
        assert whole or hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    for row in db.execute("SELECT * FROM submission"):
        revisions = {one["id"]: one for one in db.execute("SELECT * FROM revision WHERE submission = ?", (row["id"],))}
        assert row["current"] in revisions
        assert row["counted"] is None or zlib.decompress(revisions[row["counted"]]["facts"])
        assert sorted(one["number"] for one in revisions.values()) == [*range(1, len(revisions) + 1)]
    _audited(db)


def _audited(db: Any) -> None:
    """Every stored file has its audit row, and each row seals the one before."""
    before, told = "", []
    for row in db.execute("SELECT * FROM audit ORDER BY id"):
        values = (row["at"], row["actor"], row["action"], row["subject"], row["detail"])
        assert row["seal"] == seal(before, values)
        before = row["seal"]
        if row["action"] in ("collect/accepted", "collect/returned", "collect/older"):
            told.append(json.loads(row["detail"])["sha256"])
    assert sorted(told) == sorted(row["sha256"] for row in db.execute("SELECT sha256 FROM revision"))
