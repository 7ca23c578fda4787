"""The texts of a worksheet's cells, and how a filled one is written back in its own format."""

import copy
from collections.abc import Sequence

import attrs
from lxml import etree

from ..workbook.ooxml import parts
from ..workbook.ooxml.markup import main, preserve, whole
from ..workbook.ooxml.workbook import Workbook
from .tags import is_closed, is_template, mapped, straight

#: Parts the runs of a rich text while it is filled; a line end inside a cell while its row is one template.
RUN, LINE = "\x1d", "\x0b"


@attrs.frozen
class CellText:
    """A cell's text as a template, and the string element that its format is in."""

    source: str
    string: etree._Element


@attrs.frozen
class Strings:
    """The strings that cells share."""

    items: Sequence[etree._Element]

    @classmethod
    def of(cls, workbook: Workbook) -> "Strings":
        """Return a workbook's shared strings."""
        part = parts.related(workbook.package, workbook.part, "sharedStrings")
        return cls([*workbook.package.xml(part).iterchildren(main("si"))] if part else [])

    def text(self, cell: etree._Element) -> CellText | None:
        """Return the text of a cell that has something to fill in; None for any other."""
        if cell.find(main("f")) is not None:
            return None
        string = self._string(cell)
        if string is None:
            return None
        runs = [_text(run) for run in string.iterchildren(main("r"))]
        text = RUN.join(runs) if runs else _text(string)
        if not is_template(text):
            return None
        if runs and not all(map(is_closed, runs)):
            text = "".join(runs)  # an expression that goes on in another format
        return CellText(mapped(text.replace("\r", "").replace("\n", LINE), straight), string)

    def _string(self, cell: etree._Element) -> etree._Element | None:
        match cell.get("t"):
            case "s":
                value = cell.find(main("v"))
                index = whole((value.text or "").strip() if value is not None else None)
                return self.items[index] if index < len(self.items) else None
            case "inlineStr":
                return cell.find(main("is"))
        return None


def write_text(cell: etree._Element, text: str, string: etree._Element) -> None:
    """Write a filled text into a cell, in the format of the string that it was filled in."""
    clear(cell)
    if not text.replace(RUN, ""):
        return
    cell.set("t", "inlineStr")
    made = etree.SubElement(cell, main("is"))
    runs = [*string.iterchildren(main("r"))]
    pieces = text.replace(LINE, "\n").split(RUN)
    if not runs:
        preserve(etree.SubElement(made, main("t")), "".join(pieces))
        return
    for run, piece in zip(runs, pieces, strict=False):
        if piece:
            new = etree.SubElement(made, main("r"))
            if (look := run.find(main("rPr"))) is not None:
                new.append(copy.deepcopy(look))
            preserve(etree.SubElement(new, main("t")), piece)


def write_number(cell: etree._Element, number: str) -> None:
    """Write a number into a cell."""
    clear(cell)
    etree.SubElement(cell, main("v")).text = number


def clear(cell: etree._Element) -> None:
    """Take out what a cell holds; its format stays."""
    cell.attrib.pop("t", "")
    for child in [*cell]:
        cell.remove(child)


def _text(string: etree._Element) -> str:
    """Return a string's own text, without its phonetic reading."""
    return "".join(node.text or "" for node in string.iterchildren(main("t")))
