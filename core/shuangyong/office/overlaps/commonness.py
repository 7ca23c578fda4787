"""How many reports have a title in the year, or a place, troops or a partner at a time: what many have says little."""

import attrs

from .blocking import CROWD
from .blocks import Block, block, times_of
from .index import ANY_TITLE, JOINT, PLACE, TROOPS, Index, value_of
from .reports import Report

#: So many reports may have a title in the year, or a place or troop on the day, and it is still rare.
RARE = 3

#: A title of more reports is one that everybody uses.
STOCK = 12


@attrs.frozen
class Commonness:
    """Counts reports in an index; of a report that is known to the month, those of the month."""

    index: Index
    _titles: dict[str, int] = attrs.field(factory=dict)
    _begun: dict[tuple[int, tuple[int, int], bool], int] = attrs.field(factory=dict)

    def title(self, report: Report) -> int:
        """Return how many have a report's title in the year."""
        known = self._titles.get(report.title)
        if known is None:
            known = self._titles[report.title] = len(self.index.at(value_of(ANY_TITLE, report.title)))
        return known

    def place(self, report: Report) -> int:
        """Return how many are at a report's place when it begins."""
        return self._when_it_begins(report, value_of(PLACE, report.place))

    def troop(self, report: Report, troop: str) -> int:
        """Return how many are with a troop when a report begins."""
        return self._when_it_begins(report, value_of(TROOPS, troop))

    def joint(self, report: Report, unit: str) -> int:
        """Return how many name a unit when a report begins."""
        return self._when_it_begins(report, value_of(JOINT, unit))

    def _when_it_begins(self, report: Report, value: int) -> int:
        if report.days is None:
            return 0
        when = (value, report.days, report.exact)
        known = self._begun.get(when)
        if known is None:
            time = next(times_of(report))
            known = self._begun[when] = block(self.index, value, time).size
        return known


def weighs_otherwise(was: Block, now: Block) -> bool:
    """Tell whether a block that was one and is now another parts its pairs or is counted in another way."""
    before, after = was.size, now.size
    return (before > RARE) != (after > RARE) or (before > CROWD) != (after > CROWD)
