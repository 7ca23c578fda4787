"""The units of one district: how many of each sector, what they are called, and who is under whom."""

import datetime
import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ...model.regions import Region
from . import names
from .county import Member, Place
from .guises import GUISES, guise

#: Of a hundred units of a district. Bureaus that there is one of weigh nothing; a small county gets those listed first.
WEIGHTS: Mapping[str, int] = {
    "community": 57,
    "school": 26,
    "hospital": 7,
    "township": 4,
    "education": 0,
    "health": 0,
    "bureau": 6,
    "commerce": 0,
}

_LETTERS = {
    "community": "SQ",
    "school": "XX",
    "hospital": "YY",
    "township": "XZ",
    "bureau": "JG",
    "education": "JY",
    "health": "WJ",
    "commerce": "SW",
}

#: Who is under whom; communities are under their town besides.
_ABOVE = {"school": "education", "hospital": "health"}

#: GB/T 10114-2003 numbers streets from 001 and towns from 100; the offsets keep clear of the real ones.
_FIRST_CODE = {"street": 51, "town": 151, "community": 1, "village": 201}

_TITLES_OF_TOWNS = ("人民政府", "办事处")


def sector_counts(sectors: Sequence[str], count: int) -> Counter[str]:
    """Return how many units each sector has: one of each, then the rest by weight."""
    found = Counter(sectors[:count])
    rest = count - found.total()
    weights = {sector: WEIGHTS.get(sector, 1) for sector in sectors}
    exact = {sector: rest * weight / max(1, sum(weights.values())) for sector, weight in weights.items()}
    found += Counter({sector: int(share) for sector, share in exact.items()})
    by_remainder = sorted(sectors, key=lambda sector: int(exact[sector]) - exact[sector])
    for sector in itertools.islice(itertools.cycle(by_remainder), count - found.total()):
        found[sector] += 1
    return found


def district_members(
    region: Region, sectors: Sequence[str], count: int, year: int, rng: random.Random
) -> Sequence[Member]:
    """Return the units of a district; ``count`` of them report in ``year``, closed ones come besides."""
    draft = _Draft(region=region, names=names.places(rng), troops=names.troops(rng, 3 + count // 25), rng=rng)
    counts = sector_counts(sectors, count)
    above = {"township", *_ABOVE.values()}
    for sector in sorted(sectors, key=lambda sector: sector not in above):
        for number in range(counts[sector]):
            draft.add(sector, number, counts[sector])
    return _changed(draft, count, year)


@attrs.define(kw_only=True)
class _Draft:
    """A district while its units are being thought of."""

    region: Region
    names: Iterator[str]
    troops: Sequence[str]
    rng: random.Random
    members: list[Member] = attrs.field(factory=list)

    def of(self, sector: str) -> list[Member]:
        return [member for member in self.members if member.sector == sector]

    def add(self, sector: str, number: int, of: int) -> Member:
        """Add the next unit of a sector, the ``number``-th of so many."""
        towns = self.of("township")
        town = towns[number % len(towns)] if towns else None
        nature = _nature(sector, number, of, town)
        about = guise(sector, nature)
        member = Member(
            name=self._name(about.name, town),
            code=f"{self.region.code}-{_LETTERS.get(sector, sector[:2].upper())}-{len(self.of(sector)) + 1:03d}",
            sector=sector,
            nature=nature,
            places=(self._place(sector, nature, town),),
            size=self.rng.randint(*about.size),
            troops=tuple(self.rng.sample(list(self.troops), 2)),  # type: ignore[arg-type]
        )
        self.members.append(member)
        return member

    def _name(self, form: str, town: Member | None) -> str:
        place = next(self.names)
        name = form.format(district=self.region.name, town=_short(town.name) if town else "", place=place)
        return name if name not in {member.name for member in self.members} else f"{name}{place}分{name[-1]}"

    def _place(self, sector: str, nature: str, town: Member | None) -> Place:
        if sector == "township":
            return Place(region=f"{self.region.code}{_FIRST_CODE[nature] + len(self.of(sector)):03d}", parent=None)
        if sector == "community" and town:
            inside = sum(member.parent == town.code for member in self.of(sector))
            return Place(region=f"{town.region}{_FIRST_CODE[nature] + inside:03d}", parent=town.code)
        above = self.of(_ABOVE.get(sector, ""))
        near = town is not None and sector in _ABOVE
        region = town.region if near and town else self.region.code
        return Place(region=region, parent=above[0].code if above else None)


def _short(town: str) -> str:
    """Return a town's name without what its office is called."""
    for title in _TITLES_OF_TOWNS:
        town = town.removesuffix(title)
    return town


def _nature(sector: str, number: int, of: int, town: Member | None) -> str:
    """Return what of its sector a unit is: communities as their town is, others by the guises' shares."""
    if sector == "community":
        return "village" if town and town.nature == "town" else "community"
    natures = GUISES.get(sector)
    if not natures:
        return sector
    whole = sum(about.share for about in natures.values())
    ends = list(itertools.accumulate(about.share for about in natures.values()))
    at = number * 100 % whole if sector == "bureau" else number * whole // of
    return next(nature for nature, end in zip(natures, ends, strict=True) if at < end)


def _changed(draft: _Draft, count: int, year: int) -> Sequence[Member]:
    """Return the units with what changed at the turn of the year: one moved, one closed, one new, in a hundred."""
    kept = draft.of("community")
    changes = max(1, count // 100)
    if len(draft.of("township")) < 2 or len(kept) < 3 * changes:
        return draft.members
    last_day, first_day = datetime.date(year - 1, 12, 31), datetime.date(year, 1, 1)
    changed: dict[str, Member] = {}
    chosen = draft.rng.sample(kept, 2 * changes)
    for moved, new in zip(chosen[::2], chosen[1::2], strict=True):
        elsewhere = next(town for town in draft.of("township") if town.code != moved.parent)
        before = Place(region=f"{elsewhere.region}{900 + len(changed):03d}", parent=elsewhere.code, until=last_day)
        changed[moved.code] = attrs.evolve(moved, places=(before, attrs.evolve(moved.places[0], since=first_day)))
        changed[new.code] = attrs.evolve(new, places=(attrs.evolve(new.places[0], since=first_day),))
        closed = draft.add("community", len(changed), count)
        ended = attrs.evolve(closed.places[0], until=last_day)
        changed[closed.code] = attrs.evolve(closed, places=(ended,), fate="closed", before=True)
    return [changed.get(member.code, member) for member in draft.members]
