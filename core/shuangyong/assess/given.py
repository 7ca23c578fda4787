"""What people have judged: an office's own file of points and vetoes, each with its reason."""

import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import attrs
import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..model.problems import Problem, ProblemsFound, error
from ..model.units import Unit
from .drafts import Cell, Entry, plain
from .standards import Standard
from .values import Values
from .workbook_drafts import lines_of

#: The columns of the file; a blank 单位 or 年度 means every one.
COLUMNS: Mapping[str, str] = {
    "unit": "单位",
    "year": "年度",
    "number": "序号",
    "points": "得分",
    "because": "理由",
}
SHEET = "人工评定"
CODE = "bad-given"
_MOST_ROWS = 20_000
_STRIKES, _CLEAR = "否决", "不否决"

#: What tells the code of the unit that a name or a code means; raises ProblemsFound where it means none, or several.
Find = Callable[[str], str]


@attrs.frozen(kw_only=True)
class Given:
    """What a person says of an item.

    Attributes:
        unit: The unit's name or code; empty for every unit.
        year: Of which year; None for every year.
        number: The item's.
        because: Why.
        points: The points; None for a veto.
        veto: Whether the veto strikes.
        code: The code of the unit that is named, where all units are known.
        row: Where it says so.
        file: In which file.
    """

    unit: str
    year: int | None
    number: str
    because: str
    points: Decimal | None = None
    veto: bool = False
    code: str = attrs.field(default="", eq=False)
    row: Entry = attrs.field(default=Entry({}), eq=False, repr=False)
    file: str = attrs.field(default="", eq=False)


def of_units(given: Iterable[Given], find: Find) -> tuple[Given, ...]:
    """Return what people have judged, each with the code of its unit.

    Raises:
        ProblemsFound: Units are named that are none; all are told, as nobody can tell what they would have scored.
    """
    problems: list[Problem] = []
    found = [one if one.code else attrs.evolve(one, code=_code(one.row, one.unit, find, problems)) for one in given]
    if problems:
        raise ProblemsFound(problems, file=next(one.file for one in found if one.unit and not one.code))
    return tuple(found)


def _code(row: Entry, unit: str, find: Find, problems: list[Problem]) -> str:
    try:
        return find(unit) if unit else ""
    except ProblemsFound as unknown:
        problems += (row.problem(one.message, one.fix, "unit", code=CODE) for one in unknown.problems)
        return ""


def given_for(given: tuple[Given, ...], unit: Unit, year: int) -> dict[str, Given]:
    """Return what is said of a unit's year by item; what names the unit counts before what is said of all."""
    names = {unit.name, unit.code or unit.name}
    found = [one for one in given if (one.unit in ("", *names) or one.code in names) and one.year in (None, year)]
    return {one.number: one for one in sorted(found, key=lambda one: (bool(one.unit), one.year is not None))}


def read_given(path: Path, standard: Standard, find: Find | None = None) -> tuple[Given, ...]:
    """Return what an office's workbook says: its sheet 人工评定, or its first one.

    Args:
        path: The workbook.
        standard: What is judged by.
        find: Tells units by their names; None where not all units are known.

    Raises:
        ProblemsFound: It cannot be read, or rows of it are wrong; all are told.
    """
    book = _book(path)
    return _read(book[SHEET] if SHEET in book.sheetnames else book.worksheets[0], path.name, standard, find)


def given_beside(path: Path, standard: Standard, find: Find | None = None) -> tuple[Given, ...]:
    """Return what the workbook of a standard itself says on its sheet 人工评定; nothing where it has none.

    Args:
        path: The workbook.
        standard: What it holds.
        find: Tells units by their names; None where not all units are known.

    Raises:
        ProblemsFound: Rows of it are wrong; all are told.
    """
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return ()
    book = _book(path)
    return _read(book[SHEET], path.name, standard, find) if SHEET in book.sheetnames else ()


def _book(path: Path) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know of a file is no matter here
            return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    except Exception as cause:  # openpyxl fails in any way on what is no workbook
        raise ProblemsFound(
            [_bad("人工评定表不是能读的 Excel 工作簿。", "请另存为 .xlsx 再用。")], path.name
        ) from cause


def _read(sheet: Worksheet, file: str, standard: Standard, find: Find | None) -> tuple[Given, ...]:
    lines = [*lines_of(sheet, _MOST_ROWS)]
    head = next((n for n, line in enumerate(lines) if {"序号", "理由"} <= {*map(plain, line)}), None)
    if head is None:
        message = f"人工评定表里找不到表头：{'、'.join(COLUMNS.values())}。"
        raise ProblemsFound([_bad(message, "请照样子写表头。")], file)
    keys = {label: key for key, label in COLUMNS.items()}
    places = {n: keys[plain(label)] for n, label in enumerate(lines[head]) if plain(label) in keys}
    problems: list[Problem] = []
    found: dict[tuple[str, int | None, str], Given] = {}
    for row in _rows(lines[head + 1 :], head + 2, places, sheet.title):
        one = _given(row, standard, find, problems)
        if one is None:
            continue
        what = one.code or one.unit, one.year, one.number
        if what in found:
            problems.append(
                row.problem(f"第 {one.number} 条给同一单位同一年评了两次。", "请只留一行。", "number", code=CODE)
            )
        found[what] = attrs.evolve(one, row=row, file=file)
    if problems:
        raise ProblemsFound(problems, file=file)
    return tuple(found.values())


def _rows(lines: Sequence[Sequence[object]], first: int, places: Mapping[int, str], sheet: str) -> Iterator[Entry]:
    """Yield the rows with points; one without is one that nobody has judged yet."""
    for number, line in enumerate(lines, first):
        blanks = {key: f"{get_column_letter(place + 1)}{number}" for place, key in places.items()}
        cells = {key: Cell(line[place], blanks[key]) for place, key in places.items() if plain(line[place])}
        if "points" in cells:
            yield Entry(cells, f"A{number}", sheet, blanks)


def _given(entry: Entry, standard: Standard, find: Find | None, problems: list[Problem]) -> Given | None:
    before = len(problems)
    values = Values(entry, COLUMNS, problems)
    unit = values.text("unit")
    code = _code(entry, unit, find, problems) if find else ""
    number, because = values.needed("number"), values.needed("because")
    items = [item for item in standard.items if item.number == number]
    if number and not items:
        known = "、".join(dict.fromkeys(item.number for item in standard.items))
        values.wrong(f"标准里没有序号「{number}」。", f"有：{known}。", "number")
    year = values.years("year")
    if year and year[0] != year[1]:
        values.wrong("「年度」写了几年。", "一行只评一年，请分开写；每年都一样的把年度空着。", "year")
    veto = bool(items) and items[0].nature == "一票否决"
    text = values.text("points")
    points = None
    if veto:
        if text not in (_STRIKES, _CLEAR):
            values.wrong(f"一票否决的条目，得分写了「{text}」。", f"请写 {_STRIKES} 或 {_CLEAR}。", "points")
    else:
        points = values.points("points")
        most = max((item.points for item in items if item.points is not None), default=None)
        if points is not None and most is not None and points > most:
            values.wrong(f"得分 {points} 超过了这一条的分值 {most}。", "请核对。", "points")
    if len(problems) > before:
        return None
    return Given(
        unit=unit,
        year=year[0] if year else None,
        number=number,
        because=because,
        points=points,
        veto=text == _STRIKES,
        code=code,
    )


def _bad(message: str, fix: str) -> Problem:
    return error(CODE, message, fix)
