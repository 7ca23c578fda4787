"""What is to be suspected of a year's reports now: what the last search found, brought up to date."""

import functools
import hashlib
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.resources import files

import attrs

from ...catalog import Catalog
from ...model.kinds import Kind
from ..engines import missing_extra
from ..roster.standing import Reporter
from ..store.opening import Store
from ..store.outdated import derivation
from .candidates import Suspicion
from .memory import Memory, remember, remembered
from .naming import named_pairs
from .present import Present, county_of
from .reading import Reports, lines_at_hand
from .reports import Report
from .searching import Search, uncollected
from .updating import Arrival, updated, with_arrivals

#: Where more than this part of the reports is new, a search from scratch takes less.
_MANY = 1 / 16

#: Where no more than this part of what is remembered is still there, it is time to forget the rest.
_THERE = 3 / 4

#: Where no more than this part of the reports has come or gone, what is remembered will do the next time as well.
_FEW = 1 / 256

#: So many reports are in memory at once when all are searched.
_MOST = 1 << 13


@attrs.frozen
class Found:
    """What a search found.

    Attributes:
        memory: All of it, by numbers.
        reports: The reports by number.
    """

    memory: Memory
    reports: Reports

    def suspicions(self) -> Iterator[Suspicion]:
        """Yield the reports that may be one activity."""
        for (one, other), likeness in self.memory.likely.items():
            yield self.reports[one], self.reports[other], likeness

    def told(self, keys: Collection[str]) -> Mapping[str, Report]:
        """Return the reports that have one of some keys."""
        likely = (self.reports[number] for pair in self.memory.likely for number in pair)
        found = {report.key: report for report in likely if report.key in keys} if keys else {}
        if missing := {*keys} - found.keys():
            found |= {report.key: report for report in map(self.reports.__getitem__, self.memory.told(missing))}
        return found


def find(store: Store, catalog: Catalog, year: int, units: Iterable[Reporter]) -> Found:
    """Search what units report of a year: the same whether or not it was searched before.

    Raises:
        ProblemsFound: The extra ``office`` is not installed.
    """
    with uncollected():
        present = Present(store, year, units)
        form = _form(catalog, present, derivation(store))
        memory = remembered(store, year, form)
        found = brought_up_to_date(memory, present, catalog.kinds) if memory is not None else None
        if memory is None or found is None:
            found = from_scratch(form, present, catalog.kinds)
            remember(store, year, found.memory)
        elif _differs(memory, found.memory):
            remember(store, year, found.memory)
        return found


def _differs(memory: Memory, now: Memory) -> bool:
    """Tell whether a memory brought up to date is worth leaving: a few reports are sooner looked at once more."""
    gone = sum(memory.units[code].total for code in memory.units.keys() - now.units.keys())
    return memory.names != now.names or now.size - memory.size + gone > _FEW * now.size


def from_scratch(form: str, present: Present, kinds: Mapping[str, Kind]) -> Found:
    """Search all that is reported; not all of a city's reports are in memory at once, but for their lines."""
    search = Search()
    known: dict[int, Report] = {}

    def arriving() -> Iterator[tuple[str, Arrival]]:
        for code, arrival in _arrivals(present, present.units):
            for report in arrival.reports:
                if len(known) < _MOST:
                    known[len(search.values)] = report
                search.add(report)
            yield code, arrival

    memory = with_arrivals(Memory.empty(form), arriving(), ())
    some = _reports(memory, present, known, _MOST)
    joints = {number: meant for number, (_, meant) in memory.joints.items()}
    numbers = {code: held.numbers for code, held in memory.units.items()}
    likely = search.likely(some, named_pairs(joints, numbers, some), kinds)
    keys, entries = search.index.packed()
    at_hand = lines_at_hand(likely, some)
    memory = attrs.evolve(memory, names=present.named, keys=keys, numbers=entries, likely=likely, at_hand=at_hand)
    return Found(memory, _reports(memory, present, {}))


