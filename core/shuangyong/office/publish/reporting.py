"""Who reported how, region by region, out of a status."""

from collections.abc import Iterable

import attrs

from ..status.status import Status
from ..status.units import UnitStatus
from .naming import Naming

_COUNTY, _TOWN = 6, 9  # digits


@attrs.frozen(kw_only=True)
class Count:
    """How many of some units are where; ``undated`` sent, but no day has yet decided whether in time."""

    expected: int
    submitted: int
    complete: int
    passed: int
    on_time: int
    late: int
    undated: int
    missing: int
    locked: int
    returned: int


def count(units: Iterable[UnitStatus]) -> Count:
    """Count units."""
    there = list(units)
    submitted = [unit for unit in there if unit.submitted]
    on_time = sum(unit.on_time is True for unit in submitted)
    late = sum(unit.late for unit in submitted)
    return Count(
        expected=len(there),
        submitted=len(submitted),
        complete=sum(unit.complete for unit in there),
        passed=sum(unit.passed for unit in there),
        on_time=on_time,
        late=late,
        undated=len(submitted) - on_time - late,
        missing=len(there) - len(submitted),
        locked=sum(unit.locked for unit in there),
        returned=sum(unit.returned is not None for unit in there),
    )


def by_region(status: Status, naming: Naming) -> tuple[tuple[str, Count], ...]:
    """Return how the units of each county stand, of each town where all lie in one county, by code.

    Units of a wider region, and those without one, come last.
    """
    counties = {unit.region[:_COUNTY] for unit in status.members if unit.region}
    digits = _COUNTY if len(counties) > 1 else _TOWN
    groups: dict[str | None, list[UnitStatus]] = {}
    for unit in status.members:
        code = unit.region if unit.region and len(unit.region) >= digits else None
        groups.setdefault(code and code[:digits], []).append(unit)
    ordered = sorted(groups, key=lambda code: (code is None, code or ""))
    return tuple((naming.group("region", code), count(groups[code])) for code in ordered)
