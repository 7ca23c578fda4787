"""A ledger of what was read out of documents: rows that await a clerk, and a list of what no sheet took."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import attrs
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..catalog import Catalog
from ..model.kinds import Kind, Record
from ..model.ledgers import Declaration, Ledger, Row
from . import styles
from .filling import cell_at, write_text
from .kind_sheet import column_letters
from .layout import DICTIONARY, FIRST_ROW
from .printing import set_up_page
from .sheets import NOT_ENTERED
from .widths import lines
from .writing import packed, workbook_of

AUTHOR = "双拥台账"
_AWAITING = PatternFill("solid", bgColor="FFF2CC")
_COLUMNS = {"台账": 16, "日期": 13, "数据": 32, "为什么没有入账": 38, "原文": 64, "出处": 24}
_TITLE = "未入账：文件里有、没有填进台账的数字"
_ABOUT = "这张表只供核对，不是台账的内容，检查和上报时不读它；该入账的请填到相应的表里，看完可以整张删去。"
_TITLE_ROW, _ABOUT_ROW, _HEAD_ROW = 1, 2, 3
_LINE, _TALLEST = 15, 400
_COMMENT_WIDTH, _COMMENT_PLACES, _COMMENT_LINE = 380, 56, 17
_LONGEST_COMMENT = 1200


@attrs.frozen(kw_only=True)
class Proposed:
    """A row that a document proposes.

    Attributes:
        kind: What it is a record of.
        record: Its values; an instance of the kind's row class.
        approx: The measures that are approximate.
        said: By field, the document's own words, which are kept where they state the same (近800名).
        comment: The sentence, where it stands, and why it was read so.
    """

    kind: Kind
    record: Record
    approx: frozenset[str] = frozenset()
    said: Mapping[str, str] = attrs.field(factory=dict)
    comment: str


@attrs.frozen(kw_only=True)
class NotEntered:
    """A number of a document that is in no sheet; each text as the list shows it."""

    label: str = ""
    date: str = ""
    figures: str
    why: str
    sentence: str
    source: str


def proposed_bytes(
    catalog: Catalog, blank: Ledger, proposed: Sequence[Proposed], not_entered: Sequence[NotEntered]
) -> bytes:
    """Return a ledger with proposals as an .xlsx file; equal proposals give equal bytes.

    Each row has its sentence in a comment and 待核 in a column of its own; it is coloured until a clerk empties that
    cell. Kinds with rows are declared 有数据, others are left to the clerk.

    Args:
        catalog: What is installed.
        blank: The unit's ledger, without rows.
        proposed: The rows.
        not_entered: What the sheet 未入账 lists.
    """
    by_kind: defaultdict[Kind, list[Proposed]] = defaultdict(list)
    for one in proposed:
        by_kind[one.kind].append(one)
    rows = tuple(row for kind, ones in by_kind.items() for row in _rows(kind, ones))
    declarations = {kind.name: Declaration("有数据") for kind in by_kind}
    book = workbook_of(catalog, attrs.evolve(blank, rows=rows, declarations=declarations))
    for kind, ones in by_kind.items():
        _show_origin(book[kind.label], kind, ones)
    if not_entered:
        _write_list(book, not_entered)
    return packed(book)


def _rows(kind: Kind, ones: Sequence[Proposed]) -> list[Row]:
    return [
        Row(
            kind=kind,
            record=one.record,
            sheet=kind.label,
            number=number,
            columns=column_letters(kind),
            originals=one.said,
            approx=one.approx,
            unverified=True,
        )
        for number, one in enumerate(ones, start=FIRST_ROW)
    ]


def _show_origin(sheet: Worksheet, kind: Kind, ones: Sequence[Proposed]) -> None:
    for number, one in enumerate(ones, start=FIRST_ROW):
        text = one.comment[:_LONGEST_COMMENT]
        height = (lines(text, _COMMENT_PLACES) + 1) * _COMMENT_LINE
        cell_at(sheet, number, 1).comment = Comment(text, AUTHOR, height=height, width=_COMMENT_WIDTH)
    pending = get_column_letter(len(kind.columns) + 1)
    last = FIRST_ROW + len(ones) - 1
    # Emptied, the cell takes the colour of its row along.
    look = DifferentialStyle(fill=_AWAITING)
    awaiting = Rule(type="expression", dxf=look, formula=[f'TRIM(${pending}{FIRST_ROW})<>""'])
    sheet.conditional_formatting.add(f"A{FIRST_ROW}:{pending}{last}", awaiting)


def _write_list(book: Workbook, not_entered: Sequence[NotEntered]) -> None:
    sheet = book.create_sheet(NOT_ENTERED, book.sheetnames.index(DICTIONARY))
    sheet.sheet_properties.tabColor = styles.ASIDE
    for number, (head, width) in enumerate(_COLUMNS.items(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        cell = cell_at(sheet, _HEAD_ROW, number)
        write_text(cell, head)
        styles.header(cell, styles.ASIDE)
    for row, text in ((_TITLE_ROW, _TITLE), (_ABOUT_ROW, _ABOUT)):
        write_text(cell_at(sheet, row, 1), text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_COLUMNS))
    styles.title(cell_at(sheet, _TITLE_ROW, 1), styles.ASIDE)
    styles.aside(cell_at(sheet, _ABOUT_ROW, 1))
    for row, one in enumerate(not_entered, start=_HEAD_ROW + 1):
        _write_entry(sheet, row, one)
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    set_up_page(sheet)


def _write_entry(sheet: Worksheet, row: int, one: NotEntered) -> None:
    texts = (one.label, one.date, one.figures, one.why, one.sentence, one.source)
    needed = 1
    for column, (text, width) in enumerate(zip(texts, _COLUMNS.values(), strict=True), start=1):
        cell = cell_at(sheet, row, column)
        write_text(cell, text)
        styles.entry(cell)
        needed = max(needed, lines(text, width - 1))
    sheet.row_dimensions[row].height = min(needed * _LINE, _TALLEST)
