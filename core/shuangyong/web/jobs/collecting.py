"""The first kind of job: taking in what reached the office by mail or on a stick, a year's ledgers at once."""

import datetime
import io
import logging
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...catalog import Catalog
from ...model.problems import Problem, ProblemsFound, error
from ...office.intake.archives import of_archive
from ...office.intake.collecting import Collection, collect
from ...office.intake.judging import VERDICTS, Entry
from ...office.intake.marked import marked_returns
from ...office.intake.resuming import as_first_taken
from ...office.intake.source import ARCHIVE, LEDGERS, Source, too_large
from ...office.intake.sources import count
from ...office.store.opening import open_store
from ...workbook.file_refusals import FILE_BYTES
from ...workbook.saving import told
from ..advice import advice
from ..permissions import Right
from .kinds import Input, Job, Made, Outcome, Sent, Table, Tell

LOG = logging.getLogger("shuangyong.web")

#: Endings of archives that are not read, and what to do.
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")

#: So many problems of a file are told on the page: those of stored ledgers stand on the unit's page.
_PROBLEMS = 20

#: So many rows stand on the page; the workbook has all.
SHOWN = 200

#: What files that are no ledgers are called among the verdicts.
SKIPPED = "skipped"

LABELS: dict[str, str] = {**{str(name): label for name, label in VERDICTS.items()}, SKIPPED: "不是台账"}

#: How to mend what the office itself can, on its pages; elsewhere it is told of commands.
_FIXES: Mapping[str, str] = {
    "locked": "锁定以前就收到的，请再收一次，写明收到日期；确需补报的，先给这个单位延期，再收。",
    "sensitive-filled": "请退给填报单位，让它登录网页报送（会自动清空这些内容），或者另交上报件。",
}

_HEADER = ("文件", "结果", "单位代码", "单位名称", "年度", "第几版", "错误", "提醒", "原因")


def run(folder: Path, catalog: Catalog, given: Input, tell: Tell) -> Outcome:
    """Take in what was sent, as the command line does; begun again, go on with what was not taken in yet."""
    if missing := [one for one in given.files if not one.path.is_file()]:
        message = f"传来的「{missing[0].name}」不在服务器上了。"
        raise ProblemsFound([error("no-file", message, "请再传一次；已经收下的不会重复收。")])
    total, done = count(one.path for one in given.files), 0

    def progress(_: Entry) -> None:
        nonlocal done
        done += 1
        tell(done, total)

    tell(0, total)
    dry_run, received = bool(given.fields["dry_run"]), datetime.date.fromisoformat(given.fields["received"])
    with open_store(folder) as store:
        collection = collect(
            store,
            catalog,
            _sources(given.files, given.asked),
            dry_run=dry_run,
            received=received,
            actor=given.actor,
            progress=progress,
        )
        entries = as_first_taken(store, collection.entries, given.audits)
        returned = [] if dry_run else [*marked_returns(store, entries)]
    made = (Made(name="退改件.zip", data=_zip(returned)),) if returned else ()
    for fault in collection.faults:
        LOG.error("fault in a ledger: %s", fault)
    return Outcome(words=_words(entries, dry_run), report=_report(entries, collection, dry_run), files=made)


def _sources(files: Iterable[Sent], asked: str) -> Iterator[Source]:
    """Yield what was sent under its senders' names, one at a time; a browser does not tell when files were saved."""
    saved = told(datetime.datetime.fromisoformat(asked).astimezone(datetime.UTC))
    for one in files:
        ending = one.path.suffix
        if ending == ARCHIVE:
            with one.path.open("rb") as file:
                yield from of_archive(one.name, file, saved)
        elif ending in LEDGERS:
            with one.path.open("rb") as file:
                data = file.read(FILE_BYTES + 1)
            large = too_large(one.name) if len(data) > FILE_BYTES else None
            yield Source(label=one.name, data=b"" if large else data, saved=saved, problem=large)
        else:
            yield Source(label=one.name, problem=refusal(one.name))


