"""The copy that leaves the unit: written afresh from checked records, so that nothing else of the file goes along."""

from collections.abc import Iterator, Mapping

import attrs

from ..catalog import Catalog
from ..model import privacy
from ..model.fields import Field
from ..model.kinds import R, Record
from ..model.ledgers import Ledger, Row
from .layout import ORIGINAL, SAVED, unit_fields
from .repeats import Repeats
from .values import EVIDENCE, PICTURE
from .writing import workbook_bytes

_HIDDEN = "［已隐去］"
_ATTACHED = "见附件"


@attrs.frozen
class Cleared:
    """A ledger without anything that may not leave the unit, and what clears other texts about it.

    Attributes:
        ledger: Sensitive fields are empty; true designations read 驻地某部; ID, phone and card numbers in free text
            are masked, and so is every other text that repeats a sensitive value. Its rows stand as they stood.
        repeats: The sensitive values.
    """

    ledger: Ledger
    repeats: Repeats

    def text(self, text: str) -> str:
        """Return a text about the ledger, such as a file's name, as it may leave the unit."""
        return privacy.mask(self.repeats.replaced(text))


def cleared(ledger: Ledger) -> Cleared:
    """Return a ledger as it may leave the unit."""
    repeats = Repeats.of(_secrets(ledger))
    rows = tuple(_cleared_row(row, repeats) for row in ledger.rows)
    unit = _cleared(ledger.unit, unit_fields(), Repeats.of(()))
    return Cleared(attrs.evolve(ledger, unit=unit, rows=rows), repeats)


def submitted_copy(
    catalog: Catalog,
    ledger: Ledger,
    sha256: str,
    saved: str = "",
    evidence: Mapping[tuple[str, int], str] | None = None,
) -> bytes:
    """Return the copy of a checked ledger that may be handed in; kinds declared 不适用 have no sheet.

    Args:
        catalog: What is installed.
        ledger: The unit's own, checked.
        sha256: Of the unit's own file.
        saved: When that file was last saved, as ``saved_at`` tells it.
        evidence: What 佐证材料 is to say of a row (sheet, number) instead: the numbers of files that go along.
    """
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    only = [kind for kind in kinds if ledger.declared(kind).status != "不适用"]
    if evidence:
        ledger = attrs.evolve(ledger, rows=tuple(_with_evidence(row, evidence) for row in ledger.rows))
    bare = cleared(ledger).ledger
    return workbook_bytes(
        catalog, bare, only=only, notes={ORIGINAL: sha256, SAVED: saved} if saved else {ORIGINAL: sha256}
    )


def _with_evidence(row: Row, evidence: Mapping[tuple[str, int], str]) -> Row:
    text = evidence.get((row.sheet, row.number))
    if text is None:
        return row
    return attrs.evolve(row, record=attrs.evolve(row.record, **{EVIDENCE: text}))  # type: ignore[misc]  # as below


def _secrets(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield each value that must not stand anywhere, and what stands in its place."""
    yield from _secrets_of(ledger.unit, unit_fields())
    for row in ledger.rows:
        yield from _secrets_of(row.record, row.kind.columns)


def _secrets_of(record: Record, fields: tuple[Field, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = getattr(record, field.id)
        if isinstance(value, str) and field.sensitive:
            yield value, _HIDDEN
        elif isinstance(value, str) and field.designation and privacy.is_designation(value):
            yield value, privacy.SOME_TROOPS


def _cleared_row(row: Row, repeats: Repeats) -> Row:
    numbers = {field.id for field in row.kind.columns if field.type in ("integer", "decimal")}
    return attrs.evolve(
        row,
        record=_cleared(row.record, row.kind.columns, repeats),
        originals={field: original for field, original in row.originals.items() if field in numbers},
    )


def _cleared(record: R, fields: tuple[Field, ...], repeats: Repeats) -> R:
    values = {field.id: getattr(record, field.id) for field in fields}
    cleared = {
        field.id: _cleared_text(field, values[field.id], repeats)
        for field in fields
        if field.sensitive or (field.type == "text" and values[field.id] is not None)
    }
    return attrs.evolve(record, **cleared)  # type: ignore[misc]  # every record is made an attrs class by its decorator


def _cleared_text(field: Field, text: str, repeats: Repeats) -> str | None:
    if field.sensitive:
        return None
    if field.id == EVIDENCE and text == PICTURE:
        return _ATTACHED
    if field.designation:
        text = privacy.without_designations(text)
    return privacy.mask(repeats.replaced(text))
