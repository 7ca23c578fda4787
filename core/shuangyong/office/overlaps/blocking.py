"""Which reports are worth comparing: those that share two attributes at least, one of them the time.

Reports are put in blocks by title, troops, place or telling amount, each with a day, with two neighbouring days, or
with a month where a report tells no day. A block of more than ``CROWD`` reports (all communities visit the town's
garrison on 八一) says nothing by itself: it is parted by one more attribute, and again, until its parts are small or
nothing tells them apart. So no report is compared with more than a fixed number of others for each attribute, whatever
the number of units, and a pair that has something of its own is found in any crowd. Besides, a report is compared with
those of the units that it names as 联合单位. The pairs are a function of the set of reports, whatever their order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product

from .reports import Report

#: How many reports a block may have whose members are all compared.
CROWD = 6

#: So many days may lie between a report and those of the units that it names: each may be a day off.
NAMED_APART = 2

#: A longer activity stands in the blocks of its first and last day only.
_LONGEST = 10

Attribute = Callable[[Report], tuple[str, ...]]
Pair = tuple[Report, Report]

_ATTRIBUTES: Sequence[Attribute] = (
    lambda report: (report.title,) if report.title else (),
    lambda report: report.troops,
    lambda report: (report.place,) if report.place else (),
    lambda report: report.telling,
)


def pairs(reports: Iterable[Report]) -> Iterable[Pair]:
    """Return the pairs that are worth comparing, each once, the smaller key first, in the order of their keys."""
    reports = [*reports]
    found: dict[tuple[str, str], Pair] = {}
    for one, other in chain(_of_blocks(reports), _of_names(reports)):
        if one.unit is not other.unit:
            if one.key < other.key:
                found[one.key, other.key] = one, other
            else:
                found[other.key, one.key] = other, one
    return [found[keys] for keys in sorted(found)]


def grouped(reports: Iterable[Report], values: Attribute) -> Mapping[str, list[Report]]:
    """Return reports by the values of an attribute."""
    groups: dict[str, list[Report]] = {}
    for report in reports:
        for value in values(report):
            groups.setdefault(value, []).append(report)
    return groups


def _of_blocks(reports: Iterable[Report]) -> Iterator[Pair]:
    yield from _of_parts([report for report in reports if report.days is not None], _ATTRIBUTES)


def _of_parts(reports: Iterable[Report], attributes: Sequence[Attribute]) -> Iterator[Pair]:
    """Part reports by each attribute, and what is still a crowd in a part by each of the attributes after it."""
    for number, attribute in enumerate(attributes):
        for part in grouped(reports, attribute).values():
            if len(part) > 1:
                crowded: dict[Report, None] = {}
                for block, after in _in_time(part):
                    if len(block) + len(after) <= CROWD:
                        yield from product(block, after) if after else combinations(block, 2)
                    else:
                        crowded.update(dict.fromkeys((*block, *after)))
                if crowded:
                    yield from _of_parts(crowded, attributes[number + 1 :])


def _in_time(part: Sequence[Report]) -> Iterator[tuple[Sequence[Report], Sequence[Report]]]:
    """Yield what of a part is on one day, on a day and on the next, and in a month that a report is vague in."""
    by_day: dict[int, list[Report]] = {}
    vague: dict[tuple[int, int], None] = {}
    for report in part:
        assert report.days is not None, "only dated reports are blocked by time"
        first, last = report.days
        if not report.exact:
            vague[report.days] = None
        elif first == last:
            by_day.setdefault(first, []).append(report)
        else:
            for day in range(first, last + 1) if last - first < _LONGEST else (first, last):
                by_day.setdefault(day, []).append(report)
    for day, block in by_day.items():
        if len(block) > 1:
            yield block, ()
        if after := by_day.get(day + 1):
            yield block, after
    for first, last in vague:
        yield [report for report in part if report.days and report.days[0] <= last and report.days[1] >= first], ()


def _of_names(reports: Sequence[Report]) -> Iterator[Pair]:
    """Yield each report with those that the units it names have of about the same time."""
    naming = [report for report in reports if report.joint]
    named = {unit for report in naming for unit in report.joint}
    of_unit = grouped((report for report in reports if report.unit.unit in named), lambda report: (report.unit.unit,))
    for report in naming:
        for unit in report.joint:
            for other in of_unit.get(unit, ()):
                if (apart := days_apart(report, other)) is None or apart <= NAMED_APART:
                    yield report, other


def days_apart(one: Report, other: Report) -> int | None:
    """Return how many days lie between two reports, 0 where their times meet; None where a time is unknown."""
    if one.days is None or other.days is None:
        return None
    return max(0, one.days[0] - other.days[1], other.days[0] - one.days[1])
