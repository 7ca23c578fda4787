"""The rows of a kind's sheet: records with the cells they came from, and all that is wrong with them."""

import re
from collections.abc import Collection, Mapping
from typing import Any

import attrs

from ..model.kinds import Kind, Record
from ..model.ledgers import Row
from ..model.problems import Problem, error, warning
from ..model.structuring import faults, structure
from .book import Cell, Sheet, address
from .headers import Header, find_header, stranger_problem
from .masking import shown
from .merges import merged_problems
from .totals import TotalRow, is_subtotal, total_label, total_problems
from .values import parse

#: Lines that people write under a table: 注：…, 填表人：…, 审核人：….
_NOTE = re.compile(
    r"\s*(?:[*※]|(?:备?注|说明|填[表报写]说明|(?:填[表报]|制表|审核|复核|负责|联系|经办|统计)人?|单位负责人|分管领导"
    r"|(?:填[表报]|报送)(?:日期|时间|单位)|联系(?:电话|方式)|(?:单位)?[(（]?(?:盖章|公章)[)）]?)\s*\d*\s*[:：])"
)
_NO_MEASURES: frozenset[str] = frozenset()


@attrs.frozen
class SheetReading:
    """What a sheet holds, and what is wrong with it; ``fields`` has a column each, None without a header."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    fields: Collection[str] | None = None


def read_sheet(sheet: Sheet, kind: Kind, year: int | None, remark: str = "") -> SheetReading:
    """Return the records of a kind's sheet.

    Args:
        sheet: The sheet.
        kind: What its rows are records of.
        year: The ledger's year; None where the first sheet does not say.
        remark: What to add where a column or a choice is not known: that the ledger's template is newer.
    """
    header = find_header(sheet, kind)
    if header is None:
        return SheetReading(problems=_no_header(sheet, kind))
    reader = _SheetReader(sheet.name, kind, header, year, remark)
    for number, cells in sheet:
        if number > header.last and cells:
            reader.take(number, cells)
    problems = (*reader.finish(), *merged_problems(sheet, header))
    return SheetReading(tuple(reader.rows), problems, header.letters.keys())


def _no_header(sheet: Sheet, kind: Kind) -> tuple[Problem, ...]:
    if not any(sheet.rows.values()):
        return ()
    first = "、".join(field.header for field in kind.columns[:5])
    return (
        error(
            "no-header",
            f"工作表「{sheet.name}」找不到表头，一行也没有读入。",
            f"请恢复模板的表头，至少有其中两列：{first}……",
            sheet=sheet.name,
        ),
    )


class _SheetReader:
    """Goes down a sheet row by row; in a hurry, for ledgers come by the thousand."""

    def __init__(self, sheet: str, kind: Kind, header: Header, year: int | None, remark: str) -> None:
        self.sheet = sheet
        self.remark = remark
        self.kind = kind
        self.header = header
        self.year = year
        self.rows: list[Row] = []
        self.problems: list[Problem] = [attrs.evolve(problem, sheet=sheet) for problem in header.problems]
        self.totals: list[TotalRow] = []
        self.part = 0
        self.strangers: set[int] = set()
        self.spoilt: set[str] = set()

    def take(self, number: int, cells: Mapping[int, Cell]) -> None:
        """Read a row below the header: a record, a total, a note, the header once more, or nothing."""
        if (label := total_label(cells, self.header)) is not None:
            above = len(self.rows)
            self.totals.append(TotalRow(number, label, cells, above, self.part if is_subtotal(cells, label) else 0))
            self.part = above
        elif self._is_note(cells):
            self._leave_out("note-row", f"第 {number} 行像是表下的说明，没有当作记录读入", number, cells)
        elif self._is_header(cells):
            self._leave_out("header-row", f"第 {number} 行又是表头，没有当作记录读入", number, cells)
        else:
            self._read(number, cells)

    def finish(self) -> list[Problem]:
        """Return everything that is wrong, once all rows are read: totals and unknown columns too."""
        spoilt = frozenset(self.spoilt)
        for total in self.totals:
            self._add(*total_problems(total, self.rows, self.header, spoilt, self.year))
        for column in sorted(self.strangers):
            self._add(stranger_problem(self.header, column, self.kind, self.remark))
        return self.problems

    def _read(self, number: int, cells: Mapping[int, Cell]) -> None:
        columns, year = self.header.columns, self.year
        values: dict[str, Any] = {}
        originals: dict[str, str] = {}
        approx: list[str] = []
        refused: set[str] = set()
        strangers: list[int] = []
        for position, cell in cells.items():
            column = columns.get(position)
            if column is None:
                strangers.append(position)
                continue
            if not column.readable:
                continue
            field = column.field
            value, about, problem = parse(cell, field, year, column.factor)
            if problem is not None:
                fix = (self.remark if problem.code == "unknown-choice" else "") + problem.fix
                self._add(attrs.evolve(problem, cell=address(number, position), fix=fix))
                if problem.severity == "error":
                    refused.add(field.id)
            elif value is None:
                continue
            originals[field.id] = cell.text
            if value is not None:
                values[field.id] = value
                if about:
                    approx.append(field.id)
        self._note_strangers(strangers, cells)
        if values or refused:
            self.spoilt |= refused
            self._require(number, values, refused)
            self._keep(number, cells, values, originals, frozenset(approx) if approx else _NO_MEASURES)

    def _keep(
        self,
        number: int,
        cells: Mapping[int, Cell],
        values: dict[str, Any],
        originals: dict[str, str],
        approx: frozenset[str],
    ) -> None:
        record = self._record(number, values)
        if record is None:
            return
        pending = self.header.unverified
        self.rows.append(
            Row(
                kind=self.kind,
                record=record,
                sheet=self.sheet,
                number=number,
                columns=self.header.letters,
                originals=originals,
                approx=approx,
                unverified=pending is not None and pending in cells and bool(cells[pending].text.strip()),
            )
        )

    def _record(self, number: int, values: dict[str, Any]) -> Record | None:
        try:
            return self.kind.row_class(**values)  # each value is of its field's type: ``parse`` saw to that
        except Exception:
            return self._doubtful_record(number, values)

    def _doubtful_record(self, number: int, values: dict[str, Any]) -> Record | None:
        """Return a record that its class refused, if it can be had after all; or say why of each value."""
        import cattrs

        try:
            return structure(values, self.kind.row_class)
        except cattrs.BaseValidationError as fault:
            words = "；".join(faults(fault))
            self._add(error("bad-row", f"第 {number} 行没有读入：{words}。", "请改正这一行。", cell=f"A{number}"))
            return None

    def _require(self, number: int, values: Mapping[str, Any], refused: set[str]) -> None:
        for field in self.header.required:
            if field.id not in values and field.id not in refused:
                self._add(
                    error(
                        "missing-value",
                        f"「{field.label}」没有填。",
                        f"每行都要填“{field.label}”{f'：{field.hint}' if field.hint else ''}。",
                        cell=f"{self.header.letters[field.id]}{number}",
                    )
                )

    def _note_strangers(self, positions: list[int], cells: Mapping[int, Cell]) -> None:
        for position in positions:
            if position in self.header.ignored or position == self.header.unverified or position in self.strangers:
                continue
            if cells[position].type != "text" or cells[position].text.strip():
                self.strangers.add(position)

    def _is_note(self, cells: Mapping[int, Cell]) -> bool:
        first = cells[min(cells)]
        if first.type != "text" or _NOTE.match(first.text) is None:
            return False
        others = [cell for cell in cells.values() if cell.type != "text" or cell.text.strip()]
        return len(others) == 1 or all(cell.type == "text" and _NOTE.match(cell.text) for cell in others)

    def _is_header(self, cells: Mapping[int, Cell]) -> bool:
        texts = self.header.texts
        for position, cell in cells.items():  # noqa: SIM110  asked of every row, answered by the first cell of most
            if texts.get(position) != cell.text:
                return False
        return True

    def _leave_out(self, code: str, message: str, number: int, cells: Mapping[int, Cell]) -> None:
        first = min(cells)
        text = shown(cells[first].text)
        self._add(
            warning(code, f"{message}：「{text}」。", "可以留着，也可以删去。", cell=address(number, first), value=text)
        )

    def _add(self, *problems: Problem) -> None:
        self.problems += (attrs.evolve(problem, sheet=self.sheet) for problem in problems)
