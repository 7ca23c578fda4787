"""Rules across the cells, rows and sheets of a ledger; single cells were judged when they were read."""

from collections import Counter
from collections.abc import Mapping

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
    """What the rules found; ``skipped`` counts by rule the rows that lack the values to judge them by."""

    problems: tuple[Problem, ...]
    skipped: Mapping[str, int]


def run_checks(ledger: Ledger, catalog: Catalog) -> Checked:
    """Return what any rule finds wrong in a ledger: those derived from the kinds, then those of the plugins.

    Raises:
        ProblemsFound: No plugin serves the ledger's sector.
    """
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id)
    skipped: Counter[str] = Counter()
    problems = (
        *contradicted(ledger, kinds),
        *over_limit(ledger, skipped),
        *below_parts(ledger),
        *copied(ledger),
        *entered_twice(ledger),
        *revealing(ledger),
        *broken(ledger, catalog, skipped),
    )
    return Checked(problems, dict(skipped))
