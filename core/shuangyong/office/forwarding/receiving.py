"""Receiving a package: each unit in it becomes a submission like any other, its facts those that were forwarded."""

import json
import sqlite3
import zlib
from typing import Any

import attrs

from ...model.problems import error
from ..intake.judging import Entry, Receipt
from ..store.opening import Store
from .opening import Package, Report
from .packing import CARRIED, DECIDED

_SHOWN = 10


def receive(store: Store, label: str, size: int, package: Package, receipt: Receipt) -> Entry:
    """Take a package in, inside a transaction; its original must be kept already.

    The newer package of an office and year takes the place of the older. A unit that came another way is a conflict:
    nothing of the package is taken, and the units are named.
    """
    manifest, db = package.manifest, store.db
    entry = Entry(
        verdict="rejected", file=label, unit=manifest["office"], name=manifest["office"], year=manifest["year"],
        sha256=package.sha256,
    )  # fmt: skip
    before = db.execute(
        "SELECT * FROM package WHERE office = ? AND year = ? AND current", (manifest["office"], manifest["year"])
    ).fetchone()
    if clash := _clash(db, package, before):
        return _evolved(entry, "rejected", clash)
    older = before is not None and manifest["made"] < before["made"]
    made = db.execute(
        "INSERT INTO package (office, region, year, sha256, file, made, received, current, manifest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (manifest["office"], manifest["region"], manifest["year"], package.sha256, label, manifest["made"],
         receipt.day.isoformat(), int(not older), json.dumps(manifest, ensure_ascii=False)),
    )  # fmt: skip
    number = db.execute(
        "SELECT COUNT(*) FROM package WHERE office = ? AND year = ?", (manifest["office"], manifest["year"])
    ).fetchone()[0]
    if not older:
        assert made.lastrowid is not None
        _replace(db, package, made.lastrowid, before)
    verdict = "older" if older else "accepted"
    detail = {"file": label, "sha256": package.sha256, "units": len(package.reports), "bytes": size}
    store.audit(receipt.actor, f"collect/{verdict}", f"{manifest['office']}-{manifest['year']}", detail)
    return _evolved(entry, verdict, (), number)


def _clash(db: sqlite3.Connection, package: Package, before: sqlite3.Row | None) -> tuple[Any, ...]:
    """Return an error where units of the package came from elsewhere: another package, or by themselves."""
    mine = before["id"] if before else None
    clashing = []
    for report in package.reports:
        row = db.execute(
            "SELECT r.package FROM submission s JOIN revision r ON r.id = s.current WHERE s.unit = ? AND s.year = ?",
            (report.unit, package.manifest["year"]),
        ).fetchone()
        if row is not None and (report.counted or report.current) and not _of_office(db, row["package"], mine):
            clashing.append(report.unit)
    if not clashing:
        return ()
    names = "、".join(clashing[:_SHOWN]) + ("等" if len(clashing) > _SHOWN else "")
    return (
        error(
            "unit-in-two-places",
            f"汇总件里的 {len(clashing)} 个单位（{names}）已经由本级直接收过，或在别的汇总件里，会算两次，没有收。",
            "请两级商定这些单位由谁报，在一方的名册里停用后重新制作汇总件。",
        ),
    )


def _of_office(db: sqlite3.Connection, package: int | None, mine: int | None) -> bool:
    if package is None or mine is None:
        return False
    offices = db.execute("SELECT DISTINCT office FROM package WHERE id IN (?, ?)", (package, mine)).fetchall()
    return len(offices) == 1


def _replace(db: sqlite3.Connection, package: Package, made: int, before: sqlite3.Row | None) -> None:
    year = package.manifest["year"]
    if before is not None:
        db.execute("UPDATE package SET current = 0 WHERE id = ?", (before["id"],))
        db.execute("DELETE FROM roster WHERE package = ?", (before["id"],))
        # Units that the office no longer reports are withdrawn; their revisions stay.
        db.execute(
            "UPDATE submission SET current = NULL, counted = NULL WHERE year = ? AND current IN "
            "(SELECT r.id FROM revision r JOIN package p ON p.id = r.package WHERE p.office = ?)",
            (year, package.manifest["office"]),
        )
    for report in package.reports:
        _take(db, report, year, made)
    columns, marks = ", ".join((*DECIDED, "package")), ", ".join("?" * (len(DECIDED) + 1))
    db.executemany(
        f"INSERT INTO decision ({columns}) VALUES ({marks})",  # noqa: S608
        [(*(decision[name] for name in DECIDED), made) for decision in package.decisions],
    )


def _take(db: sqlite3.Connection, report: Report, year: int, made: int) -> None:
    # The office's own roster goes before what an office below tells.
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
    if report.counted is None and report.current is None:
        return
    db.execute("INSERT OR IGNORE INTO submission (unit, year) VALUES (?, ?)", (report.unit, year))
    submission = db.execute("SELECT id FROM submission WHERE unit = ? AND year = ?", (report.unit, year)).fetchone()[0]
    counted = _revision(db, submission, report.counted, report.facts, report.events, made)
    current = _revision(db, submission, report.current, b"", b"", made) or counted
    db.execute("UPDATE submission SET current = ?, counted = ? WHERE id = ?", (current, counted, submission))
    db.executemany(
        "INSERT OR IGNORE INTO problem (revision, ordinal, severity, code, message, fix, sheet, cell) "
        "VALUES (:revision, :ordinal, :severity, :code, :message, :fix, :sheet, :cell)",
        [{**one, "revision": current, "ordinal": ordinal} for ordinal, one in enumerate(report.problems)],
    )


def _revision(
    db: sqlite3.Connection, submission: int, told: dict[str, Any] | None, facts: bytes, events: bytes, made: int
) -> int | None:
    """Return the revision that a package tells of: one that is here already, or a new one."""
    if told is None:
        return None
    found = db.execute("SELECT id FROM revision WHERE sha256 = ?", (told["sha256"],)).fetchone()
    if found is not None:
        return int(found["id"])
    number = db.execute("SELECT COUNT(*) + 1 FROM revision WHERE submission = ?", (submission,)).fetchone()[0]
    columns = ("submission", "number", *CARRIED, "facts", "events", "package")
    packed = (zlib.compress(facts, 1), zlib.compress(events, 1)) if facts or events else (b"", b"")
    values = (submission, number, *(told[name] for name in CARRIED), *packed, made)
    made_row = db.execute(
        f"INSERT INTO revision ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
        values,
    )
    return made_row.lastrowid


def _evolved(entry: Entry, verdict: Any, problems: tuple[Any, ...], revision: int | None = None) -> Entry:
    return attrs.evolve(entry, verdict=verdict, problems=problems, revision=revision)
