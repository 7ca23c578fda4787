"""The part of a Word package that holds its comments: added to, or made with its relation and content type."""

import posixpath
from collections.abc import Sequence

import attrs
from lxml import etree

from ..extraction.characters import clean
from ..extraction.docx_markup import STRICT, attribute, named
from ..extraction.package import Package, parse, relations_of

AUTHOR = "双拥台账"
_INITIALS = "双拥"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@attrs.define
class Comments:
    """All comments of a document."""

    _package: Package
    _main: str
    _space: str
    _name: str
    _root: etree._Element
    _new: bool
    _next: int

    @classmethod
    def of(cls, package: Package, main: str, document: etree._Element) -> "Comments":
        """Return the comments of the document whose main part is ``main``."""
        space = etree.QName(document).namespace or ""
        name = package.related(main, "comments")
        root = package.xml(name) if name else etree.Element(f"{{{space}}}comments", nsmap={"w": space})
        used = [int(number) for part in (root, document) for number in _numbers(part)]
        return cls(package, main, space, name or _free(package, main), root, not name, max(used, default=-1) + 1)

    def add(self, paragraphs: Sequence[str]) -> str:
        """Add a comment; return its number."""
        number = str(self._next)
        self._next += 1
        entry = etree.SubElement(self._root, self._tag("comment"))
        for name, value in (("id", number), ("author", AUTHOR), ("initials", _INITIALS)):
            entry.set(self._tag(name), value)
        for index, text in enumerate(paragraphs):
            paragraph = etree.SubElement(entry, self._tag("p"))
            if not index:
                etree.SubElement(etree.SubElement(paragraph, self._tag("r")), self._tag("annotationRef"))
            words = etree.SubElement(etree.SubElement(paragraph, self._tag("r")), self._tag("t"))
            words.text = clean(text)
        return number

    def parts(self) -> dict[str, bytes]:
        """Return the members of the package that change besides the main part."""
        changed = {self._name: _serialized(self._root)}
        if self._new:
            changed[relations_of(self._main)] = self._relations()
            changed[_TYPES] = self._types()
        return changed

    def _relations(self) -> bytes:
        name = relations_of(self._main)
        empty = f'<Relationships xmlns="{_RELATIONS_SPACE}"/>'.encode()
        root = self._package.xml(name) if name in self._package else parse(empty, name)
        used = {entry.get("Id") for entry in root}
        number = next(number for number in range(1, len(used) + 2) if f"rId{number}" not in used)
        office = _STRICT_OFFICE if self._space == STRICT else _OFFICE
        folder = posixpath.dirname(self._main)
        target = posixpath.relpath(self._name, folder or ".")
        etree.SubElement(
            root, f"{{{_RELATIONS_SPACE}}}Relationship", Id=f"rId{number}", Type=f"{office}/comments", Target=target
        )
        return _serialized(root)

    def _types(self) -> bytes:
        root = self._package.xml(_TYPES)
        etree.SubElement(root, f"{{{_TYPES_SPACE}}}Override", PartName=f"/{self._name}", ContentType=_CONTENT_TYPE)
        return _serialized(root)

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"


def _numbers(root: etree._Element) -> list[str]:
    """Return the comment numbers that a part knows, those without a comment too."""
    found = [
        attribute(entry, "id")
        for name in ("comment", "commentRangeStart", "commentReference")
        for entry in named(root, name)
    ]
    return [number for number in found if number and number.isascii() and number.isdigit() and len(number) < 9]


def _free(package: Package, main: str) -> str:
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(package.names()) + 1))
    return next(name for name in names if name not in package)


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
