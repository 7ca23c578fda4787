"""The hidden sheet ``_字典``: the choices of every drop-down, a column each, and the names they are referred to by."""

from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from ..model.kinds import Kind
from .declarations import SCOPES, STATUSES
from .filling import cell_at, write_text
from .layout import DECLARED, DICTIONARY

#: The defined name of each list of choices.
Lists = Mapping[tuple[str, ...], str]


def write_dictionary(book: Workbook, kinds: Iterable[Kind]) -> Lists:
    """Add the sheet, and return the name of each list: of a range, as a list in the cell itself ends at 255 letters."""
    sheet = book.create_sheet(DICTIONARY)
    sheet.sheet_state = "hidden"
    lists: dict[tuple[str, ...], str] = {}
    for head, choices in _lists(kinds):
        if choices in lists:
            continue
        column = len(lists) + 1
        for row, text in enumerate((head, *choices), start=1):
            write_text(cell_at(sheet, row, column), text)
        lists[choices] = f"choices_{column}"
        letter = get_column_letter(column)
        cells = f"{quote_sheetname(DICTIONARY)}!${letter}$2:${letter}${len(choices) + 1}"
        book.defined_names[lists[choices]] = DefinedName(lists[choices], attr_text=cells)
    return lists


def _lists(kinds: Iterable[Kind]) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield DECLARED[1], STATUSES
    yield DECLARED[2], SCOPES
    for kind in kinds:
        for field in kind.columns:
            if field.choices:
                yield f"{field.label}（{kind.label}）", field.choices
