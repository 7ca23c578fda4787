"""The search brought up to date: what a few units changed, and nothing else, is looked at again.

A pair's likelihood hangs on its two reports, on the sizes of the blocks that both stand in, and on how many have what
they share. So besides the reports that came, those are compared anew that stand in a block which has become a crowd or
is one no more, or that have what has become rare or common. All others stay as they were, those of a changed ledger too
that say what they said: whatever changes, in whatever order, the outcome is that of a search from scratch.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from ...model.kinds import Kind
from .blocking import blocks_changed, partners
from .blocks import block, keys_of, times_of, values_of
from .commonness import RARE, STOCK, Commonness, weighs_otherwise
from .index import ANY_JOINT, ANY_TITLE, JOINT, Index, Packed, merged, value_of
from .likeness import Comparison
from .memory import Held, Memory, packed
from .naming import near
from .reading import Reports, lines_at_hand
from .reports import Report
from .searching import Pair, compared, likely


@attrs.frozen
class Arrival:
    """What a unit reports that is new or has changed.

    Attributes:
        sign: See ``Held``.
        county: Likewise.
        reports: All of the unit's.
    """

    sign: str
    county: str
    reports: Sequence[Report]


def with_arrivals(memory: Memory, arrivals: Iterable[tuple[str, Arrival]], stay: Collection[str]) -> Memory:
    """Return a memory of the units that stay and of those that arrive, by their codes; its search is not done yet."""
    units = {code: held for code, held in memory.units.items() if code in stay}
    gone = {number for code in memory.units.keys() - units.keys() for number in memory.units[code].numbers}
    joints = {number: joint for number, joint in memory.joints.items() if number not in gone}
    text, size = bytearray(memory.text), memory.size
    for code, arrival in arrivals:
        offset = len(text)
        text += packed([report.line for report in arrival.reports])
        units[code] = Held(arrival.sign, arrival.county, size, len(arrival.reports), offset, len(text) - offset)
        for number, report in enumerate(arrival.reports, start=size):
            if report.joint_with:
                joints[number] = report.joint_with, report.joint
        size += len(arrival.reports)
    return attrs.evolve(memory, units=units, joints=joints, text=text, size=size)


def updated(
    before: Memory, after: Memory, left: Iterable[Report], arrived: Mapping[int, Report], same: Mapping[int, int],
    reports: Reports, kinds: Mapping[str, Kind],
) -> Memory:  # fmt: skip
    """Return a memory with the index and the pairs of those that report now.

    Args:
        before: As it was when the search was done.
        after: The same with the reports of now, but with the index and the pairs of then.
        left: The reports that are no more.
        arrived: Those that have a new number, by it.
        same: Which of these are as they were, by the numbers that they had: they stand in the same pairs.
        reports: All of now.
        kinds: What the kinds are.
    """
    entries = [(key, number) for number, report in arrived.items() for key in keys_of(report, values_of(report))]
    keys, numbers = merged(before.keys, before.numbers, entries)
    after = attrs.evolve(after, keys=keys, numbers=numbers)
    was, now = Packed(keys, numbers, before.alive() + bytearray(after.size - before.size)), after.index()
    came = {number: arrived[number] for number in arrived.keys() - {*same.values()}}
    reweighed = {number for report in (*left, *came.values()) for number in _reweighed(was, now, report)}
    again = {number for number in reweighed | came.keys() if now.alive[number]}
    pairs = compared((pair for number in again for pair in _pairs_of(number, after, now, reports)), reports)
    renumbered = (
        ((same.get(one, one), same.get(other, other)), likeness) for (one, other), likeness in before.likely.items()
    )
    stay = {
        pair: likeness
        for pair, likeness in renumbered
        if all(now.alive[number] and number not in again for number in pair)
    }
    found = likely(pairs, reports, Comparison(kinds, Commonness(now)))
    pairs_now = {**stay, **dict(found)}
    return attrs.evolve(after, likely=pairs_now, at_hand=lines_at_hand(pairs_now, reports))


def _reweighed(was: Index, now: Index, report: Report) -> Iterator[int]:
    """Yield whose pairs may be others, or weigh otherwise, because a report came or left."""
    values = values_of(report)
    joint = [value_of(JOINT, unit) for unit in report.joint]
    for time in times_of(report):
        changed = [*blocks_changed(was, now, values, time)]
        changed += [(block(was, value, time), block(now, value, time)) for value in joint]
        for then, today in changed:
            if weighs_otherwise(then, today):
                yield from (*then.firsts, *then.seconds, *today.firsts, *today.seconds)
    title = value_of(ANY_TITLE, report.title)
    had, have = was.at(title), now.at(title)
    if any((len(had) > limit) != (len(have) > limit) for limit in (RARE, STOCK)):
        yield from (*had, *have)


def _pairs_of(number: int, memory: Memory, index: Index, reports: Reports) -> Iterator[Pair]:
    """Yield all that a report is worth comparing with."""
    report = reports[number]
    for other in partners(index, number, report, values_of(report)):
        yield number, other
    naming = index.at(value_of(ANY_JOINT, report.unit.unit))
    named = (other for unit in report.joint if unit in memory.units for other in memory.units[unit].numbers)
    for other in (*naming, *named):
        if near(report, reports[other]):
            yield number, other