def brought_up_to_date(
    memory: Memory, present: Present, kinds: Mapping[str, Kind], many: float = _MANY, there: float = _THERE
) -> Found | None:
    """Search what has changed; return None where so much has that all is searched sooner.

    Args:
        memory: What the last search found.
        present: Who reports now.
        kinds: What the kinds are.
        many: What part of all may be new.
        there: What part of all that is remembered must still be there.
    """
    changed = {
        code for code, sign in present.signs.items() if (its := memory.units.get(code)) is None or its.sign != sign
    }
    gone = memory.units.keys() - present.units.keys()
    if memory.names != present.named:
        changed |= _meaning_others(memory, present) - gone
    if not changed and not gone and memory.names == present.named:
        return Found(memory, _reports(memory, present, {}))
    arrivals = dict(_arrivals(present, sorted(changed)))
    stay = present.units.keys() - changed
    after = attrs.evolve(with_arrivals(memory, arrivals.items(), stay), names=present.named)
    come, alive = after.size - memory.size, sum(held.total for held in after.units.values())
    if come > many * after.size or alive < there * after.size:
        return None
    reports = (report for arrival in arrivals.values() for report in arrival.reports)
    arrived = dict(enumerate(reports, start=memory.size))
    same = _unchanged(memory, after, arrivals)
    old = Reports(memory, present.regions, {}, {}, {})
    units = (changed & memory.units.keys()) | gone
    left = [old[number] for code in units for number in memory.units[code].numbers if number not in same]
    now = _reports(after, present, arrived)
    return Found(updated(memory, after, left, arrived, same, now, kinds), now)


def _unchanged(memory: Memory, after: Memory, arrivals: Mapping[str, Arrival]) -> dict[int, int]:
    """Return which reports of those that arrive are as they were, by the numbers that they had."""
    same = {}
    for code, arrival in arrivals.items():
        held = memory.units.get(code)
        if held is not None and held.county == arrival.county:
            had = dict(zip(memory.lines(held), held.numbers, strict=False))
            for number, report in zip(after.units[code].numbers, arrival.reports, strict=True):
                before = had.get(report.line)
                if before is not None and memory.joints.get(before) == after.joints.get(number):
                    same[before] = number
    return same


def _arrivals(present: Present, codes: Iterable[str]) -> Iterator[tuple[str, Arrival]]:
    for code, reports in present.reports(codes):
        yield code, Arrival(present.signs[code], county_of(present.units[code]), reports)


def _meaning_others(memory: Memory, present: Present) -> set[str]:
    """Return the units whose 联合单位 mean others than when they were searched, now that units go by other names."""
    reports = _reports(memory, present, {})
    found = set()
    for number, (cell, meant) in memory.joints.items():
        unit = present.units.get(code := reports.unit_of(number))
        if unit is not None and present.names.meant(cell, unit) != meant:
            found.add(code)
    return found


def _reports(memory: Memory, present: Present, known: Mapping[int, Report], most: int | None = None) -> Reports:
    return Reports(memory, present.regions, present.units, present.files, known, most)


def _form(catalog: Catalog, present: Present, derived: str) -> str:
    """Return what a memory must have been made from: this code, these kinds and regions, events derived like this."""
    try:
        import rapidfuzz
    except ImportError as missing:
        raise missing_extra("office", "查找重复填报") from missing
    kinds = "\n".join(" ".join(one.name for one in kind.lineage) for kind in catalog.kinds.values())
    said = (
        _code(),
        kinds,
        derived,
        present.regions.pattern,
        rapidfuzz.__version__,
        unicodedata.unidata_version,
        sys.byteorder,
    )
    return hashlib.blake2b("\0".join(said).encode(), digest_size=16).hexdigest()


@functools.cache
def _code() -> str:
    """Return a digest of the modules that decide what is found: whoever changes them need not think of memories."""
    code = sorted((one.name, one.read_bytes()) for one in files(__package__).iterdir() if one.name.endswith(".py"))
    return hashlib.blake2b(repr(code).encode(), digest_size=16).hexdigest()
