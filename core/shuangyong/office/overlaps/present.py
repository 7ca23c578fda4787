"""The units that report now: how to tell whether one says something else than before, and what it says."""

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..roster.standing import Reporter
from ..store.opening import Store
from .names import Names, regions_of
from .reports import BATCH, COUNTY, Report, lines_of, read

#: What tells whether a ledger's events are those that were read, unless events are derived anew.
_SIGNS = "SELECT r.id, r.sha256, r.file FROM submission s JOIN revision r ON r.id = s.counted WHERE s.year = ?"

#: So many digits of a ledger's digest tell it from another under the same number, in a store put back from a copy.
_DIGITS = 16


class Present:
    """The units whose ledgers enter a year's roll-up.

    Attributes:
        units: By their codes.
        signs: By the codes, what changes where a ledger or its unit's region does.
        files: By the codes, the names of the ledgers' files.
        regions: What matches the names of regions at the beginning of a place.
    """

    def __init__(self, store: Store, year: int, units: Iterable[Reporter]) -> None:
        """Ask a store."""
        self._store = store
        self.units: Mapping[str, Reporter] = {unit.unit: unit for unit in units}
        self.regions = regions_of(self.units.values())
        rows = {row["id"]: row for row in store.db.execute(_SIGNS, (year,))}
        self.signs, self.files = {}, {}
        for code, unit in self.units.items():
            revision, sha256, self.files[code] = rows[unit.revision]
            self.signs[code] = f"{revision} {sha256[:_DIGITS]} {county_of(unit)}"

    @functools.cached_property
    def names(self) -> Names:
        """What the units go by."""
        return Names.of(self.units.values())

    @functools.cached_property
    def named(self) -> str:
        """A digest of all that ``names`` hangs on."""
        said = "\n".join(f"{unit.unit}\t{unit.name}\t{unit.region}" for unit in self.units.values())
        return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    def reports(self, codes: Iterable[str]) -> Iterator[tuple[str, Sequence[Report]]]:
        """Yield what each of some units reports."""
        units = [self.units[code] for code in codes]
        for start in range(0, len(units), BATCH):
            some = units[start : start + BATCH]
            stored = lines_of(self._store, [unit.revision for unit in some])
            for unit in some:
                yield unit.unit, [self._read(line, unit) for line in stored.pop(unit.revision, ())]

    def _read(self, line: str, unit: Reporter) -> Report:
        report = read(line, unit, self.files[unit.unit], self.regions)
        if report.joint_with:
            report.joint = self.names.meant(report.joint_with, unit)
        return report


def county_of(unit: Reporter) -> str:
    """Return the code of the county that a unit lies in; empty where it is unknown."""
    return (unit.region or "")[:COUNTY]
