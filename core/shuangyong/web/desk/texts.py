"""What is done with somebody's text, in a process of its own; nothing of it is stored anywhere."""

import contextlib
import hashlib
from collections.abc import Callable

import attrs

from ...catalog import Catalog
from ...checks import run_checks
from ...model.fault_traces import traced
from ...model.ledgers import Ledger
from ...model.problems import Problem, ProblemsFound, error
from ...narrative.extraction import extract_bytes
from ...narrative.marking.commenting import commented
from ...proofing import Noted, Proof, proof_of
from ...transcription import Line, Transcript, lines_of, proposed_ledger, transcribed, unplaced_of
from ...workbook.reading import read_ledger_bytes
from ..bodies import Upload
from ..examining import LOG, Catalogued, apart
from ..results import Failed, Kept, Waiting
from .desks import Desk

#: What examining one text may take, in seconds: a PDF alone may take half of it to open.
SECONDS = 120.0


@attrs.frozen(kw_only=True)
class Task:
    """What is asked for.

    Attributes:
        upload: The document.
        year: Which year it should tell of; None where its text says so.
        sector: Its writer's sector; None likewise.
        ledger: The unit's ledger to compare with; empty where there is none.
        called: What that ledger is called.
    """

    upload: Upload
    year: int | None = None
    sector: str | None = None
    ledger: bytes = b""
    called: str = ""


@attrs.frozen(kw_only=True)
class Proofread(Kept):
    """A document proofread.

    Attributes:
        noted: The findings.
        notes: What should be known of the reading.
        remarks: What should be known of the comparison.
        compared: The ledger it was held against; empty where it was against none.
        marked: The document with comments; empty where it is no docx, or has no findings.
    """

    noted: tuple[Noted, ...]
    notes: tuple[Problem, ...]
    remarks: tuple[str, ...]
    compared: str
    marked: bytes

    @property
    def weight(self) -> int:
        """About how many bytes it takes."""
        return len(self.marked) + 1500 * (1 + len(self.noted))


@attrs.frozen(kw_only=True)
class Readout(Kept):
    """What a document proposes for a ledger.

    Attributes:
        lines: The rows that it proposes, those that are not entered among them.
        unplaced: Its numbers that were not placed.
        notes: What should be known of the reading.
        year: Which year it tells of; None where that is not known.
        sector: The id of its writer's sector, likewise.
        aside: Why it is not about this work at all; empty where it is.
        ledger: The ledger with the proposed rows; empty where year or sector are not known, or there are none.
        document: What was sent, for reading it again as of another year.
    """

    lines: tuple[Line, ...]
    unplaced: tuple[Line, ...]
    notes: tuple[Problem, ...]
    year: int | None
    sector: str | None
    aside: str
    ledger: bytes
    document: Upload

    @property
    def weight(self) -> int:
        """About how many bytes it takes."""
        return len(self.ledger) + len(self.document.data) + 1500 * (1 + len(self.lines) + len(self.unplaced))


def begin(desk: Desk, task: Task, work: Callable[[Task, Catalog, Waiting], Kept]) -> str:
    """Have a text examined; return the token of what becomes of it.

    Raises:
        ProblemsFound: Too much is waiting to be examined.
    """
    waiting = Waiting(account=desk.account, unit=desk.code, file=task.upload.name)
    same = (work.__name__, task.year, task.sector, task.upload.name, hashlib.sha256(task.upload.data).digest())

    def job() -> Kept:
        outcome = apart(Catalogued(_Guarded(work, waiting), desk.catalog), task, SECONDS)
        found = outcome.result
        if found is None:
            return _nothing(waiting, _lost(waiting.file, outcome.lost == "hung"))
        if isinstance(found, str):
            LOG.error("fault in a text: %s", found)
            return _nothing(waiting, _fault(waiting.file))
        return found

    return desk.examinations.begin(waiting, same, len(task.upload.data), job)


