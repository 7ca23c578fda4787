"""What came of a ledger's plan so far: what is said, what the rows show, and where the two contradict each other."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from ..catalog import Catalog
from ..model.closure import Closing, State, closings
from ..model.ledgers import Ledger, Row
from .wording import title_of

_STATES: tuple[State, ...] = ("完成", "部分完成", "未完成", "取消")


@attrs.frozen(kw_only=True)
class Closed:
    """A planned activity on a day.

    Attributes:
        closing: What is planned, said and borne out.
        proposal: What a blank 完成情况 looks to be, None where it is filled or nothing is to be said yet.
    """

    closing: Closing
    proposal: State | None

    def to_json(self) -> dict[str, Any]:
        """Return it as one of ``plan`` in the JSON of ``assess``."""
        one = self.closing
        return {
            "number": one.number,
            "title": title_of(one.row),
            "planned": str(one.row.date) if one.row.date else None,
            "category": one.category.name if one.category else None,
            "result": one.said,
            "proposal": self.proposal,
            "contradiction": one.doubt(),
            "sheet": one.row.sheet,
            "cell": one.row.cell("result"),
            "rows": [
                {"sheet": row.sheet, "cell": row.cell("title"), "date": str(row.date) if row.date else None}
                for row in one.evidence
            ],
        }


def closed(ledger: Ledger, catalog: Catalog, today: datetime.date) -> tuple[Closed, ...]:
    """Return every planned activity of a ledger, in the order of its sheet, as it stands on a day."""
    plan = closings(ledger, catalog.kinds_of(catalog.sector(ledger.unit.sector).id))
    return tuple(Closed(closing=one, proposal=None if one.said else one.proposal(today)) for one in plan)


def closed_lines(plan: Sequence[Closed]) -> Iterator[str]:
    """Yield what people are told: how the plan stands, what to fill in, and what contradicts itself."""
    if not plan:
        return
    states = [one.closing.said for one in plan]
    counts = "".join(f"，{state} {states.count(state)} 项" for state in _STATES if state in states)
    blank = [one for one in plan if one.closing.said is None]
    yield f"年度计划 {len(plan)} 项{counts}{f'，完成情况没有填 {len(blank)} 项' if blank else ''}。"
    for one in blank:
        place = f"{one.closing.row.sheet}!{one.closing.row.cell('result')}"
        yield f"  第{one.closing.number}项「{title_of(one.closing.row)}」（{place}）：{proposed(one)}"
    for one in plan:
        if one.closing.doubt():
            said = f"「{title_of(one.closing.row)}」填了{one.closing.said}"
            yield f"  第{one.closing.number}项{said}，{contradicted(one.closing)}，请核对。"


def contradicted(one: Closing) -> str:
    """Return what the rows say against what is said of a planned activity, which they do (``doubt``)."""
    if one.doubt() == "no-row" and one.category:
        return f"「{one.category.label}」全年却没有一行"
    return f"台账里却有 {_place(one.evidence[0])}"


def proposed(one: Closed) -> str:
    """Return what to fill in where nothing is said of a planned activity, and why."""
    rows = one.closing.evidence
    if rows:
        return f"台账里有 {'、'.join(map(_place, rows))}，看来是“{one.proposal}”，请核对后填上。"
    if one.proposal:
        return f"时间已过，台账里没有相应记录，看来是“{one.proposal}”。"
    return "台账里还没有对得上的记录。"


def _place(row: Row) -> str:
    date = f"{row.date} " if row.date else ""
    return f"{row.sheet}!{row.cell('title')}（{date}{title_of(row) or row.kind.label}）"
