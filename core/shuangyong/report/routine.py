"""What rules ask of a unit in a year and its plan does not hold: a table behind the plan, no promise in its text."""

import datetime
from collections.abc import Sequence

from ..catalog import Catalog
from ..model.closure import PLAN_ITEM
from ..model.dates import month_and_day
from ..model.duties import BASES, Basis
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.occurrences import Occurrence, occurrences
from .document import Table, Text

#: What a plan may say without a word of the unit: what law and rules from above ask of it, and its own office.
_BINDING: tuple[Basis, ...] = ("law", "rule")
_OFFICE = "local."
_HEADER = ("时间", "工作", "依据")


def routine(ledger: Ledger, catalog: Catalog, items: Sequence[Row]) -> Table | None:
    """Return the table of what is asked for and not planned, in order of time; None where there is nothing."""
    sector = catalog.sector(ledger.unit.sector).id
    kinds = {kind.label: kind for kind in reversed(catalog.kinds_of(sector))}
    asked = [
        one
        for name, duty in catalog.duties(sector, ledger.unit.name).items()
        if duty.basis in _BINDING or name.startswith(_OFFICE)
        for one in occurrences(name, duty, ledger.year)
    ]
    absent = {kind.name for kind in kinds.values() if ledger.declared(kind).status == "不适用"}
    open_ones = [one for one in unplanned(asked, items, kinds, catalog) if _can(one, kinds, absent)]
    times: dict[tuple[datetime.date, datetime.date, str], list[Occurrence]] = {}
    for one in open_ones:
        times.setdefault((one.first, one.last, one.name), []).append(one)
    rows = [tuple((Text(cell),) for cell in _cells(times[time])) for time in sorted(times)]
    return Table("", _HEADER, tuple(rows)) if rows else None


def unplanned(
    asked: Sequence[Occurrence], items: Sequence[Row], kinds: dict[str, Kind], catalog: Catalog
) -> list[Occurrence]:
    """Return those times of duties that no planned activity is meant for; each is meant for one at most.

    Args:
        asked: The times.
        items: The planned activities.
        kinds: The kinds that their 类别 may name, by label.
        catalog: What is installed.
    """
    left = [*items]
    found = []
    for one in sorted(asked, key=lambda one: (one.last, one.name)):
        if items and any(deed.kind == PLAN_ITEM for deed in one.duty.deeds):
            continue  # the plan itself was asked for
        item = next((item for item in left if _meant(item, kinds.get(str(item.value("category"))), one, catalog)), None)
        if item is None:
            found.append(one)
        else:
            left.remove(item)
    return found


def _meant(item: Row, kind: Kind | None, one: Occurrence, catalog: Catalog) -> bool:
    """Tell whether a planned activity is meant for a time of a duty: its category's, and within the time."""
    title = str(item.value("title") or "")
    for deed in one.duty.deeds:
        wanted = catalog.kinds.get(deed.kind)
        near = kind is not None and wanted is not None and (kind.is_a(wanted) or wanted.is_a(kind))
        if near and _in_time(item, one) and (not deed.words or any(word in title for word in deed.words)):
            return True
    return False


def _in_time(item: Row, one: Occurrence) -> bool:
    if item.date is None or item.date.month is None:
        return one.whole_year
    return item.date.first <= one.counts_to and item.date.last >= one.counts_from


def _can(one: Occurrence, kinds: dict[str, Kind], absent: set[str]) -> bool:
    """Tell whether the unit does such things at all: some kind of them is not declared 不适用."""
    deeds = {deed.kind for deed in one.duty.deeds}
    able = {kind.name for kind in kinds.values() if deeds & {above.name for above in kind.lineage}}
    return not able <= absent


def _cells(same: Sequence[Occurrence]) -> tuple[str, str, str]:
    """Return the cells of what a duty asks for within one time, be it once or more."""
    one = same[0]
    first, last, duty = one.first, one.last, one.duty
    if one.whole_year:
        time = "全年"
    elif first == last:
        time = month_and_day(last)
    else:
        time = f"{month_and_day(first)}至{month_and_day(last)}"
    much = f"（{len(same)}次）" if len(same) > 1 else f"（数量不少于{one.needed}）" if one.needed > 1 else ""
    return time, f"{duty.title}{much}", duty.source or BASES[duty.basis]
