"""The search from scratch: all that a year's reports give to suspect, a pure function of their set."""

import contextlib
import gc
import itertools
from collections.abc import Iterable, Iterator, Mapping
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

    def unit_of(self, number: int, /) -> str:
        """Return the code of a report's unit."""


class Listed(list[Report]):
    """Reports in a list; their places are their numbers."""

    def unit_of(self, number: int, /) -> str:
        """Return the code of a report's unit."""
        return self[number].unit.unit


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


@attrs.frozen
class Search:
    """A search of all reports: it is given one after another, in the order of their numbers, and keeps none.

    Attributes:
        index: Where they stand.
        values: What each is blocked by.
    """

    index: Gathered = attrs.field(factory=Gathered)
    values: list[Values] = attrs.field(factory=list)

    def add(self, report: Report) -> None:
        """Take the next report in."""
        values = values_of(report)
        self.index.add(len(self.values), keys_of(report, values))
        self.values.append(values)

    def likely(self, reports: Numbered, named: Iterable[Pair], kinds: Mapping[str, Kind]) -> dict[Pair, Likeness]:
        """Return the pairs that may be one activity.

        Args:
            reports: Those that were taken in.
            named: Pairs to compare whatever they share; see ``naming``.
            kinds: What the kinds are.
        """
        pairs = compared(itertools.chain(all_pairs(self.index, self.values), named), reports)
        # In order, those of one report are read once.
        return dict(likely(sorted(pairs), reports, Comparison(kinds, Commonness(self.index))))


def search(reports: Iterable[Report], kinds: Mapping[str, Kind]) -> dict[Pair, Likeness]:
    """Return what may be one activity among every activity of a year, by their places."""
    listed, made = Listed(reports), Search()
    numbers: dict[str, list[int]] = {}
    for number, report in enumerate(listed):
        made.add(report)
        numbers.setdefault(report.unit.unit, []).append(number)
    joints = {number: report.joint for number, report in enumerate(listed) if report.joint}
    return made.likely(listed, named_pairs(joints, numbers, listed), kinds)


def compared(pairs: Iterable[Pair], reports: Numbered) -> set[Pair]:
    """Return pairs of different units, each once, the smaller number first."""
    unit_of = reports.unit_of
    return {(one, other) if one < other else (other, one) for one, other in pairs if unit_of(one) != unit_of(other)}


def likely(pairs: Iterable[Pair], reports: Numbered, comparison: Comparison) -> Iterator[tuple[Pair, Likeness]]:
    """Yield the pairs that have a grade, the report with the smaller key first."""
    for pair in pairs:
        one, other = sorted(pair, key=lambda number: reports[number].key)
        likeness = comparison.of(reports[one], reports[other])
        if likeness.telling:
            yield (one, other), likeness
