"""What came of a year's plan: each planned activity with its number, what is said of it, and the rows that bear it out.

The rows are a proposal: of the planned activity's category, near its date or of a title like its own. Each row bears
out one planned activity, the likest; what is said to be done is borne out by less than what is proposed.
"""

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

import attrs

from .dates import PartialDate
from .kinds import CORE, Kind
from .ledgers import Ledger, Row

State = Literal["完成", "部分完成", "未完成", "取消"]

#: All of them, in the order of telling.
STATES: tuple[State, ...] = get_args(State)

PLAN_ITEM = f"{CORE}.plan_item"
_ACHIEVED: tuple[State, ...] = ("完成", "部分完成")
_UNDONE: tuple[State, ...] = ("未完成", "取消")

#: How alike titles are (0 to 1) that may speak of one deed, and that surely do.
_ALIKE, _SAME = 0.3, 0.6
#: How far from its planned time a deed may be.
_NEAR = datetime.timedelta(days=31)
_TIMES = re.compile(r"([0-9]{1,3})\s*[次场期]")


@attrs.frozen(kw_only=True)
class Closing:
    """A planned activity at the year's end, or so far.

    Attributes:
        row: Its row.
        number: Its 编号: as filled in, else given in the order of the sheet.
        said: Its 完成情况, None where that is blank.
        evidence: The rows that bear it out, in order of date.
        category: The kind that its 类别 names, None where it names none.
        any: Whether there is any row of that kind, or of one that extends it, all year.
    """

    row: Row
    number: str
    said: State | None
    evidence: tuple[Row, ...] = ()
    category: Kind | None = None
    any: bool = False

    @property
    def title(self) -> str:
        """What was planned."""
        return str(self.row.value("title") or "")

    @property
    def times(self) -> int | None:
        """How often it is meant to be done, where its 目标 says so: 4场."""
        found = _TIMES.search(str(self.row.value("target") or ""))
        return int(found[1]) if found else None

    def proposal(self, today: datetime.date) -> State | None:
        """Return what its 完成情况 looks to be; None before its time is over, and where there is nothing to go by."""
        if self.evidence:
            return "部分完成" if self.times and len(self.evidence) < self.times else "完成"
        planned = self.row.date
        over = self.category is not None and planned is not None and planned.last < today
        return "未完成" if over and not self.any else None

    def doubt(self) -> Literal["no-row", "row-there"] | None:
        """Return how what is said contradicts the rows, if it does."""
        if self.said in _ACHIEVED and self.category and not self.any:
            return "no-row"
        if self.said in _UNDONE and any(_likeness(self.row, row) >= _SAME for row in self.evidence):
            return "row-there"
        return None


def doubted(ledger: Ledger, kinds: Sequence[Kind]) -> tuple[Closing, ...]:
    """Return the planned activities of which the rows say otherwise, in the order of the sheet; see ``closings``."""
    items = _items(ledger)
    # Only what is said to be undone can be borne out against what is said.
    search = any(_said(item) in _UNDONE for item in items)
    return tuple(closing for closing in _closings(ledger, kinds, items, search=search) if closing.doubt())


def closings(ledger: Ledger, kinds: Sequence[Kind]) -> tuple[Closing, ...]:
    """Return every planned activity of a ledger, in the order of its sheet.

    Args:
        ledger: The year's.
        kinds: The kinds that the ledger's sector has sheets for, whose labels 类别 may name.
    """
    return tuple(_closings(ledger, kinds, _items(ledger)))


def _items(ledger: Ledger) -> list[Row]:
    return [row for row in ledger.rows if row.kind.name == PLAN_ITEM]


def _closings(ledger: Ledger, kinds: Sequence[Kind], items: Sequence[Row], *, search: bool = True) -> Iterator[Closing]:
    labels = {kind.label: kind for kind in reversed(kinds)}
    named = [labels.get(str(item.value("category") or "")) for item in items]
    kinds_there = {row.kind for row in ledger.rows}
    evidence = _evidence(items, named, ledger.rows, kinds_there) if search else {}
    there = {above.name for kind in kinds_there for above in kind.lineage}
    for place, (item, number, kind) in enumerate(zip(items, numbers(items), named, strict=True)):
        yield Closing(
            row=item,
            number=number,
            said=_said(item),
            evidence=tuple(sorted(evidence.get(place, ()), key=_by_date)),
            category=kind,
            any=kind is not None and kind.name in there,
        )


