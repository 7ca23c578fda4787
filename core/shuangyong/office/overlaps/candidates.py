"""Which activities several units seem to have reported: pairs with a grade and reasons, most likely first."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

import attrs

from .likeness import GRADES, Grade, Likeness
from .reports import Report

#: Two reports and how likely they are one activity.
Suspicion = tuple[Report, Report, Likeness]

_ID_LENGTH = 10

#: A report that agrees with another by so many points more is told there, and not in the less likely one.
_MUCH = 15


@attrs.frozen
class Candidate:
    """Two reports that may tell of one activity.

    Attributes:
        id: Stays while both rows say the same; another once one of them changes.
        one: The report with the smaller key.
        other: The other one.
        grade: How likely it is.
        points: The same as a number, for sorting.
        reasons: Why, in words.
    """

    id: str
    one: Report
    other: Report
    grade: Grade
    points: int
    reasons: tuple[str, ...]


def pair_id(one: str, other: str) -> str:
    """Return the id of two things by their keys, whatever their order."""
    return hashlib.sha256("\0".join(sorted((one, other))).encode()).hexdigest()[:_ID_LENGTH]


def candidates(
    pairs: Iterable[Suspicion], settled: Callable[[Report, Report], bool] = lambda *_: False
) -> list[Candidate]:
    """Return the pairs that may be one activity, most likely first.

    Args:
        pairs: All that are likely by themselves.
        settled: Whether two reports need no comparing, because a declared 口径 takes one of them out.
    """
    found = [
        Candidate(
            id=pair_id(one.key, other.key),
            one=one,
            other=other,
            grade=likeness.grade,
            points=likeness.points,
            reasons=likeness.reasons,
        )
        for one, other, likeness in pairs
        if likeness.grade is not None and not settled(one, other)
    ]
    return sorted(_likeliest(found), key=lambda candidate: (-candidate.points, candidate.id))


def _likeliest(found: Sequence[Candidate]) -> Iterable[Candidate]:
    """Yield those that no other much likelier pair of the same two units has a report of."""
    best: dict[tuple[str, str], int] = {}
    sides = [((one.one.key, one.other.unit.unit), (one.other.key, one.one.unit.unit), one) for one in found]
    for *two, candidate in sides:
        for side in two:
            best[side] = max(best.get(side, 0), candidate.points)
    return (candidate for *two, candidate in sides if all(candidate.points > best[side] - _MUCH for side in two))


def at_least(found: Iterable[Candidate], grade: Grade) -> list[Candidate]:
    """Return the candidates of a grade and above."""
    return [candidate for candidate in found if GRADES[candidate.grade] >= GRADES[grade]]
