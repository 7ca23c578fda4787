"""What came of the units' plans: the figures of planned activities, group by group, as publications lay them out."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ...model.closure import PLAN_ITEM, State
from .figures import Figure, Plans, Sum

#: The measure of each 完成情况; None stands for a planned activity of which nothing is said.
MEASURES: Mapping[State | None, str] = {
    "完成": "done",
    "部分完成": "partly",
    "未完成": "undone",
    "取消": "cancelled",
    None: "unsaid",
}

#: How many were planned.
PLANNED = f"{PLAN_ITEM}.planned"

#: The figures without which plans are not told.
NEEDED = frozenset((PLANNED, *(f"{PLAN_ITEM}.{measure}" for measure in MEASURES.values())))

#: Plans are told by these, as far as a roll-up is split by them.
_DIMS = ("region", "sector")


def plans_of(figures: Iterable[Figure]) -> tuple[Plans, ...]:
    """Return what came of the plans, the whole before its parts; empty where nothing was planned.

    Args:
        figures: Those of a roll-up, all that are ``NEEDED`` among them.
    """
    told: dict[str, dict[tuple[tuple[str, str | None], ...], Figure]] = {}
    for figure in figures:
        if figure.measure.startswith(f"{PLAN_ITEM}.") and all(dim.partition(":")[0] in _DIMS for dim in figure.by):
            told.setdefault(figure.measure, {})[tuple(figure.by.items())] = figure
    return tuple(
        Plans(
            by=planned.by,
            planned=planned,
            states={
                state: told.get(f"{PLAN_ITEM}.{measure}", {}).get(group) or _none(f"{PLAN_ITEM}.{measure}", planned)
                for state, measure in MEASURES.items()
            },
        )
        for group, planned in told.get(PLANNED, {}).items()
    )


def _none(measure: str, planned: Figure) -> Figure:
    """Return the figure of a state that no row is said to have come to."""
    return Figure(measure=measure, by=planned.by, sum=Sum(Decimal(0), Decimal(0)), units=0, records=0)