def refusal(name: str) -> Problem:
    """Return the problem that a file is neither a ledger nor an archive that can be read."""
    if name.lower().endswith(OTHER_ARCHIVES):
        message = f"「{name}」是 {name.rpartition('.')[2]} 压缩包，本系统只认 zip，没有看。"
        fix = "请解压后把里面的台账一起选上来传，或者另压成 zip 再传。"
    else:
        message = f"「{name}」不是台账（.xlsx、.xls），也不是压缩包（.zip），没有看。"
        fix = "请选台账或压缩包；Word、PDF 里的内容先填进台账。"
    return error("not-a-ledger", message, fix, value=name)


def _zip(copies: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # a workbook is deflated already
        for name, data in copies:
            archive.writestr(name, data)
    return stream.getvalue()


def _words(entries: Iterable[Entry], dry_run: bool) -> str:
    verdicts = [entry.verdict for entry in entries]
    counts = "，".join(f"{label} {verdicts.count(one)}" for one, label in VERDICTS.items() if one in verdicts)
    if not verdicts:
        return "没有找到台账（.xlsx、.xls）。"
    return f"{'只检查，没有收：' if dry_run else ''}共 {len(verdicts)} 个文件，{counts}。"


def _report(entries: Iterable[Entry], collection: Collection, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "entries": [_entry(one) for one in entries],
        "skipped": list(collection.skipped),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    errors = [one for one in entry.problems if one.severity == "error"]
    return {
        "file": entry.file,
        "verdict": entry.verdict,
        "unit": entry.unit,
        "name": entry.name,
        "year": entry.year,
        "revision": entry.revision,
        "errors": len(errors),
        "warnings": len(entry.problems) - len(errors),
        # What a cell held stays where the ledger is: here it would outlive it.
        "problems": [_told(one) for one in errors[:_PROBLEMS]],
    }


def _told(problem: Problem) -> str:
    place = f"{problem.place}：" if problem.place else ""
    return f"{place}{problem.message}{_FIXES.get(problem.code) or advice(problem)}"


def rows(report: Any, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the files that are asked for, by verdict or a part of a name; what needs looking after comes first."""
    order = ("rejected", "returned", "older", "accepted", "unchanged", SKIPPED)
    skipped = [
        {"file": one, "verdict": SKIPPED, "unit": "", "name": "", "year": None, "revision": None, "errors": 0,
         "warnings": 0, "problems": []}
        for one in report["skipped"]
    ]  # fmt: skip
    typed, verdict = asked.get("q", "").casefold(), asked.get("verdict", "")
    found = [
        one
        for one in (*report["entries"], *skipped)
        if (not verdict or one["verdict"] == verdict)
        and (not typed or any(typed in text.casefold() for text in (one["file"], one["unit"], one["name"])))
    ]
    return sorted(found, key=lambda one: order.index(one["verdict"]))


def shown(report: Any, asked: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the page shows of a report."""
    found, every = rows(report, asked), rows(report, {})
    return {
        "rows": found[:SHOWN],
        "count": len(found),
        "limit": SHOWN,
        "labels": LABELS,
        "trouble": any(one["verdict"] in ("rejected", "returned") for one in every),
        "tally": {one: sum(row["verdict"] == one for row in every) for one in LABELS},
    }


def table(report: Any, asked: Mapping[str, str]) -> Table:
    """Return every file that is asked for with what became of it."""
    return Table(
        title="收台账结果",
        header=_HEADER,
        rows=[
            (
                one["file"],
                LABELS[one["verdict"]],
                one["unit"],
                one["name"],
                one["year"],
                one["revision"],
                one["errors"],
                one["warnings"],
                "\n".join(one["problems"]),
            )
            for one in rows(report, asked)
        ],
    )


JOB = Job(
    label="收台账",
    right=Right.COLLECT,
    run=run,
    template="job_collect.html",
    shown=shown,
    table=table,
    again="/collect",
)
