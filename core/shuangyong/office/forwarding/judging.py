"""What the members of a package must be: what stores write, to the last line, or the package is refused.

Whoever made it may have made it by hand, and nothing of it reaches the store unseen: one line that cannot be added up
would stop every roll-up after it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from . import DECISIONS, EVENTS, FACTS, MANIFEST, UNITS
from .shapes import (
    Judge,
    MisshapenError,
    is_amount,
    is_day,
    is_hash,
    is_name,
    is_number,
    is_text,
    is_year,
    json_list,
    json_object,
    none_or,
    one_of,
    require,
    require_each,
    unlike,
)

_MANIFEST: Mapping[str, Judge] = {
    "office": is_name,
    "region": is_name,
    "year": is_year,
    "made": is_name,
    "files": lambda value: isinstance(value, dict),
}

_UNIT: Mapping[str, Judge] = {
    "unit": is_name,
    "roster": lambda value: isinstance(value, list),
    "deadline": none_or(lambda value: isinstance(value, dict)),
    "accepted": none_or(is_day),
    "counted": none_or(lambda value: isinstance(value, dict)),
    "current": none_or(lambda value: isinstance(value, dict)),
    "problems": lambda value: isinstance(value, list),
    "lines": lambda value: isinstance(value, dict),
}

_ROSTER: Mapping[str, Judge] = {
    "name": is_name,
    "sector": is_name,
    "region": is_text,
    "parent": none_or(is_text),
    "start": is_day,
    "until": none_or(is_day),
}

_REVISION: Mapping[str, Judge] = {
    "sha256": is_hash,
    "content": is_text,
    "file": is_text,
    "size": is_number,
    "received": is_day,
    "modified": is_text,
    "state": one_of("accepted", "returned", "older"),
    "because": none_or(is_text),
    "name": is_text,
    "sector": is_name,
    "region": none_or(is_text),
    "declarations": json_object(
        lambda said: isinstance(said, list) and len(said) == 2 and all(map(none_or(is_text), said))
    ),
    "missing": json_list(is_text),
    "versions": json_object(is_text),
    "format": is_number,
    "rows": is_number,
}

#: Older programs told messages too; they are left out.
_PROBLEM: Mapping[str, Judge] = {
    "severity": one_of("error", "warning"),
    "code": is_text,
    "sheet": none_or(is_text),
    "cell": none_or(is_text),
}

_DECISION: Mapping[str, Judge] = {
    "overlap": is_name,
    "cause": one_of("event", "scope"),
    "year": is_year,
    "one": is_text,
    "other": is_text,
    "label": is_text,
    "verdict": one_of("same", "different", "partly"),
    "measure": none_or(is_text),
    "amount": none_or(is_amount),
    "actor": is_text,
    "because": is_text,
    "at": is_text,
}

_CELL = r"[^\t\r\0]"

#: A line of each: ``json`` is what it says by name, ``value`` what a fact adds up.
_FACT = re.compile(
    rf"{_CELL}+\t{_CELL}+\t(?:[1-9]|1[0-2])?\t[0-9]{{1,6}}\t[0-9-]*\t(?P<value>{_CELL}+)\t[01]\t(?P<json>{_CELL}+)"
    rf"\t{_CELL}*\t[0-9]{{1,7}}\t{_CELL}*"
)
_EVENT = re.compile(
    rf"{_CELL}+(?P<value>)\t{_CELL}+\t[0-9-]*\t[0-9-]*(?:\t{_CELL}*){{4}}\t(?P<json>{_CELL}+)\t{_CELL}*\t[0-9]{{1,7}}"
)
_CHOICES, _AMOUNTS = json_object(is_text), json_object(is_amount)


def judge_manifest(manifest: Any) -> None:
    """Require a table of contents that says who, of which year, and when.

    Raises:
        MisshapenError: It does not.
    """
    require(MANIFEST, manifest, _MANIFEST)


def judge_contents(units: Any, decisions: Any, facts: bytes, events: bytes) -> None:
    """Require units, decisions, facts and events as stores write them.

    Raises:
        MisshapenError: Something is not.
    """
    require_each(UNITS, units, _UNIT)
    for number, unit in enumerate(units, start=1):
        _judge_unit(f"{UNITS} 第 {number} 个单位", unit)
    hashes = (told["sha256"] for unit in units for told in (unit["counted"], unit["current"]) if told)
    if not unlike(unit["unit"] for unit in units) or not unlike(hashes):
        raise MisshapenError(UNITS)
    require_each(DECISIONS, decisions, _DECISION)
    _judge_lines(FACTS, facts, _FACT, _CHOICES, sum(unit["lines"]["facts"] for unit in units))
    _judge_lines(EVENTS, events, _EVENT, _AMOUNTS, sum(unit["lines"]["events"] for unit in units))


def _judge_unit(where: str, unit: Mapping[str, Any]) -> None:
    if len(unit) != len(_UNIT):
        raise MisshapenError(where)
    require_each(where, unit["roster"], _ROSTER)
    require_each(where, unit["problems"], _PROBLEM)
    require(where, unit["lines"], {"facts": is_number, "events": is_number})
    if unit["deadline"] is not None:
        require(where, unit["deadline"], {"due": none_or(is_day), "lock": none_or(is_day)})
    for told in filter(None, (unit["counted"], unit["current"])):
        require(where, told, _REVISION)
    counted = unit["counted"]
    if counted["state"] != "accepted" if counted else any(unit["lines"].values()):
        raise MisshapenError(where)


def _judge_lines(where: str, data: bytes, form: re.Pattern[str], named: Judge, count: int) -> None:
    """Require so many lines of a form, whose numbers can be added up."""
    lines = _lines(where, data)
    if len(lines) != count:
        raise MisshapenError(where)
    sound: set[str] = set()  # choices repeat themselves by the thousand
    for number, line in enumerate(lines, start=1):
        found = form.fullmatch(line)
        if found is None or not is_amount(found["value"] or "0"):
            raise MisshapenError(f"{where} 第 {number} 行")
        if found["json"] not in sound:
            if not named(found["json"]):
                raise MisshapenError(f"{where} 第 {number} 行")
            sound.add(found["json"])


def _lines(where: str, data: bytes) -> Sequence[str]:
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError:
        raise MisshapenError(where) from None
    if lines.pop():
        raise MisshapenError(where)
    return lines
