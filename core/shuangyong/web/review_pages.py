"""The review queue: ledgers that came in and that no officer has looked at yet; accepting and returning them."""

from collections.abc import Sequence

import attrs
from starlette.responses import RedirectResponse, Response

from ..model.problems import Problem
from ..office.acts.returning import return_submission
from ..office.acts.reviewing import Submitted, accept, changed_totals, review_of, submitted
from ..office.status.units import UnitStatus
from . import documents, ledgers
from .addresses import unit_address
from .comparing import compared
from .exporting import table_bytes
from .numbers import number
from .permissions import Right
from .rendering import download, moment_text, page, region_name
from .routing import Page, Visit
from .searching import asked, regions, searched, sectors, years
from .standing_now import status_of

#: So many ledgers stand on a page, and may be ticked off at once.
SHOWN = 100

#: The name of a tick box is this and the id of the revision that was seen.
TICK = "pick-"

_YEAR = "/units/{unit}/{year:int}"

_HEADER = (
    "单位代码", "单位名称", "行业", "地区", "第几版", "收到", "记录", "提醒", "与上一版合计不同的指标", "迟报",
    "审核", "审核人", "审核时间",
)  # fmt: skip


@attrs.frozen
class Came:
    """A line of the queue: what came, and how its unit stands."""

    ledger: Submitted
    unit: UnitStatus


def queue(visit: Visit) -> Response | None:
    """List the ledgers to be looked at, or those that were."""
    status = status_of(visit)
    found = _found(visit)
    return page(
        visit.request,
        "review.html",
        year=status.period.year,
        years=years(visit, status),
        query=visit.request.url.query,
        asked=asked(visit, "state", "only"),
        sectors=sectors(visit),
        regions=regions(status.units),
        rows=[(one, _differences(visit, one.ledger)) for one in found[:SHOWN]],
        count=len(found),
        shown=SHOWN,
        tick=TICK,
        done=visit.asked("done"),
        returned=visit.asked("returned"),
    )


def queue_workbook(visit: Visit) -> Response | None:
    """Give the list that was searched for as a workbook."""
    labels = sectors(visit)
    rows = (
        (
            one.unit.unit,
            one.unit.name,
            labels.get(one.unit.sector, one.unit.sector),
            region_name(one.unit.region),
            one.ledger.number,
            one.ledger.received,
            one.ledger.rows,
            one.ledger.warnings,
            _differences(visit, one.ledger),
            "迟报" if one.unit.late else "",
            "已审核" if one.ledger.review else "待审核",
            one.ledger.review.actor if one.ledger.review else "",
            moment_text(one.ledger.review.at) if one.ledger.review else "",
        )
        for one in _found(visit)
    )
    return download(f"{status_of(visit).period.year}年台账审核", table_bytes("审核", _HEADER, rows), "xlsx")


def accept_several(visit: Visit) -> Response | None:
    """Accept the ledgers that were ticked off; where some changed meanwhile, the others are accepted all the same."""
    picked = [name.removeprefix(TICK) for name in visit.form.fields if name.startswith(TICK)]
    revisions = [one for one in map(number, picked) if one is not None]
    return _accept(visit, revisions, "/review")


def look(visit: Visit) -> Response | None:
    """Show what an officer looks at before deciding: warnings, declarations, figures beside last year's."""
    year = visit.number("year")
    sent = ledgers.revisions(visit.store, visit.unit, year)
    current = next((one for one in sent if one.current), None)
    if current is None:
        return None
    status = next((one for one in status_of(visit, year).units if one.unit == visit.unit), None)
    return page(
        visit.request,
        "review_one.html",
        unit=visit.unit,
        status=status,
        name=status.name if status else ledgers.name_of(visit.store, visit.unit),
        year=year,
        revision=current,
        before=next((one for one in sent if one.number < current.number and one.state != "older"), None),
        review=review_of(visit.store, current.id),
        problems=ledgers.problems(visit.store, current),
        declared=[*ledgers.declared(visit.portal.catalog, current)],
        tables=_tables(visit, year) if current.counted and current.original else (),
        following=_following(visit, year),
    )


def accept_one(visit: Visit) -> Response | None:
    """Accept the revision that was seen."""
    year, seen = visit.number("year"), number(visit.form.text("revision"), -1)
    found = ledgers.revision(visit.store, visit.unit, year, seen)
    if found is None:
        return None
    return _accept(visit, [found.id], f"/units/{unit_address(visit.unit)}/{year}/review")


def send_back_seen(visit: Visit) -> Response | None:
    """Return the revision that was seen, unless somebody found it good meanwhile."""
    year, seen = visit.number("year"), number(visit.form.text("revision"), -1)
    if ledgers.revision(visit.store, visit.unit, year, seen) is None:
        return None
    return_submission(
        visit.store,
        visit.unit,
        visit.form.text("because")[:500],
        visit.account.actor,
        year=year,
        seen=seen,
        reviewed=bool(visit.form.text("reviewed")),
    )
    return RedirectResponse(f"/review?year={year}&returned=1", 303)


def _found(visit: Visit) -> list[Came]:
    """Return the sound ledgers of the year that were searched for, those that came first first."""
    status = status_of(visit)
    units = {one.unit: one for one in searched(visit, status.units)}
    done, only = visit.asked("state") == "done", visit.asked("only")
    came = [Came(one, units[one.unit]) for one in submitted(visit.store, status.period.year) if one.unit in units]
    return [
        one
        for one in came
        if (one.ledger.review is not None) == done
        and (only != "late" or one.unit.late)
        and (only != "warnings" or one.ledger.warnings)
        and (only != "again" or one.ledger.before)
    ]


def _differences(visit: Visit, ledger: Submitted) -> int | None:
    return None if ledger.before is None else changed_totals(visit.store, ledger.revision, ledger.before)


def _following(visit: Visit, year: int) -> Submitted | None:
    waiting = (one for one in submitted(visit.store, year) if one.review is None and one.unit != visit.unit)
    return next(waiting, None)


def _tables(visit: Visit, year: int) -> Sequence[object]:
    catalog = visit.portal.catalog
    ledger = documents.counted(visit.store, catalog, visit.unit, year)
    return compared(ledger, catalog, documents.last(visit.store, catalog, visit.unit, year))


def _accept(visit: Visit, revisions: Sequence[int], back: str) -> Response:
    done = accept(visit.store, visit.account.actor, revisions)
    refused: Sequence[Problem] = done.refused
    if revisions and not refused:
        year = number(visit.form.text("year"))
        of_year = f"year={year}&" if year else ""
        return RedirectResponse(f"/review?{of_year}done={len(done.accepted)}", 303)
    return page(
        visit.request,
        "review_done.html",
        answers=200 if done.accepted else 400,
        accepted=done.accepted,
        refused=refused,
        back=back,
    )


PAGES = (
    Page(path="/review", answer=queue, right=Right.REVIEW, tab="审核", part="报送", kept=True),
    Page(path="/review.xlsx", answer=queue_workbook, right=Right.REVIEW, kept=True, costly=True),
    Page(path="/review/accept", answer=accept_several, right=Right.REVIEW, method="POST"),
    Page(path=f"{_YEAR}/review", answer=look, right=Right.RETURN, kept=True),
    Page(path=f"{_YEAR}/review/accept", answer=accept_one, right=Right.RETURN, method="POST"),
    Page(path=f"{_YEAR}/review/return", answer=send_back_seen, right=Right.RETURN, method="POST"),
)
