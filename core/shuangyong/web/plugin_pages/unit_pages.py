"""Plugins' pages about one ledger: on its desk, in the portal and in a clerk's own browser."""

from starlette.responses import Response

from ...catalog import Catalog
from ...offers import named
from ..desk.desks import Desk, DeskPage, show
from ..rendering import download
from .making import Shown, made, workbook


def unit_page(desk: Desk) -> Response | None:
    """Show a plugin's page."""
    name = desk.request.path_params["page"]
    found = _made(desk, name)
    if found is None:
        return None
    here, label = f"{desk.here}/pages/{name}", desk.catalog.pages("unit")[name].label
    return show(desk, "plugin_page.html", label=label, parts=found, here=here, query="")


def unit_workbook(desk: Desk) -> Response | None:
    """Give a table of a plugin's page as a workbook."""
    name = desk.request.path_params["page"]
    found = _made(desk, name)
    told = workbook(found, int(desk.request.path_params["number"])) if found else None
    return download(f"{desk.unit}{desk.year}年{told[0]}", told[1], "xlsx") if told else None


def tabs_of(catalog: Catalog, sector: str) -> tuple[DeskPage, ...]:
    """Return the plugins' pages that a unit of a sector has, as its navigation shows them.

    Args:
        catalog: What is installed.
        sector: The sector's id; empty where nobody knows it.
    """
    pages = catalog.pages("unit", sector)
    return tuple(DeskPage(path=f"/pages/{name}", answer=unit_page, tab=page.label) for name, page in pages.items())


def _made(desk: Desk, name: str) -> list[Shown] | None:
    """Return what is on a page; None where the ledger's sector has none of this name."""
    if name not in desk.catalog.pages("unit"):
        return None
    ledger = desk.ledger()
    page = desk.catalog.pages("unit", desk.catalog.sector(ledger.unit.sector).id).get(name)
    if page is None:
        return None
    # Last year's is read only for a page that asks for it.
    last = {"last": desk.last()} if named(page.show, {"last": None}) else {}
    return made(name, page, ledger=ledger, today=desk.today, **last)


PAGES: tuple[DeskPage, ...] = (
    DeskPage(path="/pages/{page}", answer=unit_page),
    DeskPage(path="/pages/{page}/{number:int}.xlsx", answer=unit_workbook),
)
