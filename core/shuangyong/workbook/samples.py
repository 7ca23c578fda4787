"""Sample ledgers: what a sector's plugin invents, as a ledger that stands in its workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from ..catalog import Catalog
from ..model.dates import PartialDate
from ..model.kinds import Kind
from ..model.ledgers import Declaration, Ledger, Row
from ..offers import SampleLedger
from .kind_sheet import column_letters
from .layout import FIRST_ROW, TEMPLATE_VERSION


def sample_ledger(catalog: Catalog, sector: str, year: int) -> Ledger:
    """Return the sample ledger of a sector for a year; its rows stand where ``ledger_bytes`` writes them.

    Raises:
        UnknownNameError: There is no such sector, or it has no sample.
    """
    return arranged(catalog, catalog.sample(catalog.sector(sector).id), year)


def arranged(catalog: Catalog, sample: SampleLedger, year: int) -> Ledger:
    """Return the ledger that a sample makes, its rows in the order and at the places of its workbook."""
    kinds = catalog.kinds_of(sample.sector)
    rows = tuple(_rows(sample, kinds, year))
    return Ledger(
        unit=sample.unit(year), rows=rows, declarations=_declarations(sample, kinds, rows), template=TEMPLATE_VERSION
    )


def _rows(sample: SampleLedger, kinds: Sequence[Kind], year: int) -> Iterator[Row]:
    kind_of = {kind.cls: kind for kind in kinds}
    rows = [
        Row(kind=kind_of[type(record)], record=record, approx=sample.approx(record)) for record in sample.records(year)
    ]
    for kind in kinds:
        own = [row for row in rows if row.kind is kind]
        if kind.is_activity:
            own.sort(key=_when)
        for number, row in enumerate(own, start=FIRST_ROW):
            yield attrs.evolve(row, sheet=kind.label, number=number, columns=column_letters(kind))


def _when(row: Row) -> tuple[bool, PartialDate | None]:
    """Undated rows stand last, in their own order."""
    return row.date is None, row.date


def _declarations(sample: SampleLedger, kinds: Iterable[Kind], rows: Iterable[Row]) -> Mapping[str, Declaration]:
    filled = {row.kind.name for row in rows}
    return {
        kind.name: Declaration(
            "有数据" if kind.name in filled else "不适用" if kind.name in sample.absent else "零报告"
        )
        for kind in kinds
    }
