"""Whom a unit means by the names in 联合单位: full names, or names without the region and the office's ending."""

import functools
import re
from collections.abc import Iterable, Mapping

import attrs

from ...model.regions import Region
from ..roster.standing import Reporter
from .wording import plain, short_name

_SEPARATORS = re.compile(r"[、，,;；/\s和与及]+")
_STRONG = re.compile(r"[、，,;；/\s]+")


@attrs.frozen(eq=False)
class Names:
    """The names of the units that report.

    Attributes:
        units: Units by each short name that they go by.
        regions: What matches the regions at the beginning of a name.
    """

    units: Mapping[str, tuple[Reporter, ...]]
    regions: re.Pattern[str]
    _known: dict[tuple[str, str], frozenset[str]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, units: Iterable[Reporter]) -> "Names":
        """Return the names of units; where a town's name stands before a village's, the village goes by its own too."""
        units = tuple(units)
        regions = regions_of(units)
        shorts = {unit.unit: short_name(unit.name, regions) for unit in units}
        towns = {short for short in shorts.values() if short.endswith(("镇", "乡", "街道"))}
        lengths = sorted({len(town) for town in towns if len(town) > 1})
        found: dict[str, list[Reporter]] = {}
        for unit in units:
            short = shorts[unit.unit]
            inside = next((short[cut:] for cut in lengths if cut < len(short) - 1 and short[:cut] in towns), "")
            for name in {short, inside} - {""}:
                found.setdefault(name, []).append(unit)
        return cls({name: tuple(bearers) for name, bearers in found.items()}, regions)

    def meant(self, cell: str, by: Reporter) -> frozenset[str]:
        """Return the codes of the units that a cell names; one that several bear is the nearest's, or nobody's."""
        county = (by.region or "")[:6]
        known = self._known.get((cell, county))
        if known is None:
            known = self._known[cell, county] = frozenset(
                code for part in _STRONG.split(cell) if part for code in self._of_part(part, county)
            )
        return known - {by.unit}

    def _of_part(self, part: str, county: str) -> Iterable[str]:
        if found := self._of_name(part, county):
            return (found,)
        parts = _SEPARATORS.split(part)
        return filter(None, (self._of_name(one, county) for one in parts if one)) if len(parts) > 1 else ()

    def _of_name(self, name: str, county: str) -> str | None:
        bearers = self.units.get(short_name(name, self.regions), ())
        if len(bearers) > 1:
            whole = plain(name)
            bearers = tuple(one for one in bearers if plain(one.name) == whole) or tuple(
                one for one in bearers if (one.region or "")[:6] == county
            )
        return bearers[0].unit if len(bearers) == 1 else None


@functools.lru_cache(maxsize=8)
def _pattern(counties: frozenset[str]) -> re.Pattern[str]:
    names = {
        Region(code).at(level).name
        for code in counties
        for level in ("province", "prefecture", "county")
        if len(code) >= 2
    }
    listed = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    return re.compile(f"^(?:{listed})+" if listed else r"(?!)")


def regions_of(units: Iterable[Reporter]) -> re.Pattern[str]:
    """Return what matches the regions that units lie in at the beginning of a name."""
    return _pattern(frozenset(unit.region[:6] for unit in units if unit.region))
