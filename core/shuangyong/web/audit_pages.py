"""The office's journal: who did what, and when."""

import json
from collections.abc import Iterable

from starlette.responses import Response

from ..office.acts.auditing import AuditRow, audit
from .acts import act, acts, subject, told
from .exporting import table_bytes
from .permissions import Right, may
from .rendering import download, page
from .routing import Page, Visit

#: So many rows stand on the page; the workbook has all.
SHOWN = 200

_AUDIT = ("序号", "时间", "谁", "做了什么", "对象", "详情", "封印")


def audit_page(visit: Visit) -> Response | None:
    """Show who did what, the latest first."""
    found = _audit(visit)
    return page(
        visit.request,
        "audit.html",
        rows=[(one, subject(one.action, one.subject), told(one.detail)) for one in found[:SHOWN]],
        count=len(found),
        shown=SHOWN,
        broken=sum(not one.sound for one in found),
        acts=[(name, words) for name, words in acts().items() if _may_see(visit, name)],
        query=visit.request.url.query,
        asked={name: visit.asked(name) for name in ("subject", "action")},
    )


def audit_workbook(visit: Visit) -> Response | None:
    """Give the audit as a workbook."""
    rows = (
        (one.id, one.at, one.actor, act(one.action), one.subject, _detail(one), "对" if one.sound else "不对")
        for one in _audit(visit)
    )
    return download("日志", table_bytes("日志", _AUDIT, rows), "xlsx")


def _audit(visit: Visit) -> list[AuditRow]:
    found: Iterable[AuditRow] = audit(visit.store, subject=visit.asked("subject"), action=visit.asked("action"))
    return [one for one in found if _may_see(visit, one.action)][::-1]


def _may_see(visit: Visit, action: str) -> bool:
    """Tell whether somebody may see an act: who signs in from where is the admin's business."""
    return may(visit.account, Right.ACCOUNTS) or not action.startswith(("sign-", "account/"))


def _detail(row: AuditRow) -> str:
    return json.dumps(row.detail, ensure_ascii=False) if row.detail not in ({}, "") else ""


PAGES = (
    Page(path="/audit", answer=audit_page, right=Right.SEE_AUDIT, tab="日志", part="管理", kept=True),
    Page(path="/audit.xlsx", answer=audit_workbook, right=Right.SEE_AUDIT, kept=True, costly=True),
)
