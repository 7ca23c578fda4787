"""The text of a Word document as its reader sees it when all revisions are accepted.

python-docx's ``paragraph.text`` leaves out tracked insertions, content controls, text boxes and list numbers.
"""

from collections.abc import Iterator

import attrs
from lxml import etree

from ...model.problems import Problem, warning
from .docx_markup import attribute, child, name_of, named, switched_on
from .docx_numbers import Numbers
from .docx_styles import Styles, heading, numbering_of, outline_level
from .lines import Line, Strand, laid_out, strands_of, trimmed
from .package import Package
from .sources import PARAGRAPHS, SEND_AGAIN, refused, too_many

_HEADING_CHARACTERS = 80  # whoever sets a whole paragraph as a heading means its look
_TRANSPARENT = {
    "ins",
    "moveTo",
    "smartTag",
    "customXml",
    "sdtContent",
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
    "rubyBase",
}
_SHOWN = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_BREAKS = {"br", "cr"}
_BOXES = {"F06F": "□", "F0A8": "□", "F071": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√"}  # of Wingdings


@attrs.frozen
class Document:
    """A Word document taken apart.

    Attributes:
        part: The name of its main part.
        root: That part's tree, of which the lines' elements are nodes.
        lines: All its lines in order, blank ones too.
    """

    package: Package
    part: str
    root: etree._Element
    lines: tuple[Line, ...]
    notes: tuple[Problem, ...]


def read(data: bytes) -> Document:
    """Take a Word document apart.

    Raises:
        ProblemsFound: It is damaged, has a password, is too large, or holds forbidden markup.
    """
    package = Package.of(data)
    part = package.related("", "officeDocument") or "word/document.xml"
    if part not in package:
        raise refused("damaged-file", "文件已损坏或不完整：里面没有正文（word/document.xml）。", SEND_AGAIN)
    root = package.xml(part)
    body = child(root, "body")
    if body is None:
        raise refused("damaged-file", "文件已损坏或不完整：里面没有正文（w:body）。", SEND_AGAIN)
    reader = _Reader(Styles.of(_beside(package, part, "styles")), Numbers.of(_beside(package, part, "numbering")))
    lines = [*reader.container(body)]
    for kind, label in (("footnote", "脚注"), ("endnote", "尾注")):
        lines += reader.notes(_beside(package, part, f"{kind}s"), kind, label)
    return Document(package, part, root, tuple(lines), tuple(_notes(body)))


def _beside(package: Package, part: str, kind: str) -> etree._Element | None:
    name = package.related(part, kind)
    return package.xml(name) if name else None


def _notes(body: etree._Element) -> Iterator[Problem]:
    if any(next(named(body, name), None) is not None for name in ("ins", "del", "moveFrom", "moveTo")):
        yield warning(
            "tracked-changes",
            "文中有还没有接受的修订：新增的文字算在内，删去的不算。",
            "定稿前请在“审阅”里接受或拒绝全部修订。",
        )
    if next(named(body, "altChunk"), None) is not None:
        yield warning("foreign-part", "文中嵌有另一份文档，没有读它。", "请在 Word 里打开后另存一次，再读新存的文件。")


@attrs.define
class _Reader:
    styles: Styles
    numbers: Numbers
    _paragraphs: int = 0
    _tables: int = 0
    _carried: list[Strand] = attrs.field(factory=list)  # of a paragraph whose end was deleted

    def container(self, parent: etree._Element) -> Iterator[Line]:
        """Yield the lines of a body, a cell, a text box or a note."""
        for entry in parent:
            match name_of(entry):
                case "p":
                    yield from self._paragraph(entry)
                case "tbl":
                    yield from self._table(entry)
                case "sdt":
                    yield from () if _is_contents(entry) else self.container(entry)
                case "mc:AlternateContent":
                    yield from self.container(_choice(entry))
                case name if name in _TRANSPARENT:
                    yield from self.container(entry)

    def notes(self, root: etree._Element | None, kind: str, label: str) -> Iterator[Line]:
        """Yield the foot- or endnotes; separators are none."""
        entries = (
            [] if root is None else [one for one in named(root, kind) if attribute(one, "type") in {None, "normal"}]
        )
        for number, entry in enumerate(entries, 1):
            for line in self.container(entry):
                yield attrs.evolve(line, place=f"{label}{number}")

    def _paragraph(self, entry: etree._Element) -> Iterator[Line]:
        self._paragraphs += 1
        if self._paragraphs > PARAGRAPHS:
            raise too_many("段")
        place = f"第{self._paragraphs}段"
        properties = child(entry, "pPr")
        style = self.styles[attribute(child(properties, "pStyle"), "val")]
        boxes: list[etree._Element] = []
        rows = _broken([*self._carried, *self._inline(entry, boxes)])
        self._carried = []
        if _mark_deleted(properties):
            self._carried = [strand for row in rows for strand in row]
            rows = []
        own = outline_level(properties)
        level = heading(style.level if own is None else own)
        prefix = self._number(properties, style.identifier)
        shown = [row for row in map(trimmed, rows) if row]
        if shown and prefix:
            shown[0] = (Strand(prefix), *shown[0])
        for strands in () if style.contents else shown:
            line = Line(strands=strands, place=place)
            short = level is not None and len(line.text) <= _HEADING_CHARACTERS
            yield attrs.evolve(line, form="heading", level=level) if short else line
        for box in boxes:
            yield from self.container(box)

    def _number(self, properties: etree._Element | None, identifier: str) -> str:
        style = self.styles[identifier]
        number, index = numbering_of(properties) or (style.number, style.index)
        number = number or style.number
        if number in {None, "0"}:
            return ""
        assert number is not None
        if index is None:
            index = style.index if style.index is not None else self.numbers.level_of_style(number, style.identifier)
        return self.numbers.next(number, index or 0)

    def _inline(self, parent: etree._Element, boxes: list[etree._Element]) -> Iterator[Strand | None]:
        """Yield what a paragraph shows; None where a line is broken. Its text boxes are added to ``boxes``."""
        for entry in parent:
            name = name_of(entry)
            if name == "r":
                if not switched_on(child(entry, "rPr", "vanish")):
                    yield from self._run(entry, boxes)
            elif name == "mc:AlternateContent":
                yield from self._inline(_choice(entry), boxes)
            elif name in {"sdt", "ruby"} or name in _TRANSPARENT:
                yield from self._inline(entry, boxes)
            elif name.startswith("m:"):
                for text in entry.iter("{*}t"):
                    yield from strands_of(text.text or "")

    def _run(self, run: etree._Element, boxes: list[etree._Element]) -> Iterator[Strand | None]:
        for entry in run:
            name = name_of(entry)
            if name == "t":
                yield from strands_of(entry.text or "", entry)
            elif name in _SHOWN:
                yield Strand(_SHOWN[name])
            elif name in _BREAKS:
                yield None
            elif name == "sym":
                yield Strand(_BOXES.get((attribute(entry, "char") or "").upper(), ""))
            elif name == "ruby":
                yield from self._inline(entry, boxes)
            elif name == "mc:AlternateContent":
                yield from self._run(_choice(entry), boxes)
            elif name in {"drawing", "pict", "object"}:
                boxes += _text_boxes(entry)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        self._tables += 1
        number = self._tables
        for row, entry in enumerate(_inside(table, "tr"), 1):
            if child(entry, "trPr", "del") is None:
                yield from laid_out([*self._cells(entry)], number, row)

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, list[Line]]]:
        column = 1 + _whole(child(row, "trPr", "gridBefore"), 0)
        for cell in _inside(row, "tc"):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            hidden = merge is not None and attribute(merge, "val") != "restart"
            yield column, [] if hidden else [*self.container(cell)]
            column += _whole(child(properties, "gridSpan"), 1)


def _broken(strands: list[Strand | None]) -> list[list[Strand]]:
    rows: list[list[Strand]] = [[]]
    for strand in strands:
        if strand is None:
            rows.append([])
        else:
            rows[-1].append(strand)
    return rows


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows of a table or cells of a row, those in content controls and insertions too."""
    for entry in parent:
        here = name_of(entry)
        if here == name:
            yield entry
        elif here == "sdt" or here in _TRANSPARENT:
            yield from _inside(entry, name)


def _choice(entry: etree._Element) -> etree._Element:
    """Return the first alternative that the sender's program wrote; the others say the same for older programs."""
    return next((one for one in entry if name_of(one) == "mc:Choice"), entry[0] if len(entry) else entry)


def _text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    for entry in drawing:
        name = name_of(entry)
        if name == "txbxContent":
            yield entry
        elif name == "mc:AlternateContent":
            yield from _text_boxes(_choice(entry))
        else:
            yield from _text_boxes(entry)


def _is_contents(control: etree._Element) -> bool:
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"


def _mark_deleted(properties: etree._Element | None) -> bool:
    mark = child(properties, "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _whole(entry: etree._Element | None, default: int) -> int:
    text = attribute(entry, "val") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else default
