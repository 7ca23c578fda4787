"""Overlaps: activities that several units seem to have reported, listed, and decided side by side."""

from starlette.responses import RedirectResponse, Response

from ..office.overlaps.candidates import pair_id
from ..office.overlaps.deciding import decide
from ..office.overlaps.decisions import VERDICTS
from ..office.overlaps.listing import parts_text, revision_numbers
from .explorer.questions import PARTS
from .exporting import table_bytes
from .overlap_deciding import (
    AMOUNT,
    PICKED,
    picked_pair,
    recent_reasons,
    seen_of,
    shown_of,
    wishes_of,
)
from .overlap_lists import ASKED, STATES, id_of, listed, query_of
from .overlap_rows import HEADERS, row, verdict_text
from .overlaps_known import overlaps_known
from .overlaps_now import Known
from .permissions import Right
from .rendering import download, page
from .routing import Page, Visit
from .searching import asked, regions, sectors, years
from .standing_now import status_of

#: So many pairs stand on a page; the workbook has all.
SHOWN = 100

_HERE = "/overlaps/{year:int}/{overlap}"


def overlaps_page(visit: Visit) -> Response | None:
    """List the overlaps that were searched for."""
    status = status_of(visit)
    known = overlaps_known(visit, status.period.year)
    if known.overlaps is None:
        return _searching(visit, known, status.period.year)
    found = listed(visit, status, known.overlaps)
    catalog = visit.portal.catalog
    return page(
        visit.request,
        "overlaps.html",
        year=status.period.year,
        years=years(visit, status),
        query=visit.request.url.query,
        hand_on=query_of(visit),
        asked=asked(visit, *ASKED),
        sectors=sectors(visit),
        regions=regions(status.units),
        parts=PARTS,
        states=STATES,
        found=found,
        items=[
            (id_of(one), one, dict(zip(HEADERS[found.state], row(one, catalog), strict=True)))
            for one in found.items[:SHOWN]
        ],
        shown=SHOWN,
        known=known,
        done=visit.asked("done"),
    )


def overlaps_workbook(visit: Visit) -> Response | None:
    """Give the list that was searched for as a workbook."""
    status = status_of(visit)
    year = status.period.year
    known = overlaps_known(visit, year)
    if known.overlaps is None:
        return RedirectResponse(f"/overlaps?year={year}", 303)
    found = listed(visit, status, known.overlaps)
    table = table_bytes(
        STATES[found.state], HEADERS[found.state], (row(one, visit.portal.catalog) for one in found.items)
    )
    return download(f"{year}年重复填报（{STATES[found.state]}）", table, "xlsx")


def pick_overlap(visit: Visit) -> Response | None:
    """Lead to the pair whose rows somebody names, because the search did not propose it."""
    year = visit.number("year")
    _, (one, other) = picked_pair(visit, year)
    return RedirectResponse(
        f"/overlaps/{year}/{pair_id(one.key, other.key)}{query_of(visit, **asked(visit, *PICKED))}", 303
    )


def overlap_page(visit: Visit) -> Response | None:
    """Show an overlap: both reports side by side, why they were matched, what deciding would change."""
    year, id_ = visit.number("year"), visit.request.path_params["overlap"]
    known = overlaps_known(visit, year)
    if known.overlaps is None:
        return _searching(visit, known, year)
    shown = shown_of(visit, known.overlaps, id_)
    if shown is None:
        return None
    status = status_of(visit, year)
    items = listed(visit, status, known.overlaps).items
    ids = [id_of(one) for one in items]
    at = ids.index(id_) if id_ in ids else None
    catalog = visit.portal.catalog
    return page(
        visit.request,
        "overlap.html",
        year=year,
        id=id_,
        one=shown,
        place=None if at is None else (at + 1, len(ids)),
        following=ids[at + 1] if at is not None and at + 1 < len(ids) else None,
        hand_on=query_of(visit),
        deciding=query_of(visit, **asked(visit, *PICKED)),
        asked=asked(visit, *ASKED, *PICKED),
        known=known,
        numbers=revision_numbers(visit.store, shown.reports),
        decided=[
            (ruling, verdict_text(ruling), parts_text(ruling, catalog, shown.settled)) for ruling in shown.history
        ],
        verdicts=VERDICTS,
        amount=AMOUNT,
        filled={name: visit.request.query_params.get(name, "") for name in ("verdict", "because", *shown.amounts)},
        reasons=recent_reasons(visit.store, visit.account.actor),
        done=visit.asked("done"),
    )


def decide_overlap(visit: Visit) -> Response | None:
    """Decide the overlap that was seen, and lead to the next that is open."""
    year, id_ = visit.number("year"), visit.request.path_params["overlap"]
    known = overlaps_known(visit, year)
    if known.overlaps is None:
        return _searching(visit, known, year)
    shown = shown_of(visit, known.overlaps, id_)
    if shown is None:
        return None
    wishes, because = wishes_of(visit, shown)
    before = [id_of(one) for one in listed(visit, status_of(visit, year), known.overlaps).items]
    decide(
        visit.store,
        visit.portal.catalog,
        year,
        wishes,
        visit.account.actor,
        because,
        overlaps=known.overlaps,
        seen=seen_of(visit, shown),
    )
    after = before[before.index(id_) + 1 :] if id_ in before else []
    return RedirectResponse(_next(visit, year, id_, after), 303)


def _next(visit: Visit, year: int, id_: str, after: list[str]) -> str:
    """Return where to go on: the next of the list that is still open; the list where none is, or all were decided."""
    state = visit.asked("state") or "open"
    if state == "open" and after:
        return f"/overlaps/{year}/{after[0]}{query_of(visit, done=id_)}"
    return f"/overlaps{query_of(visit, year=str(year), done=id_)}"


def _searching(visit: Visit, known: Known, year: int) -> Response:
    return page(visit.request, "overlaps_searching.html", year=year, known=known, address=f"/overlaps?year={year}")


PAGES = (
    Page(path="/overlaps", answer=overlaps_page, right=Right.SEE_OFFICE, tab="重复", part="汇总", kept=True),
    Page(path="/overlaps.xlsx", answer=overlaps_workbook, right=Right.SEE_OFFICE, kept=True, costly=True),
    Page(path="/overlaps/{year:int}/pick", answer=pick_overlap, right=Right.DECIDE),
    Page(path=_HERE, answer=overlap_page, right=Right.SEE_OFFICE, kept=True, personal=True),
    Page(path=f"{_HERE}/decide", answer=decide_overlap, right=Right.DECIDE, method="POST"),
)
