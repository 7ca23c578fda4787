"""Extensions from TOML files, where everything wrong is told at once, and from the ledgers that carry them."""

import difflib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..model.problems import Problem, ProblemsFound, error
from ..model.toml_place import toml_fault
from ..offers import Choices
from . import Column, Entry, Extension
from .duties import LocalDuty
from .faults import column_faults

#: What an entry is under which key of the file.
_CLASSES: Mapping[str, type[Column] | type[Choices] | type[LocalDuty]] = {
    "column": Column,
    "choices": Choices,
    "duty": LocalDuty,
}
_HEAD = re.compile(r"^\s*\[\[\s*(column|choices|duty)\s*]]", re.MULTILINE)


@attrs.frozen
class Placed:
    """An entry and where it stands, as a person reads it: ``第 3 行的 [[column]]``."""

    place: str
    entry: Entry | LocalDuty


@attrs.frozen
class Parsed:
    """What a file says, without what is wrong in it, and what that is."""

    name: str
    entries: tuple[Placed, ...]
    problems: tuple[Problem, ...]


def parse_file(path: Path) -> Parsed:
    """Return what an extension's file says.

    Raises:
        ProblemsFound: It cannot be read, or is no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = tomllib.loads(text)
    except OSError as cause:
        raise ProblemsFound([bad("打不开这个扩展文件，多半是文件名写错了。", "请核对文件名。")], path.name) from cause
    except UnicodeDecodeError as cause:
        fix = "请用记事本打开，“另存为”时编码选 UTF-8。"
        raise ProblemsFound([bad("扩展文件不是 UTF-8 编码。", fix)], path.name) from cause
    except tomllib.TOMLDecodeError as cause:
        fix = "请对照《本地扩展》里的例子：文字加英文双引号，每项之间不用逗号。"
        raise ProblemsFound([bad(f"扩展文件{toml_fault(cause)}。", fix)], path.name) from cause
    return _parse(raw, _lines(text))


def carried(text: str) -> Extension | None:
    """Return the extension that a ledger carries, without what cannot be read of it; None where it carries none."""
    try:
        raw = json.loads(text)
    except ValueError:
        return None
    if not isinstance(raw, dict):
        return None
    parsed = _parse(raw, {})
    if not parsed.name:
        return None
    found = [placed.entry for placed in parsed.entries]
    duties = tuple(one for one in found if isinstance(one, LocalDuty))
    return Extension(parsed.name, tuple(one for one in found if not isinstance(one, LocalDuty)), duties)


def bad(message: str, fix: str = "") -> Problem:
    """Return the problem that something is wrong in an extension."""
    return error("bad-extension", message, fix)


def _lines(text: str) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the lines at which the entries begin, in order."""
    found: dict[str, list[int]] = {key: [] for key in _CLASSES}
    for match in _HEAD.finditer(text):
        found[match[1]].append(text.count("\n", 0, match.start(1)) + 1)
    return found


def _parse(raw: Mapping[str, Any], lines: Mapping[str, Sequence[int]]) -> Parsed:
    problems: list[Problem] = []
    entries: list[Placed] = []
    name = raw.get("name")
    if not isinstance(name, str) or not name.strip():
        problems.append(bad("扩展没有名称。", '请在文件开头写：name = "某某区2026年扩展"'))
    known = ("name", *_CLASSES)
    problems += (bad(f"不认识「{key}」这一项。", _known(key, known)) for key in raw if key not in known)
    for key, cls in _CLASSES.items():
        found = raw.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            problems.append(bad(f"{key} 应写成一项一项的 [[{key}]]。", f"请在每一项前面单独写一行 [[{key}]]。"))
            continue
        for number, values in enumerate(found):
            place = _place(key, number, lines)
            entry, wrong = _entry(cls, values)
            if entry is not None:
                entries.append(Placed(place, entry))
            problems += (bad(f"{place}：{fault}") for fault in wrong)
    if not problems and not entries:
        problems.append(
            bad("扩展里一项也没有。", "请用 [[column]] 增加列，用 [[choices]] 增加选项，用 [[duty]] 增加任务。")
        )
    return Parsed(name.strip() if isinstance(name, str) else "", tuple(entries), tuple(problems))


def _place(key: str, number: int, lines: Mapping[str, Sequence[int]]) -> str:
    at = lines.get(key, ())
    return f"第 {at[number]} 行的 [[{key}]]" if number < len(at) else f"第 {number + 1} 个 [[{key}]]"


def _entry(
    cls: type[Column] | type[Choices] | type[LocalDuty], values: Mapping[str, Any]
) -> tuple[Entry | LocalDuty | None, list[str]]:
    """Return an entry, or why it is none."""
    attributes = {attribute.name: attribute for attribute in attrs.fields(cls)}
    faults = [f"不认识「{key}」。{_known(key, attributes)}" for key in values if key not in attributes]
    taken: dict[str, Any] = {}
    for name, attribute in attributes.items():
        if name not in values:
            if attribute.default is attrs.NOTHING:
                faults.append(f"没有写 {name}。")
            continue
        taken[name], fault = _value(values[name], attribute.type)
        faults += [f"{name} {fault}"] if fault else []
    if faults:
        return None, faults
    entry: Entry | LocalDuty = cls(**taken)
    faults = [*column_faults(entry)] if isinstance(entry, Column) else []
    return (None, faults) if faults else (entry, [])


def _value(value: Any, wanted: Any) -> tuple[Any, str]:
    """Return a value as its attribute has it, or what it should be."""
    if wanted is bool:
        return value, "" if isinstance(value, bool) else "应写 true 或 false，不加引号。"
    if wanted is int:
        return value, "" if isinstance(value, int) and not isinstance(value, bool) else "应写整数，不加引号，如 2。"
    if wanted == tuple[int, ...]:
        fine = isinstance(value, list) and value and all(isinstance(one, int) for one in value)
        return tuple(value) if fine else (), "" if fine else "应写成 [3, 9] 这样的一串整数。"
    if wanted == tuple[str, ...]:
        fine = isinstance(value, list) and value and all(isinstance(one, str) and one.strip() for one in value)
        if not fine:
            return (), '应写成 ["甲", "乙"] 这样的一串文字。'
        return tuple(one.strip() for one in value), ""
    if not isinstance(value, str) or not value.strip():
        return "", '应写文字，加英文双引号，如 "所属街道"。'
    return value.strip(), ""


def _known(key: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(key, [*known], n=1)
    return f"{f'是不是 {near[0]}？' if near else ''}可以写的有：{'、'.join(known)}。"
