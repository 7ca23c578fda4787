"""Whose ledger it is: by the unit's code, or by its name and region on the roster; refused where they disagree."""

import datetime
import difflib
import sqlite3
from collections.abc import Iterator

import attrs

from ...model.problems import Problem, error
from ...model.regions import Region
from ...model.units import INFO
from ...workbook.keys import key
from .taking import Taken


@attrs.frozen
class Identity:
    """The unit that a file is of, or why that cannot be told."""

    unit: str = ""
    problems: tuple[Problem, ...] = ()


def identify(db: sqlite3.Connection, taken: Taken, today: datetime.date) -> Identity:
    """Return whose ledger a file is, held against the roster of its year and what was received before."""
    problems = [*_wrong_year(db, taken, today)]
    unit = taken.code or ""
    if not unit:
        found = _named(db, taken)
        if len(found) == 1:
            unit = found[0]
        else:
            problems.append(_no_code(db, taken, len(found)))
    elif not problems:
        problems += _contradicted(db, taken, unit)
    if unit and not problems:
        problems += _other_sector(db, taken, unit)
    return Identity(unit, tuple(problems))


def _wrong_year(db: sqlite3.Connection, taken: Taken, today: datetime.date) -> Iterator[Problem]:
    if taken.year > today.year:
        yield _of_info(
            "future-year",
            f"台账的年度是 {taken.year} 年，还没有到。",
            "请退给填报单位核对“年度”；写错了请改正后再报。",
            str(taken.year),
        )
        return
    rows = db.execute("SELECT start, until FROM roster WHERE unit = ?", (taken.code,)).fetchall()
    if rows and not any(_in_year(row["start"], row["until"], taken.year) for row in rows):
        spans = "、".join(f"{row['start']} 至 {row['until'] or '今'}" for row in rows)
        yield _of_info(
            "year-off-roster",
            f"台账的年度是 {taken.year} 年，名册里该单位的起止是 {spans}，那一年不该报。",
            "请核对“年度”；年度没有错，就请改名册的启用、停用日期后再收。",
            str(taken.year),
        )


def _in_year(start: str, until: str | None, year: int) -> bool:
    return start <= f"{year}-12-31" and (until is None or until >= f"{year}-01-01")


def _named(db: sqlite3.Connection, taken: Taken) -> list[str]:
    """Return the units of this name on the roster of the year, in this region where it is given."""
    of_year, days = "start <= ? AND (until IS NULL OR until >= ?)", (f"{taken.year}-12-31", f"{taken.year}-01-01")
    rows = db.execute(
        f"SELECT DISTINCT unit, region FROM roster WHERE name = ? AND {of_year}",  # noqa: S608  our own words
        (taken.name, *days),
    ).fetchall()
    if not rows:  # written with other brackets or blanks
        listed = db.execute(f"SELECT DISTINCT unit, region, name FROM roster WHERE {of_year}", days)  # noqa: S608
        rows = [row for row in listed if key(row["name"]) == key(taken.name)]
    here = _region(taken.region)
    units = {
        row["unit"] for row in rows if not here or row["region"].startswith(here) or here.startswith(row["region"])
    }
    return sorted(units)


def _region(text: str | None) -> str:
    try:
        return Region.parse(text).code if text else ""
    except ValueError:
        return ""


def _no_code(db: sqlite3.Connection, taken: Taken, found: int) -> Problem:
    if found > 1:
        return _of_info(
            "ambiguous-unit",
            f"台账没有单位代码，名册里叫「{taken.name}」的单位有 {found} 个，不知道是哪一个。",
            "请在“单位信息”里填上单位代码（名册里的那一个）再收。",
            taken.name,
        )
    names = [row[0] for row in db.execute("SELECT DISTINCT name FROM roster")]
    if not names:
        return _of_info(
            "no-unit-code",
            f"「{taken.name}」的台账没有单位代码，也还没有导入名册，认不出是哪个单位。",
            "请让填报单位填上单位代码；或先用 shuangyong roster 导入名册，再收。",
            taken.name,
        )
    near = difflib.get_close_matches(taken.name, names, n=3)
    hint = f"名册里相近的：{'、'.join(near)}。" if near else ""
    return _of_info(
        "unknown-unit",
        f"台账没有单位代码，名册里也没有叫「{taken.name}」的单位。{hint}",
        "请核对单位名称，填上单位代码；是新单位的，先补进名册再收。",
        taken.name,
    )


def _contradicted(db: sqlite3.Connection, taken: Taken, unit: str) -> Iterator[Problem]:
    """Yield an error where the code is another unit's, or the name belongs to another code."""
    names = {row[0] for row in db.execute("SELECT name FROM roster WHERE unit = ?", (unit,))}
    if not names:
        names = {
            row[0]
            for row in db.execute(
                "SELECT r.name FROM submission s JOIN revision r ON r.id = s.current WHERE s.unit = ?", (unit,)
            )
        }
    if names and key(taken.name) not in map(key, names):
        others = "、".join(sorted(names))
        yield _of_info(
            "code-of-another",
            f"单位代码「{unit}」是「{others}」的，这本台账却写着「{taken.name}」。",
            "请核对是拿错了代码还是改了名称：代码错了请改正；单位改名的，先在名册里改名再收。",
            unit,
        )
    if names:
        return
    codes = [code for code in _named(db, taken) if code != unit]
    if codes:
        yield _of_info(
            "wrong-code",
            f"「{taken.name}」在名册里的代码是「{'、'.join(codes)}」，台账写的是「{unit}」。",
            "请把台账的单位代码改成名册里的；名册错了请改名册。",
            unit,
        )


def _other_sector(db: sqlite3.Connection, taken: Taken, unit: str) -> Iterator[Problem]:
    row = db.execute(
        "SELECT sector FROM roster WHERE unit = ? AND start <= ? ORDER BY start DESC LIMIT 1",
        (unit, f"{taken.year}-12-31"),
    ).fetchone()
    if row is not None and row["sector"] != taken.sector:
        yield _of_info(
            "wrong-sector",
            f"名册里「{taken.name}」的行业是「{row['sector']}」，这本台账是「{taken.sector}」的。",
            "请让填报单位用本行业的模板重报；名册错了请改名册。",
            taken.sector,
        )


def _of_info(code: str, message: str, fix: str, value: str) -> Problem:
    return error(code, message, fix, sheet=INFO, value=value)
