"""The pages of a desk in the portal: there the ledger is the one that counts of a unit's year."""

import datetime
import functools
from collections.abc import Callable

from starlette.responses import Response

from ...catalog import Catalog
from .. import documents, ledgers
from ..addresses import unit_address
from ..permissions import Right
from ..plugin_pages import unit_pages as plugin_pages
from ..routing import Page, Visit
from . import paper_pages, text_pages
from .desks import Desk, DeskPage, answered
from .standards import of_an_office

#: All pages of a desk, in the order in which they are offered.
DESK_PAGES: tuple[DeskPage, ...] = (*paper_pages.PAGES, *text_pages.PAGES, *plugin_pages.PAGES)


def desk_pages() -> tuple[Page, ...]:
    """Return the portal's pages of desks; whoever may see a unit may see its ledger's."""
    return tuple(
        Page(
            path=f"/units/{{unit}}/{{year:int}}{page.path}",
            answer=_answer(page),
            right=Right.SEE_UNIT,
            method=page.method,
            limit=page.limit,
            kept=page.kept,
            costly=True,
        )
        for page in DESK_PAGES
        if not page.own
    )


def desk_of(visit: Visit) -> Desk | None:
    """Return the desk of the unit and year that an address names; None where nobody knows the unit."""
    name, year = ledgers.name_of(visit.store, visit.unit), visit.number("year")
    if name is None:
        return None
    here = f"/units/{unit_address(visit.unit)}"
    sector = ledgers.sector_of(visit.store, visit.unit, year)
    return Desk(
        catalog=visit.portal.catalog,
        request=visit.request,
        form=visit.form,
        here=f"{here}/{year}",
        back=f"{here}?year={year}",
        pages=pages_of(visit.portal.catalog, sector),
        unit=name,
        year=year,
        today=datetime.date.today(),  # noqa: DTZ011  the office's own day
        ledger=functools.cache(lambda: documents.counted(visit.store, visit.portal.catalog, visit.unit, year)),
        last=functools.cache(lambda: documents.last(visit.store, visit.portal.catalog, visit.unit, year)),
        standards=lambda: of_an_office(visit.store, visit.portal.catalog, year),
        copy=functools.cache(lambda: documents.copy_of(visit.store, visit.unit, year)),
        sector=sector,
        account=visit.account.id,
        code=visit.unit,
        examinations=visit.portal.examinations,
    )


def pages_of(catalog: Catalog, sector: str) -> tuple[DeskPage, ...]:
    """Return the pages that a unit of a sector has in the portal, those of plugins among them."""
    return (*(page for page in DESK_PAGES if not page.own), *plugin_pages.tabs_of(catalog, sector))


def _answer(page: DeskPage) -> Callable[[Visit], Response | None]:
    @functools.wraps(page.answer)
    def answer(visit: Visit) -> Response | None:
        desk = desk_of(visit)
        return answered(page, desk) if desk else None

    return answer
