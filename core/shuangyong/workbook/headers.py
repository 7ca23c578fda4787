"""The header of a kind's sheet: which column holds which field, in whatever order they stand."""

import functools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

import attrs

from ..model.fields import Field
from ..model.kinds import Kind
from ..model.problems import Problem, error, warning
from .book import Cell, KeptRow, Sheet, address, column_letter
from .keys import key
from .labels import field_of, named_field, split_header
from .scales import ONE, header_factor
from .values import nearest

#: A column that the narrative reader adds: a row is unverified until a clerk empties its cell.
UNVERIFIED = "待核"

#: Columns that people add and that say nothing.
_ORDINALS = frozenset(map(key, ("序号", "序", "No.", "行号")))

#: In how many rows from the top a header is looked for; no form has so many lines of titles.
_TITLE_ROWS = 30
#: No header is longer, with its unit and spaces; a hint above the header often is.
_LONGEST_HEADER = 60
#: What a title may say of all amounts below it.
_STATED_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?([万千]元)")

Texts = tuple[tuple[int, str], ...]


@attrs.frozen
class Column:
    """A column of a sheet: the field that it holds, and what the unit in its header makes of plain numbers.

    ``readable`` is False where the header's unit is wrong, so that its numbers mean nothing to us.
    """

    number: int
    field: Field
    factor: Decimal = ONE
    readable: bool = True


@attrs.frozen
class Header:
    """A sheet's header.

    Attributes:
        first: Its row number.
        last: The last of its rows; the same but for a header of two rows.
        texts: Its texts by column number.
        columns: Those that are known, by column number.
        letters: The known columns' letters, by field.
        strangers: The texts over columns that are not known.
        ignored: Columns that hold nothing to read, such as 序号.
        unverified: The number of the column 待核, or None.
        required: The fields, among those found, that every row needs.
        problems: What is wrong with the header itself, without the sheet's name.
    """

    first: int
    last: int
    texts: Mapping[int, str]
    columns: Mapping[int, Column]
    letters: Mapping[str, str]
    strangers: Mapping[int, str]
    ignored: frozenset[int]
    unverified: int | None
    required: tuple[Field, ...]
    problems: tuple[Problem, ...]


def find_header(sheet: Sheet, kind: Kind) -> Header | None:
    """Return a sheet's header, its first row with two known labels; None where there is none."""
    above: Texts = ()
    unit = ""
    rows = iter(sheet)
    for _, (number, cells) in zip(range(_TITLE_ROWS), rows, strict=False):
        # The titles and headers of one template are the same objects in many ledgers.
        line = _kept_line(kind, cells) if isinstance(cells, KeptRow) else _line(kind, cells)
        if line.labels >= 2:
            next_row, below = next(rows, (0, {}))
            return _resolve(kind, number, line.texts, above, next_row, _second(kind, dict(line.texts), below), unit)
        above = line.texts if line.labels else ()
        unit = line.unit or unit
    return None


class _Line(NamedTuple):
    """What a row is to a header: how many of its texts are labels (two are enough to count), its texts, a unit."""

    labels: int
    texts: Texts
    unit: str


def _line(kind: Kind, cells: Mapping[int, Cell]) -> _Line:
    return _Line(_known(kind, cells, enough=2), _texts(cells), _stated_unit(cells))


_kept_line = functools.lru_cache(maxsize=4096)(_line)


def _known(kind: Kind, cells: Mapping[int, Cell], enough: int = 1) -> int:
    """Return how many cells of a row are labels, counting no further than is enough."""
    known = 0
    for cell in cells.values():
        text = cell.text
        if cell.type == "text" and len(text) <= _LONGEST_HEADER and field_of(kind, text) is not None:
            known += 1
            if known == enough:
                break
    return known


def _stated_unit(cells: Mapping[int, Cell]) -> str:
    for cell in cells.values():
        if "单位" in cell.text and (match := _STATED_UNIT.search(cell.text)):
            return match[1]
    return ""


def _second(kind: Kind, own: Mapping[int, str], cells: Mapping[int, Cell]) -> Texts:
    """Return the texts of the row below if it belongs to the header: labels, and none of them under another."""
    for column in cells:
        if column in own and field_of(kind, own[column]):
            return ()
    texts = _texts(cells)
    return texts if len(texts) == len(cells) and _known(kind, cells) else ()


