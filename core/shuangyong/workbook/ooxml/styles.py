"""The style sheet: cell formats that differ from existing ones in nothing but their fill."""

import copy
from collections.abc import Callable
from typing import Any

import attrs
from lxml import etree

from . import parts
from .markup import MAIN, STYLES, child, element, shape, whole
from .package import parse
from .workbook import Workbook

#: What Excel takes for granted; fills 0 and 1 are drawn as none and grey, whatever the file says.
_DEFAULTS = {
    "fonts": '<font><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "cellStyles": '<cellStyle name="Normal" xfId="0" builtinId="0"/>',
}


@attrs.define
class Styles:
    """The style sheet of a workbook; ``root`` is its XML, written back by ``save``."""

    workbook: Workbook
    part: str
    root: etree._Element
    _known: dict[str, dict[Any, int]] = attrs.field(factory=dict)

    @classmethod
    def open(cls, workbook: Workbook) -> "Styles":
        """Return a workbook's styles, completed with what Excel takes for granted where it is missing."""
        part = parts.related(workbook.package, workbook.part, "styles")
        if part is None:
            part = workbook.add_styles()
            root = parse(f'<styleSheet xmlns="{MAIN}"/>'.encode())
        else:
            root = workbook.package.xml(part)
        styles = cls(workbook, part, root)
        for name, defaults in _DEFAULTS.items():
            there = styles._collection(name)
            there.extend(list(element(f"<{name}>{defaults}</{name}>"))[len(there) :])
        return styles

    def save(self) -> None:
        """Write the style sheet back."""
        for name in _DEFAULTS:
            collection = self._collection(name)
            collection.set("count", str(len(collection)))
        self.workbook.package.set_xml(self.part, self.root)

    def add(self, collection: str, entry: etree._Element) -> int:
        """Return the index of ``entry`` in ``fills``, ``fonts``, ``borders`` or ``cellXfs``; it is added if new."""
        entries = self._collection(collection)
        if collection not in self._known:
            self._known[collection] = {}
            for index, existing in enumerate(entries):
                self._known[collection].setdefault(shape(existing), index)
        index = self._known[collection].setdefault(shape(entry), len(entries))
        if index == len(entries):
            entries.append(copy.deepcopy(entry))
        return index

    def fill(self, style: int) -> etree._Element | None:
        """Return the fill of a cell format, or None if it has none."""
        fills = self._collection("fills")
        index = whole(self._format(style).get("fillId"))
        fill = fills[index] if 0 < index < len(fills) else None
        patterns = fill.findall("{*}patternFill") if fill is not None else ()
        return None if any(pattern.get("patternType", "none") == "none" for pattern in patterns) else fill

    def fills(self) -> list[etree._Element]:
        """Return all fills."""
        return list(self._collection("fills"))

    def with_fill(self, style: int, fill: etree._Element | None) -> int:
        """Return the cell format that is ``style`` in all but its fill."""
        format_ = copy.deepcopy(self._format(style))
        index = 0 if fill is None else self.add("fills", fill)
        format_.set("fillId", str(index))
        if index:
            format_.set("applyFill", "1")
        elif "applyFill" in format_.attrib:  # no fill, as it was before anybody applied one
            del format_.attrib["applyFill"]
        return self.add("cellXfs", format_)

    def where(self, wanted: Callable[[etree._Element | None], bool]) -> list[int]:
        """Return the cell formats whose fill is ``wanted``."""
        return [style for style in range(len(self._collection("cellXfs"))) if wanted(self.fill(style))]

    def _format(self, style: int) -> etree._Element:
        formats = self._collection("cellXfs")
        return formats[style if style < len(formats) else 0]

    def _collection(self, name: str) -> etree._Element:
        return child(self.root, name, STYLES)


def solid(colour: str) -> etree._Element:
    """Return a fill of one colour, given as six hexadecimal digits."""
    pattern = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'
    return element(f"<fill>{pattern}</fill>")
