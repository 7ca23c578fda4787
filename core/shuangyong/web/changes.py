"""A comparison of two ledgers in words: a line for each row, declaration and figure that differs."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ..catalog import Catalog
from ..model.comparing import Comparison, RowChange
from ..model.dates import PartialDate
from ..model.fields import Field
from ..model.ledgers import Declaration, Row
from ..model.quantities import Quantity
from ..model.units import INFO

HEADER = ("表", "变化", "原来第几行", "现在第几行", "项目", "原来", "现在")

ADDED, GONE, CHANGED = "新增", "删去", "改动"
_TITLE_CELLS = 3


@attrs.frozen(kw_only=True)
class Line:
    """Something that differs.

    Attributes:
        sheet: The sheet's name.
        what: ADDED, GONE or CHANGED.
        before: The row's number as it was; None where there was none.
        after: Likewise as it is.
        title: What the row is about.
        cells: What differs: the cell's label, what it was and what it is.
    """

    sheet: str
    what: str
    before: int | None = None
    after: int | None = None
    title: str = ""
    cells: tuple[tuple[str, str, str], ...]


def lines(found: Comparison, catalog: Catalog) -> Iterator[Line]:
    """Yield a line for each difference, sheet by sheet; figures apart."""
    for data in found.unit:
        cell = (data.label, _plain(data.before), _plain(data.after))
        yield Line(sheet=INFO, what=CHANGED, cells=(cell,))
    for said in found.declarations:
        kind = catalog.kinds.get(said.kind)
        cell = (f"填报情况：{kind.label if kind else said.kind}", _declared(said.before), _declared(said.after))
        yield Line(sheet=INFO, what=CHANGED, cells=(cell,))
    yield from map(_of_row, found.rows)


def grouped(found: Iterable[Line]) -> Mapping[str, Sequence[Line]]:
    """Return lines by sheet."""
    return {sheet: [*group] for sheet, group in itertools.groupby(found, key=lambda line: line.sheet)}


def counted(found: Iterable[Line]) -> Mapping[str, int]:
    """Return how many rows came, changed and went."""
    counts = Counter(line.what for line in found)
    return {what: counts[what] for what in (ADDED, CHANGED, GONE) if counts[what]}


def cells(found: Iterable[Line]) -> Iterator[tuple[str | int | None, ...]]:
    """Yield a row of a table for each cell that differs; its columns are those of HEADER."""
    for line in found:
        for cell in line.cells:
            yield (line.sheet, line.what, line.before, line.after, *cell)


def figures(found: Comparison) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield each total that differs: its sheet, its label with the unit, what it was, what it is, and by how much."""
    for one in found.figures:
        amounts = [side.amount if side else Decimal(0) for side in (one.before, one.after)]
        more = amounts[1] - amounts[0]
        about = "约" if any(side and side.approx for side in (one.before, one.after)) else ""
        by = f"{about}{'+' if more > 0 else ''}{worded(more)}" if more else ""
        yield one.kind.label, one.field.header, _quantity(one.before), _quantity(one.after), by


def worded(value: object, *, approx: bool = False) -> str:
    """Return a value as people write it; an empty text for a blank."""
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.chinese
    if isinstance(value, Decimal):
        value = f"{value.normalize():,f}"
    elif isinstance(value, int):
        value = f"{value:,}"
    return f"约{value}" if approx else str(value)


def _plain(value: object) -> str:
    """Return a value of the unit's data: its year is no amount."""
    return str(value) if isinstance(value, int) else worded(value)


def _of_row(change: RowChange) -> Line:
    row = change.after or change.before
    assert row is not None
    what = CHANGED if change.before and change.after else ADDED if change.after else GONE
    differing = [(field.header, _cell(change.before, field), _cell(change.after, field)) for field in change.fields]
    if change.before and change.after and change.before.unverified != change.after.unverified:
        was, now = ("待核" if one.unverified else "" for one in (change.before, change.after))
        differing.append(("待核", was, now))
    return Line(
        sheet=row.sheet or change.kind.label,
        what=what,
        before=change.before.number if change.before else None,
        after=change.after.number if change.after else None,
        title=_title(row),
        cells=tuple(differing),
    )


def _title(row: Row) -> str:
    """Return what a row is about: its date and its first texts."""
    said = (worded(row.value(field.id)) for field in row.kind.columns if field.type in ("date", "text", "choice"))
    return "　".join([text if len(text) <= 20 else f"{text[:20]}…" for text in said if text][:_TITLE_CELLS])


def _cell(row: Row | None, field: Field) -> str:
    return worded(row.value(field.id), approx=field.id in row.approx) if row else ""


def _quantity(found: Quantity | None) -> str:
    return worded(found.amount, approx=found.approx) if found else ""


def _declared(said: Declaration) -> str:
    status = said.status or "没有填"
    return status if said.scope == "本级" else f"{status}，{said.scope}"
