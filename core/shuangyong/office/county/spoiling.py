"""Reports as files: the copies that units submit, and the ways in which some of them are wrong."""

import datetime
import hashlib
import io
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.dates import PartialDate
from ...model.ledgers import Ledger, Row
from ...report.spreadsheet_package import repeatable
from ...workbook.saving import told
from ...workbook.submitting import submitted_copy
from ...workbook.writing import ledger_bytes
from .county import County
from .forms import Copies
from .reports import Report, ledger_of


def report_bytes(county: County, copies: Copies, report: Report) -> bytes:
    """Return the file that a unit hands in; the same report always gives the same bytes."""
    if report.fault == "no-ledger":
        return _other_table(report)
    catalog = copies.catalog
    ledger = ledger_of(county, catalog, report.member, report.year)
    match report.fault:
        case "own-copy":
            return ledger_bytes(catalog, ledger)
        case "damaged":
            whole = _copy(copies, ledger, report)
            return whole[: len(whole) * 2 // 3]
        case "text-in-number":
            return _mistyped(catalog, ledger, report, _counting(ledger), "若干")
        case "february-30":
            return _mistyped(catalog, ledger, report, (_dated(ledger), "date"), "2月30日")
        case "wrong-year":
            ledger = _as_if(ledger, year=report.year - 1)
        case "other-code":
            ledger = _as_if(ledger, code=_neighbour(county, report))
        case None if report.first:
            ledger = _incomplete(ledger)
    return _copy(copies, ledger, report)


def _copy(copies: Copies, ledger: Ledger, report: Report) -> bytes:
    return copies.of(ledger, _original(ledger, report), told(report.saved))


def _original(ledger: Ledger, report: Report) -> str:
    """Return the hash of the unit's own file: as there is none, of what it would be of."""
    return hashlib.sha256(f"{ledger.unit.code}/{ledger.year}/{report.batch}".encode()).hexdigest()


def _as_if(ledger: Ledger, **changes: Any) -> Ledger:
    return attrs.evolve(ledger, unit=attrs.evolve(ledger.unit, **changes))  # type: ignore[misc]  # an attrs class


def _mistyped(catalog: Catalog, ledger: Ledger, report: Report, place: tuple[Row, str], text: str) -> bytes:
    """Return the copy of a ledger with a text in one cell that holds another type: written, it stands there as it is.

    No record may hold such a value, so that for as long as it does none is looked at.
    """
    wrong, field = place
    with attrs.validators.disabled():
        record = attrs.evolve(wrong.record, **{field: text})  # type: ignore[misc]  # an attrs class
        rows = (attrs.evolve(row, record=record) if row is wrong else row for row in ledger.rows)
        mistyped = attrs.evolve(ledger, rows=tuple(rows))
        return submitted_copy(catalog, mistyped, _original(ledger, report), told(report.saved))


def _counting(ledger: Ledger) -> tuple[Row, str]:
    return next(
        (row, field.id)
        for row in ledger.rows
        for field in row.kind.columns
        if field.type == "integer" and row.value(field.id) is not None
    )


def _dated(ledger: Ledger) -> Row:
    return next(row for row in ledger.rows if isinstance(row.value("date"), PartialDate))


def _neighbour(county: County, report: Report) -> str:
    """Return the code of the next unit of the same sector, as a clerk leaves it who copied that unit's file."""
    like = [member.code for member in county.units if member.sector == report.member.sector]
    return like[(like.index(report.member.code) + 1) % len(like)]


def _incomplete(ledger: Ledger) -> Ledger:
    """Return a ledger whose sheets lack their last rows, none of them all."""
    last = {row.kind: row.number for row in ledger.rows}
    rows = tuple(row for row in ledger.rows if len(ledger.of(row.kind)) < 2 or row.number < last[row.kind])
    return attrs.evolve(ledger, rows=rows)


def _other_table(report: Report) -> bytes:
    """Return a workbook that is no ledger: the list of who is on duty, sent by mistake."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = report.member.name
    sheet = book.worksheets[0]
    sheet.title = "值班表"
    for row in (("日期", "带班领导", "值班人员"), *((f"{report.year}-12-{day:02d}", "", "") for day in range(1, 32))):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return repeatable(stream.getvalue(), datetime.date(report.year, 1, 1))
