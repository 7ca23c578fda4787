"""Documents of a ledger: shown in the browser as they are printed, or downloaded in every format there is."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlencode

from starlette.responses import Response

from ...assess.wording import title_of
from ...evidence.finding import evidence_of
from ...evidence.illustrating import illustrated, with_room
from ...evidence.index import CAUTION
from ...evidence.numbering import numbered
from ...model.documents import DOCUMENT_LABELS, DocumentKind
from ...model.ledgers import Ledger, Row
from ...model.problems import ProblemsFound, error
from ...report.briefs.about import About, months, of_month, of_row, tellable
from ...report.compose import compose
from ..documents import forms, policy_of, with_way_back
from ..rendering import download
from .desks import Desk, DeskPage, show

Fonts = Literal["gov", "windows"]

#: What a ledger alone gives; a brief needs to be told what it is about.
_WHOLE: tuple[DocumentKind, ...] = ("summary", "plan", "table")

_FONTS: Mapping[Fonts, str] = {
    "gov": "公文字体（仿宋_GB2312、方正小标宋简体等）",
    "windows": "系统自带字体（仿宋、黑体等）",
}
_PLACE = 100

#: What is downloaded so can show the pictures of evidence; a preview may load nothing, and shows none.
_SHOWING = ("docx", "html")


def documents_page(desk: Desk) -> Response | None:
    """Show which documents there are, in which formats, and what a brief may be about."""
    ledger, last = desk.ledger(), desk.last()
    there, now = months(ledger), (desk.today.year, desk.today.month)
    chosen = _chosen(desk)
    return show(
        desk,
        "documents.html",
        kinds={kind: DOCUMENT_LABELS[kind] for kind in _WHOLE},
        forms=forms(desk.catalog),
        months=there,
        latest=max((month for month in there if (desk.year, month) <= now), default=max(there, default=0)),
        rows=[(f"{row.sheet}!{row.number}", _called(row)) for row in reversed(tellable(ledger))],
        last=last.year if last else None,
        fonts=_FONTS,
        chosen={"last": desk.asked("last"), "fonts": _fonts(desk), "pictures": desk.asked("pictures")},
        caution=CAUTION,
        query=f"&{urlencode(chosen)}" if chosen else "",
    )


def document(desk: Desk) -> Response | None:
    """Give a document; as a page it is shown, else downloaded."""
    parts = desk.request.path_params
    kind = next((one for one in (*_WHOLE, "brief") if one == parts["kind"]), None)
    form = parts["form"]
    if kind is None or form not in forms(desk.catalog) or (kind == "brief" and not _about_something(desk)):
        return None
    ledger = desk.ledger()
    about = _about(desk, ledger) if kind == "brief" else None
    last = None if desk.asked("last") == "no" else desk.last()
    if form in _SHOWING and desk.asked("save") and desk.asked("pictures") and desk.file:
        listed = numbered(evidence_of(desk.file, ledger), ledger, desk.catalog)
        about = with_room(about, listed) if about else None
        made = compose(ledger, desk.catalog, kind, last, desk.today, about)
        made = illustrated(made, ledger, listed, about).document
    else:
        made = compose(ledger, desk.catalog, kind, last, desk.today, about)
    data = desk.catalog.renderer(form).write(made, fonts=_fonts(desk))
    if form == "html" and not desk.asked("save"):
        back = f"{desk.here}/documents?{urlencode(_chosen(desk))}".removesuffix("?")
        data = with_way_back(data, back, "回到公文")
        headers = {"Content-Security-Policy": policy_of(data)}
        return Response(data, media_type="text/html", headers=headers)
    return download(made.title, data, form)


def _chosen(desk: Desk) -> dict[str, str]:
    """Return the settings that were asked for, to be carried along."""
    return {name: value for name in ("last", "fonts", "pictures") if (value := desk.asked(name))}


def _about_something(desk: Desk) -> bool:
    return bool(desk.asked("month")) != bool(desk.asked("row"))


def _about(desk: Desk, ledger: Ledger) -> About:
    month = desk.asked("month")
    if not month:
        return of_row(ledger, desk.asked("row")[:_PLACE])
    if month in map(str, range(1, 13)):
        return of_month(ledger, int(month))
    raise ProblemsFound([error("bad-month", f"「{month}」不是月份。", "请在“公文”页面上选月份。", value=month)])


def _fonts(desk: Desk) -> Fonts:
    return "windows" if desk.asked("fonts") == "windows" else "gov"


def _called(row: Row) -> str:
    """Return what a row is called in a list: when, what kind, which."""
    date = row.date.chinese.partition("年")[2] if row.date else ""
    title = title_of(row)
    return "　".join(filter(None, (date or "（没有写月份）", row.kind.label, title if title != row.kind.label else "")))


PAGES = (
    DeskPage(path="/documents", answer=documents_page, tab="公文"),
    DeskPage(path="/documents/{kind}.{form}", answer=document),
)
