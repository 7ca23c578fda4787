"""The statistics table: every kind and measure of a ledger that has a value, by pillar."""

from collections.abc import Iterator

from ..catalog import Catalog
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.pillars import PILLARS
from .document import Figure, FigureRun, Inlines, Table, Text
from .figures import figure_of

HEADER = ("项目", "指标", "单位", "数值")
_NUMERIC = (3,)
_NIL = "无"
_NIL_REPORT = "零报告"

Line = tuple[Inlines, ...]


def statistics(ledger: Ledger, catalog: Catalog) -> tuple[Table, ...]:
    """Return a table for each pillar that has something to say; a row's figures are of the kind's own rows."""
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    tables = []
    for pillar in PILLARS.values():
        own = [kind for kind in kinds if kind.pillar is pillar]
        lines = [*_filled(ledger, own), *_nil(ledger, own)]
        if lines:
            tables.append(Table(pillar.label, HEADER, tuple(lines), _NUMERIC))
    return tuple(tables)


def _filled(ledger: Ledger, kinds: list[Kind]) -> Iterator[Line]:
    for kind in kinds:
        rows = ledger.of(kind)
        if rows:
            for figure in _figures(ledger.file, kind, rows):
                yield _line(kind, figure)


def _nil(ledger: Ledger, kinds: list[Kind]) -> Iterator[Line]:
    for kind in kinds:
        if not ledger.of(kind) and ledger.declared(kind).status == _NIL_REPORT:
            yield _cells(kind.label, _NIL_REPORT, "", (Text(_NIL),))


def _figures(file: str, kind: Kind, rows: tuple[Row, ...]) -> Iterator[Figure]:
    """Yield what rows come to; how many they are only for deeds, or where nothing else is to be said."""
    told = [figure for field in (*kind.measures[1:], *kind.ratios) for figure in _of_field(file, kind, rows, field)]
    count = figure_of(file, kind, rows, "count")
    if count and (kind.is_activity or not told):
        yield count
    yield from told


def _of_field(file: str, kind: Kind, rows: tuple[Row, ...], field: Field) -> Iterator[Figure]:
    if field.measure != "ratio" and field.unit is None:
        yield from _split(file, kind, rows, field)
    elif figure := figure_of(file, kind, rows, field.id):
        yield figure


def _split(file: str, kind: Kind, rows: tuple[Row, ...], field: Field) -> Iterator[Figure]:
    """Yield a measure without a unit once for each form, or title, within which alone it adds up."""
    by = "title" if "title" in {other.id for other in kind.fields} else "form"
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.value(by), []).append(row)
    for value, group in groups.items():
        if figure := figure_of(file, kind, group, field.id, str(value or "其他")):
            yield figure


def _line(kind: Kind, figure: Figure) -> Line:
    return _cells(kind.label, figure.label.removeprefix(f"{kind.label}·"), figure.unit, (FigureRun(figure),))


def _cells(item: str, measure: str, unit: str, value: Inlines) -> Line:
    return ((Text(item),), (Text(measure),), (Text(unit),), value)
