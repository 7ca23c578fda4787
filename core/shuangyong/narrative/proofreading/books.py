"""What a ledger can say of a figure: single rows, and totals of the year, a festival, a month, a day or a choice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal

import attrs

from ...model.dates import PartialDate
from ...model.festivals import festival_of
from ...model.fields import Field
from ...model.kinds import Kind
from ...model.ledgers import Ledger, Row
from ...model.quantities import Quantity, contribution, filled_from, total

#: How far an approximate figure may be from what it stands for: below and above, as parts of it.
_NEAR = (Decimal("0.80"), Decimal("1.25"))
_MOST_CELLS = 4


@attrs.frozen
class Figure:
    """A measure over some rows: what it comes to, and where it stands.

    Attributes:
        scope: Which rows these are, for a message: 合计, “八一”期间合计, 8月12日; empty for a single row.
    """

    kind: Kind
    field: Field
    rows: tuple[Row, ...]
    quantity: Quantity
    scope: str = ""

    @property
    def place(self) -> str:
        """Sheet and cells: 征兵体检!F5、F6."""
        sheets: dict[str, list[str]] = {}
        for row in self.rows:
            filled = filled_from(row, self.field.id) or ("",)
            sheets.setdefault(row.sheet or row.kind.label, []).append(row.cell(filled[0]))
        return "；".join(f"{sheet}!{_listed(cells)}" for sheet, cells in sheets.items())

    def told(self, unit: str = "") -> str:
        """Return the figure with a unit, by default the field's: 334名."""
        about = "约" if self.quantity.approx else ""
        return f"{about}{_plain(self.quantity.amount)}{unit or self.field.unit or ''}"


@attrs.frozen(eq=False)
class Book:
    """A ledger, asked for figures."""

    ledger: Ledger
    _known: dict[tuple[str, str], Sequence[Figure]] = attrs.field(factory=dict, init=False)

    def rows_of(self, kind: Kind) -> tuple[Row, ...]:
        """Return the rows of a kind and of those that extend it; where there are none, of what it extends itself."""
        for one in kind.lineage:
            if one.abstract:
                break
            if rows := self.ledger.of(one, descendants=True):
                return rows
        return ()

    def allowed(self, kind: Kind, measure: str) -> Iterator[Figure]:
        """Yield every figure that a text may rightly give for a measure: of rows and of totals, up the inheritance."""
        for one, field in _chain(kind, measure):
            rows = self.ledger.of(one, descendants=True)
            yield from _figures(one, field, rows)
            yield from _figures(one, field, self.ledger.of(one))
            yield from _figures(one, field, [row for row in rows if row.kind.namespace == kind.namespace])

    def values(self, kind: Kind, measure: str, date: PartialDate | None = None) -> Set[Quantity]:
        """Return the values of :meth:`allowed`; for a day that the ledger knows of, those of that day only."""
        figures = self._figures(kind, measure)
        of_day = {figure.quantity for figure in figures if date and date.day and _all_on(figure.rows, date)}
        return of_day or {figure.quantity for figure in figures}

    def _figures(self, kind: Kind, measure: str) -> Sequence[Figure]:
        key = kind.name, measure
        if key not in self._known:
            self._known[key] = tuple(self.allowed(kind, measure))
        return self._known[key]


def matches(said: Decimal, known: Quantity, *, approx: bool, slack: Decimal) -> bool:
    """Tell whether a text's figure agrees with a ledger's.

    Args:
        said: The text's.
        known: The ledger's.
        approx: Whether the text gives it as approximate (近, 余, 约).
        slack: Half of the last place that the text gives: 50 for 1.23万.
    """
    if abs(said - known.amount) <= slack:
        return True
    low, high = _NEAR
    return (approx or known.approx) and said * low <= known.amount <= said * high


