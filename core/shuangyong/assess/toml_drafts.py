"""A standard out of TOML, with the lines that its values stand in."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..model.problems import Problem
from .drafts import Cell, Draft, Entry
from .spelling import CATEGORY_TABLE, ITEM_TABLE, POINT_TABLE, SETTINGS_TABLE

_HEAD = re.compile(r"^\s*\[\[?\s*([\w.]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")

#: Where a value stands: the table's name, which of that name it is, and the key; an empty key is the table's head.
Lines = Mapping[tuple[str, int, str], int]


def toml_draft(text: str, name: str) -> Draft:
    """Return what a TOML text says.

    Raises:
        tomllib.TOMLDecodeError: It is no TOML.
    """
    raw = tomllib.loads(text, parse_float=Decimal)
    lines = _lines(text)
    problems = [*_strangers(raw, lines)]
    settings = raw.get(SETTINGS_TABLE)
    items, points = [], 0
    for number, table in enumerate(_tables(raw, ITEM_TABLE)):
        own = [one for one in _listed(table.get(POINT_TABLE)) if isinstance(one, dict)]
        item = {key: value for key, value in table.items() if key != POINT_TABLE}
        parts = tuple(
            _entry(part, f"{ITEM_TABLE}.{POINT_TABLE}", points + place, lines) for place, part in enumerate(own)
        )
        points += len(own)
        items.append((_entry(item, ITEM_TABLE, number, lines), parts))
    return Draft(
        file=name,
        settings=_entry(settings, SETTINGS_TABLE, 0, lines) if isinstance(settings, dict) else None,
        categories=tuple(
            _entry(table, CATEGORY_TABLE, place, lines) for place, table in enumerate(_tables(raw, CATEGORY_TABLE))
        ),
        items=tuple(items),
        problems=tuple(problems),
    )


def _tables(raw: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
    return (one for one in _listed(raw.get(key)) if isinstance(one, dict))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _entry(table: Mapping[str, Any], name: str, number: int, lines: Lines) -> Entry:
    head = _line(lines, name, number, "")
    cells = {key: Cell(value, _line(lines, name, number, key) or head) for key, value in table.items()}
    return Entry(cells, head)


def _line(lines: Lines, name: str, number: int, key: str) -> str:
    line = lines.get((name, number, key))
    return f"第 {line} 行" if line else ""


def _lines(text: str) -> dict[tuple[str, int, str], int]:
    """Return where tables and keys stand; what stands in a text of several lines is neither."""
    found: dict[tuple[str, int, str], int] = {}
    seen: dict[str, int] = {}
    table, inside = "", False
    for number, line in enumerate(text.splitlines(), 1):
        quotes = line.count('"""') + line.count("'''")
        if inside:
            inside = quotes % 2 == 0
            continue
        inside = quotes % 2 == 1
        if head := _HEAD.match(line):
            table = head[1]
            seen[table] = seen.get(table, -1) + 1
            found[table, seen[table], ""] = number
        elif key := _KEY.match(line):
            found.setdefault((table, seen.get(table, 0), key[1]), number)
    return found


def _strangers(raw: Mapping[str, Any], lines: Lines) -> Iterator[Problem]:
    for key, value in raw.items():
        at = Entry({}, _line(lines, key, 0, "") or _line(lines, "", 0, key))
        if key not in (SETTINGS_TABLE, CATEGORY_TABLE, ITEM_TABLE):
            known = f"[{SETTINGS_TABLE}]、[[{CATEGORY_TABLE}]]、[[{ITEM_TABLE}]]、[[{ITEM_TABLE}.{POINT_TABLE}]]"
            yield at.problem(f"不认识「{key}」。", f"可以写的有：{known}。")
        elif not (isinstance(value, dict) if key == SETTINGS_TABLE else _is_tables(value)):
            mark = f"[{key}]" if key == SETTINGS_TABLE else f"[[{key}]]"
            yield at.problem(f"「{key}」的括号不对。", f"请写成 {mark}。")
    for number, item in enumerate(_tables(raw, ITEM_TABLE)):
        points = item.get(POINT_TABLE, [])
        if not _is_tables(points):
            at = Entry({}, _line(lines, ITEM_TABLE, number, ""))
            yield at.problem("得分点的括号不对。", f"请在每个得分点前面写一行 [[{ITEM_TABLE}.{POINT_TABLE}]]。")
