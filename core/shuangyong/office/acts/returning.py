"""Returning a ledger: the reason is kept, its figures leave the roll-up, the sender gets its own file marked."""

from pathlib import Path

import attrs

from ...model.problems import Problem, ProblemsFound, error
from ...workbook.marking import Marked, mark
from ..status.mending import problems_of
from ..store.opening import Store
from .finding import find_submission
from .reviewing import Review, review_of


@attrs.frozen(kw_only=True)
class Return:
    """A ledger that went back.

    Attributes:
        unit: The unit's code.
        name: Its name.
        year: The ledger's year.
        revision: The number of the revision that went back.
        because: Why.
        sha256: Of its original.
        problems: The office's reason, then what the check had found.
        counted: The number of the revision that was added up until now, if any was.
    """

    unit: str
    name: str
    year: int
    revision: int
    because: str
    sha256: str
    problems: tuple[Problem, ...]
    counted: int | None


def return_submission(
    store: Store,
    submission: str,
    because: str,
    actor: str,
    *,
    year: int | None = None,
    seen: int | None = None,
    reviewed: bool | None = None,
) -> Return:
    """Return the current ledger of a unit; nothing of the unit is added up until a better one comes.

    Args:
        store: The office's.
        submission: ``单位代码-年度``, or the unit's code or name.
        because: Why, for the unit to read.
        actor: Who returns it.
        year: The year, where ``submission`` does not say it.
        seen: The number of the revision that was looked at; one that came since, or went back since, is left alone.
        reviewed: Whether it was seen that an officer had found it good; one that somebody found good since is left
            alone. None where nobody looked.

    Raises:
        ProblemsFound: There is no such submission, no reason, an office below answers for it, or it is not as seen.
    """
    if not because.strip():
        raise ProblemsFound([error("no-reason", "没有写退回的理由。", "请写明哪里要改，填报单位看得到。")])
    with store.transaction() as db:
        found = find_submission(store, submission, year)
        current = db.execute(
            "SELECT number, state, sha256, package FROM revision WHERE id = ?", (found.current,)
        ).fetchone()
        if current["package"] is not None:
            raise ProblemsFound([_forwarded(store, found.name, current["package"])])
        if seen is not None and (current["number"] != seen or current["state"] == "returned"):
            raise ProblemsFound([_changed(found.name, current["number"], returned=current["state"] == "returned")])
        if reviewed is False and (review := review_of(store, found.current)):
            raise ProblemsFound([_reviewed(found.name, current["number"], review)])
        counted = db.execute("SELECT number FROM revision WHERE id = ?", (found.counted,)).fetchone()
        db.execute(
            "UPDATE revision SET state = 'returned', because = ? WHERE id IN (?, ?)",
            (because.strip(), found.current, found.counted),
        )
        db.execute("UPDATE submission SET counted = NULL WHERE id = ?", (found.id,))
        detail = {
            "revision": current["number"],
            "because": because.strip(),
            "counted before": counted and counted["number"],
        }
        store.audit(actor, "return", f"{found.unit}-{found.year}", detail)
    return Return(
        unit=found.unit,
        name=found.name,
        year=found.year,
        revision=current["number"],
        because=because.strip(),
        sha256=current["sha256"],
        problems=(_reason(because.strip()), *problems_of(store, found.current)),
        counted=counted and counted["number"],
    )


def write_form(store: Store, returned: Return, target: Path) -> Marked:
    """Write the 退回单: the sender's own file with every problem marked, the office's reason first in the list.

    Raises:
        ProblemsFound: The target cannot be written.
    """
    return mark(store.original(returned.sha256), returned.problems, target)


def _reason(because: str) -> Problem:
    return error("returned-by-office", f"双拥办退回：{because}", "改好后用 shuangyong submit 重新生成上报件再报。")


def _changed(name: str, number: int, *, returned: bool) -> Problem:
    now = f"第 {number} 版，{'已经退回' if returned else '还没有退回'}"
    return error(
        "changed-meanwhile", f"「{name}」的台账刚才有了变化：现在是{now}。", "没有退回，请看过再决定。", value=name
    )


def _reviewed(name: str, number: int, review: Review) -> Problem:
    message = f"「{name}」的台账刚才有了变化：第 {number} 版已由{review.actor}审核通过。"
    return error("changed-meanwhile", message, "没有退回，请看过再决定。", value=name)


def _forwarded(store: Store, name: str, package: int) -> Problem:
    office = store.db.execute("SELECT office FROM package WHERE id = ?", (package,)).fetchone()["office"]
    return error(
        "forwarded",
        f"「{name}」的台账是「{office}」汇总上报的，原件不在这里，不能直接退。",
        f"请让「{office}」退回，改好后重新上报汇总件。",
        value=name,
    )
