"""What decided overlaps take out of each figure.

The reports of one deed and the overlaps between them are a graph: an edge between two reports says how much both
count. Between two that are the same it is the smaller of their values, between two that overlap in part what the
office decided. In a group, the edges of a maximum spanning forest over the reports that the group holds are taken out
(Hunter's bound of a union by pairwise intersections: D. Hunter, J. Appl. Prob. 13, 1976). So of reports of the same
deed the largest value is left, exactly; of reports that overlap in part no overlap is taken out twice; and as every
edge is at most the smaller of its two values, no sum falls below the largest single report.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import attrs


@attrs.frozen(kw_only=True)
class Claim:
    """What one report says of one figure.

    Attributes:
        key: The event's.
        unit: The code of the unit that reports it.
        month: The month that it counts in; None where only the year is known.
        choices: The row's choices, as facts have them.
        value: What it says.
    """

    key: str
    unit: str
    month: int | None
    choices: str
    value: Decimal


@attrs.frozen(kw_only=True)
class Line:
    """What is taken out of one figure because two reports both count it.

    Attributes:
        figure: ``<kind>.<measure>``.
        amount: Below zero.
        kept: What stays.
        removed: What it is taken from: the smaller of the two.
        stock: Whether it is a stock, and the two what counts at the period's end; such a line belongs in groups that
            end with the period only.
    """

    figure: str
    amount: Decimal
    kept: Claim
    removed: Claim
    stock: bool = False

    @property
    def units(self) -> tuple[str, str]:
        """The codes of both reporters."""
        return self.kept.unit, self.removed.unit

    @property
    def months(self) -> tuple[int | None, int | None]:
        """The months of both."""
        return self.kept.month, self.removed.month

    @property
    def choices(self) -> tuple[str, str]:
        """The choices of both, as facts have them."""
        return self.kept.choices, self.removed.choices


@attrs.frozen(kw_only=True)
class Correction:
    """What the decisions about one deed, or some that hang together, take out.

    Attributes:
        ids: The overlaps decided.
        units: The codes of all reporters.
        label: What is counted twice, in words.
        actor: Who decided; several names if so.
        because: Why.
        at: When the last of it was decided.
        lines: What is taken out of the whole, and of every group that holds both reports of a line.
        spares: Lines that step in where a group lacks a report through which two others are connected: in each group
            the ``forest`` of those that it holds both reports of applies.
    """

    ids: tuple[str, ...]
    units: tuple[str, ...]
    label: str
    actor: str
    because: str
    at: str
    lines: tuple[Line, ...]
    spares: tuple[Line, ...] = ()

    @property
    def id(self) -> str:
        """The overlap's id; of several, all with + between."""
        return "+".join(self.ids)

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """What is taken out over the whole period, by figure."""
        found: dict[str, Decimal] = {}
        for line in self.lines:
            found[line.figure] = found.get(line.figure, Decimal(0)) + line.amount
        return found


def overlap_lines(
    figure: str, same: Iterable[Sequence[Claim]], partly: Iterable[tuple[Claim, Claim, Decimal]], *, stock: bool
) -> list[Line]:
    """Return every overlap between claims of a figure: those of the same deed, and those decided in part."""
    edges = [(one, other, min(one.value, other.value)) for claims in same for one, other in combinations(claims, 2)] + [
        (one, other, min(amount, one.value, other.value)) for one, other, amount in partly
    ]
    return [_line(figure, *edge, stock=stock) for edge in edges if edge[2] > 0]


def forest(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Part the overlaps of one figure in a maximum spanning forest and the rest (Kruskal)."""
    parts: dict[str, str] = {}

    def part(key: str) -> str:
        while parts.setdefault(key, key) != key:
            key = parts[key]
        return key

    chosen, rest = [], []
    for line in sorted(lines, key=lambda line: (line.amount, line.kept.key, line.removed.key)):
        one, other = part(line.kept.key), part(line.removed.key)
        if one == other:
            rest.append(line)
        else:
            parts[other] = one
            chosen.append(line)
    return chosen, rest


def _line(figure: str, one: Claim, other: Claim, amount: Decimal, *, stock: bool) -> Line:
    kept, removed = sorted((one, other), key=lambda claim: (-claim.value, claim.key))
    return Line(figure=figure, amount=-amount, kept=kept, removed=removed, stock=stock)
