"""What a section of a brief knows beside the rows that it tells."""

import datetime

import attrs

from ...model.ledgers import Ledger
from ..rows import Names, RowSet


@attrs.frozen
class Scope:
    """What a brief covers.

    Attributes:
        month: The month that is told, from 1; None where it is one row.
        alone: Whether one row is all that is told.
        detail: How much there is room for; see ``BriefView``.
        so_far: The ledger with what was done until the last day told.
        date: The day that the brief bears: what ends later is still under way.
    """

    month: int | None
    alone: bool
    detail: int
    so_far: Ledger
    date: datetime.date


@attrs.frozen(eq=False)
class PillarView:
    """What a brief tells of a pillar.

    Attributes:
        label: The pillar's name.
        groups: Its rows, kind by kind.
        deeds: Its activities, all kinds together.
    """

    label: str
    groups: list[RowSet]
    deeds: RowSet | None


@attrs.frozen(eq=False)
class BriefView:
    """The variable ``brief`` of a section.

    Attributes:
        month: The month that is told, from 1; None where it is one row.
        alone: Whether one row is all that is told.
        detail: How much there is room for: 3 every row with all its figures, 2 with the first ones, 1 kind by kind,
            0 only how often.
        so_far: What was done from the year's first day until the last day that is told, kind by kind.
        date: The day that the brief bears: what ends later is still under way.
    """

    month: int | None
    alone: bool
    detail: int
    so_far: Names
    date: datetime.date

    def pillars(self, deeds: RowSet, others: list[RowSet]) -> list[PillarView]:
        """Return activities and other rows by pillar, in the order of the pillars, and within one kind by kind."""
        groups = [*deeds.by("kind"), *others]
        labels = dict.fromkeys(group.pillar for group in sorted(groups, key=lambda group: group.pillar_rank))
        return [
            PillarView(label, [group for group in groups if group.pillar == label], deeds.of_pillar(label))
            for label in labels
        ]
