"""Setting 截止日期 and 锁定日期 of a year: for all units, a sector, a region, or one unit."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from ...model.problems import Problem, ProblemsFound, error
from ..roster.entries import Entry
from ..roster.expected import Expected
from ..roster.judging import judged_deadlines
from ..roster.standing import standing
from ..store.opening import Store
from .finding import find_unit
from .seeing import refuse_unseen

#: What changes deadlines.
ACTIONS = ("deadline", "roster", "unlock")

#: A day, no day, or what it was.
Change = datetime.date | Literal["keep"] | None
Days = tuple[datetime.date | None, datetime.date | None]


@attrs.frozen(kw_only=True)
class Scope:
    """Whom a deadline is for; everybody where all is blank.

    Attributes:
        sector: A sector's id.
        region: A region's code; whoever lies in it.
        unit: One unit, by code or name.
    """

    sector: str = ""
    region: str = ""
    unit: str = ""


@attrs.frozen(kw_only=True)
class DeadlinesSet:
    """What was done.

    Attributes:
        changed: The codes of the units whose days are others now.
        same: How many had these days already.
        spared: How many with days of their own were left alone.
        problems: Warnings.
    """

    changed: tuple[str, ...]
    same: int
    spared: int
    problems: tuple[Problem, ...] = ()


def usual(all_days: Iterable[Days]) -> Days:
    """Return the 截止日期 and 锁定日期 that most units of a year have; none where nobody is expected."""
    counts = Counter(all_days)
    return max(counts, key=lambda days: (counts[days], days[0] is not None), default=(None, None))


def set_deadlines(
    store: Store,
    year: int,
    scope: Scope,
    actor: str,
    *,
    due: Change,
    lock: Change,
    spare: bool = False,
    because: str = "",
    seen: int | None = None,
) -> DeadlinesSet:
    """Set the days of a year for all units that a scope holds.

    Args:
        store: The office's.
        year: The year.
        scope: For whom.
        actor: Who sets them.
        due: The last day that is on time.
        lock: The last day that anything is taken.
        spare: Whether units with other days than most have, such as a respite, keep theirs.
        because: Why, for the audit.
        seen: What ``latest`` of ``ACTIONS`` was when it was decided.

    Raises:
        ProblemsFound: Nothing is to be changed, nobody is in the scope, the days make no sense, or somebody changed
            them meanwhile.
    """
    if due == "keep" and lock == "keep":
        raise ProblemsFound([error("nothing-changed", "没有写要改成什么。", "请写截止日期或锁定日期。")])
    with store.transaction():
        refuse_unseen(store, seen, ACTIONS)
        known = standing(store, year)
        members = [known[unit] for unit in _members(store, known, scope, year)]
        most = usual((one.due, one.lock) for one in known.values())
        own = {one.unit for one in members if spare and (one.due, one.lock) not in (most, (None, None))}
        after = {one.unit: _days(one, due, lock) for one in members if one.unit not in own}
        problems = tuple(dict.fromkeys(_faults(after, year)))
        if any(problem.severity == "error" for problem in problems):
            raise ProblemsFound(problems)
        before = {unit: (known[unit].due, known[unit].lock) for unit in after}
        changed = [unit for unit in after if after[unit] != before[unit]]
        _write(store, year, {unit: after[unit] for unit in changed})
        if changed:
            detail = {
                "for": attrs.asdict(scope, filter=lambda _, value: bool(value)),
                "due": str(due),
                "lock": str(lock),
                "because": because.strip(),
                "before": {unit: [day and day.isoformat() for day in before[unit]] for unit in changed},
            }
            store.audit(actor, "deadline", str(year), detail)
    return DeadlinesSet(changed=tuple(changed), same=len(after) - len(changed), spared=len(own), problems=problems)


def _members(store: Store, known: Mapping[str, Expected], scope: Scope, year: int) -> list[str]:
    if scope.unit:
        code, name = find_unit(store, scope.unit)
        if code not in known:
            message = f"{year} 年的名册里没有「{name}」（{code}）。"
            raise ProblemsFound([error("off-roster", message, "请核对年度；新单位请先补进名册。", value=scope.unit)])
        return [code]
    found = [
        unit
        for unit, one in known.items()
        if (not scope.sector or one.sector == scope.sector) and one.region.startswith(scope.region)
    ]
    if not found:
        message = f"{year} 年的名册里没有这样的单位。" if known else f"没有 {year} 年的名册。"
        raise ProblemsFound([error("nobody", message, "请先导入名册，或换一个行业、地区。")])
    return found


def _days(one: Expected, due: Change, lock: Change) -> Days:
    return one.due if due == "keep" else due, one.lock if lock == "keep" else lock


def _faults(after: Mapping[str, Days], year: int) -> Iterator[Problem]:
    for due, lock in dict.fromkeys(after.values()):
        entry = Entry(
            unit="",
            name="",
            sector="",
            region="",
            parent=None,
            start="",
            until=None,
            due=due.isoformat() if due else None,
            lock=lock.isoformat() if lock else None,
        )
        yield from judged_deadlines([entry], year)


def _write(store: Store, year: int, days: Mapping[str, Days]) -> None:
    for unit, (due, lock) in days.items():
        store.db.execute("DELETE FROM deadline WHERE unit = ? AND year = ?", (unit, year))
        if due or lock:
            values = (unit, year, due and due.isoformat(), lock and lock.isoformat())
            store.db.execute("INSERT INTO deadline VALUES (?, ?, ?, ?)", values)
