"""Reports of a unit and those of the units that it names as 联合单位: compared whatever else they share."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .reports import Report

if TYPE_CHECKING:
    from .searching import Numbered

#: So many days may lie between a report and those of the units that it names: each may be a day off.
NAMED_APART = 2


def named_pairs(
    joints: Mapping[int, Collection[str]], numbers: Mapping[str, Iterable[int]], reports: "Numbered"
) -> Iterator[tuple[int, int]]:
    """Yield each report with those that the units it names have of about the same time, by their numbers.

    Args:
        joints: By a report's number, the codes of the units that it names.
        numbers: By a unit's code, the numbers of its reports.
        reports: All of them.
    """
    for number, units in joints.items():
        for other in (other for unit in units for other in numbers.get(unit, ())):
            if near(reports[number], reports[other]):
                yield number, other


def near(one: Report, other: Report) -> bool:
    """Tell whether two reports, of which one names the other's unit, are of about the same time."""
    apart = days_apart(one, other)
    return apart is None or apart <= NAMED_APART


def days_apart(one: Report, other: Report) -> int | None:
    """Return how many days lie between two reports, 0 where their times meet; None where a time is unknown."""
    if one.days is None or other.days is None:
        return None
    return max(0, one.days[0] - other.days[1], other.days[0] - one.days[1])
