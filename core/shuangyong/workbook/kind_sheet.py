"""A kind's sheet: title, what it records, a hint above each column, its head, and the rows."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Row
from . import guidance, styles
from .dictionary import Lists
from .filling import cell_at, write_text, write_value
from .headers import UNVERIFIED
from .layout import ABOUT_ROW, BACK, FIRST_ROW, HEADER_ROW, HINT_ROW, INFO, TITLE_ROW
from .printing import set_up_page
from .validation import validation
from .widths import lines, places

#: Down to where drop-downs and prompts reach.
LAST_ROW = 2000

#: Places that a sheet takes at least, so that a few columns do not look lost.
_NARROWEST = 130
#: Places that the columns kept in view may take.
_FROZEN = 60
_SHORT_HEAD = 13
_HINT_LINE, _HEADER_LINE, _LINE = 12, 15, 15


def column_letters(kind: Kind) -> dict[str, str]:
    """Return the letter of each field's column."""
    return {field.id: get_column_letter(number) for number, field in enumerate(kind.columns, start=1)}


def write_kind_sheet(book: Workbook, kind: Kind, shown: Sequence[Kind], rows: Sequence[Row], lists: Lists) -> None:
    """Add the sheet of a kind with its rows; ``shown`` are the kinds that the ledger has sheets for."""
    assert kind.pillar is not None, "only the abstract root has none"
    sheet = book.create_sheet(kind.label)
    sheet.sheet_properties.tabColor = kind.pillar.colour
    widths = _widths(kind.columns)
    _write_columns(sheet, kind, widths, lists)
    _write_top(sheet, kind, guidance.about(kind, shown), widths)
    for number, row in enumerate(rows, start=FIRST_ROW):
        _write_row(sheet, number, row, widths)
    if any(row.unverified for row in rows):
        _write_unverified(sheet, len(widths) + 1, rows)
    sheet.freeze_panes = f"{get_column_letter(_frozen(kind.columns, widths) + 1)}{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    set_up_page(sheet)


def _write_columns(sheet: Worksheet, kind: Kind, widths: Sequence[float], lists: Lists) -> None:
    assert kind.pillar is not None
    for number, (field, width) in enumerate(zip(kind.columns, widths, strict=True), start=1):
        letter = get_column_letter(number)
        column = sheet.column_dimensions[letter]
        column.width = width
        styles.body(column, field)
        hint, head = cell_at(sheet, HINT_ROW, number), cell_at(sheet, HEADER_ROW, number)
        write_text(hint, guidance.hint(field))
        styles.hint(hint, field)
        write_text(head, field.header)
        colour = styles.SENSITIVE if field.sensitive else kind.pillar.colour
        styles.header(head, colour)
        rule = validation(field, lists.get(field.choices), f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        if rule.type or rule.prompt:
            sheet.add_data_validation(rule)
    hints = (
        lines(guidance.hint(field), width * 11 / styles.HINT_SIZE - 1)
        for field, width in zip(kind.columns, widths, strict=True)
    )
    heads = (lines(field.header, width - 1) for field, width in zip(kind.columns, widths, strict=True))
    sheet.row_dimensions[HINT_ROW].height = max(hints) * _HINT_LINE + 4
    sheet.row_dimensions[HEADER_ROW].height = max(heads) * _HEADER_LINE + 6


def _write_top(sheet: Worksheet, kind: Kind, about: str, widths: Sequence[float]) -> None:
    assert kind.pillar is not None
    title = cell_at(sheet, TITLE_ROW, 1)
    write_text(title, f"{kind.label}　（{kind.pillar.label}）")
    styles.title(title, kind.pillar.colour)
    sheet.row_dimensions[TITLE_ROW].height = 26
    back = cell_at(sheet, ABOUT_ROW, 1)
    write_text(back, BACK)
    back.hyperlink = Hyperlink(ref=back.coordinate, location=f"{quote_sheetname(INFO)}!A1", tooltip="回到第一页")
    styles.link(back)
    remark = cell_at(sheet, ABOUT_ROW, 2)
    write_text(remark, about)
    styles.aside(remark)
    sheet.merge_cells(start_row=ABOUT_ROW, end_row=ABOUT_ROW, start_column=2, end_column=len(widths))
    sheet.row_dimensions[ABOUT_ROW].height = lines(about, sum(widths[1:])) * 14 + 6


def _write_row(sheet: Worksheet, number: int, row: Row, widths: Sequence[float]) -> None:
    needed = 1
    for column, (field, width) in enumerate(zip(row.kind.columns, widths, strict=True), start=1):
        cell = cell_at(sheet, number, column)
        styles.body(cell, field)
        styles.grid(cell)
        value, original = row.value(field.id), row.originals.get(field.id, "")
        write_value(cell, value, field, original=original, approx=field.id in row.approx)
        needed = max(needed, lines(str(cell.value or ""), width - 1))
    if needed > 1:
        sheet.row_dimensions[number].height = needed * _LINE


def _write_unverified(sheet: Worksheet, column: int, rows: Sequence[Row]) -> None:
    """Add the column that a clerk empties row by row, having compared a proposed record with its document."""
    hint, head = cell_at(sheet, HINT_ROW, column), cell_at(sheet, HEADER_ROW, column)
    write_text(hint, guidance.UNVERIFIED)
    styles.aside(hint, size=styles.HINT_SIZE)
    write_text(head, UNVERIFIED)
    styles.header(head, styles.REQUIRED)
    sheet.column_dimensions[get_column_letter(column)].width = 14
    for number, row in enumerate(rows, start=FIRST_ROW):
        if row.unverified:
            write_text(cell_at(sheet, number, column), UNVERIFIED)


def _widths(fields: Sequence[Field]) -> list[float]:
    widths = [_width(field) for field in fields]
    widths[0] = max(widths[0], places(BACK) + 2)
    if sum(widths) >= _NARROWEST:
        return widths
    widths = [max(width, places(field.header) + 2) for width, field in zip(widths, fields, strict=True)]
    growing = [number for number, field in enumerate(fields) if field.type == "text"] or [*range(len(fields))]
    share = max(0.0, _NARROWEST - sum(widths)) / len(growing)
    return [width + share if number in growing else width for number, width in enumerate(widths)]


def _width(field: Field) -> float:
    """Return room for what the column will hold; a long head breaks before its unit, a long hint anywhere."""
    whole = places(field.header) + 2
    match field.type:
        case "date":
            return max(12, whole)
        case "choice":
            return max(10, whole, min(20, max(map(places, field.choices)) + 3))
        case "decimal":
            return max(14, whole)
        case "integer":
            return whole if whole <= _SHORT_HEAD else max(9.5, places(field.label) + 1.5)
        case _:
            return max(26 if field.required or field.id == "title" else 16, whole)


def _frozen(fields: Sequence[Field], widths: Sequence[float]) -> int:
    """Return how many columns stay in view: up to the first text, by which a clerk knows the row, if there is room."""
    first = next((number for number, field in enumerate(fields, start=1) if field.type == "text"), 1)
    return first if sum(widths[:first]) <= _FROZEN and first < len(fields) else 1
