"""Forms in Excel: what is to be filled in them, and the filled workbook, all else as it was."""

import copy
import re
from typing import Any

import attrs
from lxml import etree

from ..model.problems import Problem, ProblemsFound, error, warning
from ..report.document import Figure
from ..report.figures import number_text
from ..workbook.ooxml.grid import LAST_ROW
from ..workbook.ooxml.markup import WORKBOOK, child
from ..workbook.ooxml.package import Package
from ..workbook.ooxml.workbook import Workbook
from .budget import Budget
from .checking import Piece
from .figures import MARK, PLAIN, without_marks
from .formats import Formats
from .mistakes import MISTAKES, failed
from .moving import move_references
from .opening import Form
from .rows import COPY, FormRow, cells_of, form_rows
from .sandbox import FormEnvironment
from .shifting import Shift
from .strings import Strings, write_number, write_text

_CELL_CHARACTERS = 32_767
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_UNFILLED = re.compile(r"xl/(?:drawings|charts)/[^/]*\.xml", re.IGNORECASE)


@attrs.frozen
class FilledCell:
    """Where a figure stands in a filled workbook.

    Attributes:
        sheet: The sheet's name.
        cell: The cell's address.
        figure: As it was printed.
        number: What the cell holds, where that is a number; None where the figure stands in a text.
    """

    sheet: str
    cell: str
    figure: Figure
    number: str | None = None


def sheet_pieces(form: Form) -> tuple[list[Piece], list[Problem]]:
    """Return what is to be filled in, a piece a row, and what is wrong with loops or will not be filled."""
    _, rows, problems = _rows(form.package)
    problems += [
        warning("form-unfilled", "文本框、图表里写的 {{ }} 不会填。", "请写在单元格里。")
        for name in form.package.names()
        if _UNFILLED.fullmatch(name) and b"{{" in form.package[name]
    ][:1]
    return [row.piece for row in rows], problems


def fill_sheets(
    form: Form, context: dict[str, Any], environment: FormEnvironment, budget: Budget
) -> tuple[Package, list[FilledCell]]:
    """Return the filled workbook, and where its figures stand.

    Raises:
        ProblemsFound: An expression cannot be filled; its cell is named.
    """
    package = Package.read(form.data)
    workbook, rows, _ = _rows(package)
    formats = Formats(workbook)
    found: list[FilledCell] = []
    shifts: list[Shift] = []
    roots: dict[str, etree._Element] = {}
    copies: dict[etree._Element, tuple[int, int]] = {}
    for sheet in workbook.worksheets():
        own = [row for row in rows if row.sheet == sheet]
        if own:
            roots[sheet] = own[0].element.getroottree().getroot()
        filled = {row.number: _rendered(row, context, environment, form.file) for row in own}
        shift = Shift(sheet, {number: len(lines) for number, lines in filled.items() if len(lines) != 1})
        if shift and shift.last(LAST_ROW) > 2 * LAST_ROW:
            raise ProblemsFound(
                [error("form-too-large", "填出来的行太多。", "请缩小循环的范围。", sheet=sheet)], form.file
            )
        for row in own:
            for element, lines, number in _copies(row, filled[row.number], shift):
                copies[element] = (row.number, number - shift.first(row.number))
                found += _write(row, element, lines, number, budget, formats)
        shifts += [shift] if shift else []
    move_references(workbook, roots, shifts, copies)
    for sheet, part in workbook.worksheets().items():
        if sheet in roots:
            package.set_xml(part, roots[sheet])
    formats.save()
    child(workbook.root, "calcPr", WORKBOOK).set("fullCalcOnLoad", "1")
    workbook.save()
    return package, found


def _rows(package: Package) -> tuple[Workbook, list[FormRow], list[Problem]]:
    workbook = Workbook.open(package)
    strings = Strings.of(workbook)
    rows: list[FormRow] = []
    problems: list[Problem] = []
    for sheet, part in workbook.worksheets().items():
        here, wrong = form_rows(sheet, package.xml(part), strings)
        rows += here
        problems += wrong
    return workbook, rows, problems


def _rendered(row: FormRow, context: dict[str, Any], environment: FormEnvironment, file: str) -> list[list[str]]:
    """Return the filled texts of a row's cells, once for each copy; a list without anything leaves one blank row."""
    try:
        text = environment.from_string(row.piece.source).render(context)
    except MISTAKES as cause:
        problem = failed(cause, sheet=row.sheet, cell=row.addresses[0])
        raise ProblemsFound([problem], file) from cause
    if not row.loop:
        return [text.split("\n")]
    made = [copied.split("\n") for copied in text.split(COPY)[:-1]]
    return made or [[""] * len(row.cells)]


def _copies(row: FormRow, filled: list[list[str]], shift: Shift) -> list[tuple[etree._Element, list[str], int]]:
    """Return the copies of a row with their texts and numbers, each in its place below the one before."""
    elements = [row.element]
    pattern = copy.deepcopy(row.element)
    for _ in filled[1:]:
        made = copy.deepcopy(pattern)
        made.tail = None
        elements[-1].addnext(made)
        elements.append(made)
    first = shift.first(row.number)
    return [
        (element, lines, first + place) for place, (element, lines) in enumerate(zip(elements, filled, strict=True))
    ]


def _write(
    row: FormRow, element: etree._Element, texts: list[str], number: int, budget: Budget, formats: Formats
) -> list[FilledCell]:
    found = []
    elements = dict(cells_of(element))
    for (column, template), address, text in zip(row.cells.items(), row.addresses, texts, strict=True):
        cell = elements[column]
        marks = [*MARK.finditer(text)]
        plain = without_marks(text)
        if len(plain) > _CELL_CHARACTERS:
            message = f"这一格填出来有 {len(plain)} 字，Excel 一格最多 {_CELL_CHARACTERS} 字。"
            raise ProblemsFound([error("form-fault", message, "请少填一些。", sheet=row.sheet, cell=address)])
        alone = marks[0] if len(marks) == 1 and marks[0].group() == text else None
        amount = _written(cell, alone, budget, formats) if alone else None
        if amount is not None:
            write_number(cell, amount)
        else:
            write_text(cell, plain, template.string)
        here = f"{address.rstrip('0123456789')}{number}"
        ordinals = [int(mark[1]) for mark in marks if int(mark[1]) != PLAIN]
        found += [FilledCell(row.sheet, here, budget.figures[ordinal - 1], amount) for ordinal in ordinals]
    return found


def _written(cell: etree._Element, mark: re.Match[str], budget: Budget, formats: Formats) -> str | None:
    """Return what a cell holds whose only content is a number; None for what is to be read, such as 1.2万."""
    if int(mark[1]) == PLAIN:
        return mark[2] if _NUMBER.fullmatch(mark[2]) else None
    figure = budget.figures[int(mark[1]) - 1]
    if mark[2] != number_text(figure.amount, approx=figure.approx):
        return None
    if figure.approx:
        formats.show_about(cell)
    return number_text(formats.amount(cell, figure))
