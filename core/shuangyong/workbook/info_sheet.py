"""The first sheet: how to fill the ledger, the unit's data, and the index of sheets with what is declared of each."""

import itertools
from collections.abc import Collection, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ..model.kinds import Kind
from ..model.ledgers import Declaration, Ledger
from . import guidance, styles
from .declarations import SCOPES, STATUSES
from .dictionary import Lists
from .filling import cell_at, write_text, write_value
from .layout import DECLARED, INFO, unit_fields
from .printing import set_up_page
from .validation import drop_down, validation
from .widths import lines

_COLOUR = "C00000"
_WIDTHS = {"A": 26, "B": 32, "C": 34, "D": 12, "E": 78}
_UNIT_ROW = 3
_BLANK = PatternFill("solid", bgColor="FFE699")


def write_info_sheet(
    book: Workbook, ledger: Ledger, kinds: Sequence[Kind], shown: Collection[Kind], lists: Lists
) -> None:
    """Fill the first sheet; every one of ``kinds`` is declared, those ``shown`` have a sheet to go to."""
    sheet = book.create_sheet(INFO, 0)
    sheet.sheet_properties.tabColor = _COLOUR
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    title = cell_at(sheet, 1, 1)
    write_text(title, f"双拥工作台账（{ledger.year}年度）")
    styles.title(title, _COLOUR, size=18)
    sheet.row_dimensions[1].height = 32
    _write_unit(sheet, ledger)
    _write_steps(sheet)
    head = _UNIT_ROW + len(unit_fields()) + 2
    _write_heads(sheet, head)
    for row, kind in enumerate(kinds, start=head + 1):
        _write_declaration(sheet, row, kind, ledger.declared(kind), shown)
    last = head + len(kinds)
    sheet.add_data_validation(drop_down(lists[STATUSES], f"B{head + 1}:B{last}"))
    sheet.add_data_validation(drop_down(lists[SCOPES], f"C{head + 1}:C{last}"))
    blank = Rule(type="expression", formula=[f"LEN(B{head + 1})=0"], dxf=DifferentialStyle(fill=_BLANK))
    sheet.conditional_formatting.add(f"B{head + 1}:B{last}", blank)
    sheet.print_title_rows = f"{head}:{head}"
    set_up_page(sheet)


def _write_unit(sheet: Worksheet, ledger: Ledger) -> None:
    _section(sheet, _UNIT_ROW - 1, 1, "一、填写单位信息")
    for row, field in enumerate(unit_fields(), start=_UNIT_ROW):
        label, value, hint = (cell_at(sheet, row, column) for column in (1, 2, 3))
        write_text(label, field.label)
        styles.label(label, styles.colour_of(field, "000000"))
        styles.body(value, field)
        styles.to_fill(value, left=True)
        write_value(value, getattr(ledger.unit, field.id), field)
        write_text(hint, guidance.hint(field))
        styles.aside(hint, colour=styles.colour_of(field, styles.ASIDE))
        sheet.add_data_validation(validation(field, None, value.coordinate))


def _write_steps(sheet: Worksheet) -> None:
    """Write how to fill the ledger beside the unit data, and make each row high enough for both."""
    _section(sheet, _UNIT_ROW - 1, 5, "填表说明")
    assert len(guidance.STEPS) <= len(unit_fields()), "the table of declarations begins below"
    both = itertools.zip_longest(guidance.STEPS, unit_fields())
    for row, (step, field) in enumerate(both, start=_UNIT_ROW):
        cell = cell_at(sheet, row, 5)
        write_text(cell, step or "")
        styles.aside(cell, size=11, colour="000000")
        needed = max(lines(step or "", _WIDTHS["E"]), lines(guidance.hint(field), _WIDTHS["C"]))
        sheet.row_dimensions[row].height = max(26, 15 * needed)


def _write_heads(sheet: Worksheet, row: int) -> None:
    _section(sheet, row - 1, 1, "二、填写各张台账，再逐项选填报情况")
    for column, text in enumerate((*DECLARED, "方面", "怎么填"), start=1):
        head = cell_at(sheet, row, column)
        write_text(head, text)
        styles.header(head, _COLOUR)
    sheet.row_dimensions[row].height = 20


def _write_declaration(
    sheet: Worksheet, row: int, kind: Kind, declaration: Declaration, shown: Collection[Kind]
) -> None:
    assert kind.pillar is not None
    status, about = declaration.status or "", guidance.about(kind, [*shown])
    if kind not in shown:
        status, about = "不适用", "本单位没有这项工作，所以没有这张表。"
    texts = (kind.label, status, declaration.scope, kind.pillar.label, about)
    cells = [cell_at(sheet, row, column) for column in range(1, len(texts) + 1)]
    for cell, text in zip(cells, texts, strict=True):
        if text:
            write_text(cell, text)
        styles.aside(cell, size=11, colour="000000")
        styles.grid(cell)
    name, *to_choose, pillar, remark = cells
    for cell in to_choose:
        styles.to_fill(cell)
    styles.title(pillar, kind.pillar.colour, size=11)
    styles.aside(remark, size=9)
    styles.grid(remark)
    styles.grid(pillar)
    if kind in shown:
        name.hyperlink = Hyperlink(
            ref=name.coordinate, location=f"{quote_sheetname(kind.label)}!A1", tooltip="打开这张表"
        )
        styles.link(name)
    sheet.row_dimensions[row].height = 12 * lines(about, _WIDTHS["E"] * 11 / 9) + 8


def _section(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = cell_at(sheet, row, column)
    write_text(cell, text)
    styles.title(cell, _COLOUR, size=13)
    sheet.row_dimensions[row].height = 24
