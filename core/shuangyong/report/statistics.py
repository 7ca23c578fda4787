"""The statistics table: every kind and measure of a ledger that has a value, by pillar."""

from collections.abc import Iterable, Iterator

from ..catalog import Catalog
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.pillars import PILLARS
from .discretion import discreet
from .document import Figure, FigureRun, Inlines, Paragraph, Table, Text
from .figures import figure_of
from .manuscript import clean

_HEADER = ("项目", "指标", "单位", "数值")
_LAST_YEAR = "上年"
_FIRST_NUMBER = 3
_NIL, _UNKNOWN = "无", "—"
_NIL_REPORT = "零报告"

#: Why 慰问人数, which is 人 in a ledger's row, is 人次 in a table of totals.
PEOPLE_NOTE = "注：台账一行记的是人；几行的人数相加按人次计，同一人参加几次计几次。"

Line = tuple[Inlines, ...]


def statistics(ledger: Ledger, catalog: Catalog, last: Ledger | None = None) -> tuple[Table, ...]:
    """Return a table for each pillar that has something to say, with last year's column where that is known.

    A kind whose family has rows of several kinds counts them all, as the texts do, and is marked 合计; what is counted
    in it says so, so that nobody adds the two.
    """
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    years = [ledger, *([last] if last else [])]
    header = (*_HEADER, *([_LAST_YEAR] if last else []))
    numeric = tuple(range(_FIRST_NUMBER, len(header)))
    tables = []
    for pillar in PILLARS.values():
        own = [kind for kind in kinds if kind.pillar is pillar]
        lines = [line for kind in own for line in _lines(kind, years)]
        nil = [line for kind in own for line in _nil(kind, years)]
        if lines or nil:
            tables.append(Table(pillar.label, header, (*lines, *nil), numeric))
    return tuple(tables)


def people_note(tables: Iterable[Table], catalog: Catalog) -> tuple[Paragraph, ...]:
    """Return the note that stands below tables in which people of several rows are added up; nothing below others."""
    runs = (run for table in tables for row in table.rows for cell in row for run in cell)
    figures = (run.figure for run in runs if isinstance(run, FigureRun))
    added = any(one.unit == "人次" != _unit_of(one, catalog) for one in figures)
    return (Paragraph((Text(PEOPLE_NOTE),)),) if added else ()


def _unit_of(figure: Figure, catalog: Catalog) -> str | None:
    kind, _, measure = figure.name.rpartition(".")
    return catalog.kind(kind).field(measure).unit


def _lines(kind: Kind, years: list[Ledger]) -> Iterator[Line]:
    """Yield a line for each measure that has a value in one of the years; none where one heir has all the rows."""
    family = _family(kind, years)
    if not _is_total(kind, years) and kind not in family:
        return
    found = [
        {figure.label: figure for figure in _figures(year.file, kind, year.of(kind, descendants=True))}
        for year in years
    ]
    for label in dict.fromkeys(label for figures in found for label in figures):
        named = [figures.get(label) for figures in found]
        values = [(FigureRun(one),) if one else _unsaid(kind, year) for one, year in zip(named, years, strict=True)]
        # People of several rows are 人次: the year that says so names the unit of both.
        unit = max((figure.unit for figure in named if figure), key=len)
        yield _cells(_item(kind, years), label.removeprefix(f"{kind.label}·"), unit, *values)


def _family(kind: Kind, years: list[Ledger]) -> set[Kind]:
    """Return the kinds, this one and those that extend it, that have rows in one of the years."""
    return {row.kind for year in years for row in year.of(kind, descendants=True)}


def _is_total(kind: Kind, years: list[Ledger]) -> bool:
    return not kind.abstract and len(_family(kind, years)) > 1


def _item(kind: Kind, years: list[Ledger]) -> str:
    """Return what a kind's lines are called: whether they are a total, and which total they are part of."""
    above = next((one.label for one in kind.lineage[1:] if _is_total(one, years)), None)
    notes = [*(["合计"] if _is_total(kind, years) else []), *([f"已计入{above}"] if above else [])]
    return f"{kind.label}（{'，'.join(notes)}）" if notes else kind.label


def _nil(kind: Kind, years: list[Ledger]) -> Iterator[Line]:
    if years[0].declared(kind).status == _NIL_REPORT and not _family(kind, years):
        yield _cells(kind.label, _NIL_REPORT, "", *[_unsaid(kind, year) for year in years])


def _unsaid(kind: Kind, year: Ledger) -> Inlines:
    """Return what stands for no figure: 无 where the year reports that there was nothing, a dash where it does not."""
    nil = year.declared(kind).status == _NIL_REPORT and not year.of(kind, descendants=True)
    return (Text(_NIL if nil else _UNKNOWN),)


def _figures(file: str, kind: Kind, rows: tuple[Row, ...]) -> Iterator[Figure]:
    """Yield what rows come to; how many they are only for deeds, or where nothing else is to be said."""
    if not rows:
        return
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
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(discreet(clean(str(row.value(by) or ""))) or "其他", []).append(row)
    for label, group in groups.items():
        if figure := figure_of(file, kind, group, field.id, label):
            yield figure


def _cells(item: str, measure: str, unit: str, *values: Inlines) -> Line:
    return ((Text(item),), (Text(measure),), (Text(unit),), *values)
