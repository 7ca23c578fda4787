"""The package that a Word file is: parts and their relations, zipped so that equal content gives equal bytes."""

import io
import zipfile
from collections.abc import Iterable, Sequence

import attrs
from lxml import etree

from .document import Picture
from .docx_pictures import picture_identifier
from .docx_xml import Element, serialized

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_VENDOR = "application/vnd.openxmlformats-"
_WORD = f"{_VENDOR}officedocument.wordprocessingml"


@attrs.frozen
class Part:
    """One file of the package.

    Attributes:
        path: Where it stands, such as ``word/styles.xml``.
        content: Its XML, or the bytes of a picture.
        content_type: What ``[Content_Types].xml`` says of it.
        relation: What it is to the part that refers to it.
        identifier: The name by which that part refers to it.
    """

    path: str
    content: Element | bytes
    content_type: str
    relation: str
    identifier: str


def main_part(content: Element) -> Part:
    """Return ``word/document.xml``."""
    return Part("word/document.xml", content, f"{_WORD}.document.main+xml", f"{_OFFICE}/officeDocument", "document")


def word_part(kind: str, content: Element, identifier: str = "") -> Part:
    """Return a part beside the document: ``styles``, ``settings``, ``fontTable``; a ``footer`` has an identifier."""
    path = f"word/{kind}{identifier.capitalize()}.xml"
    return Part(path, content, f"{_WORD}.{kind}+xml", f"{_OFFICE}/{kind}", identifier or kind)


def core_part(content: Element) -> Part:
    """Return the part of author, title and dates."""
    relation = f"{_PACKAGE}/relationships/metadata/core-properties"
    return Part("docProps/core.xml", content, f"{_VENDOR}package.core-properties+xml", relation, "core")


def custom_part(content: Element) -> Part:
    """Return the part of the user's own document properties."""
    content_type = f"{_VENDOR}officedocument.custom-properties+xml"
    return Part("docProps/custom.xml", content, content_type, f"{_OFFICE}/custom-properties", "custom")


def picture_part(picture: Picture) -> Part:
    """Return a picture, which the document refers to as :func:`picture_identifier` says."""
    name = picture_identifier(picture)
    content_type = "image/jpeg" if picture.suffix == ".jpg" else "image/png"
    return Part(f"word/media/{name}{picture.suffix}", picture.content, content_type, f"{_OFFICE}/image", name)


def package(document: Part, beside: Sequence[Part], properties: Sequence[Part]) -> bytes:
    """Return the file: the document, the parts it refers to and the properties of the whole."""
    files: dict[str, Element | bytes] = {"[Content_Types].xml": _content_types([document, *properties, *beside])}
    files["_rels/.rels"] = _relations([document, *properties], within="")
    files["word/_rels/document.xml.rels"] = _relations(beside, within="word/")
    files |= {part.path: part.content for part in (document, *properties, *beside)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in files.items():
            archive.writestr(_entry(path), content if isinstance(content, bytes) else serialized(content))
    return buffer.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    # The date and the system of the machine that writes would make equal documents differ.
    entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _content_types(parts: Sequence[Part]) -> Element:
    root = etree.Element("Types", xmlns=f"{_PACKAGE}/content-types")
    etree.SubElement(root, "Default", Extension="rels", ContentType=_RELATIONS)
    pictures = {part.path.rpartition(".")[2]: part for part in parts if isinstance(part.content, bytes)}
    for suffix, part in pictures.items():
        etree.SubElement(root, "Default", Extension=suffix, ContentType=part.content_type)
    for part in parts:
        if not isinstance(part.content, bytes):
            etree.SubElement(root, "Override", PartName=f"/{part.path}", ContentType=part.content_type)
    return root


def _relations(parts: Iterable[Part], within: str) -> Element:
    root = etree.Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for part in parts:
        target = part.path.removeprefix(within)
        etree.SubElement(root, "Relationship", Id=part.identifier, Type=part.relation, Target=target)
    return root
