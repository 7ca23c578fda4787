"""Publishing: a period's roll-up as files, what was published before, and the package for the office above."""

from collections.abc import Iterator, Mapping

import attrs
from starlette.responses import RedirectResponse, Response

from ..model.periods import Period
from ..model.problems import Problem, ProblemsFound, error
from ..office.cube.dimensions import check_times, parse_dimensions
from ..office.publish.naming import DIMENSIONS
from ..office.rollup.asking import default_dims
from ..office.rollup.forbidden import refuse
from ..office.rollup.names import chosen_figures, label_of
from ..office.rollup.publications import Publication, is_another, publications
from ..office.store.opening import Store
from ..office.store.settings import office_of
from .explorer.questions import PARTS, dimension_choices
from .exporting import table_bytes
from .jobs import table
from .jobs.publishing import FORMS
from .jobs.starting import JOBS, job_address, start
from .numbers import year_of
from .overlaps_known import overlaps_known
from .permissions import Right
from .rendering import download, moment_text, page
from .routing import Page, Visit
from .searching import years
from .standing_now import status_of

#: So many editions stand on the page; the workbook has all.
SHOWN = 30

#: What regions can be grouped by; nothing at all means as the office lies, ``none`` not at all.
REGIONS = {"": "按本级情况（县级分到镇街，市级分到县）", "none": "不分地区"}
TIMES = {"month": "按月", "quarter": "按季度", "half": "按半年", "": "不分时间"}

_HEADER = ("时间", "谁", "期间", "分组", "版本", "指标")


@attrs.frozen(kw_only=True)
class Wanted:
    """What is asked for: as a job takes it."""

    period: Period
    dims: str
    public: bool
    measures: tuple[str, ...]
    forms: tuple[str, ...]


class _Another(Exception):
    """There are public editions from which, with the one that is wanted, more could be worked out than either tells."""

    def __init__(self, others: tuple[Publication, ...]) -> None:
        super().__init__()
        self.others = others


def publish_page(visit: Visit) -> Response | None:
    """Show what can be published, what is open still, and what was published before."""
    status = status_of(visit)
    known = overlaps_known(visit, status.period.year)
    return page(
        visit.request,
        "publish.html",
        year=status.period.year,
        years=years(visit, status),
        status=status,
        tally=status.tally,
        late=sum(one.submitted and one.late for one in status.members),
        overlaps=known.overlaps,
        parts=PARTS,
        regions=REGIONS | {name: label for name, label in dimension_choices().items() if name.startswith("region:")},
        times=TIMES,
        forms=FORMS,
        asked={name: visit.asked(name) for name in ("part", "region", "time")},
        office=office_of(visit.store),
        editions=[(one, _told(one, visit)) for one in publications(visit.store)[:SHOWN]],
        jobs=table.all_of(visit.store, ("publish", "forward"))[:10],
        kinds=JOBS,
        states=table.STATES,
        backup=_last_backup(visit.store),
    )


def publish(visit: Visit) -> Response | None:
    """Have an edition made; a second public one only by who has been told what the two may give away."""
    wanted = _wanted(visit)

    def refuse() -> None:
        if not visit.form.text("knowing") and (others := _others(visit.store, wanted)):
            raise _Another(others)

    fields = {
        "period": str(wanted.period),
        "dims": wanted.dims,
        "public": wanted.public,
        "measures": list(wanted.measures),
        "forms": list(wanted.forms),
    }
    try:
        return RedirectResponse(job_address(start(visit, "publish", fields, refuse=refuse)), 303)
    except _Another as found:
        return page(
            visit.request,
            "publish_again.html",
            answers=409,
            period=wanted.period,
            others=[(one, _told(one, visit)) for one in found.others],
            fields=visit.form.fields,
        )


def forward(visit: Visit) -> Response | None:
    """Have the package for the office above made."""
    form = visit.form
    year = year_of(form.text("year"))
    fields = {"year": year, "office": form.text("office").strip()[:100], "region": form.text("region").strip()[:20]}
    return RedirectResponse(job_address(start(visit, "forward", fields)), 303)


