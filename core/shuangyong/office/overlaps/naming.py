"""Reports of a unit and those of the units that it names as 联合单位: compared whatever else they share."""

from collections.abc import Iterator, Sequence

from .reports import Report

#: So many days may lie between a report and those of the units that it names: each may be a day off.
NAMED_APART = 2


def named_pairs(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Yield each report with those that the units it names have of about the same time, by their places in a list."""
    named = {unit for report in reports for unit in report.joint}
    of_unit: dict[str, list[int]] = {}
    for number, report in enumerate(reports):
        if report.unit.unit in named:
            of_unit.setdefault(report.unit.unit, []).append(number)
    for number, report in enumerate(reports):
        for unit in report.joint:
            for other in of_unit.get(unit, ()):
                if near(report, reports[other]):
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
