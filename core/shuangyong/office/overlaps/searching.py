"""The search from scratch: all that a year's reports give to suspect, a pure function of their set."""

import contextlib
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from ...model.kinds import Kind
from .blocking import all_pairs
from .blocks import Values, keys_of, values_of
from .commonness import Commonness
from .index import Gathered
from .likeness import Comparison, Likeness
from .naming import named_pairs
from .reports import Report

#: Two reports by their numbers.
Pair = tuple[int, int]


class Numbered(Protocol):
    """Reports by their numbers."""

    def __getitem__(self, number: int, /) -> Report:
        """Return a report."""


@attrs.frozen
class Searched:
    """What a search found.

    Attributes:
        index: Where all reports stand, by their places in the list that was searched.
        likely: The pairs that may be one activity.
    """

    index: Gathered
    likely: Mapping[Pair, Likeness]


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for no garbage meanwhile: of many small records that all stay, it would look at each again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def search(reports: Sequence[Report], kinds: Mapping[str, Kind]) -> Searched:
    """Find what may be one activity among reports.

    Args:
        reports: Every activity of a year.
        kinds: What the kinds are.
    """
    values = [values_of(report) for report in reports]
    index = Gathered.of(map(keys_of, reports, values))
    pairs = compared(worth_comparing(reports, index, values), reports)
    return Searched(index, dict(likely(pairs, reports, Comparison(kinds, Commonness(index)))))


def worth_comparing(reports: Sequence[Report], index: Gathered, values: Sequence[Values]) -> Iterator[Pair]:
    """Yield all pairs to compare, some several times."""
    yield from all_pairs(index, values)
    yield from named_pairs(reports)


def compared(pairs: Iterable[Pair], reports: Numbered) -> set[Pair]:
    """Return pairs of different units, each once, the smaller key first."""
    found = set()
    for one, other in pairs:
        first, second = reports[one], reports[other]
        if first.unit is not second.unit:
            found.add((one, other) if first.key < second.key else (other, one))
    return found


def likely(pairs: Iterable[Pair], reports: Numbered, comparison: Comparison) -> Iterator[tuple[Pair, Likeness]]:
    """Yield the pairs that have a grade."""
    for one, other in pairs:
        likeness = comparison.of(reports[one], reports[other])
        if likeness.telling:
            yield (one, other), likeness
