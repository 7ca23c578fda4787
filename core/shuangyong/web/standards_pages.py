"""Standards of assessment: what there is to choose from, reading one, the office's own, and scores of all units."""

from starlette.responses import RedirectResponse, Response

from ..assess.exporting import standard_toml
from ..assess.exporting_workbook import standard_workbook
from ..assess.shipped import DEFAULT
from ..model.problems import ProblemsFound, error
from ..office.acts.seeing import latest, refuse_unseen
from ..office.store.standards import choose, chosen_for, keep_standard
from ..office_standards import counting_for, named, offered, read_standard
from .jobs import table
from .jobs.starting import job_address, start
from .numbers import number, year_of
from .permissions import Right
from .rendering import download, page
from .routing import Page, Visit
from .searching import sectors, years
from .standing_now import status_of

#: What a standard's file may hold, in bytes; the largest known takes a fiftieth.
_LARGEST = 5 * 2**20

_ACTIONS = ("standard/choose",)
_FORMS = ("toml", "xlsx", "xlsm")


def standards(visit: Visit) -> Response | None:
    """List the standards, and which counts for the year."""
    status = status_of(visit)
    year = status.period.year
    every = offered(visit.store, visit.portal.catalog)
    chosen = chosen_for(visit.store, year)
    return page(
        visit.request,
        "standards.html",
        year=year,
        years=years(visit, status),
        standards=[(one, _level(visit, one.id)) for one in every],
        chosen=chosen or DEFAULT,
        by_default=chosen is None,
        seen=latest(visit.store, _ACTIONS, str(year)),
        jobs=[one for one in table.all_of(visit.store, ("score",)) if one.input.fields.get("year") == year][:5],
        states=table.STATES,
        done=visit.asked("done"),
    )


def standard_page(visit: Visit) -> Response | None:
    """Show a standard, item by item, with what is doubtful about it."""
    id_ = visit.asked("id")
    if not _is_known(visit, id_):
        return None
    built, given = named(visit.store, visit.portal.catalog, id_)
    return page(
        visit.request,
        "standard.html",
        id=id_,
        standard=built.standard,
        warnings=built.warnings,
        given=len(given),
        sectors=sectors(visit),
    )


def standard_file(visit: Visit) -> Response | None:
    """Give a standard as a file that can be changed and uploaded again."""
    id_, form = visit.asked("id"), visit.request.path_params["form"]
    if not _is_known(visit, id_) or form not in ("toml", "xlsx"):
        return None
    catalog = visit.portal.catalog
    standard = named(visit.store, catalog, id_)[0].standard
    if form == "toml":
        return download(standard.title, standard_toml(standard, sectors(visit)), form)
    labels = [*dict.fromkeys(kind.label for kind in catalog.kinds.values())]
    return download(standard.title, standard_workbook(standard, sectors(visit), labels), form)


def upload(visit: Visit) -> Response | None:
    """Keep an office's own standard; one with errors is told and not kept."""
    sent = visit.form.upload
    if sent is None or not sent.data:
        raise ProblemsFound([error("no-file", "没有选文件，或文件是空的。", "请先选考评标准（.xlsx 或 .toml）。")])
    if sent.name.rpartition(".")[2].lower() not in _FORMS:
        raise ProblemsFound([error("not-a-standard", f"「{sent.name}」不是考评标准。", "请传 .xlsx 或 .toml 文件。")])
    built, _ = read_standard(sent.name, sent.data, visit.portal.catalog)
    kept = keep_standard(visit.store, visit.account.actor, sent.name, built.standard.title, sent.data)
    return RedirectResponse(f"/standards/read?id={kept.id}", 303)


def choose_for_year(visit: Visit) -> Response | None:
    """Have a standard count for a year; where somebody chose meanwhile, nothing is done."""
    year, id_ = year_of(visit.form.text("year")), visit.form.text("id")[:100]
    if not _is_known(visit, id_):
        raise ProblemsFound([error("unknown-standard", "没有这个考评标准。", "请回到页面上再选。")])
    standard = named(visit.store, visit.portal.catalog, id_)[0].standard
    if standard.level == "地区":
        message = f"「{standard.title}」考评的是一个地区，不能用来给各单位打分。"
        raise ProblemsFound([error("of-an-area", message, "请换一个考评单位的标准。")])
    with visit.store.transaction():
        refuse_unseen(visit.store, number(visit.form.text("seen"), -1), _ACTIONS, str(year))
        choose(visit.store, visit.account.actor, year, id_, standard.title)
    return RedirectResponse(f"/standards?year={year}&done=1", 303)


def score(visit: Visit) -> Response | None:
    """Have all units of a year scored by the standard that counts now, whichever is chosen while the job waits."""
    year = year_of(visit.form.text("year"))
    fields = {"year": year, "standard": counting_for(visit.store, year)}
    return RedirectResponse(job_address(start(visit, "score", fields)), 303)


def _level(visit: Visit, id_: str) -> str:
    """Return whom a standard judges; an empty text where it cannot be read any more, such as without its plugin."""
    try:
        return named(visit.store, visit.portal.catalog, id_)[0].standard.level
    except ProblemsFound:
        return ""


def _is_known(visit: Visit, id_: str) -> bool:
    return any(one.id == id_ for one in offered(visit.store, visit.portal.catalog))


PAGES = (
    Page(path="/standards", answer=standards, right=Right.SEE_OFFICE, tab="考评", part="汇总", kept=True, costly=True),
    Page(path="/standards/read", answer=standard_page, right=Right.SEE_OFFICE, kept=True, costly=True),
    Page(path="/standards/standard.{form}", answer=standard_file, right=Right.SEE_OFFICE, kept=True, costly=True),
    Page(path="/standards/upload", answer=upload, right=Right.MANAGE, method="POST", limit=_LARGEST, costly=True),
    Page(path="/standards/choose", answer=choose_for_year, right=Right.MANAGE, method="POST", costly=True),
    Page(path="/standards/score", answer=score, right=Right.MANAGE, method="POST"),
)
