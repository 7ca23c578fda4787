"""The kinds of document that are composed from a ledger."""

from typing import Literal

DocumentKind = Literal["summary", "plan", "brief", "table"]

#: What each is called in its title.
DOCUMENT_LABELS: dict[DocumentKind, str] = {
    "summary": "工作总结",
    "plan": "工作计划",
    "brief": "工作简报",
    "table": "工作统计表",
}
