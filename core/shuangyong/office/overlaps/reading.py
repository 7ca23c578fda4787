"""The reports of a memory by their numbers, read as they are asked for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from ..roster.standing import Reporter
from .memory import Held, Memory
from .reports import Report, read
from .searching import Pair


class Reports:
    """Reports by their numbers; of a memory, or read already."""

    def __init__(
        self,
        memory: Memory,
        regions: re.Pattern[str],
        units: Mapping[str, Reporter],
        files: Mapping[str, str],
        known: Mapping[int, Report],
        most: int | None = None,
    ) -> None:
        """Hold what is needed to read.

        Args:
            memory: Whose reports.
            regions: What matches the names of regions at the beginning of a place.
            units: The units that report now; of others no more than the code is told.
            files: The names of their files.
            known: The reports that are read already.
            most: So many of those that were read are kept at most, to be read again; all of them if None.
        """
        self._memory, self._regions, self._files = memory, regions, files
        self._units = dict(units)
        self._known = dict(known)
        self._most = most
        self._at, self._lines = "", list[str]()
        self._holders = sorted(memory.units, key=lambda code: memory.units[code].start)
        self._starts = [memory.units[code].start for code in self._holders]

    def __getitem__(self, number: int) -> Report:
        """Return a report that is there."""
        if (known := self._known.get(number)) is not None:
            return known
        code = self.unit_of(number)
        held = self._memory.units[code]
        if code not in self._units:
            self._units[code] = _stranger(code, held)
        report = read(self._line(number, code, held), self._units[code], self._files.get(code, ""), self._regions)
        if report.joint_with:
            report.joint = self._memory.joints[number][1]
        if len(self._known) == self._most:
            self._known.clear()
        self._known[number] = report
        return report

    def _line(self, number: int, code: str, held: Held) -> str:
        if (line := self._memory.at_hand.get(number)) is not None:
            return line
        if code != self._at:
            self._at, self._lines = code, self._memory.lines(held)
        return self._lines[number - held.start]

    def unit_of(self, number: int) -> str:
        """Return the code of the unit whose report has a number."""
        return self._holders[bisect_right(self._starts, number) - 1]


def _stranger(code: str, held: Held) -> Reporter:
    return Reporter(unit=code, revision=0, name="", sector="", region=held.county)


def lines_at_hand(pairs: Iterable[Pair], reports: Reports) -> dict[int, str]:
    """Return the lines of the reports in some pairs, by number."""
    return {number: reports[number].line for number in sorted({number for pair in pairs for number in pair})}
