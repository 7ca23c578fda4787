"""The office's pages: how the year's reporting stands, and all units."""

from starlette.responses import RedirectResponse, Response

from ..model.regions import Region
from ..office.status.status import Status
from ..office.status.units import UnitStatus
from ..office.store.settings import office_of
from ..workbook.keys import key
from . import ledgers
from .addresses import unit_address
from .exporting import table_bytes
from .permissions import Right
from .rendering import download, page, region_name
from .routing import Page, Visit
from .standing_now import status_of

#: So many rows of a list stand on a page; the workbook has all.
SHOWN = 200

_HEADER = ("单位代码", "单位名称", "行业", "地区", "情况", "最新版", "收到", "截止", "退回原因")


def home(visit: Visit) -> Response | None:
    """Lead to where a person's day begins."""
    if visit.account.role == "unit":
        return RedirectResponse(f"/units/{unit_address(visit.account.unit or '')}", 303)
    return RedirectResponse("/overview", 303)


def overview(visit: Visit) -> Response | None:
    """Show who reported and who is late, by sector and region."""
    found = status_of(visit)
    labels = _sectors(visit)
    return page(
        visit.request,
        "overview.html",
        office=office_of(visit.store).name,
        year=found.period.year,
        years=_years(visit, found),
        status=found,
        tally=found.tally,
        by_sector=found.by(lambda one: labels.get(one.sector, one.sector)),
        by_region=found.by(_county),
        lists={
            "逾期未报": [one for one in found.members if not one.submitted and one.on_time is False],
            "退回待改": [one for one in found.units if one.returned],
            "名册外报来，没有计入": [one for one in found.unexpected if found.roster],
        },
        shown=20,
    )


def units_page(visit: Visit) -> Response | None:
    """List units, those that were searched for."""
    found = status_of(visit)
    chosen = _chosen(visit, found)
    return page(
        visit.request,
        "units.html",
        year=found.period.year,
        years=_years(visit, found),
        query=visit.request.url.query,
        asked={name: visit.asked(name) for name in ("q", "sector", "state")},
        sectors=_sectors(visit),
        states=("待报", "逾期未报", "退回待改", "迟报", "已通过"),
        rows=[(one, ledgers.in_words(one)) for one in chosen[:SHOWN]],
        labels=_sectors(visit),
        count=len(chosen),
        shown=SHOWN,
    )


def units_workbook(visit: Visit) -> Response | None:
    """Give the units that were searched for as a workbook."""
    found = status_of(visit)
    labels = _sectors(visit)
    rows = (
        (
            one.unit,
            one.name,
            labels.get(one.sector, one.sector),
            region_name(one.region),
            ledgers.in_words(one),
            one.revision,
            str(one.received or ""),
            str(one.due or ""),
            (one.returned.because or f"{one.returned.errors} 处错误") if one.returned else "",
        )
        for one in _chosen(visit, found)
    )
    return download(f"{found.period.year}年单位报送情况", table_bytes("报送情况", _HEADER, rows), "xlsx")


def _years(visit: Visit, found: Status) -> list[int]:
    sent = {row[0] for row in visit.store.db.execute("SELECT DISTINCT year FROM submission")}
    return sorted(sent | {found.period.year, found.today.year}, reverse=True)


def _chosen(visit: Visit, found: Status) -> list[UnitStatus]:
    """Return the units whose name, code or region holds what was typed, of the sector and state asked for."""
    typed, sector, state = key(visit.asked("q")), visit.asked("sector"), visit.asked("state")
    return [
        one
        for one in found.units
        if (not sector or one.sector == sector)
        and (not state or ledgers.in_words(one) == state)
        and (not typed or any(typed in key(text) for text in (one.name, one.unit, region_name(one.region))))
    ]


def _sectors(visit: Visit) -> dict[str, str]:
    return {sector.id: sector.label for sector in visit.portal.catalog.sectors}


def _county(unit: UnitStatus) -> str:
    return region_name(Region(unit.region).at("county").code if unit.region else None)


PAGES = (
    Page(path="/", answer=home, right=Right.SELF),
    Page(path="/overview", answer=overview, right=Right.SEE_OFFICE, tab="总览", kept=True),
    Page(path="/units", answer=units_page, right=Right.SEE_OFFICE, tab="单位", kept=True),
    Page(path="/units.xlsx", answer=units_workbook, right=Right.SEE_OFFICE, kept=True, costly=True),
)
