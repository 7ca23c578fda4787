"""Pictures that Excel places in cells: an error value whose metadata lead to a picture ([MS-XLSX] 2.3.17)."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from lxml import etree

from ...model.problems import ProblemsFound
from .markup import Damaged, name_of, tree
from .package import Package
from .parts import Relationship, relationships

_TYPE: Final = "XLRICHVALUE"
_IMAGE: Final = "_localImage"
_KEY: Final = "_rvRel:LocalImageIdentifier"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST: Final = 10_000


def local_pictures(package: Package, related: Mapping[str, Relationship]) -> dict[str, str]:
    """Return the parts of the pictures placed in cells, by what such a cell's attribute ``vm`` says.

    Whatever in the metadata cannot be followed is no picture; the cell is then the error value that it holds.
    """
    parts = {relationship.type: relationship.target for relationship in related.values()}
    try:
        values = _values(package, parts)
        if not values:
            return {}
        targets = _targets(package, parts.get("richValueRel", ""))
        return {
            str(number): targets[values[index]]
            for number, index in enumerate(_metadata(package, parts.get("sheetMetadata", "")), 1)
            if values.get(index) in targets
        }
    except (Damaged, ProblemsFound, ValueError, IndexError):
        return {}


def _values(package: Package, parts: Mapping[str, str]) -> dict[int, int]:
    """Return which relation each rich value that is a picture names, by the value's index."""
    structures = [
        [key.get("n") for key in structure] if structure.get("t") == _IMAGE else []
        for structure in _children(package, parts.get("rdRichValueStructure", ""), "s")
    ]
    found = {}
    for index, value in enumerate(_children(package, parts.get("rdRichValue", ""), "rv")):
        keys = structures[int(value.get("s", "0"))]
        if _KEY in keys:
            found[index] = int(value[keys.index(_KEY)].text or "")
    return found


def _targets(package: Package, part: str) -> dict[int, str]:
    if part not in package:
        return {}
    related = relationships(package, part)
    identifiers = [entry.get(_ID, "") for entry in _children(package, part, "rel")]
    return {
        index: related[identifier].target
        for index, identifier in enumerate(identifiers)
        if identifier in related and not related[identifier].external and related[identifier].target in package
    }


def _metadata(package: Package, part: str) -> list[int]:
    """Return the index of the rich value of each entry that cells may name; -1 for one of another type."""
    if part not in package:
        return []
    root = tree(package.read(part))
    types = [entry.get("name") for entry in root.iterfind("{*}metadataTypes/{*}metadataType")]
    blocks = [
        int(block.get("i", "-1"))
        for future in root.iterfind("{*}futureMetadata")
        if future.get("name") == _TYPE
        for bundle in future.iterfind("{*}bk")
        for block in islice(bundle.iter("{*}rvb"), 1)
    ]
    entries = (bundle.find("{*}rc") for bundle in root.iterfind("{*}valueMetadata/{*}bk"))
    return [_block(entry, types, blocks) for entry in islice(entries, _MOST)]


def _block(entry: etree._Element | None, types: list[str | None], blocks: list[int]) -> int:
    if entry is None or types[int(entry.get("t", "0")) - 1] != _TYPE:
        return -1
    return blocks[int(entry.get("v", "0"))]


def _children(package: Package, part: str, name: str) -> list[etree._Element]:
    if part not in package:
        return []
    return [child for child in islice(tree(package.read(part)), _MOST) if name_of(child) == name]
