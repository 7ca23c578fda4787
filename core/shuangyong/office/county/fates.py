"""What becomes of each report: most come in time, some late, some never, some must be returned."""

import random
from collections.abc import Iterator, Sequence

import attrs

from .county import FAULTS, Fate, Member

#: Of a hundred units; the rest report in time.
_SHARES: dict[Fate, int] = {"late": 8, "missing": 5, "bad": 4, "revised": 4}

#: From so many units on there is at least one of each fate, and one of each fault.
_EVERY_FATE, _EVERY_FAULT = 8, 60

#: Of a hundred units, so many kept a ledger the year before too.
_BEFORE = 70


def fated(members: Sequence[Member], rng: random.Random, *, last: bool) -> Iterator[Member]:
    """Yield each unit with what becomes of its report; the bureaus that others are under always report in time."""
    above = {member.parent for member in members}
    may_fail = [member for member in members if member.fate != "closed" and member.code not in above]
    rng.shuffle(may_fail)
    fates: dict[str, Member] = {}
    for fate, share in _SHARES.items():
        for number in range(_count(fate, share, len(members))):
            if may_fail:
                member = may_fail.pop()
                fault = FAULTS[number % len(FAULTS)] if fate == "bad" else FAULTS[0] if number % 2 else None
                fates[member.code] = attrs.evolve(
                    member, fate=fate, fault=fault if fate in ("bad", "revised") else None
                )
    for member in members:
        known = member.places[0].since is None
        before = last and known and (member.fate == "closed" or rng.randrange(100) < _BEFORE)
        yield attrs.evolve(fates.get(member.code, member), before=before)


def _count(fate: Fate, share: int, units: int) -> int:
    least = 0 if units < _EVERY_FATE else len(FAULTS) if fate == "bad" and units >= _EVERY_FAULT else 1
    return max(least, units * share // 100)


def strangers(members: Sequence[Member], rng: random.Random) -> Iterator[Member]:
    """Yield units that report although the roster does not know them: one in a small county, more in a large one."""
    known = [member for member in members if member.sector == "community" and member.sound]
    if len(members) >= _EVERY_FATE and known:
        for number, like in enumerate(rng.sample(known, 1 + len(known) // 500), start=1):
            yield attrs.evolve(
                like,
                name=like.name.replace("社区居民", "新城社区居民").replace("村村民", "新村村民"),
                code=f"{like.code[:-3]}{900 + number}",
                fate="bad",
                fault="unknown-unit",
                before=False,
            )
