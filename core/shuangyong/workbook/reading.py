"""Reading a ledger: from a file to its unit, rows and declarations, and everything that is wrong, at once."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import attrs

from ..catalog import Catalog
from ..model.ledgers import Ledger, Row
from ..model.problems import Problem, ProblemsFound, error
from .book import Book, Sheet
from .carried import Extensions
from .declarations import read_declarations
from .info import looks_like_info, read_info
from .layout import INFO
from .reader import read_book, read_book_bytes
from .rows import read_sheet
from .sheets import SortedSheets, has_content, info_sheets, knows_any, sort_sheets
from .versions import Age, Versions, age_of, missing_since, other_sector_problem, read_versions


@attrs.frozen(kw_only=True)
class Reading:
    """What came of reading a file.

    Attributes:
        file: The file's name, without folders.
        sha256: Of the file's bytes; empty where they cannot be read.
        ledger: What it holds, good cells kept beside bad ones; None where unit, sector or year cannot be known.
        problems: Everything that is wrong with its cells, sheets or the file as a whole.
        unverified: How many rows are marked 待核.
    """

    file: str
    sha256: str
    ledger: Ledger | None
    problems: tuple[Problem, ...] = ()
    unverified: int = 0


def read_ledger(path: Path, catalog: Catalog) -> Reading:
    """Return the ledger in a file and all problems; never raises for what a user may have done to the file."""
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        sha256 = ""  # read_book says why
    return _read(lambda: read_book(path), catalog, path.name, sha256)


def read_ledger_bytes(data: bytes, file: str, catalog: Catalog) -> Reading:
    """Return the ledger in the bytes of a file of this name, as :func:`read_ledger` does."""
    return _read(lambda: read_book_bytes(data, file), catalog, file, hashlib.sha256(data).hexdigest())


def _read(book: Callable[[], Book], catalog: Catalog, file: str, sha256: str) -> Reading:
    try:
        return ledger_of(book(), catalog, file=file, sha256=sha256)
    except ProblemsFound as found:
        return Reading(file=file, sha256=sha256, ledger=None, problems=found.problems)


def ledger_of(book: Book, catalog: Catalog, file: str = "", sha256: str = "") -> Reading:
    """Return the ledger in a workbook, and all problems."""
    sheet, problems = _info_sheet(book, catalog)
    if sheet is None:
        return Reading(file=file, sha256=sha256, ledger=None, problems=tuple(problems))
    versions = read_versions(book)
    age, extensions = age_of(versions, catalog), Extensions.of(versions, catalog.extension)
    info = read_info(sheet, catalog, versions.plugin, age.remark)
    if info.sector and versions.plugin not in ("", info.sector.id):
        problems.append(other_sector_problem(versions, info.sector))
    problems += (*age.problems(), *extensions.problems())
    # Without a known sector only the core's sheets can be judged.
    kinds = catalog.kinds_of(info.sector.id if info.sector else "")
    declarations, wrong = read_declarations(sheet, kinds, age.remark) if info.sector else ({}, ())
    sorted_sheets = sort_sheets((other for other in book.sheets if other is not sheet), kinds, catalog, age.remark)
    if info.sector:
        problems += sorted_sheets.problems
    rows, found = _rows(sorted_sheets, info.year, versions, age, extensions)
    ledger = None
    if info.unit is not None:
        ledger = Ledger(
            unit=info.unit,
            rows=tuple(rows),
            declarations=declarations,
            missing=frozenset(kind.name for kind in kinds) - {kind.name for _, kind in sorted_sheets.kinds},
            file=file,
            sha256=sha256,
            template=versions.template,
        )
    return Reading(
        file=file,
        sha256=sha256,
        ledger=ledger,
        problems=(*problems, *info.problems, *wrong, *found),
        unverified=sum(row.unverified for row in rows),
    )


def _rows(
    sheets: SortedSheets, year: int | None, versions: Versions, age: Age, extensions: Extensions
) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for sheet, kind in sheets.kinds:
        reading = read_sheet(sheet, kind, year, extensions.remark(kind) or age.remark)
        rows += reading.rows
        problems += reading.problems
        if reading.fields is not None:
            problems += missing_since(versions, kind, reading.fields, sheet.name)
            problems += extensions.lacking(kind, reading.fields, sheet.name)
    return rows, problems


def _info_sheet(book: Book, catalog: Catalog) -> tuple[Sheet | None, list[Problem]]:
    """Return the first sheet, by its name or else by what stands on it, and what is wrong with that."""
    named = info_sheets(book)
    if named:
        extra = "、".join(f"「{sheet.name}」" for sheet in named[1:])
        several = error(
            "several-info-sheets",
            f"工作表“{INFO}”不止一张，只读了「{named[0].name}」，没有读 {extra}。",
            "一本台账只记一个单位的一年：请留一张，其余的删去，或另存成别的台账。",
            sheet=named[-1].name,
        )
        return named[0], [several] if extra else []
    for sheet in book.sheets:
        if looks_like_info(sheet):
            message = f"没有工作表“{INFO}”，「{sheet.name}」像是改了名的，先按它读入。"
            return sheet, [error("renamed-info-sheet", message, f"请把表名改回“{INFO}”。", sheet=sheet.name)]
    return None, [_no_info(book, catalog)]


def _no_info(book: Book, catalog: Catalog) -> Problem:
    if knows_any(book, (kind for kind in catalog.kinds.values() if not kind.abstract)):
        return error(
            "no-info-sheet",
            f"缺少工作表“{INFO}”，不知道是哪个单位、哪一年的台账。",
            f"请从模板或上一稿把“{INFO}”复制回来，填好单位名称、行业、年度。",
        )
    empty = "" if any(has_content(sheet) for sheet in book.sheets) else "，里面什么也没有"
    return error(
        "not-a-ledger",
        f"这不是双拥工作台账{empty}：没有工作表“{INFO}”，也没有一张台账的表。",
        "请用 shuangyong new 生成空白台账，把内容填进去；或者看看是不是选错了文件。",
    )
