"""Receiving a package: each unit in it becomes a submission like any other, its facts those that were forwarded."""

import json
import sqlite3
import zlib
from typing import Any

import attrs

from ..intake.judging import Entry, Receipt
from ..store.opening import Store
from .clashing import clash, replaced_by
from .opening import Package, Report
from .packing import CARRIED, DECIDED


def receive(store: Store, label: str, size: int, package: Package, receipt: Receipt) -> Entry:
    """Take a package in, inside a transaction; its original must be kept already.

    The newer package of an office and year takes the place of the older; offices of one name in other regions are
    others. A unit that came another way is a conflict: nothing of the package is taken, and the units are named.
    """
    manifest, db = package.manifest, store.db
    entry = Entry(
        verdict="rejected", file=label, unit=manifest["office"], name=manifest["office"], year=manifest["year"],
        sha256=package.sha256,
    )  # fmt: skip
    before = replaced_by(db, package)
    if clashes := clash(db, package, before):
        return _evolved(entry, "rejected", clashes)
    older = before is not None and manifest["made"] < before["made"]
    made = db.execute(
        "INSERT INTO package (office, region, year, sha256, file, made, received, current, manifest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (manifest["office"], manifest["region"], manifest["year"], package.sha256, label, manifest["made"],
         receipt.day.isoformat(), int(not older), json.dumps(manifest, ensure_ascii=False)),
    )  # fmt: skip
    number = db.execute(
        "SELECT COUNT(*) FROM package WHERE office = ? AND region = ? AND year = ?",
        (manifest["office"], manifest["region"], manifest["year"]),
    ).fetchone()[0]
    if not older:
        assert made.lastrowid is not None
        _replace(db, package, made.lastrowid, before)
    verdict = "older" if older else "accepted"
    detail = {"file": label, "sha256": package.sha256, "units": len(package.reports), "bytes": size}
    store.audit(receipt.actor, f"collect/{verdict}", f"{manifest['office']}-{manifest['year']}", detail)
    return _evolved(entry, verdict, (), number)


def _replace(db: sqlite3.Connection, package: Package, made: int, before: sqlite3.Row | None) -> None:
    year = package.manifest["year"]
    if before is not None:
        db.execute("UPDATE package SET current = 0 WHERE id = ?", (before["id"],))
        db.execute("DELETE FROM roster WHERE package = ?", (before["id"],))
        # Units that the office no longer reports are withdrawn; their revisions stay.
        db.execute(
            "UPDATE submission SET current = NULL, counted = NULL WHERE year = ? AND current IN "
            "(SELECT r.id FROM revision r JOIN package p ON p.id = r.package "
            "WHERE p.office = ? AND p.region IN (?, ?))",
            (year, before["office"], before["region"], package.manifest["region"]),
        )
    for report in package.reports:
        _take(db, report, year, made)
    columns, marks = ", ".join((*DECIDED, "package")), ", ".join("?" * (len(DECIDED) + 1))
    db.executemany(
        f"INSERT INTO decision ({columns}) VALUES ({marks})",  # noqa: S608
        [(*(decision[name] for name in DECIDED), made) for decision in package.decisions],
    )


def _take(db: sqlite3.Connection, report: Report, year: int, made: int) -> None:
    _list(db, report, year, made)
    if report.counted is None and report.current is None:
        return
    db.execute("INSERT OR IGNORE INTO submission (unit, year) VALUES (?, ?)", (report.unit, year))
    submission = db.execute("SELECT id FROM submission WHERE unit = ? AND year = ?", (report.unit, year)).fetchone()[0]
    counted = _revision(db, submission, report.counted, _packed(report), made)
    current = _revision(db, submission, report.current, None, made) or counted
    db.execute("DELETE FROM first_accepted WHERE submission = ?", (submission,))
    if report.accepted is not None:
        db.execute("INSERT INTO first_accepted VALUES (?, ?)", (submission, report.accepted))
    db.execute("UPDATE submission SET current = ?, counted = ? WHERE id = ?", (current, counted, submission))
    db.execute("DELETE FROM problem WHERE revision = ?", (current,))
    db.executemany(
        "INSERT INTO problem (revision, ordinal, severity, code, message, fix, sheet, cell) "
        "VALUES (:revision, :ordinal, :severity, :code, :message, :fix, :sheet, :cell)",
        [{**_in_words(one), "revision": current, "ordinal": ordinal} for ordinal, one in enumerate(report.problems)],
    )


