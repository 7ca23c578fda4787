"""The boxes in which comments are seen: a VML drawing beside the comments, without which Excel shows none."""

import re
from collections.abc import Callable, Iterator

import attrs
from lxml import etree

from ..widths import lines
from . import parts
from .grid import LAST_COLUMN, LAST_ROW, Grid
from .markup import OFFICE, WORKSHEET, main, place
from .package import NotEditableError, Package, parse

_VML, _OFFICE_VML, _EXCEL = (
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)
_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMESPACES = f'xmlns:v="{_VML}" xmlns:o="{_OFFICE_VML}" xmlns:x="{_EXCEL}"'
_EMPTY = f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
_BOX_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    f'<v:shape {_NAMESPACES} id="{{id}}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:{width}px;height:{height}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"> </div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BLOCK = 1024  # shape numbers come in blocks, each of one drawing
_WIDTH, _LINE, _PLACES = 300, 17, 46  # pixels across, pixels a line, Latin letters a line


@attrs.define
class NoteShapes:
    """The VML drawing of one worksheet: boxes of comments, and perhaps form controls that are not ours."""

    package: Package
    sheet: str
    grid: Grid
    readable: bool
    _part: str | None
    _root: etree._Element
    _boxes: dict[tuple[int, int], etree._Element] = attrs.field(init=False)
    _ids: Iterator[int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        shapes = self._root.findall(f"{{{_VML}}}shape")
        self._boxes = {place: shape for shape in shapes if (place := _place_of(shape))}
        self._ids = self._free_ids()
        if self._root.find("*[@id='_x0000_t202']") is None:
            self._root.append(parse(_BOX_TYPE.encode()))

    @classmethod
    def open(cls, package: Package, sheet: str, grid: Grid) -> "NoteShapes":
        """Return a worksheet's drawing, an empty one if it has none."""
        part = _part_of(package, sheet, grid)
        if part is None:
            return cls(package, sheet, grid, True, None, parse(_EMPTY.encode()))
        try:
            # Excel itself leaves <br> open in the captions of form controls.
            return cls(package, sheet, grid, True, part, parse(re.sub(rb"<br\s*>", b"<br/>", package[part])))
        except NotEditableError:
            return cls(package, sheet, grid, False, part, parse(_EMPTY.encode()))

    def erase(self, row: int, column: int) -> None:
        """Take away the box of a cell's comment."""
        box = self._boxes.pop((row, column), None)
        if box is not None:
            self._root.remove(box)

    def draw(self, row: int, column: int, text: str) -> None:
        """Draw the box of a cell's comment, large enough for ``text``, in place of one that is there."""
        old = self._boxes.get((row, column))
        id_ = f"_x0000_s{next(self._ids)}" if old is None else old.get("id", "")
        height = _height(text)
        anchor = ", ".join(map(str, self._anchor(row, column, height)))
        markup = _BOX.format(id=id_, width=_WIDTH, height=height, anchor=anchor, row=row - 1, column=column - 1)
        new = self._boxes[row, column] = parse(markup.encode())
        if old is None:
            self._root.append(new)
        else:
            self._root.replace(old, new)

    def save(self) -> bool:
        """Write the drawing back; return whether the sheet's own XML changed by it."""
        scaffold = {f"{{{_OFFICE_VML}}}shapelayout", f"{{{_VML}}}shapetype"}
        empty = all(entry.tag in scaffold for entry in self._root.iterchildren(etree.Element))
        if not self.readable or (empty and self._part is None):
            return False
        if empty:
            self._detach()
            return True
        attached = self._part is None
        self.package.set_xml(self._part or self._attach(), self._root, declaration=False)
        return attached

    def _attach(self) -> str:
        folder = self.sheet.split("/worksheets/")[0] if "/worksheets/" in self.sheet else "xl"
        part = self.package.free_name(folder + "/drawings/vmlDrawing{}.vml")
        self.package[part] = b""
        parts.declare(self.package, part, _TYPE)
        relation = parts.relate(self.package, self.sheet, "vmlDrawing", part)
        legacy = self.grid.root.find(main("legacyDrawing"))
        if legacy is None:
            legacy = etree.Element(main("legacyDrawing"), nsmap={"r": OFFICE})
            place(self.grid.root, legacy, WORKSHEET)
        legacy.set(f"{{{OFFICE}}}id", relation)
        return part

    def _detach(self) -> None:
        assert self._part is not None
        parts.drop(self.package, self.sheet, self._part)
        legacy = self.grid.root.find(main("legacyDrawing"))
        if legacy is not None:
            self.grid.root.remove(legacy)

    def _free_ids(self) -> Iterator[int]:
        """Yield numbers that no shape of this drawing has: of its own blocks, then of blocks no drawing has."""
        numbers = (re.fullmatch(r"_x0000_s(\d{1,9})", entry.get("id", "")) for entry in self._root.iter(etree.Element))
        used = {int(number[1]) for number in numbers if number}
        idmap = self._idmap()
        blocks = [int(block) for block in re.findall(r"\d{1,6}", idmap.get("data", ""))]
        while True:
            for block in blocks:
                yield from (n for n in range(block * _BLOCK + 1, (block + 1) * _BLOCK) if n not in used)
            blocks = [max([0, *_blocks_of(self.package), *blocks]) + 1]
            idmap.set("data", ",".join(filter(None, [idmap.get("data"), str(blocks[0])])))

    def _idmap(self) -> etree._Element:
        found = self._root.find(f"{{{_OFFICE_VML}}}shapelayout/{{{_OFFICE_VML}}}idmap")
        if found is None:
            layout = parse(_EMPTY.encode())[0]
            self._root.insert(0, layout)
            found = layout[0]
        return found

    def _anchor(self, row: int, column: int, height: int) -> tuple[int, ...]:
        """Return left column and pixels, top row and pixels, right column and pixels, bottom row and pixels."""
        top = max(row - 1, 1)
        left = column + 1 if column < LAST_COLUMN else column - 6
        right, across = _reach(self.grid.width, left, 12 + _WIDTH, LAST_COLUMN)
        bottom, down = _reach(self.grid.height, top, 4 + height, LAST_ROW)
        return left - 1, 12, top - 1, 4, right - 1, across, bottom - 1, down


def _part_of(package: Package, sheet: str, grid: Grid) -> str | None:
    legacy = grid.root.find(main("legacyDrawing"))
    if legacy is None:
        return None
    wanted = legacy.get(f"{{{OFFICE}}}id")
    found = (entry.target for entry in parts.relations(package, sheet) if entry.id == wanted)
    return next((target for target in found if target in package), None)


def _place_of(shape: etree._Element) -> tuple[int, int] | None:
    """Return row and column of the cell whose comment a shape shows, or None for other shapes."""
    data = shape.find(f"{{{_EXCEL}}}ClientData[@ObjectType='Note']")
    row, column = (
        (data.findtext(f"{{{_EXCEL}}}{name}", "") for name in ("Row", "Column")) if data is not None else ("", "")
    )
    if not (row.strip().isdecimal() and column.strip().isdecimal()):
        return None
    return int(row) + 1, int(column) + 1


def _blocks_of(package: Package) -> list[int]:
    drawings = [package[name] for name in package.names() if name.lower().endswith(".vml")]
    lists = [
        found for drawing in drawings for found in re.findall(rb"""idmap\b[^>]*\bdata=["']([\d, ]*)["']""", drawing)
    ]
    return [int(block) for found in lists for block in re.findall(rb"\d{1,6}", found)]


def _height(text: str) -> int:
    """Return the pixels that a text needs, up to the height of a screen."""
    return min(lines(text, _PLACES) * _LINE + 14, 700)


def _reach(size: Callable[[int], int], first: int, pixels: int, last: int) -> tuple[int, int]:
    """Return where one comes to from the start of ``first``: which row or column, and how far into it."""
    here = first
    while here < last and pixels > size(here):
        pixels -= size(here)
        here += 1
    return here, pixels
