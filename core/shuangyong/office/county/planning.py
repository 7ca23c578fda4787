"""Planning a county: how many units of each sector, under whom, and what becomes of their reports."""

from ...catalog import Catalog
from ...model.regions import Region
from . import names
from .chance import chance
from .county import County
from .district import WEIGHTS, district_members
from .fates import fated, strangers
from .planting import planted

#: So many units does one district have at most, as long as there are districts left.
_LARGEST = 300


def plan_county(catalog: Catalog, count: int, year: int, seed: int = 1, *, last: bool = True) -> County:
    """Return a county of ``count`` units that report in ``year``; the same arguments always give the same county.

    Args:
        catalog: What is installed: only sectors that have a sample ledger get units.
        count: How many units the roster holds in the year; above 300 they are spread over districts of a city.
        year: The year that is reported.
        seed: For another county of the same size.
        last: Whether most units have a report of the year before.

    Raises:
        ValueError: There is no unit, or no sector has a sample.
    """
    sectors = [sector for sector in WEIGHTS if sector in catalog.samples]
    sectors += sorted(set(catalog.samples) - set(sectors))
    if count < 1 or not sectors:
        raise ValueError("a county needs a unit, and a sector with a sample ledger")
    rng = chance(seed, year, count)
    districts = names.DISTRICTS[: -(-count // _LARGEST)]
    shares = (count // len(districts) + (number < count % len(districts)) for number in range(len(districts)))
    members = [
        member
        for district, share in zip(districts, shares, strict=True)
        for member in district_members(Region.parse(district), sectors, share, year, rng)
    ]
    units = tuple(fated(members, rng, last=last))
    return County(
        name=Region.parse(districts[0] if len(districts) == 1 else names.CITY).name,
        region=districts[0] if len(districts) == 1 else names.CITY,
        year=year,
        seed=seed,
        units=units,
        strangers=tuple(strangers(units, rng)),
        planted=tuple(planted(catalog, units, year, rng)),
    )
