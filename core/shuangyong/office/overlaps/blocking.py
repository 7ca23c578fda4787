"""Which reports are worth comparing: those that share two attributes at least, one of them the time.

Reports are put in blocks by title, troops, place or telling amount, each on a day, on two neighbouring days, or in a
month where a report tells no day. A block of more than ``CROWD`` reports (all communities visit the town's garrison on
八一) says nothing by itself: it is parted by one more attribute, and again, until its parts are small or nothing tells
them apart. So no report is compared with more than a fixed number of others for each attribute, whatever the number of
units, and a pair that has something of its own is found in any crowd.

A block is made of its own members alone. So whoever comes or goes changes the blocks that he stands in and no others,
and ``partners`` tells of one report what ``all_pairs`` tells of all.
"""

from collections.abc import Iterator, Sequence

from .blocks import Block, Time, Values, block, month_of, times_of
from .index import TELLING, Gathered, Index, parts_of
from .reports import Report

#: How many reports a block may have whose members are all compared.
CROWD = 6


def all_pairs(index: Gathered, values: Sequence[Values]) -> Iterator[tuple[int, int]]:
    """Yield all that is worth comparing, some pairs several times.

    Args:
        index: Where all reports stand.
        values: Of each report, by its number.
    """
    for key, group in index.groups.items():
        vague, code, value, day = parts_of(key)
        if code > TELLING:
            continue
        if vague:
            yield from _parted(block(index, value, Time("month", *month_of(day))), values, code + 1)
        else:
            if len(group) > 1:
                yield from _parted(Block(group, (), inner=True), values, code + 1)
            if after := index.at(key + 1):
                yield from _parted(Block(group, after, inner=False), values, code + 1)


def _parted(whole: Block, values: Sequence[Values], attribute: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block or, of a crowd, of its parts by each of the attributes from one on."""
    if whole.size <= CROWD:
        yield from whole.pairs()
        return
    for number in range(attribute, TELLING + 1):
        parts: dict[int, tuple[list[int], list[int]]] = {}
        for side, members in enumerate((whole.firsts, whole.seconds)):
            for member in members:
                for value in values[member][number]:
                    parts.setdefault(value, ([], []))[side].append(member)
        for firsts, seconds in parts.values():
            if firsts and (seconds or (whole.inner and len(firsts) > 1)):
                yield from _parted(Block(firsts, seconds, whole.inner), values, number + 1)


def partners(index: Index, number: int, report: Report, values: Values) -> set[int]:
    """Return with whom one report is worth comparing."""
    found: set[int] = set()
    for time in times_of(report):
        for small in _small(_blocks(index, values, time)):
            found.update(small.beside(number))
    return found - {number}


def blocks_changed(before: Index, after: Index, values: Values, time: Time) -> Iterator[tuple[Block, Block]]:
    """Yield the blocks of a report's values at a time as they were and are, and of crowds their parts as well."""
    was, now = _blocks(before, values, time), _blocks(after, values, time)
    return _both([[*zip(*its, strict=True)] for its in zip(was, now, strict=True)])


def _blocks(index: Index, values: Values, time: Time) -> list[list[Block]]:
    """Return the blocks of a report's values at a time, by attribute."""
    return [[block(index, value, time) for value in its] for its in values]


def _small(blocks: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Yield blocks; instead of crowds their parts."""
    for attribute, its in enumerate(blocks, start=1):
        for one in its:
            if one.size <= CROWD:
                yield one
            else:
                yield from _small([[other.shared_with(one) for other in rest] for rest in blocks[attribute:]])


def _both(blocks: Sequence[Sequence[tuple[Block, Block]]]) -> Iterator[tuple[Block, Block]]:
    """Yield blocks as they were and are, and of crowds their parts."""
    for attribute, its in enumerate(blocks, start=1):
        for was, now in its:
            yield was, now
            if was.size > CROWD or now.size > CROWD:
                parts = [
                    [(then.shared_with(was), today.shared_with(now)) for then, today in rest]
                    for rest in blocks[attribute:]
                ]
                yield from _both(parts)
