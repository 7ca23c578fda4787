"""What a ledger's duties stand at on a day: done by which rows, due, overdue, or still to come."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal

import attrs

from ..catalog import Catalog
from ..model.dates import month_and_day
from ..model.duties import BASES
from ..model.ledgers import Ledger, Row
from ..model.occurrences import Occurrence, occurrences
from .fulfilment import Fulfilment, deed_kinds, fulfilments
from .wording import title_of

Status = Literal["done", "due", "overdue", "upcoming", "exempt"]

#: In the order in which people are told.
STATUSES: dict[Status, str] = {
    "overdue": "已过期限",
    "due": "近期要办",
    "upcoming": "以后要办",
    "done": "已办",
    "exempt": "不适用",
}


@attrs.frozen(kw_only=True)
class Due:
    """One time of a duty, and what it stands at.

    Attributes:
        occurrence: What is to be done, and when.
        status: ``done``; ``due`` within the days of reminding; ``overdue`` after the last day; ``upcoming`` before; or
            ``exempt``, where the unit declares all that could fulfil it 不适用.
        days_left: Days until the last day, negative after it.
        fulfilment: The rows that fulfil it, or a part of it.
    """

    occurrence: Occurrence
    status: Status
    days_left: int
    fulfilment: Fulfilment = attrs.field(factory=Fulfilment)

    @property
    def title(self) -> str:
        """What is to be done, and which time of the year."""
        one = self.occurrence
        return f"{one.duty.title}（{one.label}）" if one.label else one.duty.title

    @property
    def missing(self) -> Decimal:
        """How many rows, or how much of the measure, are still wanted."""
        return max(Decimal(0), self.occurrence.needed - self.fulfilment.amount)

    def to_json(self) -> dict[str, Any]:
        """Return it as one of ``due`` in the JSON of ``assess``; days are ISO dates, amounts decimal strings."""
        one, duty = self.occurrence, self.occurrence.duty
        return {
            "duty": one.name,
            "title": duty.title,
            "time": one.label,
            "status": self.status,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "by": one.by.isoformat(),
            "days_left": self.days_left,
            "needed": str(one.needed),
            "amount": str(self.fulfilment.amount),
            "approx": self.fulfilment.approx,
            "rows": [_row_json(row) for row in self.fulfilment.rows],
            "basis": duty.basis,
            "source": duty.source,
        }


def due(ledger: Ledger, catalog: Catalog, today: datetime.date) -> tuple[Due, ...]:
    """Return every time of every duty that binds a ledger's unit in its year, in order of the last day.

    Args:
        ledger: The unit's year.
        catalog: What is installed, with the office's own duties.
        today: The day on which it is asked.
    """
    sector = catalog.sector(ledger.unit.sector).id
    kinds = catalog.kinds_of(sector)
    duties = catalog.duties(sector, ledger.unit.name)
    absent = {kind.name for kind in kinds if ledger.declared(kind).status == "不适用"}
    found: list[Occurrence] = []
    exempt: list[Occurrence] = []
    for name, duty in duties.items():
        able = {kind.name for deed in duty.deeds for kind in deed_kinds(deed, kinds)}
        (exempt if able <= absent else found).extend(occurrences(name, duty, ledger.year))
    filled = fulfilments(ledger, catalog, found, today)
    dues = [_due(one, filled[one.id], today) for one in found]
    dues += [Due(occurrence=one, status="exempt", days_left=(one.last - today).days) for one in exempt]
    return tuple(sorted(dues, key=lambda one: (one.occurrence.last, one.occurrence.by, one.occurrence.name)))


def due_lines(found: Sequence[Due], today: datetime.date) -> Iterator[str]:
    """Yield what people are told: how many of each, then what is overdue, due, to come and done, duty by duty."""
    counts = "，".join(
        f"{label} {count} 项" for status, label in STATUSES.items() if (count := sum(_is(found, status)))
    )
    yield f"应办事项（按 {today.isoformat()}）：{counts or '没有'}。"
    for status, label in STATUSES.items():
        groups: dict[str, list[Due]] = {}
        for one in found:
            if one.status == status:
                groups.setdefault(one.occurrence.name, []).append(one)
        if groups:
            yield f"{label}："
        for group in groups.values():
            yield from (f"  {line}" for line in _lines(group, today))


def _is(found: Sequence[Due], status: Status) -> Iterator[bool]:
    return (one.status == status for one in found)


def _due(one: Occurrence, filled: Fulfilment, today: datetime.date) -> Due:
    left = (one.last - today).days
    status: Status
    if filled.amount >= one.needed:
        status = "done"
    elif left < 0:
        status = "overdue"
    else:
        status = "due" if today >= one.reminder else "upcoming"
    return Due(occurrence=one, status=status, days_left=left, fulfilment=filled)


def _lines(group: Sequence[Due], today: datetime.date) -> Iterator[str]:
    """Yield the lines of one duty's times that stand at the same."""
    first, status = group[0], group[0].status
    duty = first.occurrence.duty
    if status == "done":
        yield from _done_lines(group)
        return
    head = _head(group)
    source = f"依据：{duty.source}（{BASES[duty.basis]}）。" if duty.source else f"依据：{BASES[duty.basis]}。"
    last = first.occurrence.last
    if status == "exempt":
        yield f"{head}：相关台账都填了“不适用”。"
    elif status == "overdue":
        limit = "最早的期限" if len(group) > 1 else "最晚"
        yield f"{head}：{limit} {month_and_day(last)}，已过 {-first.days_left} 天。{_part(group)}{source}"
    else:
        pace = first.occurrence.by
        by = f"，建议 {month_and_day(pace)} 前" if pace != last and pace >= today else ""
        yield f"{head}：最晚 {month_and_day(last)}，还有 {first.days_left} 天{by}。{_part(group)}{source}"


def _done_lines(group: Sequence[Due]) -> Iterator[str]:
    """Yield a line for what is done by the same rows."""
    alike: dict[tuple[tuple[str, int], ...], list[Due]] = {}
    for one in group:
        alike.setdefault(tuple((row.sheet, row.number) for row in one.fulfilment.rows), []).append(one)
    for same in alike.values():
        vague = "（只知道月份，请核对）" if any(one.fulfilment.approx for one in same) else ""
        yield f"{_head(same)}：{'；'.join(map(_said, same[0].fulfilment.rows))}{vague}"


def _head(group: Sequence[Due]) -> str:
    times = "、".join(one.occurrence.label for one in group if one.occurrence.label)
    title = group[0].occurrence.duty.title
    return f"{title}（{times}）" if times else title


def _part(group: Sequence[Due]) -> str:
    wanted = sum((one.missing for one in group), Decimal(0))
    partly = any(one.fulfilment.amount for one in group) or wanted > len(group)
    return f"还差 {wanted.normalize():f}。" if partly else ""


def _said(row: Row) -> str:
    date = f"{row.date} " if row.date else ""
    return f"{row.sheet}!{row.cell('date')} {date}{title_of(row) or row.kind.label}"


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "cell": row.cell("date"),
        "row": row.number,
        "kind": row.kind.name,
        "date": str(row.date) if row.date else None,
        "title": title_of(row) or None,
    }
