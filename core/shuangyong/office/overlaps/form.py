"""The list of suspected overlaps as a workbook: written to be filled in, and read back as decisions."""

import io
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.fields import choice, text
from ...model.kinds import CORE, Kind, Record, make_kind, record
from ...model.ledgers import Row
from ...model.problems import Problem, ProblemsFound, error
from ..engines import missing_extra
from .aligning import shared
from .candidates import Candidate
from .deciding import Place, Wish
from .decisions import VERDICTS
from .listing import report_lines
from .settling import Overlaps

SHEET = "重复裁定"

#: No text is ever read as anything else, whatever it looks like.
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {"id": 13, "grade": 7, "reasons": 30, "one": 52, "other": 52, "verdict": 11, "measure": 13, "amount": 10}
_WIDE = 24
_FILLED_IN = ("verdict", "measure", "amount", "because")
#: So long may the listed values of a drop-down be together.
_LONGEST_LIST = 255
_A4 = 9
#: A line's height in points; a Chinese character is two of a column's units wide.
_LINE = 15


@record(SHEET, abstract=True)
class Entry(Record):
    """A suspected overlap, and what the office decides of it."""

    id: str = text("编号", required=True)
    grade: str | None = text("可能性")
    reasons: str | None = text("依据")
    one: str | None = text("甲")
    other: str | None = text("乙")
    verdict: str | None = choice("裁定", tuple(VERDICTS.values()), hint="不填就是还没有裁定")
    measure: str | None = text("重复指标", hint="部分重复才填：两家都填了的一个指标")
    amount: str | None = text("重复数量", hint="部分重复才填：两家都计了的数量")
    because: str | None = text("理由", hint="不填就用命令里 --because 写的")


@cache
def entry_kind() -> Kind:
    """Return the kind that the rows of the list are read as."""
    return make_kind(Entry, CORE, None)


