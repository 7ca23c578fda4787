"""What came of what the units planned: how much is done, what is not, and of what nothing is said yet."""

from decimal import Decimal

import attrs

from ...model.closure import STATES, State
from ..rollup.figures import Figure, Plans
from .amounts import published
from .naming import Naming
from .tabulating import Tables
from .telling import Told, Voice

#: What stands above the numbers where they are laid out in a table, and above its columns after the groups.
TITLE = "计划完成情况"
HEADS = ("计划项数", *STATES, "未填完成情况", "完成率")
#: What the last column is.
RATE = "完成率＝完成÷计划项数。没有填写完成情况的也算在计划项数里；一项都没有填写的，不算完成率。"

_NOTHING, _HUNDRED = "—", Decimal(100)


@attrs.frozen(kw_only=True)
class PlansTold:
    """What came of the plans of all units, for sentences.

    Attributes:
        planned: How many activities were planned.
        states: How many came to what, 完成 first; none that are none.
        unsaid: Of how many nothing is said, if there are any.
        open: How many are done in part, not done or given up.
        rate: 完成率 in percent; empty where nothing is said of any.
    """

    planned: Told
    states: list[tuple[State, Told]]
    unsaid: Told | None
    open: Decimal
    rate: str


def plans(voice: Voice) -> PlansTold | None:
    """Return what came of the plans; None where nothing was planned."""
    whole = next((one for one in voice.naming.rollup.plans if not one.by), None)
    planned = voice.told(whole.planned) if whole else None
    if whole is None or not planned:
        return None
    told = {state: voice.told(figure) for state, figure in whole.states.items()}
    return PlansTold(
        planned=planned,
        states=[(state, number) for state, number in told.items() if state and number],
        unsaid=told[None] or None,
        open=planned.figure.amount - sum(figure.sum.net for figure in (whole.done, whole.states[None])),
        rate=rate(whole) if whole.rate is not None else "",
    )


def rate(one: Plans) -> str:
    """Return 完成率 as it is printed."""
    return _NOTHING if one.rate is None else f"{published(one.rate * _HUNDRED)}%"


@attrs.frozen
class PlanTable:
    """What came of the plans, group by group.

    Attributes:
        head: What the groups are.
        rows: Each group's name and plans.
        missed: By how much the groups miss the whole, number by number: what is counted twice between them.
        everywhere: What the whole is called.
        whole: Its plans.
    """

    head: str
    rows: tuple[tuple[str, Plans], ...]
    missed: tuple[Decimal, ...]
    everywhere: str
    whole: Plans

    @property
    def miss(self) -> str:
        """What stands before ``missed``; empty where the groups add up to the whole."""
        return f"跨{self.head}核减" if any(self.missed) else ""


def plan_table(tables: Tables, naming: Naming, dim: str) -> PlanTable | None:
    """Return what came of the plans of each sector (``sector``) or region (``region``).

    Of several levels of regions it is the one that comes first; None where nothing was planned, or no region is told.
    """
    told = tables.rollup.plans
    name = next((name for one in told for name in one.by if name.partition(":")[0] == dim), None)
    if name is None:
        return None
    groups = {one.by[name]: one for one in told if {*one.by} == {name}}
    whole = next(one for one in told if not one.by)
    sums = [
        sum((figure.sum.net for figure in column), Decimal(0))
        for column in zip(*map(numbers, groups.values()), strict=True)
    ]
    return PlanTable(
        head=naming.dimension(name),
        rows=tuple((naming.group(name, group), groups[group]) for group in tables.ordered(name, groups)),
        missed=tuple(figure.sum.net - parts for figure, parts in zip(numbers(whole), sums, strict=True)),
        everywhere=naming.everywhere,
        whole=whole,
    )


def numbers(one: Plans) -> tuple[Figure, ...]:
    """Return the numbers of a group, as ``HEADS`` names them, 完成率 apart."""
    return (one.planned, *one.states.values())
