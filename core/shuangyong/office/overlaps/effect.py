"""What a decision would change in a year's figures, told before it is made."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ..store.opening import Store
from .correcting import connected, corrections, label_of
from .decisions import Ruling, Verdict
from .reports import Report
from .settling import Overlaps, Settled


@attrs.frozen(kw_only=True)
class Effect:
    """What is taken out of a figure of the whole year because of one pair and those that hang together with it.

    Attributes:
        figure: ``<kind>.<measure>``.
        before: What is taken out as things are; zero or less.
        after: What would be.
    """

    figure: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """What the year's figure would change by."""
        return self.after - self.before


def effect(
    store: Store,
    catalog: Catalog,
    overlaps: Overlaps,
    pair: tuple[str, Report, Report],
    verdict: Verdict,
    amounts: Mapping[str, Decimal] | None = None,
) -> tuple[Effect, ...]:
    """Return the figures that a decision would change, in the catalog's order.

    Args:
        store: Whose.
        catalog: What the kinds are.
        overlaps: How the year stands.
        pair: The overlap's id and its two reports.
        verdict: What would be decided.
        amounts: For ``partly``: how much both count, by measure.
    """
    id_, one, other = pair
    ruling = Ruling(
        id=id_, cause="event", one=one.key, other=other.key, label=label_of((one, other)), verdict=verdict,
        amounts=amounts or {}, actor="", because="",
    )  # fmt: skip
    wished = Settled(ruling=ruling, one=one, other=other)
    period = Period(overlaps.year)
    others = [pair for pair in overlaps.settled if pair.ruling.id != id_]
    now = [pair for pair in overlaps.settled if pair.ruling.id == id_]
    around = _around([*others, wished], id_)

    def taken(pairs: Sequence[Settled]) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for correction in corrections(store, catalog, period, pairs):
            for figure, amount in correction.amounts.items():
                found[figure] = found.get(figure, Decimal(0)) + amount
        return found

    before, after = taken([*around, *now]), taken([*around, wished])
    told = (
        Effect(figure=figure, before=before.get(figure, Decimal(0)), after=after.get(figure, Decimal(0)))
        for figure in dict.fromkeys((*after, *before))
    )
    return tuple(one for one in told if one.change)


def _around(pairs: Sequence[Settled], id_: str) -> list[Settled]:
    """Return the other decided pairs that hang together with one."""
    group = next(group for group in connected(pairs) if any(pair.ruling.id == id_ for pair in group))
    return [pair for pair in group if pair.ruling.id != id_]
