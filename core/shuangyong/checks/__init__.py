"""Rules across the cells, rows and sheets of a ledger; single cells were judged when they were read."""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from ..catalog import Catalog
from ..model.ledgers import Ledger
from ..model.problems import Problem
from .declarations import contradicted
from .limits import below_parts, over_limit
from .repeats import copied, entered_twice
from .rules import broken
from .texts import revealing


@attrs.frozen
class Checked:
    """What the rules found.

    Attributes:
        problems: Errors and warnings.
        unjudged: By a rule's code and the label of a kind, how many rows lack the values to judge them by.
    """

    problems: tuple[Problem, ...]
    unjudged: Mapping[tuple[str, str], int]

    @property
    def skipped(self) -> dict[str, int]:
        """How many rows lack the values to judge them by, by a rule's code."""
        return _summed((code, count) for (code, _), count in self.unjudged.items())

    @property
    def lacking(self) -> dict[str, int]:
        """The same by the label of a kind."""
        return _summed((label, count) for (_, label), count in self.unjudged.items())


def _summed(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for name, count in counts:
        found[name] += count
    return dict(found)


def run_checks(ledger: Ledger, catalog: Catalog) -> Checked:
    """Return what any rule finds wrong in a ledger: those derived from the kinds, then those of the plugins.

    Raises:
        ProblemsFound: No plugin serves the ledger's sector.
    """
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    skipped: Counter[tuple[str, str]] = Counter()
    problems = (
        *contradicted(ledger, kinds),
        *over_limit(ledger, skipped),
        *below_parts(ledger),
        *copied(ledger),
        *entered_twice(ledger),
        *revealing(ledger),
        *broken(ledger, catalog, kinds, skipped),
    )
    return Checked(problems, dict(skipped))
