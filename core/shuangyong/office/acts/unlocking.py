"""Leave to send after the lock: who gave it, why, and until when."""

import datetime

import attrs

from ...model.problems import Problem, ProblemsFound, error
from ..roster.standing import standing
from ..store.opening import Store, now
from .finding import find_unit
from .seeing import refuse_unseen
from .setting_deadlines import ACTIONS


@attrs.frozen(kw_only=True)
class Leave:
    """A leave that was given.

    Attributes:
        unit: The unit's code.
        name: Its name.
        year: The ledger's year.
        lock: The lock that it lifts.
        until: The last day of it.
    """

    unit: str
    name: str
    year: int
    lock: datetime.date
    until: datetime.date


def unlock(
    store: Store,
    unit: str,
    year: int,
    actor: str,
    because: str,
    until: datetime.date,
    *,
    today: datetime.date | None = None,
    seen: int | None = None,
) -> Leave:
    """Let a unit send its ledger of a year until a day, though the year is or will be locked.

    Args:
        store: The office's.
        unit: The unit's code or name.
        year: The ledger's year.
        actor: Who gives leave.
        because: Why.
        until: The last day.
        today: The day on which leave is given; the real one if None.
        seen: What ``latest`` of the acts that set deadlines was when it was decided.

    Raises:
        ProblemsFound: Somebody changed deadlines meanwhile, the roster does not know the unit in that year, nothing is
            locked, the last day is over or before the lock, or no reason is given.
    """
    day = today or datetime.date.today()  # noqa: DTZ011  the office's own day
    with store.transaction() as db:
        refuse_unseen(store, seen, ACTIONS)
        code, name = find_unit(store, unit)
        expected = standing(store, year).get(code)
        if expected is None:
            message = f"{year} 年的名册里没有「{name}」（{code}）。"
            raise ProblemsFound(
                [error("off-roster", message, "请核对年度；新单位请先用 roster 补进名册。", value=unit)]
            )
        lock = expected.lock
        if lock is None:
            message = f"「{expected.name}」{year} 年没有锁定日期，随时可以报。"
            raise ProblemsFound([error("not-locked", message, "不必开锁。", value=unit)])
        if problems := [*_faults(because, until, lock, day)]:
            raise ProblemsFound(problems)
        values = (code, year, until.isoformat(), actor, because.strip(), now())
        db.execute("INSERT INTO unlocking (unit, year, until, actor, because, at) VALUES (?, ?, ?, ?, ?, ?)", values)
        detail = {"until": until.isoformat(), "because": because.strip(), "lock": lock.isoformat()}
        store.audit(actor, "unlock", f"{code}-{year}", detail)
    return Leave(unit=code, name=expected.name, year=year, lock=lock, until=until)


def _faults(because: str, until: datetime.date, lock: datetime.date, today: datetime.date) -> list[Problem]:
    faults = []
    if not because.strip():
        faults.append(error("no-reason", "没有写开锁的理由。", "请写明为什么准许补报。"))
    if until < today:
        faults.append(error("already-over", f"期限 {until} 已经过了。", "请写今天或以后的日期。", value=str(until)))
    if until <= lock:
        message = f"期限 {until} 不晚于锁定日期 {lock}，开了也没有用。"
        faults.append(error("before-lock", message, "请写锁定日期以后的日期。", value=str(until)))
    return faults
