"""A ledger: one unit's year, its rows with the cells they came from, and what the unit declares."""

import functools
from collections.abc import Mapping
from typing import Literal

import attrs

from .dates import PartialDate
from .kinds import Kind, Record
from .units import Unit

Status = Literal["有数据", "零报告", "不适用"]
Scope = Literal["本级", "含下级"]


@attrs.frozen
class Declaration:
    """What a unit says of one kind, on the first sheet.

    Attributes:
        status: That it has data, nothing to report, or no such work; None where the cell is blank.
        scope: Whose rows these are: the unit's own, or its subordinates' too.
        cell: The address of the status, for problems to point at.
        refused: Whether the status's cell holds something that is no status, and so has a problem already.
    """

    status: Status | None = None
    scope: Scope = "本级"
    cell: str | None = None
    refused: bool = False


@attrs.frozen(kw_only=True)
class Row:
    """A record and where it stands.

    Attributes:
        kind: What it is a record of.
        record: Its values.
        sheet: The sheet's name.
        number: The row's number in the sheet, from 1.
        columns: Column letters by field.
        originals: The original text of each filled cell, by field.
        approx: The measures given as 近、余、约.
        unverified: Proposed by the narrative reader and not yet cleared by a clerk (待核).
    """

    kind: Kind
    record: Record
    sheet: str = ""
    number: int = 0
    columns: Mapping[str, str] = attrs.field(factory=dict)
    originals: Mapping[str, str] = attrs.field(factory=dict)
    approx: frozenset[str] = frozenset()
    unverified: bool = False

    def value(self, field: str) -> object:
        """Return the value as the cell states it: None where it is blank, or has no column."""
        return getattr(self.record, field, None)

    def cell(self, field: str) -> str:
        """Return the address of a field's cell; the row's first cell where the field has none."""
        return f"{self.columns.get(field, 'A')}{self.number}"

    @property
    def date(self) -> PartialDate | None:
        """Its date, if the kind has one and the cell is filled."""
        date = getattr(self.record, "date", None)
        return date if isinstance(date, PartialDate) else None


@attrs.frozen(kw_only=True)
class Ledger:
    """One unit's year.

    Attributes:
        file: The file's name, without folders.
        sha256: Of the file's bytes.
        unit: Who reports, and which year's ledger it is.
        rows: Every record, in the order of the sheets.
        declarations: By a kind's full name.
        missing: The full names of kinds that the file has no sheet for.
        template: The template version that the ledger was made with.
    """

    unit: Unit
    rows: tuple[Row, ...] = ()
    declarations: Mapping[str, Declaration] = attrs.field(factory=dict)
    missing: frozenset[str] = frozenset()
    file: str = ""
    sha256: str = ""
    template: str = ""

    @property
    def year(self) -> int:
        """The year it is of."""
        return self.unit.year

    def of(self, kind: Kind, *, descendants: bool = False) -> tuple[Row, ...]:
        """Return the rows of a kind, with its descendants' where asked, kind by kind."""
        return (self._by_ancestor if descendants else self._by_kind).get(kind, ())

    @functools.cached_property
    def _by_kind(self) -> Mapping[Kind, tuple[Row, ...]]:
        found: dict[Kind, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.kind, []).append(row)
        return {kind: tuple(rows) for kind, rows in found.items()}

    @functools.cached_property
    def _by_ancestor(self) -> Mapping[Kind, tuple[Row, ...]]:
        found: dict[Kind, list[Row]] = {}
        for kind, rows in self._by_kind.items():
            for above in kind.lineage:
                found.setdefault(above, []).extend(rows)
        return {kind: tuple(rows) for kind, rows in found.items()}

    def declared(self, kind: Kind) -> Declaration:
        """Return what the unit declares of a kind; a declaration without a status where it says nothing."""
        return self.declarations.get(kind.name, Declaration())
