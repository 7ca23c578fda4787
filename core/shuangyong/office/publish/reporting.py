"""Who reported how, unit by unit and region by region, out of a status."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from .naming import Naming


@attrs.frozen(kw_only=True)
class UnitLine:
    """Where one unit stands.

    Attributes:
        code: Its code.
        name: Its name.
        sector: Its sector's id.
        region: Its region's code.
        submitted: Its ledger is there.
        complete: With a sheet for each kind.
        passed: Without errors.
        on_time: By the day that was set; None where none was.
        locked: Nothing more is taken.
        returned: The newest one went back.
    """

    code: str
    name: str
    sector: str
    region: str
    submitted: bool
    complete: bool
    passed: bool
    on_time: bool | None
    locked: bool
    returned: bool

    @property
    def late(self) -> bool:
        """Sent, after the day that was set."""
        return self.submitted and self.on_time is False


@attrs.frozen(kw_only=True)
class Tally:
    """How many of some units are where."""

    expected: int
    submitted: int
    complete: int
    passed: int
    on_time: int
    late: int
    locked: int
    returned: int

    @property
    def missing(self) -> int:
        """Those that sent nothing."""
        return self.expected - self.submitted


def unit_lines(status: Any) -> tuple[UnitLine, ...]:
    """Return the units of a status, in its order; none where there is no status."""
    if status is None:
        return ()
    told: Mapping[str, Any] = status if isinstance(status, Mapping) else status.to_json()
    return tuple(_line(unit) for unit in told["units"])


def tally(units: Iterable[UnitLine]) -> Tally:
    """Count units."""
    there = list(units)

    def count(holds: Callable[[UnitLine], Any]) -> int:
        return sum(1 for unit in there if holds(unit))

    return Tally(
        expected=len(there),
        submitted=count(lambda unit: unit.submitted),
        complete=count(lambda unit: unit.complete),
        passed=count(lambda unit: unit.passed),
        on_time=count(lambda unit: unit.submitted and not unit.late),
        late=count(lambda unit: unit.late),
        locked=count(lambda unit: unit.locked),
        returned=count(lambda unit: unit.returned),
    )


def by_region(units: Iterable[UnitLine], naming: Naming) -> tuple[tuple[str, Tally], ...]:
    """Return the counties' names with how their units stand, by code."""
    groups: dict[str, list[UnitLine]] = {}
    for unit in units:
        groups.setdefault(unit.region[:6], []).append(unit)
    return tuple((naming.group("region", code or None), tally(groups[code])) for code in sorted(groups))


def _line(unit: Mapping[str, Any]) -> UnitLine:
    return UnitLine(
        code=str(unit["unit"]),
        name=str(unit["name"]),
        sector=str(unit.get("sector") or ""),
        region=str(unit.get("region") or ""),
        submitted=bool(unit.get("submitted")),
        complete=bool(unit.get("complete")),
        passed=bool(unit.get("passed")),
        on_time=unit.get("on_time"),
        locked=bool(unit.get("locked")),
        returned=bool(unit.get("returned")),
    )