def editions_workbook(visit: Visit) -> Response | None:
    """Give all editions that were ever made as a workbook."""
    rows = ([*_told(one, visit).values()] for one in publications(visit.store))
    return download("出过的汇总", table_bytes("出过的汇总", _HEADER, rows), "xlsx")


def _wanted(visit: Visit) -> Wanted:
    """Return what was filled in.

    Raises:
        ProblemsFound: All that is wrong with it.
    """
    form, catalog = visit.form, visit.portal.catalog
    problems: list[Problem] = []
    year, part = year_of(form.text("year")), form.text("part")
    forms = tuple(one for one in FORMS if form.text(f"form-{one}"))
    if part not in PARTS:
        problems.append(error("unknown-part", f"没有「{part[:20]}」这样的时段。", "请从列表里选。"))
    if not forms:
        problems.append(error("no-form", "没有选要什么文件。", "请至少选一种：汇总表、汇总报告、网页。"))
    if problems:
        raise ProblemsFound(problems)
    period = Period.parse(f"{year}-{part}" if part else str(year))
    usual, _, _ = default_dims(visit.store, period, documents=True).partition(",")
    dims = ",".join(_dims(form.fields, usual))
    found = parse_dimensions(dims, catalog)
    check_times(found, period)
    names = [
        one.strip() for one in form.text("measures").replace("，", ",").replace("、", ",").split(",") if one.strip()
    ]
    measures = tuple(chosen_figures(names, catalog)) if names else ()
    refuse(measures, tuple(one.name for one in found), catalog)
    return Wanted(period=period, dims=dims, public=form.text("edition") == "public", measures=measures, forms=forms)


def _dims(fields: Mapping[str, str], usual: str) -> Iterator[str]:
    region = fields.get("region", "")
    if region != "none":
        yield region or usual
    if fields.get("sector"):
        yield "sector"
    if fields.get("time"):
        yield fields["time"]
    if fields.get("unit"):
        yield "unit"


def _others(store: Store, wanted: Wanted) -> tuple[Publication, ...]:
    """Return the public editions, made or asked for, that differ from the public one that is wanted."""
    known = (*_under_way(store), *publications(store)) if wanted.public else ()
    dims = [one for one in wanted.dims.split(",") if one]
    return tuple(one for one in known if is_another(one, wanted.period, dims, wanted.measures))


def _under_way(store: Store) -> Iterator[Publication]:
    """Yield the editions that somebody has asked for and that are not made yet."""
    for job in table.all_of(store, ("publish",)):
        if job.is_open:
            fields = job.input.fields
            yield Publication(
                id=0,
                at=job.asked,
                actor=job.actor,
                period=fields["period"],
                dims=tuple(filter(None, fields["dims"].split(","))),
                public=fields["public"],
                measures=tuple(sorted(fields["measures"])),
            )


def _told(one: Publication, visit: Visit) -> dict[str, str]:
    """Return an edition in words."""
    known = dimension_choices()
    dims = (known.get(dim) or DIMENSIONS.get(dim.partition(":")[0], dim) for dim in one.dims)
    measures = (label_of(name, visit.portal.catalog) for name in one.measures)
    words = (
        moment_text(one.at),
        one.actor,
        one.period,
        "、".join(dims) or "不分组",
        "公开版" if one.public else "内部版",
        "、".join(measures) or "全部",
    )
    return dict(zip(_HEADER, words, strict=True))


def _last_backup(store: Store) -> str | None:
    """Return when the store was backed up last; None where never."""
    row = store.db.execute("SELECT at FROM audit WHERE action = 'backup' ORDER BY id DESC LIMIT 1").fetchone()
    return row["at"] if row else None


PAGES = (
    Page(path="/publish", answer=publish_page, right=Right.PUBLISH, tab="发布", part="汇总", kept=True),
    Page(path="/publish", answer=publish, right=Right.PUBLISH, method="POST"),
    Page(path="/publish/editions.xlsx", answer=editions_workbook, right=Right.PUBLISH, kept=True, costly=True),
    Page(path="/publish/forward", answer=forward, right=Right.PUBLISH, method="POST"),
)
