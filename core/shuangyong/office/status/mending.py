"""What a resubmission mended: the problems of the ledger that went back, held against those of the one that came."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import attrs

from ...model.problems import Problem
from ..store.opening import Store

#: The current revision of each submission and the one before it, by when they were saved; older drafts left out.
_PAIRS = """
SELECT s.id AS submission, current.id AS now, before.id AS before, before.state, before.because,
    current.number AS current_number, before.number AS before_number
FROM submission s JOIN revision current ON current.id = s.current
JOIN revision before ON before.id = (
    SELECT id FROM revision
    WHERE submission = s.id AND state <> 'older' AND (modified, number) < (current.modified, current.number)
    ORDER BY modified DESC, number DESC LIMIT 1)
WHERE before.state = 'returned' AND {condition}
"""


Problems = tuple[Problem, ...]


@attrs.frozen(kw_only=True)
class Mending:
    """What became of the problems of a returned ledger.

    Attributes:
        before: The number of the revision that went back.
        current: The number of the one that came after it.
        because: Why the office returned it; None where its own errors did.
        mended: Problems that are gone.
        still: Problems that are still there, as the current revision has them.
        new: Problems that came with the current one.
    """

    before: int
    current: int
    because: str | None
    mended: Problems
    still: Problems
    new: Problems


def mended(store: Store, submission: int) -> Mending | None:
    """Return what the current revision of a submission mended; None where the one before was not returned."""
    return _mendings(store, "s.id = ?", submission).get(submission)


def mended_in(store: Store, year: int) -> Mapping[int, Mending]:
    """Return what was mended by every resubmission of a year, by submission."""
    return _mendings(store, "s.year = ?", year)


def problems_of(store: Store, revision: int) -> Problems:
    """Return the problems of a revision, in their order."""
    return tuple(_problems(store, [revision])[revision])


def _mendings(store: Store, condition: str, value: int) -> dict[int, Mending]:
    pairs = store.db.execute(_PAIRS.format(condition=condition), (value,)).fetchall()
    problems = _problems(store, [pair[which] for pair in pairs for which in ("now", "before")])
    found = {}
    for pair in pairs:
        gone, still, new = compared(problems[pair["before"]], problems[pair["now"]])
        found[pair["submission"]] = Mending(
            before=pair["before_number"],
            current=pair["current_number"],
            because=pair["because"],
            mended=gone,
            still=still,
            new=new,
        )
    return found


def _problems(store: Store, revisions: Iterable[int]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {}
    for revision in revisions:
        rows = store.db.execute("SELECT * FROM problem WHERE revision = ? ORDER BY ordinal", (revision,))
        found[revision] = [
            Problem(**{name: row[name] for name in ("severity", "code", "message", "fix", "sheet", "cell", "value")})
            for row in rows
        ]
    return found


def compared(before: Sequence[Problem], now: Sequence[Problem]) -> tuple[Problems, Problems, Problems]:
    """Return which problems are gone, which of ``now`` were there before, and which are new.

    A problem is the same where it stands in the same cell with the same value; or, for rows move, has the same value in
    the same column; or else stands in the same cell, its value changed and still wrong.
    """
    left, came, still = list(before), list(now), []
    for likeness in _LIKENESSES:
        waiting: dict[Hashable, list[Problem]] = {}
        for problem in left:
            waiting.setdefault(likeness(problem), []).append(problem)
        new = []
        for problem in came:
            twins = waiting.get(likeness(problem))
            if twins:
                twins.pop(0)
                still.append(problem)
            else:
                new.append(problem)
        left, came = [problem for twins in waiting.values() for problem in twins], new
    order = {id(problem): place for place, problem in enumerate([*before, *now])}
    gone, stayed, new = (sorted(found, key=lambda one: order[id(one)]) for found in (left, still, came))
    return tuple(gone), tuple(stayed), tuple(new)


def _column(problem: Problem) -> str:
    return (problem.cell or "").rstrip("0123456789")


_LIKENESSES: tuple[Callable[[Problem], Hashable], ...] = (
    lambda problem: (problem.code, problem.sheet, problem.cell, problem.value),
    lambda problem: (problem.code, problem.sheet, _column(problem), problem.value),
    lambda problem: (problem.code, problem.sheet, problem.cell or problem.message),
)
