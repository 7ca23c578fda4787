"""A roll-up as the writers see it: figures with their groups, who is covered, what is still open."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from ...model.closure import State
from ...model.periods import Period
from ...model.quantities import Quantity, RatioOfSums


@attrs.frozen
class Sum:
    """A sum over reports, what of it is counted twice, and what is left.

    Attributes:
        gross: As the units report it.
        overlap: Signed: what the adjustments take out, zero or less for double counting.
        approx: Whether a part was given as 近、余、约.
    """

    gross: Decimal
    overlap: Decimal = Decimal(0)
    approx: bool = False

    @property
    def net(self) -> Decimal:
        """Gross and overlap together."""
        return self.gross + self.overlap


@attrs.frozen(kw_only=True)
class Figure:
    """One measure in one group.

    Attributes:
        measure: ``<kind>.<measure>``: ``hospital.recruit_exam.examined``.
        by: The group: a value for each dimension of its grouping set, None where rows have none; empty for the whole.
            Regions by code, sectors by id, units by code, times as ``2026-08``, ``2026-Q3``, ``2026-H1``, ``2026``.
        sum: The sum; of a ratio, its numerator.
        denominator: Of a ratio; None for any other.
        units: How many units contribute.
        records: How many rows do.
        last: The same figure of the year before, net (of a ratio: its value); None where that year has none, or
            withholds it.
        suppressed: Withheld in a public edition because it tells of one or two persons, or would let that be told;
            its amounts, units and records are then 0 and mean nothing.
    """

    measure: str
    by: Mapping[str, str | None]
    sum: Sum
    units: int
    records: int
    denominator: Sum | None = None
    last: Decimal | None = None
    suppressed: bool = False

    @property
    def value(self) -> Decimal | None:
        """What is published: the net sum, or the ratio half-up to 4 places; None over 0, and where withheld."""
        if self.suppressed:
            return None
        if self.denominator is None:
            return self.sum.net
        return RatioOfSums(*(_net(one) for one in (self.sum, self.denominator))).value

    @property
    def approx(self) -> bool:
        """Whether 约 stands before it."""
        return self.sum.approx or (self.denominator is not None and self.denominator.approx)


@attrs.frozen(kw_only=True)
class Plans:
    """What came of the activities that units planned, in one group.

    Attributes:
        by: The group as figures have theirs, by sector and by the regions that were asked for.
        planned: How many were planned.
        states: How many of them came to what, by 完成情况: all of it, zeros too; None stands for those of which nothing
            is said.
    """

    by: Mapping[str, str | None]
    planned: Figure
    states: Mapping[State | None, Figure]

    @property
    def done(self) -> Figure:
        """How many are done."""
        return self.states["完成"]

    @property
    def rate(self) -> Decimal | None:
        """完成率: done of planned, half-up to 4 places; None where nothing is said of any, or none was planned."""
        if self.states[None].sum.net == self.planned.sum.net:
            return None
        return RatioOfSums(_net(self.done.sum), _net(self.planned.sum)).value


@attrs.frozen(kw_only=True)
class Coverage:
    """Who is in a roll-up: ``received`` is a part of ``expected``; None where there is no roster to expect by.

    Attributes:
        expected: Units on the roster for the year.
        received: Those whose ledger is there.
        counted: Those whose figures are in.
        returned: Those whose newest ledger went back.
        missing: (code, name) of those whose ledger is not there.
        unexpected: (code, name) of units off the roster that sent one; not counted where there is a roster.
    """

    expected: int | None
    received: int
    counted: int
    returned: int = 0
    missing: tuple[tuple[str, str], ...] = ()
    unexpected: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Adjustment:
    """A signed correction of figures, and who answers for it.

    Attributes:
        id: The overlap's.
        cause: ``event`` (one activity told by several units) or ``scope`` (口径含下级 beside the units below).
        units: The codes of all its reporters; it applies in groups that hold them all.
        label: What is counted twice, in words.
        amounts: By figure name, over the whole period; zero or less. A public edition leaves persons out.
        actor: Who decided; the declaring unit's name for ``scope``.
        because: Why.
        at: When.
    """

    id: str
    cause: str
    units: tuple[str, ...]
    label: str
    amounts: Mapping[str, Decimal]
    actor: str
    because: str
    at: str


@attrs.frozen(kw_only=True)
class Omission:
    """A sum that must not be made, and why: days over units, things unlike; ``by`` names the dimensions of it."""

    measure: str
    by: tuple[str, ...]
    because: str


@attrs.frozen(kw_only=True)
class Difference:
    """By how much a group's net is not the sum of its parts' nets: what is counted twice between the parts.

    Attributes:
        measure: As the figures name it.
        by: The group, as its figure has it.
        dim: The dimension that it is parted by.
        amount: The group's net less the nets of its parts; zero or less where activities are counted twice.
    """

    measure: str
    by: Mapping[str, str | None]
    dim: str
    amount: Decimal


@attrs.frozen(kw_only=True)
class Rollup:
    """A roll-up of a period.

    Attributes:
        title: What it is of: 青岛市, or the office's name.
        period: Of what time.
        dims: As ``--by`` names them.
        coverage: Who is in it.
        figures: By measure and group, in the catalog's order, the whole before its parts.
        adjustments: What was taken out.
        undecided: Suspected overlaps that nobody decided: JSON objects as ``overlaps`` prints them.
        open_problems: What else keeps it from being final, in words.
        omissions: What was not added up, and why.
        differences: Where the nets of parts do not add up to the whole's, which is where an adjustment has reporters
            in several parts; a stock is never added up over time, so that nothing is said of that.
        plans: What came of what was planned, the whole before its parts; empty where nothing was planned, or the
            figures that were asked for have no plans among them.
        units: The names of the units that are in it, by code.
        last_coverage: Of the year before; None where nothing is there.
        public: Whether small cells are withheld.
        measures: The figures that were asked for by name; None where all were.
    """

    title: str
    period: Period
    dims: tuple[str, ...]
    coverage: Coverage
    figures: tuple[Figure, ...]
    adjustments: tuple[Adjustment, ...] = ()
    undecided: tuple[Mapping[str, Any], ...] = ()
    open_problems: tuple[str, ...] = ()
    omissions: tuple[Omission, ...] = ()
    differences: tuple[Difference, ...] = ()
    plans: tuple[Plans, ...] = ()
    units: Mapping[str, str] = attrs.field(factory=dict)
    last_coverage: Coverage | None = None
    public: bool = False
    measures: tuple[str, ...] | None = None

    @property
    def provisional(self) -> bool:
        """Whether it is 暂定: something is undecided, or somebody is missing or returned."""
        missing = self.coverage.expected is None or self.coverage.counted < self.coverage.expected
        return bool(self.undecided) or missing or self.coverage.returned > 0


def _net(one: Sum) -> Quantity:
    return Quantity(one.net, one.approx)
