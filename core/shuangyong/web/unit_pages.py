"""A unit's pages, for its officer and for the office: how it stands, handing in, revisions, documents."""

import datetime
from collections.abc import Iterator, Sequence

import attrs
from starlette.responses import RedirectResponse, Response

from ..model.problems import ProblemsFound, error
from ..office.acts.returning import return_submission
from ..office.roster.standing import standing
from ..office.status.units import UnitStatus
from ..workbook.file_refusals import FILE_BYTES
from . import documents, ledgers
from .addresses import unit_address
from .desk.mounting import pages_of
from .next_step import asks, next_step
from .numbers import YEARS
from .permissions import Right, may
from .problem_view import problem_view
from .receiving import receive
from .rendering import download, page
from .results import Failed, Kept, Result, Waiting
from .routing import Page, Visit

_UPLOAD = FILE_BYTES + 64 * 2**10
_YEAR = "/units/{unit}/{year:int}"

#: So many other years are told beside the one that is looked at.
_OTHER_YEARS = 2

_VERDICTS = {
    "accepted": "已收下，检查通过",
    "returned": "已收下，但有错误，要改",
    "rejected": "没有收下",
    "unchanged": "和已经报过的一样，不用再报",
    "older": "比已经报过的旧，存作旧稿，不代替新的",
}


@attrs.frozen
class OtherYear:
    """How a unit stands in a year, in words, what it does next, and whether that is asked of it."""

    year: int
    status: UnitStatus
    words: str
    step: str
    asks: bool


def unit_page(visit: Visit) -> Response | None:
    """Show how a unit stands in a year, and what it may do."""
    name = ledgers.name_of(visit.store, visit.unit)
    if name is None:
        return None
    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    known = ledgers.years(visit.store, visit.unit, today)
    year = ledgers.default_year(visit.store, visit.asked("year"), today)
    if not visit.asked("year") and known:
        year = _first(visit, known, year, today)
    sent = ledgers.revisions(visit.store, visit.unit, year)
    current = next((one for one in sent if one.current), None)
    status = ledgers.stands(visit.store, visit.portal.catalog, visit.unit, year, today)
    return page(
        visit.request,
        "unit.html",
        unit=visit.unit,
        name=status.name if status else name,
        year=year,
        years=known,
        today=today,
        status=status,
        step=next_step(status, year, today),
        others=[*_others(visit, [one for one in known if one != year], today)],
        words=ledgers.in_words(status) if status else "",
        revisions=sent,
        current=current,
        counted=next((one for one in sent if one.counted), None),
        declared=[*ledgers.declared(visit.portal.catalog, current)] if current else [],
        desk=[one for one in pages_of(visit.portal.catalog, status.sector if status else "") if one.tab],
        last_counted=any(one.counted for one in ledgers.revisions(visit.store, visit.unit, year - 1)),
    )


def _first(visit: Visit, known: Sequence[int], usual: int, today: datetime.date) -> int:
    """Return the year that is shown to whoever names none: to a clerk the one that asks something, the oldest first."""
    if may(visit.account, Right.SUBMIT, visit.unit):
        for year in sorted(known[: _OTHER_YEARS + 1]):
            if asks(ledgers.stands(visit.store, visit.portal.catalog, visit.unit, year, today)):
                return year
    return usual if usual in known else known[0]


def _others(visit: Visit, years: Sequence[int], today: datetime.date) -> Iterator[OtherYear]:
    """Yield how the unit stands in its other years that still concern it."""
    for year in years[:_OTHER_YEARS]:
        status = ledgers.stands(visit.store, visit.portal.catalog, visit.unit, year, today)
        if status is not None:
            words = ledgers.in_words(status)
            yield OtherYear(year, status, words, next_step(status, year, today), asks(status))


def hand_in(visit: Visit) -> Response | None:
    """Take an upload in and lead to what became of it."""
    upload = visit.form.upload
    if upload is None or not upload.data:
        raise ProblemsFound([error("no-file", "没有选文件，或文件是空的。", "请先选台账（.xlsx），再点“检查并报送”。")])
    token = receive(visit.portal, visit.account, visit.unit, upload)
    return RedirectResponse(f"/units/{unit_address(visit.unit)}/results/{token}", 303)


def result_page(visit: Visit) -> Response | None:
    """Show what became of an upload, with every problem beside its row."""
    kept = _kept(visit)
    if isinstance(kept, Failed):
        raise ProblemsFound(kept.problems)
    if isinstance(kept, Waiting):
        return page(visit.request, "waiting.html", file=kept.file, back=f"/units/{unit_address(visit.unit)}")
    if not isinstance(kept, Result):
        return None
    return page(
        visit.request,
        "result.html",
        unit=visit.unit,
        result=kept,
        shown=problem_view(kept.problems, kept.excerpts),
        words=_words(kept),
        token=visit.request.path_params["token"],
    )


def result_marked(visit: Visit) -> Response | None:
    """Give the sender's own file back with its problems marked."""
    result = _kept(visit)
    if not isinstance(result, Result) or not result.marked:
        return None
    return download(f"{result.file.rpartition('.')[0] or result.file}-退改", result.marked, "xlsx")


def blank_ledger(visit: Visit) -> Response | None:
    """Give the blank ledger, the unit's data filled in."""
    year = visit.number("year")
    known = standing(visit.store, year, visit.unit).get(visit.unit)
    if known is None or year not in YEARS:
        return None
    return download(f"{known.name}{year}年双拥工作台账", documents.blank(visit.portal.catalog, known, year), "xlsx")


def send_back(visit: Visit) -> Response | None:
    """Return the ledger that the person has seen; another one that came meanwhile is not."""
    year = visit.number("year")
    seen = visit.form.text("revision")
    if not seen.isdecimal() or ledgers.revision(visit.store, visit.unit, year, int(seen)) is None:
        return None
    reviewed = bool(visit.form.text("reviewed")) if "reviewed" in visit.form.fields else None
    return_submission(
        visit.store,
        visit.unit,
        visit.form.text("because")[:500],
        visit.account.actor,
        year=year,
        seen=int(seen),
        reviewed=reviewed,
    )
    return RedirectResponse(f"/units/{unit_address(visit.unit)}?year={year}", 303)


def _words(result: Result) -> str:
    if result.returned:
        return f"和退回的第 {result.revision} 版一样，仍算退回：请按退回原因改好再报"
    return _VERDICTS[result.verdict]


def _kept(visit: Visit) -> Kept | None:
    return visit.portal.results.get(visit.request.path_params["token"], visit.account.id, visit.unit)


PAGES = (
    Page(path="/units/{unit}", answer=unit_page, right=Right.SEE_UNIT, kept=True),
    Page(path="/units/{unit}/ledger", answer=hand_in, right=Right.SUBMIT, method="POST", limit=_UPLOAD),
    Page(path="/units/{unit}/results/{token}", answer=result_page, right=Right.SUBMIT),
    Page(path="/units/{unit}/results/{token}/marked.xlsx", answer=result_marked, right=Right.SUBMIT),
    Page(path=f"{_YEAR}/blank.xlsx", answer=blank_ledger, right=Right.SEE_UNIT, kept=True, costly=True),
    Page(path=f"{_YEAR}/return", answer=send_back, right=Right.RETURN, method="POST"),
)
