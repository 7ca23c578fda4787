"""Submitted copies by the thousand: what is the same in all of a sort is written once, and rows are put in its place.

``submitted_copy`` writes the form: a ledger of the same sheets with a blank row in each. Nine tenths of a copy are
that form. A test holds what comes of it against ``submitted_copy``, byte for byte.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import attrs

from ...catalog import Catalog
from ...model.dates import PartialDate
from ...model.kinds import Kind
from ...model.ledgers import Declaration, Ledger, Row
from ...workbook.layout import FIRST_ROW, HEADER_ROW, unit_fields
from ...workbook.submitting import submitted_copy
from ...workbook.widths import lines

#: What stands in the form for each text of a unit that leaves it: a character of no language for each.
_TEXTS = [field.id for field in unit_fields() if field.type == "text" and not field.sensitive and field.id != "sector"]
_MARKS = {field: chr(0xE000 + number) for number, field in enumerate(_TEXTS)}
_ORIGINAL, _SAVED = "\ue100", "\ue101"

#: The year of a form, and the day that it was filled: no ledger has them, and each stands in few places.
_YEAR, _FILLED = 9999, PartialDate(9999, 12, 31)

_ROWS = re.compile(rb'<row r="%d".*?</row>(?=</sheetData>)' % FIRST_ROW, re.DOTALL)
_CELL = re.compile(rb'<c r="([A-Z]+)%d" s="([0-9]+)"' % FIRST_ROW)
_WIDTH = re.compile(rb'<col width="([0-9.]+)"')
_EXTENT = re.compile(rb'(<dimension ref="A1:[A-Z]+)[0-9]+')

#: Texts that the writer of cells treats as special are none of ours to imitate.
_SPECIAL = re.compile(r"^[=+\-@]|^\s|\s$|_x|\n")

_LINE = 15


@attrs.frozen
class _Sheet:
    """A kind's sheet in a form: the bytes around its rows, and each column's letter, style and width."""

    before: bytes
    after: bytes
    columns: Sequence[tuple[str, str, float]]


@attrs.frozen
class _Form:
    """A form: its members by name, and the sheets of its kinds."""

    members: Mapping[str, bytes]
    sheets: Mapping[str, tuple[Kind, _Sheet]]


@attrs.frozen
class Copies:
    """Makes the copies that units submit."""

    catalog: Catalog
    forms: dict[tuple[str, ...], _Form] = attrs.field(factory=dict)

    def of(self, ledger: Ledger, sha256: str, saved: str) -> bytes:
        """Return what ``submitted_copy`` returns of a ledger, but that its cell formats may be numbered otherwise."""
        texts = (value for row in ledger.rows for value in _values(row) if isinstance(value, str))
        filled = ledger.unit.filled
        if filled is None or filled.day is None or any(_SPECIAL.search(text) for text in texts):
            return submitted_copy(self.catalog, ledger, sha256, saved)
        kinds = self.catalog.kinds_of(self.catalog.sector(ledger.unit.sector).id)
        shown = tuple(kind for kind in kinds if ledger.declared(kind).status != "不适用")
        key = (ledger.unit.sector, *(kind.name for kind in shown))
        if key not in self.forms:
            self.forms[key] = _form(self.catalog, ledger, kinds, shown)
        form = self.forms[key]
        marks = {_MARKS[field]: getattr(ledger.unit, field) or "" for field in _MARKS}
        said = _replacements(marks | {_ORIGINAL: sha256, _SAVED: saved}, ledger.year, filled.first)
        return _filled(form, ledger, kinds, said)


def _form(catalog: Catalog, ledger: Ledger, kinds: Sequence[Kind], shown: Sequence[Kind]) -> _Form:
    marks: dict[str, Any] = {**_MARKS}
    unit = attrs.evolve(ledger.unit, **marks, year=_YEAR, filled=_FILLED)  # type: ignore[misc]  # an attrs class
    rows = tuple(Row(kind=kind, record=kind.cls(**_required(kind))) for kind in shown)
    declared = {kind.name: Declaration(status="有数据" if kind in shown else "不适用") for kind in kinds}
    blank = attrs.evolve(ledger, unit=unit, rows=rows, declarations=declared)
    with zipfile.ZipFile(io.BytesIO(submitted_copy(catalog, blank, _ORIGINAL, _SAVED))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    names = (f"xl/worksheets/sheet{number}.xml" for number in range(2, len(shown) + 2))
    return _Form(members, {name: (kind, _sheet(members[name])) for name, kind in zip(names, shown, strict=True)})


def _required(kind: Kind) -> dict[str, str]:
    return {field.id: "x" for field in kind.columns if field.required}


def _sheet(xml: bytes) -> _Sheet:
    before, after = _ROWS.split(xml)
    row = _ROWS.findall(xml)[0]
    styles = [(letter.decode(), style.decode()) for letter, style in _CELL.findall(row)]
    widths = [float(width) for width in _WIDTH.findall(before)]
    return _Sheet(before, after, [(*pair, width) for pair, width in zip(styles, widths, strict=True)])


def _replacements(marks: Mapping[str, str], year: int, filled: datetime.date) -> Sequence[tuple[bytes, bytes]]:
    """Return what stands in a form, and what instead in a copy: in cells, and in the properties of the document."""
    numbers = ((_serial(_FILLED.first), _serial(filled)), (_YEAR, year))
    found = [(f"<v>{mark}</v>".encode(), f"<v>{number}</v>".encode()) for mark, number in numbers]
    titles = [(f"（{one}年度）", f"{one}-01-01T") for one in (_YEAR, year)]
    for old, new in zip(*titles, strict=True):
        found += [(old.encode(), new.encode()), (_ascii(old).encode(), _ascii(new).encode())]
    for mark, text in marks.items():
        if not text:  # a blank cell says what it would hold: a number
            found.append((f't="inlineStr"><is><t>{_ascii(mark)}</t></is></c>'.encode(), b't="n"></c>'))
        found += [(_ascii(mark).encode(), _ascii(text).encode()), (mark.encode(), escape(text).encode())]
    return found


def _filled(form: _Form, ledger: Ledger, kinds: Sequence[Kind], said: Sequence[tuple[bytes, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in form.members.items():
            if name in form.sheets:
                kind, sheet = form.sheets[name]
                content = _with_rows(sheet, ledger.of(kind))
            else:
                for mark, text in said:
                    content = content.replace(mark, text)
            if name == "xl/worksheets/sheet1.xml":
                content = _with_declarations(content, ledger, kinds)
            member = zipfile.ZipInfo(name)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(member, content)
    return stream.getvalue()


def _with_declarations(content: bytes, ledger: Ledger, kinds: Sequence[Kind]) -> bytes:
    head = len(unit_fields()) + 6
    for row, kind in enumerate(kinds, start=head):
        declared = ledger.declared(kind)
        for column, text in (("B", declared.status or ""), ("C", declared.scope)):
            cell = re.compile(rb'(<c r="%s%d" s="[0-9]+" t="inlineStr"><is><t>)[^<]*' % (column.encode(), row))
            content = cell.sub(lambda found, text=text: found[1] + _ascii(text).encode(), content)  # type: ignore[misc]
    return content


def _with_rows(sheet: _Sheet, rows: Sequence[Row]) -> bytes:
    last = str(HEADER_ROW + len(rows)).encode()
    made = "".join(_row(number, row, sheet) for number, row in enumerate(rows, start=FIRST_ROW))
    return _EXTENT.sub(rb"\g<1>" + last, sheet.before) + made.encode() + sheet.after


def _row(number: int, row: Row, sheet: _Sheet) -> str:
    values = [*zip(sheet.columns, _values(row), strict=True)]
    needed = max((lines(str(value), width - 1) for (*_, width), value in values if value is not None), default=1)
    height = f' ht="{needed * _LINE}" customHeight="1"' if needed > 1 else ""
    cells = "".join(_cell(f'{letter}{number}" s="{style}', value) for (letter, style, _), value in values)
    return f'<row r="{number}"{height}>{cells}</row>'


def _values(row: Row) -> Iterator[Any]:
    """Yield what stands in each cell of a row: what leaves the unit, as the writer of cells puts it."""
    for field in row.kind.columns:
        value = None if field.sensitive else row.value(field.id)
        if isinstance(value, PartialDate):
            yield value.first if value.day else value.chinese
        elif isinstance(value, int | Decimal) and field.id in row.approx:
            yield f"约{Decimal(value):f}"
        else:
            yield value


def _cell(place: str, value: Any) -> str:
    match value:
        case None:
            return f'<c r="{place}" t="n"></c>'
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t>{_ascii(value)}</t></is></c>'
        case datetime.date():
            return f'<c r="{place}" t="n"><v>{_serial(value)}</v></c>'
        case _:
            return f'<c r="{place}" t="n"><v>{Decimal(value).normalize():f}</v></c>'


def _serial(day: datetime.date) -> int:
    return (day - datetime.date(1899, 12, 30)).days


def _ascii(text: str) -> str:
    return escape(text).encode("ascii", "xmlcharrefreplace").decode()
