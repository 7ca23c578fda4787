"""What somebody had seen when deciding: of two who decide at once, the second is told and nothing is overwritten."""

from collections.abc import Iterable

from ...model.problems import ProblemsFound, error
from ..store.opening import Store


def latest(store: Store, actions: Iterable[str], subject: str = "") -> int:
    """Return the number of the last audit row of some actions, of one subject where it is named; 0 where there is none.

    A page that asks for a decision shows it, and the decision brings it along.
    """
    found = [*actions]
    marks = ", ".join("?" * len(found))
    row = store.db.execute(
        f"SELECT MAX(id) FROM audit WHERE action IN ({marks}) AND (? = '' OR subject = ?)",  # noqa: S608  marks only
        (*found, subject, subject),
    ).fetchone()
    return int(row[0] or 0)


def refuse_unseen(store: Store, seen: int | None, actions: Iterable[str], subject: str = "") -> None:
    """Refuse a decision where somebody did something of the kind since; inside the transaction that decides.

    Args:
        store: The office's.
        seen: What ``latest`` was when it was decided; None where nobody looked.
        actions: What counts as a change.
        subject: Of what; of anything where blank.

    Raises:
        ProblemsFound: It was changed meanwhile; who did it is told.
    """
    assert store.db.in_transaction, "looked at with what is decided"
    now = latest(store, actions, subject)
    if seen is None or now == seen:
        return
    row = store.db.execute("SELECT actor, at FROM audit WHERE id = ?", (now,)).fetchone()
    who = f"{row['actor']}在 {row['at'][:16].replace('T', ' ')} 改过" if row else "有人改过"
    message = f"您看过以后，{who}，没有做这次改动。"
    raise ProblemsFound([error("changed-meanwhile", message, "请回到页面看看现在的情况，再定。")])
