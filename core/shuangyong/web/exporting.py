"""Tables as workbooks: texts stay texts, whatever they begin with, and amounts are exact."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import attrs
import xlsxwriter

from ..report.widths import width

_WIDEST = 60

#: What no sheet may be called, and how long its name may be.
_UNFIT, _LONGEST = re.compile(r"[\[\]:*?/\\]|^'|'$"), 31

#: Spreadsheets keep so many digits of a number; one of more is written as text, to the last digit.
_DIGITS = 15


@attrs.frozen
class Approx:
    """An amount that somebody wrote with 约: a number to reckon with, and shown as it was written."""

    amount: Decimal

    def __str__(self) -> str:
        """Return it as it is shown."""
        return f"约{self.amount:,f}"


#: What a cell may hold.
Value = str | int | Decimal | Approx | None


_AMOUNT = re.compile(r"(约?)([+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)", re.ASCII)


def amount_of(text: str) -> Value:
    """Return the amount that a text is, as pages print it, so that it can be reckoned with; else the text itself."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return text
    amount = Decimal(found[2].replace(",", ""))
    return Approx(amount) if found[1] else amount


@attrs.frozen
class Sheet:
    """A table of a workbook.

    Attributes:
        title: What it is called.
        header: Its first row.
        rows: The rows below.
        about: Rows above the header, which say what it is.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    about: Sequence[Sequence[str]] = ()


def table_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table as an .xlsx file, its header frozen and its columns as wide as they need."""
    return workbook_bytes([Sheet(title, header, rows)])


def workbook_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Return tables as an .xlsx file, a sheet each."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#F4ECE8", "border": 1})
        amounts = book.add_format({"num_format": "#,##0.####"})
        whole = book.add_format({"num_format": "#,##0"})
        about = book.add_format({"num_format": '"约"#,##0.####'})
        about_whole = book.add_format({"num_format": '"约"#,##0'})
        taken: set[str] = set()
        for one in sheets:
            sheet = book.add_worksheet(_name(one.title, taken))
            found = [["" if value is None else value for value in row] for row in one.rows]
            for number, line in enumerate(one.about):
                for column, text in enumerate(line):
                    sheet.write_string(number, column, text)
            top = len(one.about)
            for column, name in enumerate(one.header):
                sheet.write_string(top, column, name, bold)
                widest = max((width(str(row[column])) for row in found), default=0)
                sheet.set_column(column, column, min(_WIDEST, 2 + 2 * max(widest, width(name))))
            for number, row in enumerate(found, start=top + 1):
                for column, value in enumerate(row):
                    fraction, integer = (about, about_whole) if isinstance(value, Approx) else (amounts, whole)
                    if isinstance(value, Approx) and len(value.amount.as_tuple().digits) <= _DIGITS:
                        value = value.amount
                    if isinstance(value, int):
                        sheet.write_number(number, column, value)
                    elif isinstance(value, Decimal) and len(value.as_tuple().digits) <= _DIGITS:
                        sheet.write_number(number, column, value, integer if value == value.to_integral() else fraction)
                    else:
                        sheet.write_string(number, column, str(value)[:32_000])
            sheet.freeze_panes(top + 1, 0)
            sheet.autofilter(top, 0, top + len(found), len(one.header) - 1)
    return stream.getvalue()


def _name(title: str, taken: set[str]) -> str:
    """Return a title as a sheet may be called, unlike those that are taken; upper and lower case are alike there."""
    fit = _UNFIT.sub(" ", title)[:_LONGEST].strip() or "表"
    for name in _numbered(fit):
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
    raise AssertionError("there is always a next number")


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        ending = f"（{number}）"
        yield name[: _LONGEST - len(ending)] + ending
        number += 1