def nearest(
    book: Book,
    kind: Kind,
    measure: str,
    said: Decimal,
    date: PartialDate | None,
    festival: str | None,
    choices: Iterable[str],
) -> Figure | None:
    """Return what the ledger says of just what a text tells: of that day or festival, else of a choice or the year.

    Of the sum of several rows and each of them, it is what is nearest to the text's figure. A choice that is named
    beside a figure may be one of several in it (晚会1次、比赛3次，参加450人次), so that the whole is looked at as well.
    """
    field = _field(kind, measure)
    if field is None:
        return None
    saying = tuple(row for row in book.rows_of(kind) if _says(row, measure))
    for scopes in (*_of_time(saying, date, festival), _of_year(saying, choices)):
        if figures := [figure for scope, rows in scopes.items() for figure in _whole_and_parts(field, scope, rows)]:
            return min(figures, key=lambda figure: abs(figure.quantity.amount - said))
    return None


def _whole_and_parts(field: Field, scope: str, rows: Sequence[Row]) -> Iterator[Figure]:
    if (found := total(rows, field.id)) is not None:
        yield Figure(rows[0].kind, field, tuple(rows), found, scope if len(rows) > 1 else "")
    for row in rows if len(rows) > 1 and field.id != "count" else ():
        if (found := contribution(row, field.id)) is not None:
            yield Figure(row.kind, field, (row,), found)


def _of_time(
    rows: Sequence[Row], date: PartialDate | None, festival: str | None
) -> Iterator[Mapping[str, Sequence[Row]]]:
    if date is not None and date.day is not None:
        yield {"": [row for row in rows if row.date == date]}
    if date is not None and date.month is not None:
        yield {f"{date.month}月合计": [row for row in rows if row.date and row.date.month == date.month]}
    if festival:
        yield {f"“{festival}”期间合计": [row for row in rows if _festival(row) == festival]}


def _of_year(rows: Sequence[Row], choices: Iterable[str]) -> Mapping[str, Sequence[Row]]:
    return {f"“{choice}”合计": [row for row in rows if choice in _choices(row)] for choice in choices} | {"合计": rows}


def _chain(kind: Kind, measure: str) -> Iterator[tuple[Kind, Field]]:
    """Yield a measure at its kind and every ancestor that has it, then likewise what it counts toward."""
    for one in kind.lineage:
        if (field := _field(one, measure)) is not None:
            yield one, field
    field = _field(kind, measure)
    if field is not None and field.counts_as:
        yield from _chain(kind, field.counts_as)


def _figures(kind: Kind, field: Field, rows: Sequence[Row]) -> Iterator[Figure]:
    saying = [row for row in rows if _says(row, field.id)]
    groups: dict[str, list[Row]] = {"合计": saying}
    for number, row in enumerate(saying):
        groups[f"row {number}"] = [row]
        for scope in _scopes(row):
            groups.setdefault(scope, []).append(row)
    for scope, group in groups.items():
        if (found := total(group, field.id)) is not None:
            yield Figure(kind, field, tuple(group), found, scope)


def _scopes(row: Row) -> Iterator[str]:
    if row.date is not None:
        yield f"{row.date}"
        if row.date.month:
            yield f"{row.date.month}月"
            yield "上半年" if row.date.month <= 6 else "下半年"
            yield f"第{(row.date.month + 2) // 3}季度"
    if festival := _festival(row):
        yield f"节 {festival}"
    for field in row.kind.columns:
        value = row.value(field.id)
        if field.type == "choice" and isinstance(value, str) and field.id != "festival":
            yield f"{field.id} {value}"


def _all_on(rows: Sequence[Row], date: PartialDate) -> bool:
    return all(row.date == date for row in rows)


def _says(row: Row, measure: str) -> bool:
    return _field(row.kind, measure) is not None and contribution(row, measure) is not None


def _field(kind: Kind, measure: str) -> Field | None:
    return next((field for field in kind.measures if field.id == measure), None)


def _festival(row: Row) -> str | None:
    stated = row.value("festival")
    return stated if isinstance(stated, str) else festival_of(row.date)


def _choices(row: Row) -> Sequence[object]:
    return [row.value(field.id) for field in row.kind.columns if field.type == "choice"]


def _listed(cells: Sequence[str]) -> str:
    more = f"等{len(cells)}格" if len(cells) > _MOST_CELLS else ""
    return "、".join(cells[:_MOST_CELLS]) + more


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount else "0"
