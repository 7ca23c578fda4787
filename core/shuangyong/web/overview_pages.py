"""The overview: what is to be done today, who reported by sector and region, and how ledgers came in."""

from collections.abc import Iterator

import attrs
from starlette.responses import Response

from ..model.regions import Region
from ..office.acts.reviewing import submitted
from ..office.overlaps.settling import PRESSING
from ..office.status.arriving import DAYS, arrivals
from ..office.status.status import Status
from ..office.status.units import UnitStatus
from ..office.store.settings import office_of
from .exporting import table_bytes
from .overlaps_known import overlaps_known
from .permissions import Right, may
from .rendering import download, page, region_name
from .routing import Page, Visit
from .searching import sectors, years
from .standing_now import status_of

#: Who is due within so many days is to be called.
SOON = 7

_COUNTS = ("分组", "名称", "应报", "已报", "通过", "按时", "已审核", "退回", "未报")


@attrs.frozen
class ToDo:
    """Something that waits: how much of it (None while nobody knows yet), of what, and where the list stands."""

    count: int | None
    words: str
    address: str


def overview(visit: Visit) -> Response | None:
    """Show what is to be done today, who reported and who is late, by sector and region, and how ledgers came in."""
    found = status_of(visit)
    year = found.period.year
    regions = {code: tally for code, tally in found.by(_county).items() if code}
    before = status_of(visit, year - 1)
    return page(
        visit.request,
        "overview.html",
        office=office_of(visit.store).name,
        year=year,
        years=years(visit, found),
        status=found,
        tally=found.tally,
        to_do=[*_to_do(visit, found)],
        labels=sectors(visit),
        by_sector=found.by(lambda one: one.sector),
        by_region=regions,
        without_region=found.by(_county).get(""),
        trend=_trend(visit, found, before),
        expected_before=before.tally.expected,
        lists={
            "逾期未报": [one for one in found.members if not one.submitted and one.on_time is False],
            "退回待改": [one for one in found.units if one.returned],
            "名册外报来，没有计入": [one for one in found.unexpected if found.roster],
        },
        shown=20,
    )


def overview_workbook(visit: Visit) -> Response | None:
    """Give the counts by sector and region as a workbook."""
    found, labels = status_of(visit), sectors(visit)
    groups = [("全部", "全部", found.tally)]
    groups += [("行业", labels.get(id_, id_), tally) for id_, tally in found.by(lambda one: one.sector).items()]
    groups += [("地区", region_name(code), tally) for code, tally in found.by(_county).items()]
    counted = ("submitted", "passed", "on_time", "reviewed", "returned")
    rows: list[list[str | int]] = [
        [
            by,
            name,
            tally.expected,
            *(tally.counts[one] for one in counted),
            max(tally.expected - tally.counts["submitted"], 0),
        ]
        for by, name, tally in groups
    ]
    return download(f"{found.period.year}年报送情况汇总", table_bytes("报送情况汇总", _COUNTS, rows), "xlsx")


def _to_do(visit: Visit, found: Status) -> Iterator[ToDo]:
    """Yield what waits for an officer today, each with the list that it leads to."""
    year = found.period.year
    if may(visit.account, Right.REVIEW):
        waiting = sum(one.review is None for one in submitted(visit.store, year))
        yield ToDo(waiting, "份台账待审核", f"/review?year={year}")
    if found.roster:
        late = sum(not one.submitted and one.on_time is False for one in found.members)
        yield ToDo(late, "个单位逾期未报", f"/units?year={year}&state=逾期未报")
        soon = sum(
            not one.passed and one.due is not None and 0 <= (one.due - found.today).days <= SOON
            for one in found.members
        )
        yield ToDo(soon, f"个单位 {SOON} 天内到期，还没通过", f"/deadlines/soon?year={year}")
    returned = sum(one.returned is not None for one in found.units)
    yield ToDo(returned, "个单位退回待改", f"/units?year={year}&state=退回待改")
    overlaps = overlaps_known(visit, year).overlaps
    if overlaps is None:
        yield ToDo(None, "正在找重复报送的活动", f"/overlaps?year={year}")
    else:
        yield ToDo(len(overlaps.at_least(PRESSING).undecided), "处重复还没有裁定", f"/overlaps?year={year}")


def _trend(visit: Visit, found: Status, before: Status) -> list[tuple[str, int | None, int | None]]:
    """Return how many had reported by each day before the deadline, this year and last."""
    now, last = (arrivals(visit.store, one.period.year, one.units, one.today) for one in (found, before))
    if not now.expected:
        return []
    rows = zip(DAYS, now.counts, last.counts, strict=True)
    return [(_day(day), count, earlier if last.expected else None) for day, count, earlier in rows]


def _day(left: int) -> str:
    if not left:
        return "截止当天"
    return f"前 {left} 天" if left > 0 else f"后 {-left} 天"


def _county(unit: UnitStatus) -> str:
    return Region(unit.region).at("county").code if unit.region else ""


PAGES = (
    Page(path="/overview", answer=overview, right=Right.SEE_OFFICE, tab="总览", part="报送", kept=True),
    Page(path="/overview.xlsx", answer=overview_workbook, right=Right.SEE_OFFICE, kept=True, costly=True),
)
