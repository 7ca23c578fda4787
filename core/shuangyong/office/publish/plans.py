"""What came of what the units planned: how much is done, what is not, and of what nothing is said yet."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from ...model.closure import PLAN_ITEM
from ...model.quantities import Quantity, RatioOfSums
from .amounts import published
from .telling import Told, Voice

#: What is said of a planned activity that is not done, in the order of telling, and the split that tells them apart.
_OTHER_STATES = ("部分完成", "未完成", "取消")
_BY_STATE = "choice:result"
_HUNDRED = Decimal(100)


@attrs.frozen(kw_only=True)
class Plans:
    """The units' plans, added up.

    Attributes:
        planned: How many activities were planned.
        done: How many of them are done; None where nothing is said of any.
        states: How many are in each other state, where the roll-up is split by 完成情况.
        open: How many are done in part, not done or given up; None where that cannot be told.
        unsaid: Of how many nothing is said; None likewise.
    """

    planned: Told
    done: Told | None
    states: Sequence[tuple[str, Told]]
    open: Decimal | None
    unsaid: Decimal | None

    @property
    def left(self) -> Decimal:
        """How many are not known to be done."""
        return self.planned.figure.amount - (self.done.figure.amount if self.done else 0)

    @property
    def rate(self) -> str:
        """完成率: done of planned in percent; empty where nothing is said."""
        if self.done is None:
            return ""
        value = RatioOfSums(Quantity(self.done.figure.amount), Quantity(self.planned.figure.amount)).value
        return "" if value is None else f"{published(value * _HUNDRED)}%"


def plans(voice: Voice) -> Plans | None:
    """Return what came of the plans; None where nothing was planned."""
    planned, done = voice.number(f"{PLAN_ITEM}.planned"), voice.number(f"{PLAN_ITEM}.done")
    if not planned:
        return None
    found = Plans(planned=planned, done=done, states=_states(voice), open=None, unsaid=None)
    whole = [voice.tables.whole.get(f"{PLAN_ITEM}.{name}") for name in ("planned", "done")]
    asked, said = (one.records if one else 0 for one in whole)
    if planned.figure.amount != asked or any(one.sum.overlap for one in whole if one):
        return found  # rows are no longer activities, so that their number tells nothing
    return attrs.evolve(found, open=found.left - (asked - said), unsaid=Decimal(asked - said))


def _states(voice: Voice) -> list[tuple[str, Told]]:
    split = voice.tables.splits.get("choice")
    if split is None or split.dim != _BY_STATE:
        return []
    parts = ((state, voice.part(split, f"{PLAN_ITEM}.planned", state)) for state in _OTHER_STATES)
    return [(state, told) for state, told in parts if told]
