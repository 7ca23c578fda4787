"""A standard out of a workbook, with the cells that its values stand in."""

import io
import warnings
from collections.abc import Iterator, Mapping

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..model.problems import Problem, error
from .drafts import Cell, Draft, Entry, plain
from .spelling import CATEGORY, CATEGORY_SHEET, ITEM, ITEM_SHEET, POINT, SETTINGS, SETTINGS_SHEET

_MOST_ROWS = 5000


def workbook_draft(content: bytes, name: str) -> Draft:
    """Return what a workbook says; merged cells count where they begin.

    Raises:
        ValueError, KeyError, zipfile.BadZipFile: It is no workbook.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know of a file is no matter here
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    problems = [
        error("bad-standard", f"没有工作表「{sheet}」。", "请用 --export 写出一个标准，照它的样子填。")
        for sheet in (SETTINGS_SHEET, CATEGORY_SHEET, ITEM_SHEET)
        if sheet not in book.sheetnames
    ]
    if problems:
        return Draft(name, None, problems=tuple(problems))
    rows, more = _rows(book[ITEM_SHEET], {**_keyed(ITEM, "item."), **_keyed(POINT, "point.")}, "序号")
    categories, wrong = _rows(book[CATEGORY_SHEET], CATEGORY, "考评项目")
    settings, strange = _settings(book[SETTINGS_SHEET])
    items = tuple(_items(rows))
    return Draft(name, settings, tuple(categories), items, (*more, *wrong, *strange))


def _keyed(labels: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {f"{prefix}{key}": label for key, label in labels.items()}


def _settings(sheet: Worksheet) -> tuple[Entry, list[Problem]]:
    keys = {label: key for key, label in SETTINGS.items()}
    cells, problems = {}, []
    for number, row in enumerate(sheet.iter_rows(max_col=2, max_row=_MOST_ROWS, values_only=True), 1):
        label, value = plain(row[0]), row[1] if len(row) > 1 else None
        if label in keys:
            cells[keys[label]] = Cell(value, f"B{number}")
        elif label and plain(value):
            fix = f"A 列可以写的有：{'、'.join(SETTINGS.values())}。"
            problems.append(error("bad-standard", f"不认识「{label}」。", fix, sheet=sheet.title, cell=f"A{number}"))
    return Entry(cells, "A1", sheet.title), problems


def _rows(sheet: Worksheet, labels: Mapping[str, str], mark: str) -> tuple[list[Entry], list[Problem]]:
    """Return the filled rows under the header, which is the first row that holds ``mark``."""
    lines = list(sheet.iter_rows(max_row=_MOST_ROWS, values_only=True))
    head = next((number for number, line in enumerate(lines) if mark in map(plain, line)), None)
    if head is None:
        message = f"找不到表头：没有一行里有「{mark}」。"
        return [], [error("bad-standard", message, f"表头应有：{'、'.join(labels.values())}。", sheet=sheet.title)]
    columns = dict(_columns(lines[head], labels))
    problems = [
        error(
            "bad-standard",
            f"不认识「{label}」这一列。",
            f"可以写的有：{'、'.join(dict.fromkeys(labels.values()))}。",
            sheet=sheet.title,
            cell=f"{get_column_letter(place + 1)}{head + 1}",
        )
        for place, label in enumerate(map(plain, lines[head]))
        if label and place not in columns
    ]
    found = []
    for number, line in enumerate(lines[head + 1 :], head + 2):
        cells = {
            key: Cell(line[place], f"{get_column_letter(place + 1)}{number}")
            for place, key in columns.items()
            if place < len(line) and plain(line[place])
        }
        if cells:
            found.append(Entry(cells, f"A{number}", sheet.title))
    return found, problems


def _columns(header: tuple[object, ...], labels: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the columns with their keys; a label that two keys share is the first of them once, then the other."""
    waiting = list(labels.items())
    for place, label in enumerate(map(plain, header)):
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
                item = Entry({"category": category, **own.cells}, own.place, own.sheet)
        if part.cells:
            parts.append(part)
    if item is not None:
        yield item, tuple(parts)


def _part(row: Entry, prefix: str) -> Entry:
    cells = {key.removeprefix(prefix): cell for key, cell in row.cells.items() if key.startswith(prefix)}
    return Entry(cells, row.place, row.sheet)
