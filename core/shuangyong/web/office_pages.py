"""The office's units: where a person's day begins, and the list of all units with how each stands."""

from collections.abc import Callable, Mapping

from starlette.responses import RedirectResponse, Response

from ..office.status.status import Status
from ..office.status.units import UnitStatus
from . import ledgers
from .addresses import unit_address
from .exporting import table_bytes
from .permissions import Right
from .rendering import download, page, region_name
from .routing import Page, Visit
from .searching import asked, regions, searched, sectors, years
from .standing_now import status_of

#: So many rows of a list stand on a page; the workbook has all.
SHOWN = 200


def _is(words: str) -> Callable[[UnitStatus], bool]:
    return lambda unit: ledgers.in_words(unit) == words


#: How a unit stands, in the words of the list: each unit in one of these.
_NOW = ("待报", "逾期未报", "退回待改", "迟报", "已通过")

#: In what state units may be asked for: as the lists call it, and as the counts of the overview have it.
_STATES: Mapping[str, Callable[[UnitStatus], bool]] = {
    **{words: _is(words) for words in _NOW},
    "应报": lambda one: one.expected,
    "已报": lambda one: one.expected and one.submitted,
    "未报": lambda one: one.expected and not one.submitted,
    "通过": lambda one: one.expected and one.passed,
    "按时": lambda one: one.on_time is True,
    "已审核": lambda one: one.reviewed,
    "退回": lambda one: one.expected and one.returned is not None,
    "名册外": lambda one: not one.expected,
}

_HEADER = ("单位代码", "单位名称", "行业", "地区", "情况", "最新版", "收到", "截止", "退回原因")


def home(visit: Visit) -> Response | None:
    """Lead to where a person's day begins."""
    query = visit.request.url.query
    if visit.account.role == "unit":
        return RedirectResponse(f"/units/{unit_address(visit.account.unit or '')}", 303)
    return RedirectResponse(f"/overview{'?' if query else ''}{query}", 303)


def units_page(visit: Visit) -> Response | None:
    """List units, those that were searched for."""
    found = status_of(visit)
    chosen = _chosen(visit, found)
    return page(
        visit.request,
        "units.html",
        year=found.period.year,
        years=years(visit, found),
        query=visit.request.url.query,
        asked=asked(visit, "state"),
        sectors=sectors(visit),
        regions=regions(found.units),
        states={"列表里的情况": _NOW, "总览里的数": [words for words in _STATES if words not in _NOW]},
        rows=[(one, ledgers.in_words(one)) for one in chosen[:SHOWN]],
        count=len(chosen),
        shown=SHOWN,
    )


def units_workbook(visit: Visit) -> Response | None:
    """Give the units that were searched for as a workbook."""
    found = status_of(visit)
    labels = sectors(visit)
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


def _chosen(visit: Visit, found: Status) -> list[UnitStatus]:
    """Return the units that were searched for, in the state asked for."""
    state = visit.asked("state")
    holds = _STATES.get(state)
    return [one for one in searched(visit, found.units) if not state or (holds is not None and holds(one))]


PAGES = (
    Page(path="/", answer=home, right=Right.SELF),
    Page(path="/units", answer=units_page, right=Right.SEE_OFFICE, tab="单位", part="报送", kept=True),
    Page(path="/units.xlsx", answer=units_workbook, right=Right.SEE_OFFICE, kept=True, costly=True),
)
