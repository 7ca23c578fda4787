"""A filled workbook put in order: rows and all that refers to them at their new places, no outdated results."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree
from openpyxl.formula.translate import Translator

from ..workbook.book import column_letter
from ..workbook.ooxml import parts
from ..workbook.ooxml.grid import position
from ..workbook.ooxml.markup import main
from ..workbook.ooxml.workbook import Workbook
from .rows import cells_of
from .shifting import Shift

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_CHART_SPACE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHART = re.compile(r"xl/charts/chart[^/]*\.xml", re.IGNORECASE)
#: Where later versions of Excel keep rules: ranges and formulas as elements of their own.
_LATER = "{http://schemas.microsoft.com/office/excel/2006/main}"
#: Attributes that hold ranges of their own sheet.
_RANGES = (("mergeCell", "ref"), ("conditionalFormatting", "sqref"), ("dataValidation", "sqref"), ("autoFilter", "ref"),
           ("hyperlink", "ref"), ("protectedRange", "sqref"), ("ignoredError", "sqref"), ("sortState", "ref"),
           ("dimension", "ref"))  # fmt: skip
_FORMULAS = ("formula", "formula1", "formula2")
_VML_ROW = re.compile(rb"(<x:Row>)([0-9]+)(</x:Row>)")

Copies = Mapping[etree._Element, tuple[int, int]]  # noqa: SLF001  lxml's own name for it


def move_references(
    workbook: Workbook, roots: dict[str, etree._Element], shifts: Sequence[Shift], copies: Copies
) -> None:
    """Move what stands below repeated rows, and take out the results of formulas, which are no longer true.

    Args:
        workbook: The workbook.
        roots: The markup of the sheets that were filled; those that change for another reason are added.
        shifts: What was repeated, a sheet each.
        copies: Which row of the form, and which copy of it, an element of a filled row is.
    """
    for sheet, part in workbook.worksheets().items():
        root = roots[sheet] if sheet in roots else workbook.package.xml(part)
        if root.find(f".//{main('f')}") is not None or shifts:
            roots[sheet] = root
        own = next((shift for shift in shifts if shift.sheet == sheet), None)
        if shifts:
            _unshare(root)
        for formula in root.iter(main("f")):
            _forget_result(formula)
            for shift in shifts:
                row, copy = copies.get(_row_of(formula), (0, 0)) if shift.sheet == sheet else (0, 0)
                formula.text = shift.formula(formula.text or "", sheet, row, copy)
            if own and formula.get("ref"):
                formula.set("ref", own.area(formula.get("ref", "")))
        for node in root.iter(*map(main, _FORMULAS), f"{_LATER}f"):
            for shift in shifts:
                node.text = shift.formula(node.text or "", sheet)
        if own:
            _renumber(root, own, copies)
            _move_ranges(root, own)
            _move_beside(workbook, part, own)
    if shifts:
        _move_charts(workbook, shifts)
    _move_names(workbook, shifts)
    _drop_chain(workbook)


def _row_of(formula: etree._Element) -> etree._Element:
    cell = formula.getparent()
    row = cell.getparent() if cell is not None else None
    assert row is not None, "a formula stands in a cell of a row"
    return row


def _forget_result(formula: etree._Element) -> None:
    cell = formula.getparent()
    assert cell is not None, "a formula stands in a cell"
    for value in cell.findall(main("v")):
        cell.remove(value)
    cell.attrib.pop("t", "")


def _unshare(root: etree._Element) -> None:
    """Write out formulas that are shared, as what they share no longer holds once rows move."""
    masters: dict[str, tuple[str, str]] = {}
    for formula in root.iter(main("f")):
        if formula.get("t") != "shared":
            continue
        cell = formula.getparent()
        here = cell.get("r", "A1") if cell is not None else "A1"
        if formula.text:
            masters[formula.get("si", "")] = here, formula.text
        elif formula.get("si", "") in masters:
            origin, text = masters[formula.get("si", "")]
            formula.text = Translator(f"={text}", origin=origin).translate_formula(here).removeprefix("=")
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, "")


def _renumber(root: etree._Element, shift: Shift, copies: Copies) -> None:
    number = 0
    for row in root.iterfind(f"{main('sheetData')}/{main('row')}"):
        if row in copies:
            origin, copy = copies[row]
            now = shift.first(origin) + copy
            number = origin
        else:
            number = int(row.get("r", number + 1))
            now = shift.first(number)
        row.set("r", str(now))
        for column, cell in cells_of(row):
            place = cell.get("r")
            letters = place.rstrip("0123456789") if place else column_letter(column)
            cell.set("r", f"{letters}{now}")


def _move_ranges(root: etree._Element, shift: Shift) -> None:
    for name, attribute in _RANGES:
        for node in [*root.iter(main(name))]:
            if not node.get(attribute):
                continue
            if name == "mergeCell" and (row := _only_row(node.get(attribute, ""))) in shift.repeated:
                _repeat_merge(node, shift, row)
            else:
                node.set(attribute, shift.areas(node.get(attribute, "")))
    for merged in root.iterfind(main("mergeCells")):
        merged.set("count", str(len(merged)))
    for node in root.iter(f"{_LATER}sqref"):
        node.text = shift.areas(node.text or "")
    for mark in root.iterfind(f"{main('rowBreaks')}/{main('brk')}"):
        mark.set("id", str(shift.last(int(mark.get("id", "1")))))


def _only_row(area: str) -> int:
    """Return the row of a range that lies in one row; 0 for any other."""
    start, _, end = area.partition(":")
    first, last = position(start), position(end or start)
    return first[0] if first and last and first[0] == last[0] else 0


def _repeat_merge(node: etree._Element, shift: Shift, row: int) -> None:
    start, _, end = node.get("ref", "").partition(":")
    for number in range(shift.first(row), shift.last(row) + 1):
        ref = f"{start.rstrip('0123456789')}{number}:{end.rstrip('0123456789')}{number}"
        if number == shift.first(row):
            node.set("ref", ref)
            last = node
        else:
            made = etree.Element(node.tag, ref=ref)
            last.addnext(made)
            last = made


def _move_beside(workbook: Workbook, part: str, shift: Shift) -> None:
    """Move pictures, text boxes, notes and tables of a sheet."""
    package = workbook.package
    for relation in parts.relations(package, part):
        if relation.target not in package:
            continue
        if relation.kind == "drawing":
            root = package.xml(relation.target)
            for node in root.iter(f"{_DRAWING}row"):
                node.text = str(shift.first(int(node.text or "0") + 1) - 1)
            package.set_xml(relation.target, root)
        elif relation.kind in ("comments", "table"):
            root = package.xml(relation.target)
            for node in [root, *root.iter(main("comment"), main("autoFilter"))]:
                if node.get("ref"):
                    node.set("ref", shift.area(node.get("ref", "")))
            package.set_xml(relation.target, root)
        elif relation.kind == "vmlDrawing":
            package[relation.target] = _VML_ROW.sub(
                lambda match: b"%s%d%s" % (match[1], shift.first(int(match[2]) + 1) - 1, match[3]),
                package[relation.target],
            )


def _move_charts(workbook: Workbook, shifts: Sequence[Shift]) -> None:
    """Let charts show the rows where they are now."""
    for name in workbook.package.names():
        if _CHART.fullmatch(name):
            root = workbook.package.xml(name)
            for node in root.iter(f"{_CHART_SPACE}f"):
                for shift in shifts:
                    node.text = shift.formula(node.text or "", "")
            workbook.package.set_xml(name, root)


def _move_names(workbook: Workbook, shifts: Sequence[Shift]) -> None:
    for entry in workbook.root.iterfind(f"{main('definedNames')}/{main('definedName')}"):
        for shift in shifts:
            entry.text = shift.formula(entry.text or "", "")


def _drop_chain(workbook: Workbook) -> None:
    """Take out the order of reckoning, which programs make anew."""
    chain = parts.related(workbook.package, workbook.part, "calcChain")
    if chain is not None:
        parts.drop(workbook.package, workbook.part, chain)
