"""Many units side by side: who stands where, which categories and items are weak, who is vetoed or not judged."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import attrs

from .cycle import UnitScore
from .scores import ZERO
from .standards import Item, Standard

_CENT = Decimal("0.01")


@attrs.frozen(kw_only=True)
class Unscored:
    """A unit that could not be judged, and why."""

    unit: str
    code: str
    why: str


@attrs.frozen(kw_only=True)
class Place:
    """A unit at its place; ``rank`` is None for one that is vetoed, and equal for equal points."""

    rank: int | None
    score: UnitScore
    region: str = ""


@attrs.frozen(kw_only=True)
class Average:
    """The mean of units.

    Attributes:
        id: Of a category or a sector.
        label: What it is called.
        units: How many.
        full: What can be reached on average.
        score: What was reached on average.
    """

    id: str
    label: str
    units: int
    full: Decimal
    score: Decimal

    @property
    def rate(self) -> Decimal | None:
        """The share reached, half-up to 4 places; None of nothing."""
        return (self.score / self.full).quantize(Decimal("0.0001"), ROUND_HALF_UP) if self.full else None


@attrs.frozen(kw_only=True)
class Weak:
    """An item, and how many units lose points by it.

    Attributes:
        item: The item.
        units: How many units are judged by it.
        losing: How many of them do not reach its points.
        lost: How many points a unit loses on average.
        hint: What most of them lack, in words.
    """

    item: Item
    units: int
    losing: int
    lost: Decimal
    hint: str = ""


@attrs.frozen(kw_only=True)
class Ranking:
    """Units judged by one standard.

    Attributes:
        standard: By what.
        years: Of which years.
        title: Whose units they are.
        units: Every unit judged, the best first; vetoed ones at the end.
        unscored: Who could not be judged.
    """

    standard: Standard
    years: tuple[int, ...]
    units: tuple[Place, ...]
    title: str = ""
    unscored: tuple[Unscored, ...] = ()

    @functools.cached_property
    def vetoed(self) -> tuple[Place, ...]:
        """The units that a veto strikes."""
        return tuple(one for one in self.units if one.score.vetoes)

    @functools.cached_property
    def average(self) -> Decimal:
        """The mean of all units."""
        return _mean([one.score.total for one in self.units])

    @functools.cached_property
    def categories(self) -> tuple[Average, ...]:
        """The categories over all units, in the standard's order."""
        found: dict[str, list[tuple[Decimal, Decimal]]] = {}
        labels: dict[str, str] = {}
        for place in self.units:
            for one in place.score.categories:
                labels.setdefault(one.id, one.title)
                found.setdefault(one.id, []).append((one.points, one.score))
        return tuple(_average(name, labels[name], pairs) for name, pairs in found.items())

    def sectors(self, label: Callable[[str], str]) -> tuple[Average, ...]:
        """Return the sectors' means, the best first."""
        found: dict[str, list[tuple[Decimal, Decimal]]] = {}
        for place in self.units:
            found.setdefault(place.score.sector, []).append((place.score.full, place.score.total))
        made = (_average(name, label(name), pairs) for name, pairs in found.items())
        return tuple(sorted(made, key=lambda one: (-one.score, one.label)))

    @functools.cached_property
    def weak(self) -> tuple[Weak, ...]:
        """The items by which points are lost, where most units lose first."""
        return tuple(sorted(_weak(self.units), key=lambda one: (-one.losing, -one.lost)))


def rank(scores: Iterable[UnitScore], regions: Mapping[str, str] | None = None) -> tuple[Place, ...]:
    """Return units at their places: equal points share a rank, and the next one is left out for it."""
    ordered = sorted(scores, key=lambda one: (bool(one.vetoes), -one.total, one.unit))
    clean = [one.total for one in ordered if not one.vetoes]
    return tuple(
        Place(
            rank=None if one.vetoes else clean.index(one.total) + 1,
            score=one,
            region=(regions or {}).get(one.last.code, one.last.region),
        )
        for one in ordered
    )


def _weak(units: Sequence[Place]) -> Iterable[Weak]:
    lost: dict[tuple[str, str], list[Decimal]] = {}
    items: dict[tuple[str, str], Item] = {}
    hints: dict[tuple[str, str], dict[str, int]] = {}
    for place in units:
        for score in place.score.scores:
            for one in score.items:
                if one.item.nature != "计分" or not one.item.points:
                    continue
                key = one.item.number, one.item.sector
                items.setdefault(key, one.item)
                lost.setdefault(key, []).append(one.item.points - one.score)
                if one.score < one.item.points:
                    seen = hints.setdefault(key, {})
                    for lack in {missing.lack for missing in one.missing if missing.lack}:
                        seen[lack] = seen.get(lack, 0) + 1
    for key, losses in lost.items():
        losing = sum(loss > 0 for loss in losses)
        if losing:
            common = max(sorted((hints.get(key) or {"": 0}).items()), key=lambda pair: pair[1])[0]
            yield Weak(item=items[key], units=len(losses), losing=losing, lost=_mean(losses), hint=common)


def _average(name: str, label: str, pairs: Sequence[tuple[Decimal, Decimal]]) -> Average:
    full, score = (_mean([pair[place] for pair in pairs]) for place in (0, 1))
    return Average(id=name, label=label, units=len(pairs), full=full, score=score)


def _mean(amounts: Sequence[Decimal]) -> Decimal:
    if not amounts:
        return ZERO
    return (sum(amounts, start=ZERO) / len(amounts)).quantize(_CENT, ROUND_HALF_UP)