def _in_words(told: dict[str, Any]) -> dict[str, Any]:
    """Return a problem as it is kept here: where it is, and nothing of what stands there, whatever a package says."""
    place = "!".join(part for part in (told["sheet"], told["cell"]) if part)
    which = f"「{place}」" if place else "这本台账"
    wrong = "有错" if told["severity"] == "error" else "有疑点"
    message = f"{which}{wrong}，下级双拥办收的时候已经指出。"
    kept = {name: told[name] for name in ("severity", "code", "sheet", "cell")}
    return kept | {"message": message, "fix": "填的内容没有随汇总件上报，详情请问下级双拥办。"}


def _list(db: sqlite3.Connection, report: Report, year: int, made: int) -> None:
    """Take a unit's place and days; what the office here says itself, or another package did, goes before."""
    known = db.execute("SELECT package FROM roster WHERE unit = ?", (report.unit,)).fetchall()
    if any(row["package"] is None for row in known):
        return
    db.executemany(
        "INSERT OR IGNORE INTO roster (unit, name, sector, region, parent, start, until, package) "
        "VALUES (:unit, :name, :sector, :region, :parent, :start, :until, :package)",
        [{**row, "unit": report.unit, "package": made} for row in report.roster],
    )
    if report.deadline is not None:
        db.execute(
            "INSERT OR REPLACE INTO deadline (unit, year, due, lock) VALUES (?, ?, ?, ?)",
            (report.unit, year, report.deadline["due"], report.deadline["lock"]),
        )


def _packed(report: Report) -> tuple[bytes, bytes]:
    """Return facts and events as stores keep them."""
    if not (report.facts or report.events):
        return b"", b""
    return zlib.compress(report.facts, 1), zlib.compress(report.events, 1)


def _revision(
    db: sqlite3.Connection, submission: int, told: dict[str, Any] | None, data: tuple[bytes, bytes] | None, made: int
) -> int | None:
    """Return the revision that a package tells of: one that is here already, as it is told now, or a new one.

    Of one that counts come its facts and events, which the office below may have derived anew.
    """
    if told is None:
        return None
    found = db.execute("SELECT id, facts, events FROM revision WHERE sha256 = ?", (told["sha256"],)).fetchone()
    if found is not None:
        db.execute(
            "UPDATE revision SET state = ?, because = ? WHERE id = ?", (told["state"], told["because"], found["id"])
        )
        if data is not None and data != (found["facts"], found["events"]):
            db.execute(
                "UPDATE revision SET facts = ?, events = ?, versions = ?, format = ?, rows = ? WHERE id = ?",
                (*data, told["versions"], told["format"], told["rows"], found["id"]),
            )
        return int(found["id"])
    number = db.execute("SELECT COUNT(*) + 1 FROM revision WHERE submission = ?", (submission,)).fetchone()[0]
    columns = ("submission", "number", *CARRIED, "facts", "events", "package")
    values = (submission, number, *(told[name] for name in CARRIED), *(data or (b"", b"")), made)
    made_row = db.execute(
        f"INSERT INTO revision ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
        values,
    )
    return made_row.lastrowid


def _evolved(entry: Entry, verdict: Any, problems: tuple[Any, ...], revision: int | None = None) -> Entry:
    return attrs.evolve(entry, verdict=verdict, problems=problems, revision=revision)
