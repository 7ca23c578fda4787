"""Plugins' pages about the office's figures."""

from starlette.responses import Response

from ...model.periods import Period
from ...model.plugin_pages import PageFigure, PluginPage
from ...office.cube.dimensions import parse_dimensions
from ..explorer.now import answer_now, counted_years
from ..permissions import Right
from ..rendering import download, page
from ..routing import Page, Visit
from .making import Shown, made, workbook


def pages_page(visit: Visit) -> Response | None:
    """List the plugins' pages."""
    catalog = visit.portal.catalog
    labels = {sector.id: sector.label for sector in catalog.sectors}
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, one in catalog.pages("office").items():
        groups.setdefault(labels.get(name.partition(".")[0], "各行业"), []).append((name, one.label))
    return page(visit.request, "plugin_pages.html", groups=groups)


def office_page(visit: Visit) -> Response | None:
    """Show a plugin's page of a year."""
    name = visit.request.path_params["page"]
    found = visit.portal.catalog.pages("office").get(name)
    if found is None:
        return None
    years = counted_years(visit)
    year = _year(visit, years)
    return page(
        visit.request,
        "plugin_page.html",
        label=found.label,
        years=years,
        year=year,
        parts=_made(visit, name, found, year) if year else [],
        here=f"/pages/{name}",
        query=f"?year={year}",
    )


def office_workbook(visit: Visit) -> Response | None:
    """Give a table of a plugin's page as a workbook."""
    name = visit.request.path_params["page"]
    found = visit.portal.catalog.pages("office").get(name)
    year = _year(visit, counted_years(visit))
    if found is None or not year:
        return None
    told = workbook(_made(visit, name, found, year), visit.number("number"))
    return download(f"{year}年{told[0]}", told[1], "xlsx") if told else None


def _year(visit: Visit, years: list[int]) -> int:
    """Return the year that is asked for, or the newest; 0 where nothing counts yet."""
    asked = visit.asked("year")
    known = [year for year in years if str(year) == asked]
    return (known or years or [0])[0]


def _made(visit: Visit, name: str, found: PluginPage, year: int) -> list[Shown]:
    dims = parse_dimensions(found.by, visit.portal.catalog)
    answer = answer_now(visit, Period(year), dims, found.measures)
    figures = tuple(
        PageFigure(
            measure=one.measure,
            by={dim.partition(":")[0]: answer.naming.group(dim, value) for dim, value in one.by.items()},
            value=one.value,
            last=one.last,
            approx=one.approx,
        )
        for one in answer.rollup.figures
        if one.measure in found.measures
    )
    return made(name, found, figures=figures)


PAGES = (
    Page(path="/pages", answer=pages_page, right=Right.SEE_OFFICE, tab="行业专页", part="汇总", kept=True),
    Page(path="/pages/{page}", answer=office_page, right=Right.SEE_OFFICE, costly=True, kept=True),
    Page(
        path="/pages/{page}/{number:int}.xlsx", answer=office_workbook, right=Right.SEE_OFFICE, costly=True, kept=True
    ),
)
