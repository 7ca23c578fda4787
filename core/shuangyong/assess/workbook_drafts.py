"""A standard out of a workbook, with the cells that its values stand in."""

import io
import re
import unicodedata
import warnings
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal

import attrs
import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..model.problems import Problem, error
from .drafts import Cell, Draft, Entry, plain
from .spelling import CATEGORY, CATEGORY_SHEET, ITEM, ITEM_SHEET, POINT, SETTINGS, SETTINGS_SHEET

_MOST_ROWS, _MOST_COLUMNS = 5000, 200


def workbook_draft(content: bytes, name: str) -> Draft:
    """Return what a workbook says; merged cells count where they begin.

    Raises:
        ValueError, KeyError, zipfile.BadZipFile: It is no workbook.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know of a file is no matter here
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    sheets = {_label(sheet.title): sheet for sheet in book.worksheets}
    problems = [
        error("bad-standard", f"没有工作表「{sheet}」。", "请用 --export 写出一个标准，照它的样子填。")
        for sheet in (SETTINGS_SHEET, CATEGORY_SHEET, ITEM_SHEET)
        if sheet not in sheets
    ]
    unread = tuple(_unstored(book, formulas))
    if problems:
        return Draft(name, None, problems=tuple(problems), unread=unread)
    labels = {**_keyed(ITEM, "item."), **_keyed(POINT, "point.")}
    rows, more = _rows(sheets[ITEM_SHEET], labels, "序号", ("考评项目", "考评内容", "分值"))
    categories, wrong = _rows(sheets[CATEGORY_SHEET], CATEGORY, "考评项目")
    settings, strange = _settings(sheets[SETTINGS_SHEET])
    items = tuple(_items(rows))
    return Draft(name, settings, tuple(categories), items, (*more, *wrong, *strange), unread)


def _unstored(book: Workbook, formulas: Workbook) -> Iterator[Problem]:
    """Yield the formulas whose results are not in the file, and put them where the results would stand.

    So nothing there counts as left empty, and the rows are read as far as they go.
    """
    message = "这一格是公式，文件里没有存下算出的结果。"
    fix = "请用 Excel 或 WPS 打开文件，等结果显示后保存再用；或直接填写结果。"
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS):
            for cell in row:
                if cell.data_type != "f":
                    continue
                result = book[sheet.title][cell.coordinate]
                if result.value is None and not isinstance(result, MergedCell):
                    result.value = text = str(getattr(cell.value, "text", cell.value))
                    yield error("bad-standard", message, fix, sheet=sheet.title, cell=cell.coordinate, value=text)


def _label(value: object) -> str:
    """Return a label as it is compared: 「分 值（分）」 is 分值."""
    return re.sub(r"\s+|\(.*\)$", "", unicodedata.normalize("NFKC", plain(value)))


def _seen(sheet: Worksheet, row: int, column: int, value: object) -> object:
    """Return a value as it is seen in its cell: 0.9 that is shown as a percentage is 90%."""
    if isinstance(value, int | float) and "%" in sheet.cell(row, column).number_format:
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    return value


def _keyed(labels: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {f"{prefix}{key}": label for key, label in labels.items()}


def _settings(sheet: Worksheet) -> tuple[Entry, list[Problem]]:
    keys = {label: key for key, label in SETTINGS.items()}
    cells, problems = {}, []
    for number, (first, *more) in enumerate(lines_of(sheet, _MOST_ROWS), 1):
        value = more[0] if more else None
        label = _label(first)
        if label in keys:
            cells[keys[label]] = Cell(_seen(sheet, number, 2, value), f"B{number}")
        elif label and plain(value):
            fix = f"A 列可以写的有：{'、'.join(SETTINGS.values())}。"
            problems.append(error("bad-standard", f"不认识「{label}」。", fix, sheet=sheet.title, cell=f"A{number}"))
    return Entry(cells, "A1", sheet.title), problems


def _rows(
    sheet: Worksheet, labels: Mapping[str, str], mark: str, needed: Iterable[str] = ()
) -> tuple[list[Entry], list[Problem]]:
    """Return the filled rows under the header, which is the first row that holds ``mark``; none if it lacks a label."""
    lines = [*lines_of(sheet, _MOST_ROWS)]
    head = next((number for number, line in enumerate(lines) if mark in map(_label, line)), None)
    if head is None:
        message = f"找不到表头：没有一行里有「{mark}」。"
        return [], [error("bad-standard", message, f"表头应有：{'、'.join(labels.values())}。", sheet=sheet.title)]
    columns = {place: (get_column_letter(place + 1), key) for place, key in _columns(lines[head], labels)}
    problems = [*_strangers(sheet, lines[head], head + 1, columns, labels), *_overlong(sheet)]
    lacking = [label for label in needed if label not in map(_label, lines[head])]
    if lacking:
        message = f"表头里没有{'、'.join(f'「{label}」' for label in lacking)}。"
        problems.append(error("bad-standard", message, "请补上这一列。", sheet=sheet.title, cell=f"A{head + 1}"))
        return [], problems
    found = []
    for number, line in enumerate(lines[head + 1 :], head + 2):
        cells = {
            key: Cell(_seen(sheet, number, place + 1, line[place]), f"{letter}{number}")
            for place, (letter, key) in columns.items()
            if plain(line[place])
        }
        if cells:
            blanks = {key: f"{letter}{number}" for letter, key in columns.values()}
            found.append(Entry(cells, f"A{number}", sheet.title, blanks))
    return found, problems


def _strangers(
    sheet: Worksheet, header: tuple[object, ...], row: int, columns: Container[int], labels: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield the columns that mean nothing here."""
    fix = f"可以写的有：{'、'.join(dict.fromkeys(labels.values()))}。"
    for place, label in enumerate(map(plain, header)):
        if label and place not in columns:
            cell = f"{get_column_letter(place + 1)}{row}"
            yield error("bad-standard", f"不认识「{label}」这一列。", fix, sheet=sheet.title, cell=cell)