def proofread(task: Task, catalog: Catalog, owner: Waiting) -> Proofread:
    """Proofread a document.

    Raises:
        ProblemsFound: It cannot be read.
    """
    extracted = extract_bytes(task.upload.data, task.upload.name)
    ledger, remarks = _ledger(task, catalog)
    try:
        proof = proof_of(extracted, catalog, year=task.year, sector=task.sector, ledger=ledger)
    except ProblemsFound as refusal:
        if not ledger or {one.code for one in refusal.problems} != {"another-year"}:
            raise
        remarks, ledger = [*remarks, *(one.message for one in refusal.problems)], None
        proof = proof_of(extracted, catalog, year=task.year, sector=task.sector)
    return Proofread(
        account=owner.account,
        unit=owner.unit,
        file=owner.file,
        noted=tuple(proof.noted()),
        notes=extracted.notes,
        remarks=(*remarks, *proof.remarks),
        compared=task.called if ledger else "",
        marked=_marked(task.upload, proof),
    )


def read(task: Task, catalog: Catalog, owner: Waiting) -> Readout:
    """Propose rows of a ledger out of a document.

    Raises:
        ProblemsFound: It cannot be read.
    """
    extracted = extract_bytes(task.upload.data, task.upload.name)
    found = transcribed(extracted, catalog, year=task.year, sector=task.sector)
    year, sector = task.year or found.analysis.year, task.sector or found.reading.sector
    aside = found.reading.off_topic
    return Readout(
        account=owner.account,
        unit=owner.unit,
        file=owner.file,
        lines=tuple(lines_of(found, catalog)),
        unplaced=tuple(unplaced_of(found, catalog)),
        notes=extracted.notes,
        year=year,
        sector=sector,
        aside=aside.message if aside else "",
        ledger=_proposed(found, catalog, sector, year),
        document=task.upload,
    )


@attrs.frozen
class _Guarded:
    """Work of which a refusal is a result; a bug of ours is its traceback."""

    work: Callable[[Task, Catalog, Waiting], Kept]
    owner: Waiting

    def __call__(self, task: Task, catalog: Catalog) -> Kept | str:
        try:
            return self.work(task, catalog, self.owner)
        except MemoryError:
            raise
        except ProblemsFound as refusal:
            return _nothing(self.owner, *refusal.problems)
        except Exception as fault:
            return traced(fault)


def _nothing(owner: Waiting, *problems: Problem) -> Failed:
    return Failed(account=owner.account, unit=owner.unit, file=owner.file, problems=problems)


def _ledger(task: Task, catalog: Catalog) -> tuple[Ledger | None, list[str]]:
    """Return the ledger to compare with, and why there is none although one was given."""
    if not task.ledger:
        return None, []
    reading = read_ledger_bytes(task.ledger, task.called, catalog)
    if reading.ledger is not None:
        problems = (*reading.problems, *run_checks(reading.ledger, catalog).problems)
        if not any(problem.severity == "error" for problem in problems):
            return reading.ledger, []
    return None, ["台账还有错误，没有和它核对；改好台账再校对一次。"]


def _marked(upload: Upload, proof: Proof) -> bytes:
    if not proof.findings:
        return b""
    suffix = f".{upload.name.rpartition('.')[2].lower()}"
    with contextlib.suppress(ProblemsFound):  # it is no docx
        return commented(upload.data, suffix, proof.findings)
    return b""


def _proposed(found: Transcript, catalog: Catalog, sector: str | None, year: int | None) -> bytes:
    if not found.reading.proposals or found.reading.off_topic or sector is None or year is None:
        return b""
    return proposed_ledger([found], catalog, sector, year)


def _lost(file: str, hung: bool) -> Problem:
    why = f"读了 {SECONDS:.0f} 秒还没有读完" if hung else "读它的程序崩溃了"
    fix = "请用 WPS 或 Word 打开它，另存为新的 .docx 再传；太长的分成几份。"
    return error("unreadable", f"「{file}」{why}，文件可能损坏或太大。", fix)


def _fault(file: str) -> Problem:
    message = f"读「{file}」时程序内部出错。"
    return error("program-fault", message, "这不是您的操作问题：请把时间告诉管理员，日志里有详细内容。")
