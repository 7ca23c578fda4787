"""What is done with somebody's text: reading an old document into rows, proofreading one against the ledger."""

import itertools
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeVar

from starlette.responses import RedirectResponse, Response

from ...model.problems import ProblemsFound, error
from ...narrative.proofreading.findings import FLAWS
from ...proofing import Noted
from ...transcription import Line
from ..bodies import Upload
from ..exporting import Sheet, table_bytes, workbook_bytes
from ..rendering import download
from ..results import Failed, Kept, Waiting
from .desks import Desk, DeskPage, show
from .texts import Proofread, Readout, Task, begin, proofread, read

K = TypeVar("K", bound=Kept)

#: The largest text that is taken, in bytes.
_UPLOAD = 32 * 2**20

#: Flaws that must not stand in any paper; of the others a person decides.
GRAVE = frozenset(
    (
        "military_designation",
        "personal_data",
        "contradicts_ledger",
        "sum",
        "placeholder",
        "wrong_year",
        "anniversary",
        "wrong_sector",
        "web_residue",
        "off_topic",
    )
)
_FIRST_YEAR = 2000
_ACCEPT = ".docx,.doc,.pdf,.txt,.md,.html,.htm"

_FINDINGS = ("程度", "类别", "位置", "原文", "问题", "改法")
_LINES = ("台账", "时间", "内容", "原文", "位置", "为什么", "入账", "请注意")


def proofread_form(desk: Desk) -> Response | None:
    """Ask for a text to proofread."""
    return show(desk, "proofread.html", accept=_ACCEPT, **_choices(desk), compared=bool(desk.copy()))


def read_form(desk: Desk) -> Response | None:
    """Ask for an old document to read."""
    return show(desk, "read.html", accept=_ACCEPT, **_choices(desk))


def proofread_text(desk: Desk) -> Response | None:
    """Have a text proofread and lead to what is found."""
    task = Task(
        upload=_upload(desk),
        year=_year(desk),
        sector=_sector(desk),
        ledger=desk.copy(),
        called=f"{desk.year}年台账",
    )
    return RedirectResponse(f"{desk.here}/proofread/{begin(desk, task, proofread)}", 303)


def read_text(desk: Desk) -> Response | None:
    """Have a document read and lead to what it proposes."""
    task = Task(upload=_upload(desk), year=_year(desk), sector=_sector(desk))
    return RedirectResponse(f"{desk.here}/read/{begin(desk, task, read)}", 303)


def read_again(desk: Desk) -> Response | None:
    """Read the same document as of another year or sector."""
    found = _kept(desk, Readout)
    if not isinstance(found, Readout):
        return None
    task = Task(upload=found.document, year=_year(desk), sector=_sector(desk))
    return RedirectResponse(f"{desk.here}/read/{begin(desk, task, read)}", 303)


def proof_page(desk: Desk) -> Response | None:
    """Show what was found in a text."""
    found = _kept(desk, Proofread)
    if not isinstance(found, Proofread):
        return found
    groups = _grouped(found.noted)
    return show(
        desk,
        "proof.html",
        found=found,
        token=desk.request.path_params["token"],
        groups={FLAWS[flaw]: (flaw in GRAVE, noted) for flaw, noted in groups.items()},
        grave=sum(len(noted) for flaw, noted in groups.items() if flaw in GRAVE),
    )


def proof_marked(desk: Desk) -> Response | None:
    """Give the sender's Word document back with a comment at each finding."""
    found = _kept(desk, Proofread)
    if not isinstance(found, Proofread) or not found.marked:
        return None
    return download(f"{_stem(found)}-校对", found.marked, "docx")


def proof_workbook(desk: Desk) -> Response | None:
    """Give the findings as a table."""
    found = _kept(desk, Proofread)
    if not isinstance(found, Proofread):
        return None
    rows = (
        (
            "必须改" if one.finding.flaw in GRAVE else "请核对",
            one.finding.label,
            one.place,
            f"{one.before}{one.quote}{one.after}",
            one.finding.message,
            one.finding.suggest,
        )
        for noted in _grouped(found.noted).values()
        for one in noted
    )
    return download(f"{_stem(found)}-校对", table_bytes("校对", _FINDINGS, rows), "xlsx")


def readout_page(desk: Desk) -> Response | None:
    """Show what a document proposes."""
    found = _kept(desk, Readout)
    if not isinstance(found, Readout):
        return found
    return show(
        desk,
        "readout.html",
        found=found,
        token=desk.request.path_params["token"],
        sector_label=next((one.label for one in desk.catalog.sectors if one.id == found.sector), ""),
        entered=[one for one in found.lines if not one.why],
        kept_off=[one for one in found.lines if one.why],
        counts=Counter(one.label for one in found.lines if not one.why),
        **_choices(desk) | {"year": found.year, "sector": found.sector or ""},
    )


