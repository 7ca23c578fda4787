"""Ledgers into workbooks: blank, filled with a sample, or the copy that leaves the unit."""

import datetime
import io
import zipfile
from collections.abc import Collection, Iterable, Mapping

import attrs
from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

from ..catalog import Catalog
from ..model.kinds import CORE, Kind
from ..model.ledgers import Ledger
from .dictionary import write_dictionary
from .filling import cell_at, write_text
from .info_sheet import write_info_sheet
from .kind_sheet import write_kind_sheet
from .layout import DICTIONARY, EXTENSION, TEMPLATE, TEMPLATE_VERSION, VERSION_KEYS

_AUTHOR = "双拥台账"


def ledger_bytes(catalog: Catalog, ledger: Ledger, only: Collection[Kind] | None = None) -> bytes:
    """Return a ledger as an .xlsx file; the same ledger always gives the same bytes.

    Args:
        catalog: What is installed.
        ledger: Its unit, rows and declarations; without rows it is a blank ledger.
        only: The kinds that the unit has work in; others without rows get no sheet and are declared 不适用.

    Raises:
        UnknownNameError: The unit's sector is none of the catalog's.
    """
    return workbook_bytes(catalog, ledger, only=only)


def workbook_bytes(
    catalog: Catalog, ledger: Ledger, *, only: Collection[Kind] | None = None, notes: Mapping[str, str] | None = None
) -> bytes:
    """Return a ledger as an .xlsx file, with ``notes`` of its making beside the versions in the hidden sheet."""
    return packed(workbook_of(catalog, ledger, only=only, notes=notes))


def workbook_of(
    catalog: Catalog, ledger: Ledger, *, only: Collection[Kind] | None = None, notes: Mapping[str, str] | None = None
) -> Workbook:
    """Return a ledger as a workbook that may be added to before it is packed."""
    sector = catalog.sector(ledger.unit.sector)
    unit = attrs.evolve(ledger.unit, sector=sector.label)  # type: ignore[misc]  # its decorator makes it an attrs class
    ledger = attrs.evolve(ledger, unit=unit)
    kinds = catalog.kinds_of(sector.id)
    shown = [kind for kind in kinds if only is None or kind in only or ledger.of(kind)]
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    lists = write_dictionary(book, shown)
    for kind in shown:
        write_kind_sheet(book, kind, shown, ledger.of(kind), lists)
    write_info_sheet(book, ledger, kinds, shown, lists)
    _write_versions(book, _versions(catalog, sector.id) | _extension(catalog, kinds) | dict(notes or {}))
    book.move_sheet(book[DICTIONARY], len(book.sheetnames))
    book.active = 0
    _set_properties(book, ledger)
    return book


def _versions(catalog: Catalog, sector: str) -> dict[str, str]:
    versions = {plugin.name: plugin.version for plugin in catalog.plugins}
    values = (TEMPLATE_VERSION, versions.get(CORE, ""), sector, versions.get(sector, ""))
    return dict(zip(VERSION_KEYS, values, strict=True))


def _extension(catalog: Catalog, kinds: Iterable[Kind]) -> dict[str, str]:
    """Return what the ledger carries of an office's extension, so that whoever reads it has the same columns."""
    if catalog.extension is None:
        return {}
    carried = catalog.extension.of({one.name for kind in kinds for one in kind.lineage})
    return {EXTENSION: carried.text} if carried.entries or carried.duties else {}


def _write_versions(book: Workbook, versions: Mapping[str, str]) -> None:
    sheet = book.create_sheet(TEMPLATE)
    sheet.sheet_state = "hidden"
    for row, pair in enumerate(versions.items(), start=1):
        for column, text in enumerate(pair, start=1):
            write_text(cell_at(sheet, row, column), text)


def _set_properties(book: Workbook, ledger: Ledger) -> None:
    date = datetime.datetime(ledger.year, 1, 1)  # noqa: DTZ001  core.xml's dates are UTC, and this one is fixed
    title = f"双拥工作台账（{ledger.year}年度）"
    book.properties = DocumentProperties(creator=ledger.unit.name or _AUTHOR, title=title, created=date, modified=date)


def packed(book: Workbook) -> bytes:
    """Return a workbook's file with every member dated alike, and the content types first, as Office has them."""
    written, packed = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED)).save()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: name != "[Content_Types].xml"):
            member = zipfile.ZipInfo(name)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(member, source.read(name))
    return packed.getvalue()
