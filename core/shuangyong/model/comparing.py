"""Two ledgers of one unit held against each other: which rows and cells came, went or changed, and which figures.

Rows are matched by what they say, not by where they stand: a row put in above others changes nothing but itself, and
neither does sorting. What is taken away from the old ledger and put into it by these changes makes it the new one.
"""

from collections.abc import Hashable, Iterator, Sequence

import attrs

from .fields import METADATA, Field
from .kinds import Kind
from .ledgers import Declaration, Ledger, Row
from .matching import Content, matched
from .quantities import Quantity, total


@attrs.frozen(kw_only=True)
class RowChange:
    """A row that came, went or changed.

    Attributes:
        kind: What it is a record of.
        before: As it was; None where it was added.
        after: As it is; None where it was taken away.
        fields: The fields whose cells differ; of a row that came or went those that are filled.
    """

    kind: Kind
    before: Row | None
    after: Row | None
    fields: tuple[Field, ...]

    @property
    def verified(self) -> bool:
        """Whether the mark 待核 was cleared."""
        return bool(self.before and self.after and self.before.unverified and not self.after.unverified)


@attrs.frozen(kw_only=True)
class UnitChange:
    """A cell of the unit's data that differs."""

    label: str
    before: object
    after: object


@attrs.frozen(kw_only=True)
class DeclarationChange:
    """What a unit declares otherwise of a kind, by its full name."""

    kind: str
    before: Declaration
    after: Declaration


@attrs.frozen(kw_only=True)
class FigureChange:
    """A total of a kind's own rows that differs; None where no row says anything of it."""

    kind: Kind
    field: Field
    before: Quantity | None
    after: Quantity | None


@attrs.frozen(kw_only=True)
class Comparison:
    """All in which two ledgers differ; rows in the order of the new ledger's sheets."""

    unit: tuple[UnitChange, ...]
    declarations: tuple[DeclarationChange, ...]
    rows: tuple[RowChange, ...]
    figures: tuple[FigureChange, ...]

    def __bool__(self) -> bool:
        return bool(self.unit or self.declarations or self.rows or self.figures)


def compare(before: Ledger, after: Ledger) -> Comparison:
    """Return in what a ledger differs from an earlier one; how its cells were typed does not matter."""
    kinds = [*dict.fromkeys(row.kind for ledger in (after, before) for row in ledger.rows)]
    return Comparison(
        unit=tuple(_of_unit(before, after)),
        declarations=tuple(_of_declarations(before, after)),
        rows=tuple(change for kind in kinds for change in _of_rows(kind, before.of(kind), after.of(kind))),
        figures=tuple(change for kind in kinds for change in _of_figures(kind, before.of(kind), after.of(kind))),
    )


def says(row: Row, field: Field) -> tuple[Hashable, bool]:
    """Return what a row says in a field: its value, and whether that is approximate; a blank cell is neither."""
    value = row.value(field.id)
    assert isinstance(value, Hashable)
    return value, value is not None and field.id in row.approx


def _of_unit(before: Ledger, after: Ledger) -> Iterator[UnitChange]:
    for attribute in attrs.fields(type(after.unit)):
        old, new = getattr(before.unit, attribute.name), getattr(after.unit, attribute.name)
        if old != new:
            yield UnitChange(label=attribute.metadata[METADATA].label, before=old, after=new)


def _of_declarations(before: Ledger, after: Ledger) -> Iterator[DeclarationChange]:
    for name in dict.fromkeys((*after.declarations, *before.declarations)):
        old, new = (ledger.declarations.get(name, Declaration()) for ledger in (before, after))
        if (old.status, old.scope) != (new.status, new.scope):
            yield DeclarationChange(kind=name, before=old, after=new)


def _of_rows(kind: Kind, before: Sequence[Row], after: Sequence[Row]) -> Iterator[RowChange]:
    pairs = dict(matched([_content(row) for row in after], [_content(row) for row in before]))
    for place, new in enumerate(after):
        old = before[pairs[place]] if place in pairs else None
        fields = _differing(kind, old, new) if old else _filled(kind, new)
        if old is None or fields or old.unverified != new.unverified:
            yield RowChange(kind=kind, before=old, after=new, fields=fields)
    still = set(pairs.values())
    for place, old in enumerate(before):
        if place not in still:
            yield RowChange(kind=kind, before=old, after=None, fields=_filled(kind, old))


def _content(row: Row) -> Content:
    """Return what a row says, by field, blank cells left out; that it is 待核 stands under no field's name."""
    content: dict[str, Hashable] = {field.id: says(row, field) for field in _filled(row.kind, row)}
    return content | {"": True} if row.unverified else content


def _filled(kind: Kind, row: Row) -> tuple[Field, ...]:
    return tuple(field for field in kind.columns if row.value(field.id) is not None)


def _differing(kind: Kind, before: Row, after: Row) -> tuple[Field, ...]:
    return tuple(field for field in kind.columns if says(before, field) != says(after, field))


def _of_figures(kind: Kind, before: Sequence[Row], after: Sequence[Row]) -> Iterator[FigureChange]:
    for field in kind.measures:
        old, new = total(before, field.id), total(after, field.id)
        if old != new:
            yield FigureChange(kind=kind, field=field, before=old, after=new)