def stranger_problem(header: Header, number: int, kind: Kind, remark: str = "") -> Problem:
    """Return what is wrong with a column that holds data under a header that is not known, or under none."""
    cell = address(header.first, number)
    text = header.strangers.get(number)
    if text is None:
        return error(
            "no-column-header",
            f"{column_letter(number)} 列没有表头，下面却有内容，没有读入。",
            "请补上表头；不报的内容请删去。",
            cell=cell,
        )
    if computed := named_field(kind, text):
        return warning(
            "computed-column",
            f"「{computed.label}」由程序计算，这一列没有读入。",
            "可以删去这一列。",
            cell=cell,
            value=text,
        )
    near = nearest(split_header(text)[0], tuple(field.label for field in kind.columns))
    hint = f"是不是“{near}”？请改成模板的表头；" if near else ""
    return error(
        "unknown-column",
        f"不认识「{text}」这一列，下面的内容没有读入。",
        f"{remark}{hint}不报的内容请删去这一列。",
        cell=cell,
        value=text,
    )


def _texts(cells: Mapping[int, Cell]) -> Texts:
    return tuple([(column, cell.text) for column, cell in cells.items() if cell.type == "text" and cell.text.strip()])


@functools.lru_cache(maxsize=1024)
def _resolve(kind: Kind, first: int, texts: Texts, above: Texts, next_row: int, below: Texts, unit: str) -> Header:
    """Return the header that rows of texts make; equal ledgers have equal headers, so this is done once for many."""
    own = dict(texts)
    # A header of two rows: what is missing in the row itself may stand over it, or under it.
    upper = {column: text for column, text in above if column not in own and field_of(kind, text)}
    headers = upper | own | dict(below)
    problems: list[Problem] = []
    columns: dict[int, Column] = {}
    by_field: dict[str, int] = {}
    strangers: dict[int, str] = {}
    ignored: set[int] = set()
    unverified = None
    for number, text in sorted(headers.items()):
        field = field_of(kind, text)
        if field is None:
            if key(text) == key(UNVERIFIED):
                unverified = number
            elif key(text) in _ORDINALS:
                ignored.add(number)
            else:
                strangers[number] = text
        elif field.id in by_field:
            problems.append(_twice(field, first, by_field[field.id], number, text))
            ignored.add(number)
        else:
            by_field[field.id] = number
            columns[number], wrong = _column(field, number, text, first, unit)
            problems += wrong
    problems += _missing(kind, by_field, first)
    return Header(
        first=first,
        last=next_row if below else first,
        texts=headers,
        columns=columns,
        letters={field: column_letter(number) for field, number in by_field.items()},
        strangers=strangers,
        ignored=frozenset(ignored),
        unverified=unverified,
        required=tuple(field for field in kind.columns if field.required and field.id in by_field),
        problems=tuple(problems),
    )


def _column(field: Field, number: int, text: str, row: int, title_unit: str) -> tuple[Column, list[Problem]]:
    _, brackets = split_header(text)
    plain = not brackets or not field.measure or key(text) == key(field.label)
    factor = ONE if plain else header_factor(brackets, field)
    if factor is None:
        expected = f"“{field.unit}”" if field.unit else "不带单位"
        problem = error(
            "wrong-header-unit",
            f"「{field.label}」这一列的单位是“{brackets}”，应为{expected}。",
            f"请把数字换算好，再把表头改成“{field.header}”。",
            cell=address(row, number),
            value=text,
        )
    elif title_unit and factor == ONE and field.measure and header_factor(title_unit, field) is not None:
        problem = error(
            "unclear-header-unit",
            f"表格上方写着“单位：{title_unit}”，「{field.label}」这一列的表头却不是，不能确定数字的单位。",
            f"请删去上方的单位，在表头写明：{field.label}（{title_unit}）或 {field.header}。",
            cell=address(row, number),
            value=text,
        )
    else:
        return Column(number, field, factor), []
    return Column(number, field, readable=False), [problem]


def _twice(field: Field, row: int, first: int, number: int, text: str) -> Problem:
    return error(
        "repeated-column",
        f"「{field.label}」有两列：{column_letter(first)} 列和 {column_letter(number)} 列，只读了前一列。",
        "请合成一列，删去另一列。",
        cell=address(row, number),
        value=text,
    )


def _missing(kind: Kind, found: Mapping[str, int], row: int) -> Iterator[Problem]:
    for field in kind.columns:
        if field.required and field.id not in found:
            yield error(
                "missing-column",
                f"缺少「{field.label}」这一列。",
                f"请在表头加上“{field.header}”，每行都要填。",
                cell=address(row, min(found.values(), default=1)),
            )
