"""A roster as its workbook has it: written as it can be imported again, and single rows read as if they stood there."""

import io
from collections.abc import Iterable, Mapping, Sequence

from ...catalog import Catalog
from ...workbook.book import Book, Cell, Sheet
from ..store.opening import Store
from .entries import ALWAYS, Entry
from .form import listing_kind
from .importing import stored_entries
from .reading import RosterReading, roster_of

_SHEET = "名册"
_LENGTHS = (6, 9, 12)  # of a region's code with its zeros
_DEADLINES = ("due", "lock")
_WIDTHS = {"unit": 22, "name": 40}


def texts(entry: Entry) -> dict[str, str]:
    """Return what stands in each column of a row of the roster, by field; its deadlines apart."""
    digits = next((length for length in _LENGTHS if length >= len(entry.region)), len(entry.region))
    return {
        "unit": entry.unit,
        "name": entry.name,
        "sector": entry.sector,
        "region": entry.region.ljust(digits, "0"),
        "parent": entry.parent or "",
        "start": "" if entry.start == ALWAYS else entry.start,
        "until": entry.until or "",
    }


def read_rows(rows: Sequence[Mapping[str, str]], catalog: Catalog) -> RosterReading:
    """Return rows, each its texts by field, as if they had been read out of a roster's workbook."""
    fields = [field for field in listing_kind().columns if field.id not in _DEADLINES]
    cells = {1: {column: Cell("text", field.label) for column, field in enumerate(fields, start=1)}}
    for number, row in enumerate(rows, start=2):
        filled = {column: row.get(field.id, "") for column, field in enumerate(fields, start=1)}
        cells[number] = {column: Cell("text", text) for column, text in filled.items() if text}
    return roster_of(Book((Sheet(_SHEET, cells),)), catalog)


def roster_bytes(store: Store, catalog: Catalog, year: int | None = None) -> bytes:
    """Return the whole roster as an .xlsx file that :func:`import_roster` takes.

    Args:
        store: The office's.
        catalog: For what sectors are called.
        year: With the 截止日期 and 锁定日期 of this year; without those columns if None.
    """
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_SHEET)
        bold = book.add_format({"bold": True, "bg_color": "#F4ECE8", "border": 1})
        fields = [field for field in listing_kind().columns if year is not None or field.id not in _DEADLINES]
        for column, field in enumerate(fields):
            sheet.write_string(0, column, field.label, bold)
            sheet.set_column(column, column, _WIDTHS.get(field.id, 14))
        for number, row in enumerate(_rows(store, catalog, year), start=1):
            for column, field in enumerate(fields):
                if row[field.id]:
                    sheet.write_string(number, column, row[field.id])
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _rows(store: Store, catalog: Catalog, year: int | None) -> Iterable[dict[str, str]]:
    labels = {sector.id: sector.label for sector in catalog.sectors}
    days = {
        row["unit"]: (row["due"], row["lock"])
        for row in store.db.execute("SELECT unit, due, lock FROM deadline WHERE year = ?", (year,))
    }
    for unit, entries in stored_entries(store).items():
        due, lock = days.get(unit, (None, None))
        for entry in entries:
            row = texts(entry) | {"due": due or "", "lock": lock or ""}
            yield row | {"sector": labels.get(entry.sector, entry.sector)}
