"""Tables as workbooks: texts stay texts, whatever they begin with."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from ..report.widths import width

_WIDEST = 60


def table_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Return a table as an .xlsx file, its header frozen and its columns as wide as they need."""
    stream = io.BytesIO()
    found = [["" if value is None else value for value in row] for row in rows]
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#F4ECE8", "border": 1})
        sheet = book.add_worksheet(title[:31])
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
            widest = max((width(str(row[column])) for row in found), default=0)
            sheet.set_column(column, column, min(_WIDEST, 2 + 2 * max(widest, width(name))))
        for number, row in enumerate(found, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, value[:32_000])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(found), len(header) - 1)
    return stream.getvalue()
