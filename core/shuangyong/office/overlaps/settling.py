"""Where a year's overlaps stand: what is open, decided, settled by 口径, and decided of rows that are gone."""

from collections.abc import Mapping, Sequence

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ..roster.standing import Reporter, reporters
from ..store.opening import Store
from .candidates import Candidate, at_least, candidates
from .decisions import Ruling, decided
from .finding import Found, find
from .likeness import Grade
from .reports import Report
from .scopes import Scope, scopes, taken_out

#: From this grade on an undecided pair leaves a roll-up 暂定; the rest are hints.
PRESSING: Grade = "中"


@attrs.frozen(kw_only=True)
class Settled:
    """A decided pair whose rows still say what they said.

    Attributes:
        ruling: What was decided.
        one: One report.
        other: The other.
        in_scope: Whether a declared 口径 takes one of them out beside the other anyway, so that nothing more is.
    """

    ruling: Ruling
    one: Report
    other: Report
    in_scope: bool = False


@attrs.frozen(kw_only=True)
class Overlaps:
    """The overlaps of a year.

    Attributes:
        year: Which.
        undecided: Pairs that may be one activity and that nobody decided, most likely first.
        settled: Pairs that are decided.
        scopes: What declarations of 含下级 take out, those switched off included.
        stale: Decisions of what is no longer there: a row has changed or gone, or a declaration has; 须重新决定.
    """

    year: int
    undecided: tuple[Candidate, ...]
    settled: tuple[Settled, ...]
    scopes: tuple[Scope, ...]
    stale: tuple[Ruling, ...]

    @property
    def pressing(self) -> tuple[Candidate, ...]:
        """The undecided pairs that leave a roll-up 暂定."""
        return self.at_least(PRESSING).undecided

    def at_least(self, grade: Grade) -> "Overlaps":
        """Return the same with only the undecided pairs of a grade and above."""
        return attrs.evolve(self, undecided=tuple(at_least(self.undecided, grade)))

    def within(self, period: Period) -> "Overlaps":
        """Return the same with only the pairs of which a row may lie in a period; 口径 and what is stale stay."""
        if period.whole_year:
            return self
        first, last = period.first.toordinal(), period.last.toordinal()

        def meets(pair: Candidate | Settled) -> bool:
            return any(
                report.days is not None and report.days[0] <= last and report.days[1] >= first
                for report in (pair.one, pair.other)
            )

        return attrs.evolve(
            self, undecided=tuple(filter(meets, self.undecided)), settled=tuple(filter(meets, self.settled))
        )


def overlaps_of(store: Store, catalog: Catalog, year: int, units: Sequence[Reporter] | None = None) -> Overlaps:
    """Return where the overlaps of a year stand.

    Args:
        store: Whose.
        catalog: What the kinds are.
        year: Of which year.
        units: Those that enter its roll-up, where they are known.

    Raises:
        ProblemsFound: The extra ``office`` is not installed.
    """
    if units is None:
        units = reporters(store, Period(year))
    return settled(store, catalog, year, units, find(store, catalog, year, units))


def settled(store: Store, catalog: Catalog, year: int, units: Sequence[Reporter], search: Found) -> Overlaps:
    """Return how a year's overlaps stand by what is decided now; cheap where the search is there already.

    Args:
        store: Whose decisions.
        catalog: What the kinds are.
        year: Of which year.
        units: Those that were searched.
        search: What was found.
    """
    declared = scopes(store, catalog, year, units)
    rulings = decided(store, year)
    taken = taken_out(declared)
    found = candidates(search.suspicions(), lambda one, other: _in_scope(one, other, taken))
    pairs = settled_pairs(search.told(told_of(rulings)), rulings, taken)
    there = {one.ruling.id for one in pairs} | {scope.id for scope in declared}
    return Overlaps(
        year=year,
        undecided=tuple(candidate for candidate in found if candidate.id not in rulings),
        settled=pairs,
        scopes=declared,
        stale=tuple(ruling for ruling in rulings.values() if ruling.id not in there),
    )


def told_of(rulings: Mapping[str, Ruling]) -> set[str]:
    """Return the keys of the reports that rulings are about."""
    return {key for ruling in rulings.values() if ruling.cause == "event" for key in (ruling.one, ruling.other)}


def settled_pairs(
    reports: Mapping[str, Report],
    rulings: Mapping[str, Ruling],
    taken: Mapping[tuple[str, str], frozenset[str]],
) -> tuple[Settled, ...]:
    """Return the decided pairs whose rows are both there, among reports by their keys."""
    return tuple(
        Settled(ruling=ruling, one=one, other=other, in_scope=_in_scope(one, other, taken))
        for ruling in rulings.values()
        if ruling.cause == "event" and (one := reports.get(ruling.one)) and (other := reports.get(ruling.other))
    )


def _in_scope(one: Report, other: Report, taken: Mapping[tuple[str, str], frozenset[str]]) -> bool:
    """Tell whether one of two reports is taken out already because the other's unit counts it."""
    if not taken:
        return False
    return one.kind in taken.get((other.unit.unit, one.unit.unit), ()) or other.kind in taken.get(
        (one.unit.unit, other.unit.unit), ()
    )
