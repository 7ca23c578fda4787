"""What the office's lists are searched by: a text, a sector, a region; the same for a page and for its workbook."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from ..model.regions import Region
from ..office.status.status import Status
from ..workbook.keys import key
from .rendering import region_name
from .routing import Visit


def asked(visit: Visit, *others: str) -> dict[str, str]:
    """Return what an address asks of a list, by name: ``q``, ``sector``, ``region`` and whatever else is named."""
    return {name: visit.asked(name) for name in ("q", "sector", "region", *others)}


class Placed(Protocol):
    """A unit with its place, whatever else is known of it."""

    @property
    def unit(self) -> str:
        """Its code."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def sector(self) -> str:
        """Its sector's id."""

    @property
    def region(self) -> str | None:
        """Its region's code without trailing zeros."""


P = TypeVar("P", bound=Placed)


def searched(visit: Visit, units: Iterable[P]) -> list[P]:
    """Return the units whose name, code or region holds what was typed, of the sector and in the region asked for."""
    typed, sector, region = key(visit.asked("q")), visit.asked("sector"), visit.asked("region")
    return [
        one
        for one in units
        if (not sector or one.sector == sector)
        and (not region or (one.region or "").startswith(region))
        and (not typed or any(typed in key(text) for text in (one.name, one.unit, region_name(one.region))))
    ]


def years(visit: Visit, found: Status) -> list[int]:
    """Return the years that can be looked at, the newest first: those of which anything came, and this one."""
    sent = {row[0] for row in visit.store.db.execute("SELECT DISTINCT year FROM submission")}
    return sorted(sent | {found.period.year, found.today.year}, reverse=True)


def sectors(visit: Visit) -> dict[str, str]:
    """Return what each installed sector is called, by its id."""
    return {sector.id: sector.label for sector in visit.portal.catalog.sectors}


def regions(units: Iterable[Placed]) -> Mapping[str, str]:
    """Return the counties in which units lie, by code, with their names."""
    codes = {Region(one.region).at("county").code for one in units if one.region}
    return {code: region_name(code) for code in sorted(codes)}
