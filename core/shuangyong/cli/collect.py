"""``shuangyong collect``: taking units' ledgers into an office's store."""

import contextlib
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import extension_option, format_option
from .stores import DAY, begin_store, refuse_stores

if TYPE_CHECKING:
    from shuangyong.office.intake.collecting import Collection, Run
    from shuangyong.office.intake.judging import Entry
    from shuangyong.office.store.opening import Store


#: So many errors of a file are listed; the marked return has all.
_SHOWN = 8


def _past(
    _context: click.Context, _option: click.Parameter, received: datetime.datetime | None
) -> datetime.datetime | None:
    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    if received is not None and received.date() > today:
        raise click.BadParameter(f"{received.date()} 还没有到，今天是 {today}；请写实际收到的日期。")
    return received


def _store(_context: click.Context, _option: click.Parameter, folder: Path) -> Path:
    if folder.is_file():
        raise click.BadParameter(
            f"{folder} 是文件，不是数据库的文件夹：先写库（STORE），再写台账，如 shuangyong collect 2026库 {folder}。"
        )
    return folder


@click.command("collect", options_metavar="[选项]")
@click.argument("folder", type=click.Path(path_type=Path), callback=_store, metavar="STORE")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…")
@click.option("--dry-run", is_flag=True, help="只检查，说出会怎样，什么也不收。")
@click.option(
    "--received",
    type=DAY,
    callback=_past,
    metavar="DATE",
    help="实际收到的日期（如 2027-01-10），按它算是否按时；不写就是今天。",
)
@click.option("--by", "actor", metavar="NAME", help="谁收的，记入日志；不写就是本机用户。")
@click.option(
    "--returns",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="把退回的台账标出错处，写进 DIR。",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="在哪里读台账：local 用本机的几个进程，spark 用集群。",
)
@extension_option
@format_option
def command(
    folder: Path,
    paths: tuple[Path, ...],
    dry_run: bool,
    received: datetime.datetime | None,
    actor: str | None,
    returns: Path | None,
    engine: str,
    extension: Path | None,
    output_format: str,
) -> int:
    """收台账：检查、留存每一版，写进 STORE。

    PATH 是台账、文件夹或压缩包（zip），也可以是下级双拥办的汇总件。收过的不会重复收，中断了再运行一次就接着收。
    有退回或没有收的，退出码为 1。

    \b
    例：shuangyong collect 2026库 收到的台账/
        shuangyong collect 2026库 第二批.zip --received 2027-01-10 --returns 退回件/
    """
    from shuangyong.office.intake.collecting import collect
    from shuangyong.office.intake.remarks import still_returned

    from .extending import office_catalog
    from .output import note, problem_lines, show_json

    refuse_stores(paths)
    catalog = office_catalog(folder, extension)
    with _opened(folder, dry_run=dry_run) as store, _progress(paths) as progress, _running(engine) as run:
        collection = collect(
            store,
            catalog,
            paths,
            dry_run=dry_run,
            received=received.date() if received else None,
            actor=actor or "",
            progress=progress,
            run=run,
        )
        unmended = [*still_returned(store.db, ((one.unit, one.year) for one in collection.of("unchanged")))]
    if output_format == "json":
        show_json(collection.to_json())
    else:
        for line in problem_lines(unmended):
            click.echo(line)
        _show(collection, dry_run)
    if returns is not None and not dry_run:
        _write_returns(collection, folder, returns)
    for fault in collection.faults:
        note(fault)
    if collection.faults:
        return 3
    return 1 if collection.of("returned") or collection.of("rejected") else 0


@contextlib.contextmanager
def _opened(folder: Path, *, dry_run: bool) -> "Iterator[Store]":
    """Open the store, made where there is none; to try only, an empty one elsewhere."""
    import tempfile

    from shuangyong.office.store.opening import DATABASE, open_store

    with contextlib.ExitStack() as stack:
        if not dry_run:
            begin_store(folder)
        elif not (folder / DATABASE).exists():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield stack.enter_context(open_store(folder, create=True))


@contextlib.contextmanager
def _running(engine: str) -> "Iterator[Run | None]":
    """Give what reads the ledgers; None is this machine."""
    if engine == "local":
        yield None
        return
    from shuangyong.office.engines.spark import spark
    from shuangyong.office.intake.spreading import spread

    with spark() as found:
        yield spread(found)


@contextlib.contextmanager
def _progress(paths: tuple[Path, ...]) -> "Iterator[Callable[[Entry], None]]":
    """Show on stderr how far it is, where a person looks on."""
    import sys

    from shuangyong.office.intake.sources import count

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count(paths), label="收台账", show_pos=True, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)


def _show(collection: "Collection", dry_run: bool) -> None:
    from pathlib import PurePath

    from shuangyong.office.intake.judging import VERDICTS
    from shuangyong.office.intake.remarks import CODES
    from shuangyong.workbook.layout import EVIDENCE_FOLDER

    from .output import problem_lines, tally

    for verdict, label in VERDICTS.items():
        entries = collection.of(verdict)
        if verdict in ("returned", "rejected"):
            for entry in entries:
                who = f"{entry.name or '不知是哪个单位'} {entry.year or ''}".strip()
                click.echo(f"{label}  {entry.file}，{who}：{tally(entry.problems)}")
                errors = [problem for problem in entry.problems if problem.severity == "error"]
                for line in problem_lines(errors[:_SHOWN]):
                    click.echo(line)
                if len(errors) > _SHOWN:
                    click.echo(f"  另有 {len(errors) - _SHOWN} 处错误，用 --returns 写出的退回件上都标着。")
    for entry in collection.of("accepted"):
        for line in problem_lines([problem for problem in entry.problems if problem.code in CODES]):
            click.echo(line)
    evidence = [label for label in collection.skipped if PurePath(label).name == EVIDENCE_FOLDER]
    for label in collection.skipped:
        if label not in evidence:
            click.echo(f"不是台账，没有看：{label}")
    if evidence:
        click.echo(
            f"{len(evidence)} 份上报带着佐证材料，库里只存台账，请留好收到的文件：{'、'.join(evidence[:_SHOWN])}"
        )
    counts = "，".join(f"{label} {len(collection.of(verdict))}" for verdict, label in VERDICTS.items())
    if not collection.entries:
        click.echo("没有找到台账（.xlsx、.xls）、压缩包（.zip）；请看文件夹有没有写错。")
    click.echo(f"{'（只检查，没有收）' if dry_run else ''}共 {len(collection.entries)} 个文件：{counts}。")


def _write_returns(collection: "Collection", folder: Path, returns: Path) -> None:
    """Write each returned ledger as its sender sent it, with the wrong cells coloured and commented."""
    from shuangyong.office.intake.marked import marked_name
    from shuangyong.office.store.opening import open_store
    from shuangyong.workbook.marking import mark

    from .output import note

    try:
        returns.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        raise click.BadParameter(f"建不了文件夹 {returns}（{refusal.strerror}）。") from None
    with open_store(folder) as store:
        for entry in collection.of("returned"):
            marked = mark(store.original(entry.sha256), entry.problems, returns / marked_name(entry))
            note(f"退回件：{marked.path}")
