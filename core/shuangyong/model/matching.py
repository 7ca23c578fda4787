"""Which row of one list is which of another, by what they say: equal ones first, then those that are most alike."""

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

Content = Mapping[str, Hashable]

#: Rows are the same row changed where they have at least this part of their filled cells in common.
ALIKE = 0.5

#: A value that more rows share than this tells none of them apart.
_COMMON = 20


def matched(rows: Sequence[Content], others: Sequence[Content]) -> Iterator[tuple[int, int]]:
    """Yield the places of rows that belong together, each place at most once on its side.

    Args:
        rows: What each row says, by field; blank cells are left out.
        others: The same of those that they are held against.
    """
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place in reversed(range(len(others))):
        waiting[_whole(others[place])].append(place)
    left = []
    for place, row in enumerate(rows):
        twins = waiting[_whole(row)]
        if twins:
            yield place, twins.pop()
        else:
            left.append(place)
    yield from _alike(rows, left, others, sorted(place for twins in waiting.values() for place in twins))


def _whole(row: Content) -> Hashable:
    return frozenset(row.items())


def _alike(
    rows: Sequence[Content], left: Sequence[int], others: Sequence[Content], free: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of rows that have enough in common, those that have most first; of equals, the nearest."""
    saying: dict[Hashable, list[int]] = defaultdict(list)
    for index, other in enumerate(free):
        for said in others[other].items():
            saying[said].append(index)
    scored = []
    for index, place in enumerate(left):
        row = rows[place]
        rare = (found for said in row.items() if len(found := saying.get(said, ())) <= _COMMON)
        # Rows that have nothing rare in common are still the same where nothing came or went above them.
        for candidate in {*itertools.chain.from_iterable(rare), *([index] if index < len(free) else [])}:
            share = _share(row, others[free[candidate]])
            if share >= ALIKE:
                scored.append((-share, abs(index - candidate), place, free[candidate]))
    taken: set[int] = set()
    gone: set[int] = set()
    for _, _, place, other in sorted(scored):
        if place not in taken and other not in gone:
            taken.add(place)
            gone.add(other)
            yield place, other


def _share(row: Content, other: Content) -> float:
    """Return how many of the cells that either fills both fill alike."""
    return len(row.items() & other.items()) / max(1, len(row.keys() | other.keys()))
