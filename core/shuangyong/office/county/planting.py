"""Planting what several units report, as real units report it: not quite alike."""

import datetime
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.dates import PartialDate
from ...model.festivals import FESTIVALS
from ...model.regions import Region
from . import names
from .county import Deed, Member, Planted
from .recipes import RECIPES, Part, Recipe, typed

#: So many units are there for each group that is planted.
_UNITS_A_GROUP = 7

#: Of a hundred reporters of one deed, so many date it a day off, give the month only, round a figure, do not name
#: the others, or write 驻地某部.
_DAY_OFF, _MONTH_ONLY, _ROUNDED, _SILENT, _DISCREET = 12, 5, 12, 15, 15


def planted(catalog: Catalog, members: Sequence[Member], year: int, rng: random.Random) -> Iterator[Planted]:
    """Yield what is planted in the sound reports of a year; no unit is in two groups, and none is of two districts."""
    recipes = [recipe for recipe in RECIPES if all(part.kind in catalog.kinds for part in recipe.parts)]
    for _, district in itertools.groupby(members, key=lambda member: member.region[:6]):
        free = [member for member in district if member.sound]
        rng.shuffle(free)
        for recipe in itertools.islice(itertools.cycle(recipes), len(free) // _UNITS_A_GROUP):
            reporters = _reporters(recipe, free)
            if reporters:
                free = [member for member in free if member not in reporters]
                yield _group(recipe, reporters, year, rng)


def _reporters(recipe: Recipe, free: Sequence[Member]) -> list[Member]:
    """Return free units of a district for a recipe's parts, of one town where they can be; or none."""
    for digits in (9, 6):
        for first in (member for member in free if member.sector == recipe.parts[0].sector):
            chosen = [first]
            for part in recipe.parts[1:]:
                near = (m for m in free if m.sector == part.sector and m.region[:digits] == first.region[:digits])
                chosen += itertools.islice((member for member in near if member not in chosen), 1)
            if len(chosen) == len(recipe.parts):
                return chosen
    return []


def _group(recipe: Recipe, reporters: Sequence[Member], year: int, rng: random.Random) -> Planted:
    whole = _Whole.of(recipe, reporters[0], year, rng)
    deeds: list[Deed] = []
    for part, member in zip(recipe.parts, reporters, strict=True):
        told = whole if not deeds else whole.apart(recipe, member, rng)
        others = [other.name for other in reporters if other is not member]
        deeds.append(told.deed(part, member, [] if "joint" in recipe.apart else others, rng, recipe))
    shared = {
        measure: min(deed.values[measure] for deed in deeds)
        for measure in recipe.figures
        if recipe.truth != "different" and all(deed.values.get(measure) is not None for deed in deeds)
    }
    return Planted(truth=recipe.truth, what=recipe.what, deeds=tuple(deeds), shared=shared)


@attrs.frozen(kw_only=True)
class _Whole:
    """A deed as it was."""

    day: datetime.date
    place: str
    troops: str
    figures: Mapping[str, int]

    @classmethod
    def of(cls, recipe: Recipe, first: Member, year: int, rng: random.Random) -> "_Whole":
        start = datetime.date(year, recipe.month, 1)
        for festival in FESTIVALS:
            if festival.label == recipe.festival:
                start = festival.on(year)
        place = recipe.place.format(district=Region.parse(first.region).at("county").name, place=names.place(rng))
        figures = {measure: rng.randrange(low, high + 1, step) for measure, (low, high, step) in recipe.figures.items()}
        day = start + datetime.timedelta(days=rng.randint(*recipe.days))
        return cls(day=day, place=place, troops=rng.choice(first.troops), figures=figures)

    def apart(self, recipe: Recipe, other: Member, rng: random.Random) -> "_Whole":
        """Return what another unit did that only looks the same."""
        differing = _Whole.of(recipe, other, self.day.year, rng)
        changes: dict[str, Any] = {}
        if "troops" in recipe.apart:
            changes["troops"] = next(name for name in other.troops if name != self.troops)
        if "place" in recipe.apart:
            changes["place"] = differing.place
        if "figures" in recipe.apart:
            changes["figures"] = differing.figures
        if "date" in recipe.apart:
            changes["day"] = self.day + datetime.timedelta(days=rng.randint(7, 14))
        return attrs.evolve(self, **changes)

    def deed(self, part: Part, member: Member, others: Sequence[str], rng: random.Random, recipe: Recipe) -> Deed:
        """Return it as a unit reports it; those who report one deed differ a little here and there."""
        loose = recipe.truth != "different"

        def chance(percent: int) -> bool:
            return loose and rng.randrange(100) < percent

        day = self.day + datetime.timedelta(days=rng.choice((-1, 1)) if chance(_DAY_OFF) else 0)
        values: dict[str, Any] = {
            "date": PartialDate(day.year, day.month) if chance(_MONTH_ONLY) else PartialDate.of(day),
            "title": rng.choice(part.titles),
            "place": self.place,
            "festival": recipe.festival,
            "partner": "驻地某部" if chance(_DISCREET) else self.troops,
            "joint_with": "、".join(others) or None if not chance(_SILENT) else None,
            **({"form": recipe.form} if recipe.form else {}),
        }
        for measure, number in self.figures.items():
            number = number * part.share.get(measure, 100) // 100
            if number >= 100 and chance(_ROUNDED):
                number = round(number, -1)
            values[measure] = typed(measure, number)
        return Deed(unit=member.code, kind=part.kind, values=values)
