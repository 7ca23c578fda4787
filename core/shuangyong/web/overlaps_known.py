"""What a page may tell of a year's overlaps; while the search for them goes on, the page is not kept."""

from .overlaps_now import Known
from .routing import Visit


def overlaps_known(visit: Visit, year: int) -> Known:
    """Return what is known of a year's overlaps, for whoever has the right to see all units."""
    known = visit.portal.overlaps.of(visit.store, year)
    if known.searching:
        visit.passing()
    return known