def readout_ledger(desk: Desk) -> Response | None:
    """Give a ledger with the proposed rows, each marked 待核."""
    found = _kept(desk, Readout)
    if not isinstance(found, Readout) or not found.ledger:
        return None
    return download(f"{_stem(found)}-{found.year}年台账待核", found.ledger, "xlsx")


def readout_workbook(desk: Desk) -> Response | None:
    """Give what a document proposes as a table."""
    found = _kept(desk, Readout)
    if not isinstance(found, Readout):
        return None
    sheets = (
        Sheet("读出的内容", _LINES, map(_row, found.lines)),
        Sheet("未入账的数字", _LINES, map(_row, found.unplaced)),
    )
    return download(f"{_stem(found)}-读出的内容", workbook_bytes(sheets), "xlsx")


def _row(line: Line) -> tuple[str, ...]:
    entered = f"不入账：{line.why}" if line.why else "入账"
    return (
        line.label, line.date, line.figures, line.sentence, line.place, line.reason, entered, "；".join(line.doubts)
    )  # fmt: skip


def _grouped(noted: tuple[Noted, ...]) -> Mapping[str, list[Noted]]:
    """Return findings by their class: those that must be mended first, each in the order of the text."""
    order = {flaw: (flaw not in GRAVE, place) for place, flaw in enumerate(FLAWS)}
    found = sorted(noted, key=lambda one: order[one.finding.flaw])
    return {flaw: [*group] for flaw, group in itertools.groupby(found, key=lambda one: one.finding.flaw)}


def _kept(desk: Desk, wanted: type[K]) -> K | Response | None:
    """Return what became of an upload of this person's; a page where there is nothing yet.

    Raises:
        ProblemsFound: Nothing came of it.
    """
    token = desk.request.path_params["token"]
    found = desk.examinations.results.get(token, desk.account, desk.code)
    if isinstance(found, Failed):
        raise ProblemsFound(found.problems)
    if isinstance(found, Waiting):
        return show(desk, "waiting.html", file=found.file)
    return found if isinstance(found, wanted) else None


def _upload(desk: Desk) -> Upload:
    if desk.form.upload is None or not desk.form.upload.data:
        raise ProblemsFound(
            [error("no-file", "没有选文件，或文件是空的。", "请先选一份文件（Word、PDF、文本、网页）。")]
        )
    return desk.form.upload


def _choices(desk: Desk) -> dict[str, Any]:
    """Return what the forms let one choose."""
    return {
        "years": [*range(desk.today.year + 1, desk.today.year - 9, -1)],
        "sectors": {one.id: one.label for one in desk.catalog.sectors},
        "sector": desk.sector,
        "year": None,
    }


def _year(desk: Desk) -> int | None:
    typed = desk.form.text("year")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and _FIRST_YEAR <= int(typed[:5]) <= desk.today.year + 1):
        raise ProblemsFound(
            [error("bad-year", f"「{typed[:20]}」不是年度。", "请在单子里选一个年度。", value=typed[:20])]
        )
    return int(typed)


def _sector(desk: Desk) -> str | None:
    typed = desk.form.text("sector")
    return desk.catalog.sector(typed).id if typed else None


def _stem(kept: Kept) -> str:
    return kept.file.rpartition(".")[0] or kept.file


PAGES: tuple[DeskPage, ...] = (
    DeskPage(path="/proofread", answer=proofread_form, tab="校对材料", alone=True),
    DeskPage(path="/proofread/upload", answer=proofread_text, method="POST", limit=_UPLOAD),
    DeskPage(path="/proofread/{token}", answer=proof_page, kept=False),
    DeskPage(path="/proofread/{token}/marked.docx", answer=proof_marked, kept=False),
    DeskPage(path="/proofread/{token}/findings.xlsx", answer=proof_workbook, kept=False),
    DeskPage(path="/read", answer=read_form, tab="读旧材料", alone=True),
    DeskPage(path="/read/upload", answer=read_text, method="POST", limit=_UPLOAD),
    DeskPage(path="/read/{token}", answer=readout_page, kept=False),
    DeskPage(path="/read/{token}/again", answer=read_again, method="POST", kept=False),
    DeskPage(path="/read/{token}/ledger.xlsx", answer=readout_ledger, kept=False),
    DeskPage(path="/read/{token}/lines.xlsx", answer=readout_workbook, kept=False),
)
