"""The pictures of a workbook: those in cells (WPS, Excel) by what the cell holds, and those that float over cells."""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs
from lxml import etree

from ...model.problems import ProblemsFound
from .markup import Damaged, name_of, tree
from .package import Package
from .parts import contents, main_part, relationships

_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_MOST: Final = 2000


@attrs.frozen
class Floating:
    """A picture that floats over a sheet.

    Attributes:
        sheet: The sheet's name.
        row: Where its upper left corner stands, from 1; 0 where it is bound to no cell.
        first: The column of that corner, from 1.
        last: The column of its lower right corner.
        part: The picture's part.
    """

    sheet: str
    row: int
    first: int
    last: int
    part: str


class WorkbookPictures:
    """What pictures an .xlsx file holds; parts that are damaged hold none."""

    def __init__(self, data: bytes) -> None:
        """Open a workbook that has been read already.

        Raises:
            ProblemsFound: It is none.
        """
        self._package = Package(data)
        self._workbook = main_part(self._package)
        self._related = relationships(self._package, self._workbook)
        self._by_identifier = self._cell_images()

    def in_cell(self, held: str) -> str | None:
        """Return the part of the picture that a cell of type ``picture`` holds; None where it is not in the file."""
        part = self._by_identifier.get(held, held.lower())
        return part if part in self._package else None

    def floating(self) -> Iterator[Floating]:
        """Yield the pictures that float over sheets."""
        for entry in contents(self._package, self._workbook).sheets:
            sheet = self._related.get(entry.relationship)
            if sheet is None or sheet.external:
                continue
            for drawing in self._targets(sheet.target, "drawing"):
                yield from self._anchored(entry.name, drawing)

    def content(self, part: str) -> bytes:
        """Return the bytes of a picture; raises ProblemsFound where they are damaged."""
        return b"".join(self._package.chunks(part))

    def _cell_images(self) -> Mapping[str, str]:
        """Return the parts of WPS's pictures in cells by their identifiers (``ID_…``)."""
        found: dict[str, str] = {}
        for relationship in self._related.values():
            if relationship.type == "cellImage" and relationship.target in self._package:
                for picture, part in self._pictures(relationship.target):
                    names = (node.get("name", "") for node in picture.iter("{*}cNvPr"))
                    found.setdefault(next(names, ""), part)
        return found

    def _anchored(self, sheet: str, drawing: str) -> Iterator[Floating]:
        for picture, part in self._pictures(drawing):
            anchor = next((one for one in picture.iterancestors() if name_of(one).endswith("Anchor")), None)
            corner = None if anchor is None else anchor.find("{*}from")
            if anchor is None or corner is None:
                yield Floating(sheet, 0, 0, 0, part)
                continue
            row, first = _number(corner, "row"), _number(corner, "col")
            opposite = anchor.find("{*}to")
            last = first if opposite is None else _number(opposite, "col")
            yield Floating(sheet, row, first, max(first, last), part)

    def _pictures(self, part: str) -> Iterator[tuple[etree._Element, str]]:
        """Yield the elements of pictures in a part, each with the part of its bytes."""
        try:
            related = relationships(self._package, part) if self._has_relations(part) else {}
            root = tree(self._package.read(part))
        except (Damaged, ProblemsFound):
            return
        for count, picture in enumerate(root.iter("{*}pic")):
            if count >= _MOST:
                return
            names = (blip.get(_EMBED, "") for blip in picture.iter("{*}blip"))
            relationship = related.get(next(names, ""))
            if relationship and not relationship.external and relationship.target in self._package:
                yield picture, relationship.target

    def _targets(self, part: str, kind: str) -> list[str]:
        if not self._has_relations(part):
            return []
        try:
            related = relationships(self._package, part).values()
        except ProblemsFound:
            return []
        return [one.target for one in related if one.type == kind and one.target in self._package]

    def _has_relations(self, part: str) -> bool:
        folder, _, name = part.rpartition("/")
        return f"{folder}/_rels/{name}.rels" in self._package


def _number(corner: etree._Element, name: str) -> int:
    """Return a row or column of a corner, from 1; 0 where it is no number."""
    text = corner.findtext(f"{{*}}{name}") or ""
    return int(text) + 1 if text.isascii() and text.isdecimal() and len(text) < 8 else 0
