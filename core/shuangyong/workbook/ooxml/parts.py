"""How the parts of a package hang together: relationships and content types (ECMA-376 part 2)."""

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import attrs
from lxml import etree

from .package import Package, parse

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"


@attrs.frozen
class Relation:
    """One relationship: ``kind`` is the last word of its type (``worksheet``), ``target`` the part's name."""

    id: str
    kind: str
    target: str


def relations(package: Package, part: str) -> Iterator[Relation]:
    """Yield the relationships of a part (the package's own for ``""``), those to outside targets left out."""
    name = relations_part(part)
    for entry in package.xml(name).iterchildren("{*}Relationship") if name in package else ():
        if entry.get("TargetMode") != "External":
            target = unquote(entry.get("Target", ""))
            full = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            yield Relation(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], full)


def related(package: Package, part: str, kind: str) -> str | None:
    """Return the first part of that kind that ``part`` refers to and that is there, or None."""
    found = (entry.target for entry in relations(package, part) if entry.kind == kind)
    return next((target for target in found if target in package), None)


def relate(package: Package, part: str, kind: str, target: str) -> str:
    """Add a relationship and return its id."""
    name = relations_part(part)
    root = package.xml(name) if name in package else _new_root(_RELATIONSHIPS, "Relationships")
    taken = {entry.get("Id", "").lower() for entry in root}
    number = len(taken) + 1
    while f"rid{number}" in taken:
        number += 1
    entry = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
    entry.set("Id", f"rId{number}")
    entry.set("Type", _OFFICE + kind)
    entry.set("Target", posixpath.relpath("/" + target, "/" + posixpath.dirname(part)))
    package.set_xml(name, root)
    return f"rId{number}"


def drop(package: Package, owner: str, part: str) -> None:
    """Take a part out: itself, its own relationships, ``owner``'s relationship to it, and its content type."""
    doomed = {entry.id for entry in relations(package, owner) if entry.target.lower() == part.lower()}
    links = package.xml(relations_part(owner))
    _remove(links, lambda entry: entry.get("Id") in doomed)
    package.set_xml(relations_part(owner), links)
    types = package.xml(_TYPES_PART)
    _remove(types, lambda entry: entry.get("PartName", "").lower() == "/" + part.lower())
    package.set_xml(_TYPES_PART, types)
    del package[part]
    drop_relations(package, part)


def drop_relations(package: Package, part: str) -> None:
    """Take out all that a part refers to, as it is to be written anew."""
    if relations_part(part) in package:
        del package[relations_part(part)]


def content_type(package: Package, part: str) -> str:
    """Return the content type declared for a part by its name or its extension, or ``""``."""
    extension = posixpath.splitext(part)[1].lstrip(".").lower()
    by_extension = ""
    for entry in package.xml(_TYPES_PART):
        if entry.get("PartName", "").lower() == "/" + part.lower():
            return entry.get("ContentType", "")
        if entry.get("Extension", "").lower() == extension:
            by_extension = entry.get("ContentType", "")
    return by_extension


def declare(package: Package, part: str, type_: str) -> None:
    """Give a part its content type: for its whole extension where that has none yet, as Office does, else by name."""
    declared = content_type(package, part)
    if declared == type_:
        return
    extension = posixpath.splitext(part)[1].lstrip(".")
    root = package.xml(_TYPES_PART)
    if declared or extension == "xml":
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": "/" + part, "ContentType": type_})
    else:
        default = etree.SubElement(root, f"{{{_TYPES}}}Default", {"Extension": extension, "ContentType": type_})
        root.insert(0, default)
    package.set_xml(_TYPES_PART, root)


def new_content_types(package: Package) -> None:
    """Begin a package that has no content types yet."""
    root = _new_root(_TYPES, "Types")
    for extension, type_ in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{_TYPES}}}Default", {"Extension": extension, "ContentType": type_})
    package.set_xml(_TYPES_PART, root)


def relations_part(part: str) -> str:
    """Return the part that holds a part's relationships (the package's own for ``""``)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _new_root(namespace: str, name: str) -> etree._Element:
    return parse(f'<{name} xmlns="{namespace}"/>'.encode())


def _remove(root: etree._Element, doomed: Callable[[etree._Element], bool]) -> None:
    for entry in [entry for entry in root if doomed(entry)]:
        root.remove(entry)
