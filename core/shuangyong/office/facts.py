"""Facts: what each row of a ledger says of each measure, in long form, for adding up over any number of ledgers.

A fact names no unit, sector or region: those belong to the revision that it stands in, and are joined from the roster
as it was at the end of the period. It holds no text that a person wrote, only choices out of lists.
"""

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ..model.dates import PartialDate
from ..model.festivals import festival_of
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.quantities import contributions, filled_from

#: The columns of a fact and their SQL types, the same for every engine; a store puts ``revision BIGINT`` before them.
COLUMNS: Mapping[str, str] = {
    "kind": "VARCHAR",
    "measure": "VARCHAR",
    "month": "INTEGER",
    "since": "INTEGER",
    "day": "VARCHAR",
    "value": "DECIMAL(18,2)",
    "approx": "INTEGER",
    "choices": "VARCHAR",
    "sheet": "VARCHAR",
    "row": "INTEGER",
    "cell": "VARCHAR",
}

#: The version of this form: a store derives the facts of an older one anew from the originals.
FORMAT = 1

#: Made once: ``json.dumps`` makes one for each text.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: Stands for a month in ``since`` where a value is known at the end of the year only, and with no month at all.
DECEMBER, YEAR_ONLY = 12, 13


class Fact(NamedTuple):
    """What one row says of one measure; in the order of ``COLUMNS``.

    Attributes:
        kind: The full name of the row's own kind; its ancestors' totals follow from it.
        measure: A flow or a stock of that kind, ``count`` among them.
        month: 1 to 12; None where the row has no date in the ledger's year that tells a month.
        since: For a stock, ``yyyymm``: the first month at whose end the value is known; month 13 where only the
            whole year's end knows it. The same for flows, where nobody asks.
        day: The row's date as ISO 8601 tells it, padded so that the texts sort as dates do; empty without a date, and
            in registers.
        value: Exact, in the measure's own unit.
        approx: Given as 近、余、约.
        choices: The row's choices as compact JSON by field, fields in order; the festival from the date where blank.
        sheet: The sheet's name.
        row: The row's number.
        cell: The address of the cell that says it; the row's first cell for a count.
    """

    kind: str
    measure: str
    month: int | None
    since: int
    day: str
    value: Decimal
    approx: bool
    choices: str
    sheet: str
    row: int
    cell: str


def facts_of(ledger: Ledger) -> Iterator[Fact]:
    """Yield the facts of a ledger, row by row; a measure that a row says nothing of has none."""
    year = ledger.year
    for row in ledger.rows:
        yield from _of_row(row, year)


def encode(facts: Iterable[Fact]) -> str:
    """Return facts as tab-separated lines in the order of ``COLUMNS``, each ended by a line feed; no header."""
    return "".join(
        [
            f"{kind}\t{measure}\t{'' if month is None else month}\t{since}\t{day}"
            f"\t{value!s}\t{'1' if approx else '0'}\t{choices}\t{sheet}\t{row}\t{cell}\n"
            for kind, measure, month, since, day, value, approx, choices, sheet, row, cell in facts
        ]
    )


def decode(text: str) -> Iterator[Fact]:
    """Yield the facts of encoded lines."""
    for line in text.split("\n")[:-1]:
        kind, measure, month, since, day, value, approx, choices, sheet, row, cell = line.split("\t")
        when = int(month) if month else None
        known = approx == "1"
        yield Fact(kind, measure, when, int(since), day, Decimal(value), known, choices, sheet, int(row), cell)


def choices_of(row: Row) -> dict[str, str]:
    """Return the choices of a row by field, in the order of the fields; the festival from the date where blank."""
    record = row.record
    chosen = {field.id: getattr(record, field.id, None) for field in row.kind.choices}
    if "festival" in chosen and chosen["festival"] is None:
        chosen["festival"] = festival_of(row.date)
    return {field: value for field, value in chosen.items() if isinstance(value, str)}


def _of_row(row: Row, year: int) -> list[Fact]:
    kind, date = row.kind, row.date
    choices = _json(tuple(choices_of(row).items()))
    month, since = _when(kind, date, year)
    # All of a register's rows count in its stocks, so none is later than another.
    day = "" if kind.register else sortable(date)
    name, sheet, number = kind.name, " ".join(row.sheet.split()), row.number
    facts = []
    for field, said in contributions(row):
        cells = filled_from(row, field.id)
        cell = row.cell(cells[0] if cells else "")
        facts.append(Fact(name, field.id, month, since, day, said.amount, said.approx, choices, sheet, number, cell))
    return facts


@functools.lru_cache(maxsize=4096)
def _json(choices: tuple[tuple[str, str], ...]) -> str:
    return _JSON(dict(choices))


def _when(kind: Kind, date: PartialDate | None, year: int) -> tuple[int | None, int]:
    """Return the month that a row counts in, and the month from whose end on its stocks are known."""
    month = date.month if date is not None and date.year == year else None
    if kind.register:
        return month, year * 100 + DECEMBER
    if date is None or (date.year == year and date.month is None):
        return month, year * 100 + YEAR_ONLY
    return month, date.year * 100 + (date.month or DECEMBER)


def sortable(date: PartialDate | None) -> str:
    """Return a date as text that sorts as dates do: a vaguer one after the days that it holds."""
    if date is None:
        return ""
    if date.month is None:
        return f"{date.year:04d}-99"
    return str(date) if date.day is not None else f"{date}-99"