def numbers(items: Sequence[Row]) -> list[str]:
    """Return the 编号 of each planned activity; blank ones go on after the greatest, in the order of the sheet."""
    filled = [str(item.value("number") or "").strip() for item in items]
    next_one = max((int(text) for text in filled if text.isdecimal()), default=0)
    found = []
    for text in filled:
        if not text:
            next_one += 1
        found.append(text or str(next_one))
    return found


def _said(item: Row) -> State | None:
    result = item.value("result")
    return result if result in STATES else None


def _evidence(
    items: Sequence[Row], named: Sequence[Kind | None], rows: Sequence[Row], kinds: Iterable[Kind]
) -> Mapping[int, list[Row]]:
    """Give each row to the likest of the planned activities that it may bear out."""
    found: dict[int, list[Row]] = {place: [] for place in range(len(items))}
    sought: dict[str, list[int]] = {}
    for place, kind in enumerate(named):
        sought.setdefault(kind.name if kind else "", []).append(place)
    places = {
        kind: [sought[name] for name in ("", *(above.name for above in kind.lineage)) if name in sought]
        for kind in kinds
        if kind.name != PLAN_ITEM
    }
    for row in rows:
        if not row.unverified:
            ranks = [rank for asked in places.get(row.kind, ()) for rank in _ranks(row, asked, items, named)]
            if ranks:
                found[-max(ranks)[-1]].append(row)
    likest = {place: _likest(items[place], fitting) for place, fitting in found.items()}
    _fill_up(likest, items, named, rows)
    return likest


def _fill_up(
    found: Mapping[int, list[Row]], items: Sequence[Row], named: Sequence[Kind | None], rows: Sequence[Row]
) -> None:
    """Give rows that bear nothing out to what is said to be done, and is not borne out otherwise, of their category.

    They lie near its time, or at any time where nothing else of the category is planned.
    """
    bare = [place for place, kept in found.items() if not kept and named[place] and _said(items[place]) in _ACHIEVED]
    used = {id(row) for kept in found.values() for row in kept} if bare else set()
    for row in rows if bare else ():
        if row.kind.name == PLAN_ITEM or row.unverified or id(row) in used:
            continue
        ranks = [
            (_is_near(items[place], row), _likeness(items[place], row), -place)
            for place in bare
            if (kind := named[place]) and row.kind.is_a(kind)
        ]
        near, _, place = max(ranks, default=(False, 0.0, 0))
        if ranks and (near or named.count(named[-place]) == 1):
            found[-place].append(row)


def _likest(item: Row, rows: list[Row]) -> list[Row]:
    """Return the rows of a like title where there are some of the same; a date alone is a weaker sign."""
    if any(_likeness(item, row) >= _SAME for row in rows):
        return [row for row in rows if _likeness(item, row) >= _ALIKE]
    return rows


def _ranks(
    row: Row, places: Sequence[int], items: Sequence[Row], named: Sequence[Kind | None]
) -> Iterator[tuple[float, float, int]]:
    """Yield how well planned activities of one category, or of none, fit a row; the place, negative, stands last."""
    for place in places:
        item, kind = items[place], named[place]
        alike = _likeness(item, row)
        alone = row.kind is kind and len(places) == 1
        if alike < (0 if alone else _ALIKE if kind else _SAME):
            continue
        near = _is_near(item, row)
        if near or (kind and alike >= _SAME):
            yield alike + near, float(row.kind is kind), -place


def _is_near(item: Row, row: Row) -> bool:
    if item.date is None or row.date is None:
        return True
    return item.date.first - _NEAR <= row.date.last and row.date.first <= item.date.last + _NEAR


def _likeness(item: Row, row: Row) -> float:
    """Return how many pairs of neighbouring characters of the shorter title stand in the other, 0 to 1."""
    one, other = _pairs(str(item.value("title") or "")), _pairs(str(row.value("title") or ""))
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


@functools.lru_cache(maxsize=1024)  # a row is held against every planned activity
def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"\W", "", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _by_date(row: Row) -> tuple[bool, PartialDate, int]:
    return row.date is None, row.date or PartialDate(1), row.number
