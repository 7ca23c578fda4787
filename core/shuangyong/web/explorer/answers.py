"""The roll-up that answers a question, ready to be looked up; the same that ``rollup`` writes."""

import datetime
from collections.abc import Collection, Mapping, Sequence

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...office.cube.dimensions import Dimension
from ...office.engines.duckdb import DuckDB
from ...office.publish.naming import Naming
from ...office.rollup.figures import Figure, Rollup
from ...office.rollup.rolling import roll_up
from ...office.rollup.table import Key, key_of
from ...office.status.status import Status
from ...office.store.opening import Store

#: One is enough for a question, and leaves the others to those who ask at the same time.
ENGINE = DuckDB(memory="1GiB", threads=1)

#: Dimensions of so many groups that only the figures asked for are added up; levels of regions with another beside.
_MANY, _FINE = ("unit", "choice"), ("township", "village")


@attrs.frozen(kw_only=True, eq=False)
class Answer:
    """A roll-up by measure and group.

    Attributes:
        rollup: As ``rollup`` has it.
        figures: Its figures by name and group.
        naming: What people call measures and groups.
    """

    rollup: Rollup
    figures: Mapping[str, Mapping[Key, Figure]]
    naming: Naming

    @property
    def weight(self) -> int:
        """How many figures it holds, and one for itself."""
        return 1 + len(self.rollup.figures)


def needed(dims: Sequence[Dimension], measures: Collection[str]) -> tuple[str, ...] | None:
    """Return the figures to add up for a question: all, so that the next one finds them there, or those asked for."""
    many = any(dim.what in _MANY or (dim.detail in _FINE and len(dims) > 1) for dim in dims)
    return tuple(sorted(measures)) if many else None


def answer(
    store: Store,
    catalog: Catalog,
    status: Status,
    period: Period,
    dims: Sequence[Dimension],
    measures: Collection[str] | None,
    today: datetime.date,
) -> Answer:
    """Roll up.

    Args:
        store: Whose ledgers.
        catalog: What is installed.
        status: Where the units of the year stand, for the names of towns.
        period: Of what time.
        dims: What to group by.
        measures: The figures wanted; all by default.
        today: The day that tells who is late.

    Raises:
        ProblemsFound: A sum that must not be made.
    """
    rollup = roll_up(store, catalog, period, dims, engine=ENGINE, measures=measures, today=today)
    figures: dict[str, dict[Key, Figure]] = {}
    for figure in rollup.figures:
        figures.setdefault(figure.measure, {})[key_of(figure, rollup.dims)] = figure
    return Answer(rollup=rollup, figures=figures, naming=Naming(rollup, catalog, status))
