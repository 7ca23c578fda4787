"""A standard as a file says it, every value with its place, before anything is judged."""

import tomllib
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from ..model.problems import Problem, ProblemsFound, error
from ..model.toml_place import toml_fault
from ..report.manuscript import printable

#: What a standard in TOML may be called: Notepad adds .txt of its own accord.
_TEXTS = (".toml", ".txt", "")


@attrs.frozen
class Cell:
    """A value and where it stands: ``第 12 行`` of a text file, ``C7`` of a sheet."""

    value: Any
    place: str


@attrs.frozen
class Entry:
    """Values by key, where they stand together, and where those would stand that are not there."""

    cells: Mapping[str, Cell]
    place: str = ""
    sheet: str | None = None
    blanks: Mapping[str, str] = attrs.field(factory=dict)

    def problem(self, message: str, fix: str = "", key: str = "", *, code: str = "bad-standard") -> Problem:
        """Return the problem that something is wrong here, at a key's value where it has one."""
        at = self.cells.get(key)
        value = None if at is None or at.value is None else str(at.value)
        place = at.place if at else self.blanks.get(key, self.place)
        return error(code, message, fix, sheet=self.sheet, cell=place or None, value=value)


@attrs.frozen
class Draft:
    """What a file says.

    Attributes:
        file: Its name.
        settings: Of the standard as a whole; None where the file only adds items to another's.
        categories: In order.
        items: Each with its scoring points, in order.
        problems: What cannot be told at all.
        unread: Cells whose value is not in the file; nothing else is told of them, as nobody knows what they say.
    """

    file: str
    settings: Entry | None
    categories: tuple[Entry, ...] = ()
    items: tuple[tuple[Entry, tuple[Entry, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Problem, ...] = ()


def read_draft(path: Path) -> Draft:
    """Return what an office's file says.

    Raises:
        ProblemsFound: It cannot be read at all.
    """
    from .toml_drafts import toml_draft
    from .workbook_drafts import workbook_draft

    try:
        content = path.read_bytes()
    except OSError as cause:
        raise ProblemsFound(
            [_bad("打不开这个考评标准文件，多半是文件名写错了。", "请核对文件名；是文件夹的，请写里面的文件。")],
            path.name,
        ) from cause
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            return workbook_draft(content, path.name)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError) as cause:
            fix = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”再用。"
            raise ProblemsFound([_bad("考评标准不是能读的 Excel 工作簿。", fix)], path.name) from cause
    if path.suffix.lower() not in _TEXTS:
        fix = (
            "Excel 和 WPS 的表请打开后另存为“Excel 工作簿（.xlsx）”；没有标准的，先用 --export 标准.xlsx 写一份出来改。"
        )
        raise ProblemsFound([_bad(f"考评标准要是 .xlsx 或 .toml 文件，不能是 {path.suffix}。", fix)], path.name)
    try:
        return toml_draft(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as cause:
        fix = "请用记事本打开，“另存为”时编码选 UTF-8；Excel 的标准请存成 .xlsx。"
        raise ProblemsFound([_bad("考评标准不是 UTF-8 编码的文字。", fix)], path.name) from cause
    except tomllib.TOMLDecodeError as cause:
        fix = "请对照用 --export 写出的标准：文字加英文双引号，每项之间不用逗号。"
        raise ProblemsFound([_bad(f"考评标准{toml_fault(cause)}。", fix)], path.name) from cause


def plain(value: Any) -> str:
    """Return a value as text, the way a person typed it: ``1``, ``0.5``; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    return printable(str(value)).strip()


def _bad(message: str, fix: str) -> Problem:
    return error("bad-standard", message, fix)
