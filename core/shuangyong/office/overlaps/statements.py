"""What the rows of events say of each measure: their facts, implied contributions and counts included."""

import zlib
from collections.abc import Iterable, Mapping
from decimal import Decimal

import attrs

from ..facts import COLUMNS
from ..store.opening import Store

_AT = {column: number for number, column in enumerate(COLUMNS)}


@attrs.frozen
class Statement:
    """What a row says of one measure; see ``facts.Fact``."""

    kind: str
    measure: str
    month: int | None
    since: int
    day: str
    value: Decimal
    choices: str
    sheet: str
    row: int


def statements_of(store: Store, revisions: Iterable[int]) -> Mapping[int, tuple[Statement, ...]]:
    """Return all that some revisions say."""
    found = {}
    for revision in sorted(set(revisions)):
        row = store.db.execute("SELECT facts FROM revision WHERE id = ?", (revision,)).fetchone()
        lines = zlib.decompress(row["facts"]).decode().split("\n")[:-1] if row["facts"] else []
        found[revision] = tuple(_statement(line.split("\t")) for line in lines)
    return found


def _statement(cells: list[str]) -> Statement:
    return Statement(
        kind=cells[_AT["kind"]],
        measure=cells[_AT["measure"]],
        month=int(cells[_AT["month"]]) if cells[_AT["month"]] else None,
        since=int(cells[_AT["since"]]),
        day=cells[_AT["day"]],
        value=Decimal(cells[_AT["value"]]),
        choices=cells[_AT["choices"]],
        sheet=cells[_AT["sheet"]],
        row=int(cells[_AT["row"]]),
    )
