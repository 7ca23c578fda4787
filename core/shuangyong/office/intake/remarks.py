"""What an office should know of a ledger that it accepts: warnings that are its own concern, not the unit's."""

import sqlite3
from collections.abc import Iterable, Iterator

from ...model.problems import Problem, warning
from ...model.units import INFO

#: Their codes, so that they can be told apart from what is wrong with the ledger.
CODES = ("off-roster", "was-forwarded")

_IN_YEAR = "start <= :last AND (until IS NULL OR until >= :first)"


def still_returned(db: sqlite3.Connection, unchanged: Iterable[tuple[str, int | None]]) -> Iterator[Problem]:
    """Yield which ledgers came again as they had gone back: to take them in once more does not make them count.

    Args:
        db: The store's.
        unchanged: The units' codes and the years of the ledgers that came again.
    """
    came = {*unchanged}
    rows = db.execute(
        "SELECT s.unit, s.year, r.number, r.name, r.because, s.counted FROM submission s "
        "JOIN revision r ON r.id = s.current WHERE r.state = 'returned' ORDER BY s.unit, s.year"
    )
    for row in rows:
        if (row["unit"], row["year"]) in came:
            counts = "汇总里仍是上一份通过的" if row["counted"] else "没有计入汇总"
            yield warning(
                "still-returned",
                f"「{row['name']}」（{row['unit']}）{row['year']} 年的第 {row['number']} 版还是退回的，{counts}。"
                f"退回的原因：{row['because'] or '检查有错误'}。",
                "请单位改好再报；同一个文件再收几次都一样。",
                value=row["unit"],
            )


def remarks(db: sqlite3.Connection, unit: str, name: str, year: int) -> Iterator[Problem]:
    """Yield what is remarkable about the sender of a ledger, before the ledger is filed.

    Args:
        db: The store's.
        unit: The sender's code.
        name: Its name as the ledger has it.
        year: The ledger's.
    """
    days = {"first": f"{year}-01-01", "last": f"{year}-12-31", "unit": unit}
    listed = db.execute(f"SELECT SUM(unit = :unit) FROM roster WHERE {_IN_YEAR}", days).fetchone()[0]  # noqa: S608
    if listed == 0:
        yield warning(
            "off-roster",
            f"「{name}」（{unit}）不在 {year} 年的名册里：台账收下，但不计入汇总。",
            "该计入的，请把它补进名册（shuangyong roster）；不归本级管的，可以不理。",
            sheet=INFO,
            value=unit,
        )
    package = db.execute(
        "SELECT p.office FROM submission s JOIN revision r ON r.id = s.current JOIN package p ON p.id = r.package "
        "WHERE s.unit = ? AND s.year = ?",
        (unit, year),
    ).fetchone()
    if package is not None:
        yield warning(
            "was-forwarded",
            f"「{name}」（{unit}）{year} 年的台账已由「{package['office']}」汇总上报，这一本直接报来，代替了那一份。",
            "不该直接报的，请核对后让下级双拥办重新上报汇总件。",
            sheet=INFO,
            value=unit,
        )
