"""Reading a whole .xlsx: refuse what may not come in, then sheet by sheet."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ...model.problems import Problem, ProblemsFound, error
from ..book import Book, Sheet
from ..file_refusals import SEND_AGAIN, UNLINK, WITHOUT_MACROS, damaged, refused
from .markup import Damaged
from .package import Package
from .parts import Relationship, SheetEntry, contents, date_styles, main_part, relationships
from .plain import plain_sheet, plain_strings
from .rich_values import local_pictures
from .scan import NotPlain, scan
from .sheet import SheetCells, TooManyProblems
from .strings import shared_strings
from .values import Rows, Values

_MACRO_TYPES: Final = (b"macroenabled", b"vbaproject", b"macrosheet")
_WITHOUT_CELLS: Final = ("chartsheet", "dialogsheet")
_SMALL: Final = 4 * 2**20
"""Of no more bytes than this there cannot be more texts or cells than are allowed."""


def read_xlsx(data: bytes) -> Book:
    """Return the workbook in a zip package.

    Raises:
        ProblemsFound: The file is refused as a whole, or holds sheets or cells that cannot be read.
    """
    package = Package(data)
    workbook = main_part(package)
    listed = contents(package, workbook)
    related = relationships(package, workbook)
    _refuse_active(package, related)
    by_type = {relationship.type: relationship.target for relationship in related.values()}
    strings = _strings(package, by_type.get("sharedStrings"))
    styles = date_styles(package, by_type["styles"]) if "styles" in by_type else None
    pictures = local_pictures(package, related) if "richValueRel" in by_type else None
    # Where cells point at nothing else, equal rows are equal; and no limit is reached in so small a workbook.
    alike = not strings and not pictures and package.size <= _SMALL
    values = Values(
        strings,
        styles,
        from_1904=listed.from_1904,
        pictures=pictures,
        rows=_rows_alike(styles, listed.from_1904) if alike else None,
    )
    problems: list[Problem] = []
    sheets = []
    try:
        for entry in listed.sheets:
            sheet = _sheet(package, entry, related.get(entry.relationship), values, problems)
            if sheet is not None:
                sheets.append(sheet)
    except TooManyProblems:
        raise ProblemsFound(problems) from None
    package.finish()
    if problems:
        raise ProblemsFound(problems)
    return Book(tuple(sheets))


@lru_cache(16)
def _rows_alike(_date_styles: tuple[bool, ...] | None, _from_1904: bool) -> Rows:
    """Return the rows of workbooks with these styles: those of one template have titles, hints and headers alike."""
    return Rows()


def _refuse_active(package: Package, related: Mapping[str, Relationship]) -> None:
    """Refuse what runs or reaches out of the workbook: macros, links to other files, DDE."""
    types = package.read("[content_types].xml").lower()
    macros = any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in package)
    if macros or any(type_ in types for type_ in _MACRO_TYPES):
        raise refused("macros", "工作簿里带有宏（程序），不能接收。", WITHOUT_MACROS)
    linked = any("/externallinks/" in name for name in package)
    if linked or any(relationship.type == "externalLink" for relationship in related.values()):
        raise refused("external-link", "工作簿里有指向别的文件或程序的链接，不能接收。", UNLINK)


def _strings(package: Package, part: str | None) -> list[str]:
    if part is None:
        return []
    if part not in package:
        raise damaged(f"缺少部件 {part}（文字都在里面）")
    try:
        try:
            return shared_strings(package.chunks(part))
        except NotPlain:
            return shared_strings([plain_strings(package.read(part))])
    except (NotPlain, Damaged) as fault:
        raise damaged(f"部件 {part}：{fault or '写法不合规定'}") from None


def _sheet(
    package: Package, entry: SheetEntry, part: Relationship | None, values: Values, problems: list[Problem]
) -> Sheet | None:
    """Return a sheet; None where it holds no cells by nature, or cannot be read, which is then a problem."""
    if part is not None and part.type in _WITHOUT_CELLS:
        return None
    if part is None or part.type != "worksheet" or part.external or part.target not in package:
        problems.append(
            error("sheet-missing", f"工作表「{entry.name}」的内容不在文件里。", SEND_AGAIN, sheet=entry.name)
        )
        return None
    stored = package.stored(part.target)
    if stored in values.rows.sheets:
        package.known(part.target)
        rows, merged = values.rows.sheets[stored]
        return Sheet(entry.name, rows, entry.hidden, merged)
    known = len(problems)
    try:
        try:
            cells = SheetCells(entry.name, values, problems)
            merged = scan(package.chunks(part.target, stored), cells.take)
            if stored and cells.all_known:
                values.rows.keep_sheet(stored, cells.rows, merged)
        except NotPlain:
            del problems[known:]
            cells = SheetCells(entry.name, values, problems)
            merged = scan([plain_sheet(package.read(part.target))], cells.take)
    except (NotPlain, Damaged) as fault:
        message = f"工作表「{entry.name}」已损坏：{fault or '写法不合规定'}。"
        problems.append(error("damaged-file", message, SEND_AGAIN, sheet=entry.name))
        return None
    return Sheet(entry.name, cells.rows, entry.hidden, merged)
