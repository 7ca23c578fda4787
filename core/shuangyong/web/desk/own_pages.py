"""A clerk's own file: every problem beside its row, what is declared, and the copy to hand in."""

from collections.abc import Iterator, Sequence

import attrs
from starlette.responses import Response

from ...checks.unverified import unverified
from ...model.kinds import Kind
from ...model.ledgers import Ledger
from ...model.problems import Problem, ProblemsFound
from ...submission import ledger_alone
from ...workbook.excerpts import excerpts
from ...workbook.marking import marked_bytes
from ...workbook.withheld import withheld
from ..problem_view import MOST_SHOWN, ProblemView, problem_view
from ..rendering import download
from .desks import Desk, DeskPage, own_file, show
from .ledger_files import Seen


def ledger_page(desk: Desk) -> Response | None:
    """Show how the file stands: what is wrong with which row, and what is declared of each kind."""
    seen = _seen(desk)
    examination = seen.read.examination if seen.read else None
    ledger = examination.ledger if examination else None
    problems = examination.problems if examination else ()
    return show(
        desk,
        "ledger.html",
        seen=seen,
        name=desk.file.name if desk.file else "",
        problems=problems,
        shown=_shown(desk, problems),
        remarks=examination.remarks() if examination else [],
        ok=bool(examination and examination.ok),
        kinds=[*_kinds(desk, ledger)] if ledger else [],
        count=len(ledger.rows) if ledger else 0,
    )


def marked_ledger(desk: Desk) -> Response | None:
    """Give the file with its problems marked."""
    seen = _seen(desk)
    problems, data = (seen.trouble, seen.data) if seen.trouble else _now(seen)
    if not problems or not data or desk.file is None:
        return None
    return download(f"{desk.file.stem}-退改", marked_bytes(data, problems), "xlsx")


def submission_page(desk: Desk) -> Response | None:
    """Show what the copy to hand in leaves out."""
    ledger = desk.ledger()
    return show(
        desk,
        "submission.html",
        left_out=withheld(ledger),
        waiting=unverified(ledger),
        evidence=any(row.value("evidence") for row in ledger.rows),
        addressee=ledger.unit.addressee or "双拥办",
    )


def submission_copy(desk: Desk) -> Response | None:
    """Give the copy to hand in."""
    ledger, file = desk.ledger(), own_file(desk)
    if waiting := unverified(ledger):
        raise ProblemsFound(waiting, file=ledger.file)
    return download(
        f"{ledger.unit.name}{ledger.year}年双拥工作台账-上报", ledger_alone(file, ledger, desk.catalog), "xlsx"
    )


@attrs.frozen(kw_only=True)
class KindLine:
    """A kind of ledger with what the unit says of it."""

    label: str
    status: str
    scope: str
    rows: int


def _shown(desk: Desk, problems: Sequence[Problem]) -> ProblemView:
    """Return the problems beside their rows, as the portal shows those of an upload."""
    seen = _seen(desk)
    if seen.read is None or desk.file is None:
        return problem_view(problems, ())
    first = problems[:MOST_SHOWN]
    found = excerpts(seen.read.data, desk.file.name, desk.catalog, first, seen.read.ledger)
    return problem_view(problems, found)


def _kinds(desk: Desk, ledger: Ledger) -> Iterator[KindLine]:
    for kind in desk.catalog.kinds_of(desk.catalog.sector(ledger.unit.sector).id):
        declared = ledger.declared(kind)
        yield KindLine(label=kind.label, status=_status(ledger, kind), scope=declared.scope, rows=len(ledger.of(kind)))


def _status(ledger: Ledger, kind: Kind) -> str:
    status = ledger.declared(kind).status
    lacking = status == "有数据" and kind.name in ledger.missing
    return f"{status}，但缺这张表" if lacking else status or "没有填"


def _now(seen: Seen) -> tuple[Sequence[Problem], bytes]:
    return (seen.read.examination.problems, seen.read.data) if seen.read else ((), b"")


def _seen(desk: Desk) -> Seen:
    assert desk.seen is not None, "the portal has no such page"
    return desk.seen


PAGES = (
    DeskPage(path="/", answer=ledger_page, own=True),
    DeskPage(path="/marked.xlsx", answer=marked_ledger, own=True),
    DeskPage(path="/submission", answer=submission_page, tab="上报件", own=True),
    DeskPage(path="/submission.xlsx", answer=submission_copy, own=True),
)
