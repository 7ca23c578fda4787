"""What stands behind a plan and a summary: the planned activities by number, what came of them, what rules ask for."""

from collections.abc import Iterator, Sequence

from ..catalog import Catalog
from ..model.closure import Closing, closings
from ..model.documents import DocumentKind
from ..model.ledgers import Ledger, Row
from .discretion import discreet
from .document import Attachment, Table, Text
from .manuscript import clean
from .routine import routine

_PLANNED = ("编号", "计划活动", "时间", "类别", "目标", "责任部门")
_CLOSED = ("编号", "计划活动", "计划时间", "完成情况", "台账记录")
_TIME = 2  # its place in both; 10月 stays on one line
_NOTHING = "—"
#: How many of the rows that bear an activity out are named.
_NAMED = 2


def attachments(ledger: Ledger, catalog: Catalog, kind: DocumentKind) -> tuple[Attachment, ...]:
    """Return the attachments of a document that tell of its ledger's plan."""
    plan = closings(ledger, catalog.kinds_of(catalog.sector(ledger.unit.sector).id))
    name = f"{clean(ledger.unit.name)}{ledger.year}年双拥"
    found: list[Attachment] = []
    if kind == "plan":
        if plan:
            found.append(Attachment(f"{name}工作计划一览表", (_table(_PLANNED, map(_planned, plan)),)))
        if asked := routine(ledger, catalog, [one.row for one in plan]):
            found.append(Attachment(f"{name}常规工作安排", (asked,)))
    elif kind == "summary" and plan:
        found.append(Attachment(f"{name}工作计划完成情况表", (_table(_CLOSED, map(_closed, plan)),)))
    return tuple(found)


def _table(header: tuple[str, ...], lines: Iterator[Sequence[str]]) -> Table:
    rows = ([(Text(cell or _NOTHING),) for cell in line] for line in lines)
    return Table("", header, tuple(tuple(row) for row in rows), whole=(_TIME,))


def _planned(one: Closing) -> tuple[str, ...]:
    fields = ("category", "target", "responsible")
    category, target, responsible = (_cell(one.row, field) for field in fields)
    return _number(one), _cell(one.row, "title"), _time(one.row), category, target, responsible


def _closed(one: Closing) -> tuple[str, ...]:
    return _number(one), _cell(one.row, "title"), _time(one.row), one.said or "", _evidence(one.evidence)


def _number(one: Closing) -> str:
    return discreet(clean(one.number))


def _cell(row: Row, field: str) -> str:
    return discreet(clean(str(row.value(field) or "")))


def _time(row: Row) -> str:
    return row.date.chinese.partition("年")[2] if row.date else ""


def _evidence(rows: Sequence[Row]) -> str:
    """Return the rows that bear an activity out: the first by date and title, and how many there are in all."""
    named = "；".join(f"{_time(row)}{_cell(row, 'title') or row.kind.label}" for row in rows[:_NAMED])
    return f"{named}等{len(rows)}条" if len(rows) > _NAMED else named
