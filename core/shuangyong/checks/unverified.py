"""Rows that the narrative reader proposed and nobody has compared with the document: they stay in the unit."""

from collections.abc import Sequence

from ..model.ledgers import Ledger, Row
from ..model.problems import Problem, error

_LISTED = 10


def unverified(ledger: Ledger) -> tuple[Problem, ...]:
    """Return an error for each sheet with rows marked 待核: what keeps a ledger from being handed in or taken in."""
    by_sheet: dict[str, list[Row]] = {}
    for row in ledger.rows:
        if row.unverified:
            by_sheet.setdefault(row.sheet, []).append(row)
    return tuple(_problem(sheet, rows) for sheet, rows in by_sheet.items())


def _problem(sheet: str, rows: Sequence[Row]) -> Problem:
    numbers = "、".join(str(row.number) for row in rows[:_LISTED]) + ("等" if len(rows) > _LISTED else "")
    return error(
        "unverified",
        f"有 {len(rows)} 行标着“待核”，是从文件里读出来的，还没有人核对：第 {numbers} 行。",
        "请对照原文逐行核对，对的清空那一行的“待核”，不对的改正或删去整行，再上报。",
        sheet=sheet,
        cell=f"A{rows[0].number}",
    )