def list_bytes(overlaps: Overlaps, catalog: Catalog) -> bytes:
    """Return the undecided pairs as .xlsx, a row each, with blank columns to decide in.

    Raises:
        ProblemsFound: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as cause:
        raise missing_extra("office", "写出工作簿") from cause
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _PLAIN)
    sheet = book.add_worksheet(SHEET)
    _write_head(book, sheet)
    cell = {"text_wrap": True, "valign": "top", "border": 1}
    told, blank = book.add_format(cell), book.add_format({**cell, "bg_color": "#FFF9DB", "num_format": "@"})
    for number, candidate in enumerate(overlaps.undecided, start=1):
        said = _said(candidate, catalog)
        sheet.set_row(number, _LINE * max(_lines(text, _WIDTHS.get(id_, _WIDE)) for id_, text in said.items()))
        for column, field in enumerate(entry_kind().columns):
            sheet.write_string(number, column, said.get(field.id, ""), blank if field.id in _FILLED_IN else told)
        measures = [field.label for field in shared(candidate.one, candidate.other, catalog)]
        for field_id, values in (("verdict", [*VERDICTS.values()]), ("measure", measures)):
            _offer(sheet, number, [field.id for field in entry_kind().columns].index(field_id), values)
    book.close()
    return buffer.getvalue()


def _write_head(book: Any, sheet: Any) -> None:
    head = book.add_format({"bold": True, "bg_color": "#D9E2F3", "border": 1, "align": "center"})
    for column, field in enumerate(entry_kind().columns):
        sheet.set_column(column, column, _WIDTHS.get(field.id, _WIDE))
        sheet.write_string(0, column, field.label, head)
        if field.hint:
            sheet.write_comment(0, column, field.hint)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _said(candidate: Candidate, catalog: Catalog) -> Mapping[str, str]:
    return {
        "id": candidate.id,
        "grade": candidate.grade,
        "reasons": "；".join(candidate.reasons),
        **{
            side: "\n".join(line.strip() for line in report_lines(report, catalog))
            for side, report in (("one", candidate.one), ("other", candidate.other))
        },
    }


def read_wishes(path: Path) -> list[Wish]:
    """Return what is filled in of a list; rows without 裁定 are left open.

    What is wrong with a cell comes with the wish of its row, or of the first where its row has none, so that
    ``deciding`` tells it together with what it finds itself.

    Raises:
        ProblemsFound: The file is no workbook or not such a list, or something is wrong and nothing is decided.
    """
    from ...workbook.reader import read_book
    from ...workbook.rows import read_sheet

    rows: list[Row] = []
    problems: list[Problem] = []
    is_list = False
    for sheet in read_book(path).sheets:
        reading = read_sheet(sheet, entry_kind(), None)
        if reading.fields is not None:
            is_list = True
            rows += reading.rows
            problems += [problem for problem in reading.problems if problem.severity == "error"]
    if not is_list:
        fix = "请用 shuangyong overlaps 库 -o 文件.xlsx 写出的表来填。"
        problems.append(error("no-list", "这个文件里没有“编号、裁定”这样的表。", fix))
    wishes = [_wish(row, path.name, problems) for row in rows if _is_filled_in(row)]
    told = {id(fault) for wish in wishes for fault in wish.faults}
    others = tuple(problem for problem in problems if id(problem) not in told)
    if others and not wishes:
        raise ProblemsFound(others, file=path.name)
    return [attrs.evolve(wishes[0], faults=(*others, *wishes[0].faults)), *wishes[1:]] if wishes else []


def _is_filled_in(row: Row) -> bool:
    """Tell whether a row decides something, be it in words that cannot be read."""
    return bool(row.value("id") and "verdict" in row.originals)


def _wish(row: Row, file: str, problems: Iterable[Problem]) -> Wish:
    """Return the wish of a row, with what is wrong with its cells; of an unknown 裁定 it only tells which pair."""
    entry = row.record
    assert isinstance(entry, Entry), "the rows are of this kind"
    place = Place(file=file, sheet=row.sheet, cells={field.id: row.cell(field.id) for field in entry_kind().columns})
    own = [one for one in problems if (one.sheet, _number(one)) == (row.sheet, row.number)]
    wish = Wish(id=entry.id, verdict="different", because=entry.because or "", place=place, faults=tuple(own))
    verdict: Any = next((verdict for verdict, label in VERDICTS.items() if label == entry.verdict), None)
    if verdict != "partly":
        return attrs.evolve(wish, verdict=verdict) if verdict else wish
    amount, faults = _part(row, entry)
    refused = {one.cell for one in own}
    own += [fault for fault in faults if fault.cell not in refused]
    return attrs.evolve(wish, verdict=verdict, measure=entry.measure, amount=amount, faults=tuple(own))


def _part(row: Row, entry: Entry) -> tuple[Decimal | None, list[Problem]]:
    """Return how much is counted twice, and what is wrong with the two cells that tell it."""
    faults = [
        error("missing-value", f"裁定了部分重复，「{label}」没有填。", fix, sheet=row.sheet, cell=row.cell(field))
        for field, label, fix in (
            ("measure", "重复指标", "请写两家都填了的一个指标，或改裁定。"),
            ("amount", "重复数量", "请写两家都计了的数量，或改裁定。"),
        )
        if not getattr(entry, field)
    ]
    try:
        return (Decimal(entry.amount.replace(",", "")) if entry.amount else None), faults
    except InvalidOperation:
        message = f"重复数量「{entry.amount}」不是数。"
        wrong = error("bad-amount", message, "请写阿拉伯数字。", sheet=row.sheet, cell=row.cell("amount"))
        return None, [*faults, wrong]


def _number(problem: Problem) -> int | None:
    """Return the number of the row that a problem is in."""
    digits = (problem.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else None


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column, one to spare for where words break."""
    wide = (sum(2 if ord(character) > 0x2E7F else 1 for character in line) for line in text.split("\n"))
    return 1 + sum(-(-units // width) or 1 for units in wide)


def _offer(sheet: Any, row: int, column: int, values: list[str]) -> None:
    """Give a cell a drop-down of values; none where there are none, or too many for one."""
    if values and len(",".join(values)) <= _LONGEST_LIST:
        sheet.data_validation(row, column, row, column, {"validate": "list", "source": values, "error_type": "warning"})
