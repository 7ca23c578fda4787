"""What was taken out of a group, each adjustment with who answers for it."""

from collections.abc import Iterator
from decimal import Decimal

from .adding import Added, Sources
from .figures import Adjustment
from .table import OPEN, Key


def adjustments(sources: Sources, added: Added, group: Key | None = None) -> Iterator[Adjustment]:
    """Yield the adjustments that apply in a group, with what they take out of it; of the whole by default."""
    key = group or (OPEN,) * len(added.dims)
    amounts: dict[str, dict[str, Decimal]] = {}
    for one in added.applied:
        if key in one.amounts:
            amounts.setdefault(one.id, {})[one.measure] = one.amounts[key]
    for correction in sources.corrections:
        if correction.id in amounts:
            yield Adjustment(
                id=correction.id,
                cause="event",
                units=correction.units,
                label=correction.label,
                amounts=amounts[correction.id],
                actor=correction.actor,
                because=correction.because,
                at=correction.at,
            )
    for scope in sources.scopes:
        if scope.active and scope.id in amounts:
            yield Adjustment(
                id=scope.id,
                cause="scope",
                units=(scope.declarer.unit, scope.unit.unit),
                label=scope.label,
                amounts=amounts[scope.id],
                actor=scope.actor,
                because=scope.because,
                at=scope.at,
            )
