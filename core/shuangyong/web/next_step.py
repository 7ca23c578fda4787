"""What a unit's officer does next, in one sentence."""

import datetime

from ..office.status.units import Returned, UnitStatus

#: So much of a reason stands in the sentence; the page has it whole below.
_REASON = 60


def next_step(status: UnitStatus | None, year: int, today: datetime.date) -> str:
    """Return what a unit should do about a year's ledger.

    Args:
        status: How it stands; None where neither the roster nor a ledger knows it in that year.
        year: The year.
        today: The office's own day.
    """
    if status is None:
        return f"{year} 年的名册里没有本单位，不用报；该报的，请找双拥办把本单位补进名册。"
    if status.locked:
        return _locked(status, year)
    if status.returned:
        return f"第 {status.revision} 版退回了：{_to_mend(status.returned)}，再报一次{_by(status, today)}。"
    if not status.submitted:
        late = status.due is not None and status.due < today
        told = f"已经过了截止日期，请尽快报 {year} 年台账" if late else f"请填好 {year} 年台账，报上来"
        return f"{told}{_by(status, today)}。"
    if status.lacking:
        lacking = f"第 {status.revision} 版收下了，但有 {len(status.lacking)} 种台账没有说清"
        return f"{lacking}，请补齐再报{_by(status, today)}。"
    reviewed = "，双拥办已审核" if status.reviewed else ""
    return f"{year} 年台账已通过{reviewed}，不用再做什么；有变化可以再报一版{_by(status, today)}。"


def asks(status: UnitStatus | None) -> bool:
    """Tell whether a year's ledger wants something done by its unit, which it still can do."""
    if status is None or status.locked:
        return False
    return bool(not status.submitted or status.returned or status.lacking)


def _to_mend(returned: Returned) -> str:
    """Return what is to be mended: what an officer wrote, what the examination found, or both."""
    if not returned.because:
        return "按列出的问题改好"
    errors = "和列出的错误" if returned.errors else ""
    because = returned.because.rstrip("。；，")
    told = because if len(because) <= _REASON else f"{because[:_REASON]}……"
    return f"请按退回原因“{told}”{errors}改好"


def _locked(status: UnitStatus, year: int) -> str:
    if status.passed:
        return f"{year} 年台账已通过、已锁定，不用再做什么。"
    told = "退回后没有改好" if status.returned else "没有报"
    return f"{year} 年台账{told}，现在已经锁定、不再收：要补报，请找双拥办准许。"


def _by(status: UnitStatus, today: datetime.date) -> str:
    """Return until when, in words; an empty text where nobody said so."""
    leave = status.unlocking
    if leave and leave.until >= today and status.lock and today > status.lock:
        return f"（双拥办准许补报到 {leave.until}）"
    if status.due and status.due >= today:
        left = (status.due - today).days
        return f"，{status.due} 截止，{f'还有 {left} 天' if left else '就是今天'}"
    if status.lock and status.lock >= today:
        return f"，{status.lock} 以后不再收"
    return ""
