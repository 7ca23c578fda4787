"""Which sheet is which: the first sheet, the kinds' sheets, copies of them, and strangers."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from ..catalog import Catalog
from ..model.kinds import Kind
from ..model.problems import Problem, error, warning
from .book import Book, Sheet
from .keys import key
from .layout import ABOUT_ROW, BACK, FIRST_ROW, INFO
from .values import nearest

#: What a document says that no sheet took; see ``proposing``.
NOT_ENTERED = "未入账"
#: Sheets that the program itself adds and never reads: how to fill in, what was wrong, what was not proposed.
BESIDE = ("填写说明", "填表说明", "使用说明", "说明", "问题清单", NOT_ENTERED)
_KEPT_APART = frozenset(map(key, (INFO, *BESIDE)))

#: What Excel, WPS and people add to the name of a copied sheet; brackets and blanks as ``key`` leaves them.
_COPY = re.compile(r"(.+?)(?:的|-|_)?(?:\(?(?:副本|复件|备份|copy)\(?\d*\)?\)?|\(\d+\)|\d{1,2})")
#: Hidden sheets of our own, and of WPS for its in-cell pictures.
_HELPERS = ("_", "WpsReserved")


@attrs.frozen
class SortedSheets:
    """The sheets of a book by what they are; ``kinds`` is in the order of the book."""

    kinds: tuple[tuple[Sheet, Kind], ...]
    problems: tuple[Problem, ...]


def info_sheets(book: Book) -> tuple[Sheet, ...]:
    """Return the sheets with unit data, copies of it after it."""
    wanted = key(INFO)
    own = [sheet for sheet in book.sheets if key(sheet.name) == wanted]
    return (*own, *(sheet for sheet in book.sheets if _copied_from(sheet.name) == wanted and has_content(sheet)))


def sort_sheets(sheets: Iterable[Sheet], kinds: tuple[Kind, ...], catalog: Catalog, remark: str = "") -> SortedSheets:
    """Return which sheet holds which of the kinds, and what is wrong with the others.

    Args:
        sheets: All but the first one.
        kinds: Those that the ledger's sector has sheets for.
        catalog: All kinds, to tell a sheet of another sector.
        remark: What to add where something is not known: that the ledger's template is newer.
    """
    names = _names(kinds)
    found: dict[Kind, Sheet] = {}
    problems: list[Problem] = []
    for sheet in sheets:
        if _is_helper(sheet):
            continue
        kind = names.get(key(sheet.name))
        if kind is None:
            problems += _stranger(sheet, names, catalog, remark)
        elif kind in found:
            problems.append(_twice(sheet, found[kind], kind))
        else:
            found[kind] = sheet
            problems += _hidden(sheet)
    return SortedSheets(tuple((sheet, kind) for kind, sheet in found.items()), tuple(problems))


def knows_any(book: Book, kinds: Iterable[Kind]) -> bool:
    """Tell whether a book has a sheet of any of the kinds."""
    names = _names(tuple(kinds))
    return any(key(sheet.name) in names for sheet in book.sheets)


def has_content(sheet: Sheet) -> bool:
    """Tell whether any cell of a sheet holds more than blanks."""
    return any(cell.type != "text" or cell.text.strip() for cells in sheet.rows.values() for cell in cells.values())


@functools.lru_cache(maxsize=16)
def _names(kinds: tuple[Kind, ...]) -> Mapping[str, Kind]:
    """Labels are stronger than aliases, and the sector's own kinds, which come first, than the core's."""
    names: dict[str, Kind] = {}
    for kind in kinds:
        names.setdefault(key(kind.label), kind)
    for kind in kinds:
        for alias in kind.aliases:
            names.setdefault(key(alias), kind)
    return names


def _is_helper(sheet: Sheet) -> bool:
    name = key(sheet.name)
    return (
        (sheet.hidden and sheet.name.startswith(_HELPERS))
        or name in _KEPT_APART
        or _copied_from(sheet.name) == key(INFO)
    )


@functools.lru_cache(maxsize=1024)
def _copied_from(name: str) -> str | None:
    match = _COPY.fullmatch(key(name))
    return match[1] if match else None


def _hidden(sheet: Sheet) -> Iterator[Problem]:
    if sheet.hidden and has_content(sheet):
        yield warning(
            "hidden-sheet",
            f"工作表「{sheet.name}」隐藏着，里面的内容也已读入。",
            "请取消隐藏，看一看内容是否要报。",
            sheet=sheet.name,
        )


def _twice(sheet: Sheet, first: Sheet, kind: Kind) -> Problem:
    return error(
        "repeated-sheet",
        f"工作表「{sheet.name}」与「{first.name}」都是“{kind.label}”，只读了「{first.name}」。",
        "请把两张表的内容合到一张，删去另一张。",
        sheet=sheet.name,
    )


def _stranger(sheet: Sheet, names: Mapping[str, Kind], catalog: Catalog, remark: str) -> Iterator[Problem]:
    if not has_content(sheet) or _is_blank_form(sheet):
        return
    original = names.get(_copied_from(sheet.name) or "")
    if original is not None:
        yield error(
            "copied-sheet",
            f"工作表「{sheet.name}」像是“{original.label}”的副本，没有读入。",
            f"要报的内容请移到「{original.label}」表，再删去这张副本。",
            sheet=sheet.name,
        )
        return
    yield error(
        "unknown-sheet",
        f"不认识工作表「{sheet.name}」，里面的内容没有读入。",
        f"{remark}{_suggestion(sheet, names, catalog)}",
        sheet=sheet.name,
    )


def _is_blank_form(sheet: Sheet) -> bool:
    """Tell whether a sheet is of our making, by another version or for another sector, and nothing was filled in."""
    about = sheet.rows.get(ABOUT_ROW, {}).get(1)
    if about is None or about.text != BACK:
        return False
    below = {number: cells for number, cells in sheet.rows.items() if number >= FIRST_ROW}
    return not has_content(attrs.evolve(sheet, rows=below))


def _suggestion(sheet: Sheet, names: Mapping[str, Kind], catalog: Catalog) -> str:
    for kind in catalog.kinds.values():
        if key(sheet.name) == key(kind.label) and not kind.abstract:
            sector = next((sector.label for sector in catalog.sectors if sector.id == kind.namespace), kind.namespace)
            return f"这是“{sector}”行业的台账，本单位不是这个行业；请把内容移到本行业的表里，再删去这张表。"
    near = nearest(sheet.name, tuple(kind.label for kind in names.values()))
    hint = f"是不是“{near}”？请改回这个表名；" if near else "请把内容移到模板里的表；"
    return f"{hint}不报的内容请删去，或另存到别的文件。"
