"""From an analysis of a text to proposed records."""

from ...catalog import Catalog
from ..language.analysis import Analysis
from .proposals import Reading
from .sectors import sector_of
from .topic import off_topic


def propose(analysis: Analysis, catalog: Catalog, sector: str | None = None) -> Reading:
    """Return what a text proposes.

    Args:
        analysis: The text, taken apart.
        catalog: Whose kinds and patterns are looked for.
        sector: The id of the writer's sector, whose kinds are preferred; None to guess it.
    """
    chosen = sector or sector_of(analysis, catalog)
    if aside := off_topic(analysis):
        return Reading(sector=chosen, off_topic=aside)
    return Reading(sector=chosen)