def lines_of(sheet: Worksheet, last: int, first: int = 1) -> Iterator[tuple[object, ...]]:
    """Yield the values of rows; what lies beyond the sheet's last cell is not asked for, as openpyxl would make it."""
    rows, columns = min(sheet.max_row, last), min(sheet.max_column, _MOST_COLUMNS)
    if first <= rows:
        yield from sheet.iter_rows(min_row=first, max_row=rows, max_col=columns, values_only=True)


def _overlong(sheet: Worksheet) -> Iterator[Problem]:
    """Yield what stands below the last row that is read."""
    if any(any(map(plain, line)) for line in lines_of(sheet, sheet.max_row, _MOST_ROWS + 1)):
        message = f"第 {_MOST_ROWS} 行以下还有内容，读不到。"
        yield error("bad-standard", message, "请删去中间的空行。", sheet=sheet.title, cell=f"A{_MOST_ROWS + 1}")


def _columns(header: tuple[object, ...], labels: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the columns with their keys; a label that two keys share is the first of them once, then the other."""
    waiting = list(labels.items())
    for place, label in enumerate(map(_label, header)):
        match = next((one for one in waiting if one[1] == label), None)
        if match:
            waiting.remove(match)
            yield place, match[0]


def _items(rows: list[Entry]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Yield items with their scoring points: a row without a number goes on with the item above."""
    item: Entry | None = None
    parts: list[Entry] = []
    category: Cell | None = None
    for row in rows:
        own, part = _part(row, "item."), _part(row, "point.")
        if "number" in own.cells or "content" in own.cells or item is None:
            if item is not None:
                yield item, tuple(parts)
            category = own.cells.get("category", category)
            item, parts = own, []
            if category is not None:
                item = attrs.evolve(own, cells={"category": category, **own.cells})
        if part.cells:
            parts.append(part)
    if item is not None:
        yield item, tuple(parts)


def _part(row: Entry, prefix: str) -> Entry:
    cells = {key.removeprefix(prefix): cell for key, cell in row.cells.items() if key.startswith(prefix)}
    blanks = {key.removeprefix(prefix): place for key, place in row.blanks.items() if key.startswith(prefix)}
    return Entry(cells, row.place, row.sheet, blanks)
