"""Taking in many ledgers at once: where they are chosen, and where they arrive."""

import datetime

from starlette.responses import RedirectResponse, Response

from ...model.problems import ProblemsFound, error
from ...office.intake.source import ARCHIVE, LEDGERS
from ..bodies import BULK
from ..permissions import Right
from ..rendering import page
from ..routing import Page, Visit
from . import table
from .collecting import refusal
from .starting import job_address, start


def collect_page(visit: Visit) -> Response | None:
    """Show where to choose ledgers, and what was taken in lately."""
    return page(
        visit.request,
        "collect.html",
        today=_today(),
        limit=BULK >> 20,
        jobs=table.all_of(visit.store, ("collect",))[:10],
        states=table.STATES,
    )


def collect(visit: Visit) -> Response | None:
    """Have what was sent taken in, and lead to how far that is."""
    form, coming = visit.form, visit.form.coming
    files = coming.files if coming else ()
    if coming is None or not files:
        raise ProblemsFound([error("no-file", "没有选文件。", "请先选台账或压缩包，再点“开始收”。")])
    if not any(one.path.suffix in (ARCHIVE, *LEDGERS) for one in files):
        raise ProblemsFound([refusal(one.name) for one in files[:20]])
    fields = {"received": _received(form.text("received")).isoformat(), "dry_run": form.text("dry_run") == "1"}
    return RedirectResponse(job_address(start(visit, "collect", fields, coming)), 303)


def _received(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text) if text else _today()
    except ValueError:
        raise ProblemsFound([error("bad-day", f"收到日期「{text}」不是日期。", "请写成 2027-01-10 这样。")]) from None
    if day > _today():
        raise ProblemsFound([error("bad-day", f"{day} 还没有到，今天是 {_today()}。", "请写实际收到的日期。")])
    return day


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011  the office's own day


PAGES = (
    Page(path="/collect", answer=collect_page, right=Right.COLLECT, tab="收台账", part="报送", kept=True),
    Page(path="/collect", answer=collect, right=Right.COLLECT, method="POST", limit=BULK, keeps=True),
)
