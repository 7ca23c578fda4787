"""The small parts that hold a workbook together: relationships, the list of sheets, styles."""

import posixpath
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, TypeVar

import attrs
from lxml import etree

from ..file_refusals import damaged
from ..number_formats import shows_date
from ..preflight import not_a_workbook
from .markup import MAIN, Damaged, name_of, tree
from .package import Package

_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_OTHER_DOCUMENTS: Final = {"document": "Word 文档", "presentation": "PowerPoint 演示文稿"}
_OTHER_PACKAGES: Final = {
    "ofd.xml": "OFD 版式文件",
    "index/document.iwa": "苹果 Numbers 表格",
    "meta-inf/manifest.xml": "LibreOffice 文档（ODS 等）",
}

_SMALL: Final = 2**16

R = TypeVar("R")


@attrs.frozen
class Relationship:
    """What one part says of another: ``type`` is the last word of its type, ``target`` a member's name."""

    type: str
    target: str
    external: bool


@attrs.frozen
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    relationship: str


@attrs.frozen
class Contents:
    """What the workbook part says."""

    sheets: tuple[SheetEntry, ...]
    from_1904: bool


def main_part(package: Package) -> str:
    """Return the name of the workbook part.

    Raises:
        ProblemsFound: The package is no workbook, or its entry is missing.
    """
    if "[content_types].xml" not in package:
        found = (what for member, what in _OTHER_PACKAGES.items() if member in package)
        raise not_a_workbook(next(found, "压缩包（ZIP）"))
    for relationship in relationships(package, "").values():
        if relationship.type == "officeDocument" and not relationship.external:
            return relationship.target
    raise damaged("没有指向工作簿的关系")


def relationships(package: Package, part: str) -> Mapping[str, Relationship]:
    """Return the relationships of a part (the package's own for an empty name) by their ids."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    return _relationships(_read(package, member), member)


def contents(package: Package, part: str) -> Contents:
    """Return the workbook's sheets in order and its date system.

    Raises:
        ProblemsFound: The part is missing or damaged, or is another program's document.
    """
    if part.endswith(".bin"):
        raise not_a_workbook("二进制工作簿（.xlsb）")
    return _contents(_read(package, part), part)


def date_styles(package: Package, part: str) -> tuple[bool, ...]:
    """Return for each style of the workbook whether it shows a number as a date."""
    return _date_styles(_read(package, part), part)


def _read(package: Package, part: str) -> bytes:
    if part not in package:
        raise damaged(f"缺少部件 {part}")
    return package.read(part)


def _parse(data: bytes, part: str) -> etree._Element:
    try:
        return tree(data)
    except Damaged as fault:
        raise damaged(f"部件 {part}：{fault}") from None


def _remembered(parse: Callable[[bytes, str], R]) -> Callable[[bytes, str], R]:
    """Remember what small parts say: all ledgers made from one template have these parts alike."""
    remembering = lru_cache(16)(parse)

    def parse_or_remember(data: bytes, part: str) -> R:
        return remembering(data, part) if len(data) < _SMALL else parse(data, part)

    return parse_or_remember


@_remembered
def _relationships(data: bytes, part: str) -> Mapping[str, Relationship]:
    folder = posixpath.dirname(posixpath.dirname(part))
    found: dict[str, Relationship] = {}
    for element in _parse(data, part):
        identifier, target = element.get("Id", ""), element.get("Target", "").replace("\\", "/")
        if identifier in found:
            raise damaged(f"部件 {part} 里有两个「{identifier}」")
        found[identifier] = Relationship(
            type=element.get("Type", "").rpartition("/")[2],
            target=posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower(),
            external=element.get("TargetMode") == "External",
        )
    return found


@_remembered
def _contents(data: bytes, part: str) -> Contents:
    root = _parse(data, part)
    name, namespace = name_of(root), etree.QName(root).namespace
    if name != "workbook" or namespace not in MAIN:
        raise not_a_workbook(_OTHER_DOCUMENTS.get(name, "别的程序的文件"))
    properties = root.find(f"{{{namespace}}}workbookPr")
    sheets = [
        SheetEntry(
            name=sheet.get("name", ""),
            hidden=sheet.get("state") in ("hidden", "veryHidden"),
            relationship=sheet.get(_ID) or sheet.get(_STRICT_ID) or "",
        )
        for sheet in root.iterfind(f"{{{namespace}}}sheets/{{{namespace}}}sheet")
    ]
    _refuse_twins(sheets)
    return Contents(
        sheets=tuple(sheets),
        from_1904=properties is not None and properties.get("date1904") in ("1", "true", "on"),
    )


@_remembered
def _date_styles(data: bytes, part: str) -> tuple[bool, ...]:
    root = _parse(data, part)
    namespace = etree.QName(root).namespace
    if name_of(root) != "styleSheet" or namespace not in MAIN:
        raise damaged(f"部件 {part} 里不是样式")
    codes = {
        element.get("numFmtId", ""): element.get("formatCode")
        for element in root.iterfind(f"{{{namespace}}}numFmts/{{{namespace}}}numFmt")
    }
    identifiers = [xf.get("numFmtId", "0") for xf in root.iterfind(f"{{{namespace}}}cellXfs/{{{namespace}}}xf")]
    if not all(identifier.isascii() and identifier.isdecimal() for identifier in identifiers):
        raise damaged("样式里的数字格式编号不合规定")
    return tuple(shows_date(int(identifier[:9]), codes.get(identifier)) for identifier in identifiers)


def _refuse_twins(sheets: list[SheetEntry]) -> None:
    if not sheets:
        raise damaged("工作簿里一张工作表也没有")
    names: set[str] = set()
    parts: set[str] = set()
    for sheet in sheets:
        if sheet.name.lower() in names or sheet.relationship in parts:
            raise damaged(f"工作簿把工作表「{sheet.name}」列了两次")
        names.add(sheet.name.lower())
        parts.add(sheet.relationship)
