"""Taking an upload in: examined apart, emptied of what may not leave the unit, and only then stored."""

import datetime
import functools
import hashlib

import attrs

from ..catalog import Catalog
from ..checks.unverified import unverified
from ..examination import examined
from ..model.fault_traces import traced
from ..model.ledgers import Ledger
from ..model.problems import Problem, error
from ..model.units import INFO
from ..office.intake import workers
from ..office.intake.collecting import collect
from ..office.intake.judging import Entry
from ..office.intake.remarks import CODES
from ..office.intake.source import Source
from ..office.store.opening import Store, open_store
from ..workbook.excerpts import Excerpt, excerpts
from ..workbook.keys import fold
from ..workbook.marking import marked_bytes
from ..workbook.reading import read_ledger_bytes
from ..workbook.saving import saved_in, told
from ..workbook.submitting import submitted_copy
from . import ledgers
from .accounts import Account
from .bodies import Upload
from .examining import LOG, METHOD, Catalogued, apart
from .portal import Portal
from .problem_view import MOST_SHOWN
from .results import Result, Waiting

_CRASHED = "读它的程序崩溃了"
_HUNG = f"读了 {workers.SECONDS:.0f} 秒还没有读完"


@attrs.frozen(kw_only=True)
class Looked:
    """What one uploaded file holds.

    Attributes:
        problems: Everything that is wrong with it.
        excerpts: The rows that problems concern.
        remarks: What is no problem but should be known.
        year: The ledger's year; None where it cannot be told.
        marked: The file with its problems marked; empty where there are none.
        copy: What may be stored; empty where the file has errors.
        fault: The traceback of a bug of ours that it met.
    """

    problems: tuple[Problem, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    remarks: tuple[str, ...] = ()
    year: int | None = None
    marked: bytes = b""
    copy: bytes = b""
    fault: str = ""


def receive(portal: Portal, account: Account, unit: str, upload: Upload) -> str:
    """Have an upload of a unit examined and stored; return the token of what becomes of it.

    Raises:
        ProblemsFound: Too much is waiting to be examined.
    """
    waiting = Waiting(account=account.id, unit=unit, file=upload.name)
    same = ("ledger", upload.name, hashlib.sha256(upload.data).digest())
    return portal.examinations.begin(waiting, same, len(upload.data), lambda: _received(portal, account, unit, upload))


def _received(portal: Portal, account: Account, unit: str, upload: Upload) -> Result:
    """Examine an upload and store what may be stored of it; nothing of a file with errors is.

    Raises:
        ProblemsFound: The store cannot be written.
    """
    looked = _examine(portal, upload, unit)
    result = Result(
        account=account.id,
        unit=unit,
        file=upload.name,
        verdict="rejected",
        year=looked.year,
        problems=looked.problems,
        excerpts=looked.excerpts,
        remarks=looked.remarks,
        marked=looked.marked,
    )
    if not looked.copy:
        return result
    # Its own name may tell of a person.
    name = f"{unit}-{looked.year}.xlsx".replace("/", "_")
    # A browser does not tell when a file was saved; one that says nothing itself is the newest.
    source = Source(label=name, data=looked.copy, saved=told(datetime.datetime.now(datetime.UTC)))
    run = functools.partial(workers.run, count=1, method=METHOD)
    with open_store(portal.folder) as store:
        collection = collect(store, portal.catalog, [source], actor=account.actor, run=run)
        returned = collection.entries[0].verdict == "unchanged" and _went_back(store, collection.entries[0])
    for fault in collection.faults:
        LOG.error("fault in an upload: %s", fault)
    (entry,) = collection.entries
    own = [problem for problem in entry.problems if problem.code not in CODES]
    if entry.verdict == "rejected":  # for reasons that only the store knows
        return attrs.evolve(result, problems=(*own, *(one for one in looked.problems if one not in own)))
    return attrs.evolve(result, verdict=entry.verdict, revision=entry.revision, returned=returned)


def _went_back(store: Store, entry: Entry) -> bool:
    """Tell whether the revision that a file is the same as was returned, by the office or for its errors."""
    if entry.year is None or entry.revision is None:
        return False
    found = ledgers.revision(store, entry.unit, entry.year, entry.revision)
    return found is not None and found.state == "returned"


def _examine(portal: Portal, upload: Upload, unit: str) -> Looked:
    """Have a worker look at an upload: what crashes or hangs it costs only this upload."""
    outcome = apart(Catalogued(look, portal.catalog), (upload, unit))
    if outcome.result is None:
        why = _CRASHED if outcome.lost == "crashed" else _HUNG
        message = f"「{upload.name}」{why}，文件可能损坏，没有收下。"
        return Looked(problems=(error("unreadable", message, "请用 WPS 或 Excel 打开它，另存为新的 .xlsx 后再传。"),))
    if outcome.result.fault:
        LOG.error("fault in an upload: %s", outcome.result.fault)
    return outcome.result


def look(task: tuple[Upload, str], catalog: Catalog) -> Looked:
    """Return what an upload of a unit, by its code, holds; a bug of ours is told with it."""
    upload, unit = task
    try:
        return _looked(upload, unit, catalog)
    except MemoryError:
        raise
    except Exception as fault:
        return Looked(problems=(_failed(upload.name),), fault=traced(fault))


def _looked(upload: Upload, unit: str, catalog: Catalog) -> Looked:
    examination = examined(read_ledger_bytes(upload.data, upload.name, catalog), catalog)
    ledger = examination.ledger
    problems = examination.problems
    readable = any(problem.sheet and problem.cell for problem in problems)
    if ledger is not None:
        problems = (*_not_yours(ledger, unit), *problems, *unverified(ledger))
    found = Looked(
        problems=problems,
        excerpts=excerpts(upload.data, upload.name, catalog, problems[:MOST_SHOWN], ledger) if readable else (),
        remarks=tuple(examination.remarks()),
        year=ledger.year if ledger else None,
        marked=marked_bytes(upload.data, problems) if problems else b"",
    )
    if ledger is None or any(problem.severity == "error" for problem in problems):
        return found
    sha256 = hashlib.sha256(upload.data).hexdigest()
    return attrs.evolve(found, copy=submitted_copy(catalog, ledger, sha256, saved_in(upload.data)))


def _not_yours(ledger: Ledger, unit: str) -> tuple[Problem, ...]:
    """Return an error where the ledger is not of the unit that the account answers for."""
    code = "".join(fold(ledger.unit.code or "").split()).upper()
    if code == unit:
        return ()
    message = f"台账的单位代码是「{code}」，您的账号只能报「{unit}」的。" if code else "台账没有写单位代码。"
    fix = f"请核对是不是拿错了文件；没有拿错，就在“{INFO}”里把单位代码写成 {unit}。"
    return (error("not-your-unit", message, fix, sheet=INFO, value=code or None),)


def _failed(name: str) -> Problem:
    message = f"读「{name}」时程序内部出错，没有收下。"
    return error("program-fault", message, "这不是您的操作问题：请把时间告诉管理员，日志里有详细内容。")
