"""Which package a new one takes the place of, and which of its units came another way."""

import sqlite3

from ...model.problems import Problem, error
from .opening import Package, Report

_SHOWN = 10


def replaced_by(db: sqlite3.Connection, package: Package) -> sqlite3.Row | None:
    """Return the current package whose place this one takes: of the same office and year.

    Offices of one name in several regions are several; one that has the same units and says another region now is one.
    """
    manifest = package.manifest
    found = db.execute(
        "SELECT * FROM package WHERE office = ? AND year = ? AND current ORDER BY region <> ?, id DESC",
        (manifest["office"], manifest["year"], manifest["region"]),
    ).fetchall()
    units = {report.unit for report in package.reports}
    same = (one for one in found if one["region"] == manifest["region"] or units & _units(db, one["id"]))
    return next(same, None)


def _units(db: sqlite3.Connection, package: int) -> set[str]:
    """Return the units whose present place or ledger a package has told."""
    rows = db.execute(
        "SELECT unit FROM roster WHERE package = ?1 UNION SELECT s.unit FROM submission s "
        "JOIN revision r ON r.id = s.current WHERE r.package = ?1",
        (package,),
    )
    return {row["unit"] for row in rows}


def clash(db: sqlite3.Connection, package: Package, before: sqlite3.Row | None) -> tuple[Problem, ...]:
    """Return an error where units of the package came from elsewhere: another package, or by themselves."""
    clashing = [
        report.unit for report in package.reports if _is_elsewhere(db, report, package.manifest["year"], before)
    ]
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


def _is_elsewhere(db: sqlite3.Connection, report: Report, year: int, before: sqlite3.Row | None) -> bool:
    """Tell whether a unit's ledger of the year came another way, or one of its files as another unit's or year's."""
    told = [one["sha256"] for one in (report.counted, report.current) if one]
    if not told:
        return False
    here = db.execute(
        "SELECT r.package FROM submission s JOIN revision r ON r.id = s.current WHERE s.unit = ? AND s.year = ?",
        (report.unit, year),
    ).fetchone()
    if here is not None and not _of_office(db, here["package"], before):
        return True
    files = db.execute(
        "SELECT s.unit, s.year FROM submission s JOIN revision r ON r.submission = s.id WHERE r.sha256 IN (?, ?)",
        (told[0], told[-1]),
    ).fetchall()
    return any((row["unit"], row["year"]) != (report.unit, year) for row in files)


def _of_office(db: sqlite3.Connection, package: int | None, before: sqlite3.Row | None) -> bool:
    if package is None or before is None:
        return False
    row = db.execute("SELECT office FROM package WHERE id = ?", (package,)).fetchone()
    return bool(row["office"] == before["office"])
