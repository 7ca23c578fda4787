"""A unit over the years of a cycle: each year's score, and what they come to together."""

import functools
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

import attrs

from .scores import ZERO, ItemScore, Score, Subtotal, verdict
from .standards import Standard

_CENT = Decimal("0.01")


@attrs.frozen(kw_only=True)
class UnitScore:
    """A unit, judged over the years asked for.

    Attributes:
        scores: One a year, in order; at least one.
        years: The years asked for; one without a ledger counts as nothing.
    """

    scores: tuple[Score, ...]
    years: tuple[int, ...]

    @property
    def last(self) -> Score:
        """The last year's."""
        return self.scores[-1]

    @property
    def standard(self) -> Standard:
        """By what it was judged."""
        return self.last.standard

    @property
    def unit(self) -> str:
        """Its name, as the last ledger has it."""
        return self.last.unit

    @property
    def sector(self) -> str:
        """Its sector's id."""
        return self.last.sector

    @property
    def missing_years(self) -> tuple[int, ...]:
        """The years asked for that no ledger is there of."""
        there = {score.year for score in self.scores}
        return tuple(year for year in self.years if year not in there)

    @functools.cached_property
    def total(self) -> Decimal:
        """The mean or the least of the years, as the standard says; a year without a ledger brings nothing."""
        return self._over_years(lambda score: score.total)

    @functools.cached_property
    def basic(self) -> Decimal:
        """The same without bonus."""
        return self._over_years(lambda score: score.basic)

    @property
    def bonus(self) -> Decimal:
        """What bonus items bring to the total."""
        return self.total - self.basic

    @property
    def full(self) -> Decimal:
        """What can be reached."""
        return self.last.full

    @functools.cached_property
    def pending(self) -> Decimal:
        """The points that a person still has to give or refuse."""
        return self._over_years(lambda score: score.pending)

    @functools.cached_property
    def vetoes(self) -> tuple[tuple[int, ItemScore], ...]:
        """The vetoes that strike, with their years; one year's is enough."""
        return tuple((score.year, one) for score in self.scores for one in score.vetoes)

    @functools.cached_property
    def categories(self) -> tuple[Subtotal, ...]:
        """The categories over the years; where they are means, their cents are shared out so that they add up."""
        there = self.last.categories
        means = [self._mean(functools.partial(_points, one.id)) for one in there]
        return tuple(
            attrs.evolve(one, score=points, pending=self._over_years(functools.partial(_pending, one.id)))
            for one, points in zip(there, _adding_up(self.basic, means), strict=True)
        )

    @property
    def verdict(self) -> str:
        """Whether the unit passes, in words; empty where the standard has no such line."""
        return verdict(self.standard, self.total, self.pending, vetoed=bool(self.vetoes))

    def _over_years(self, amount: Callable[[Score], Decimal]) -> Decimal:
        return self._mean(amount).quantize(_CENT, ROUND_HALF_UP)

    def _mean(self, amount: Callable[[Score], Decimal]) -> Decimal:
        """Return the mean of the years; or what the weakest of them has, so that its parts add up to its total."""
        if self.standard.cycle == "最低":
            return ZERO if self.missing_years else amount(min(self.scores, key=lambda score: score.total))
        return sum(map(amount, self.scores), start=ZERO) / (len(self.scores) + len(self.missing_years))


def _adding_up(whole: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
    """Return parts in cents that add up to a whole: what is cut off them goes to those that lose most by it."""
    cut = [part.quantize(_CENT, ROUND_FLOOR) for part in parts]
    over = int((whole - sum(cut, start=ZERO)) / _CENT)
    losing = sorted(range(len(parts)), key=lambda place: cut[place] - parts[place])[:over]
    return [part + _CENT if place in losing else part for place, part in enumerate(cut)]


def _points(category: str, score: Score) -> Decimal:
    return _category(score, category).score


def _pending(category: str, score: Score) -> Decimal:
    return _category(score, category).pending


def _category(score: Score, name: str) -> Subtotal:
    """Return what a category came to in a year; every year's units are judged by the same categories."""
    return next(one for one in score.categories if one.id == name)


def years_between(scores: Iterable[Score]) -> tuple[int, ...]:
    """Return every year from the first to the last that there is a score of."""
    years = [score.year for score in scores]
    return tuple(range(min(years), max(years) + 1))
