"""``shuangyong overlaps``: activities that several units report, listed and decided."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import INPUT, OUTPUT, format_option, refuse_overwriting
from .stores import SHOWN, all_option, period_option, store_argument

if TYPE_CHECKING:
    from shuangyong.catalog import Catalog
    from shuangyong.model.periods import Period
    from shuangyong.office.overlaps.deciding import Wish
    from shuangyong.office.overlaps.likeness import Grade
    from shuangyong.office.overlaps.settling import Overlaps


@click.command("overlaps", options_metavar="[选项]")
@store_argument
@period_option("哪个期间的活动：2026、2026-Q3……；不写就是最近收过台账的一年。")
@click.option(
    "--decide",
    "decisions",
    multiple=True,
    metavar="ID=裁定",
    help="裁定一对：ID=same（同一活动）、ID=different（不同活动）、ID=指标:数量（部分重复）。可写多个。没有列出来的一对，"
    "ID 写成“单位/台账/行号+单位/台账/行号”。",
)
@click.option("--decide-file", type=INPUT, metavar="FILE.xlsx", help="按 -o 写出、填好“裁定”一列的表一次裁定。")
@click.option("--by", "actor", metavar="NAME", default="", help="谁裁定的，记入日志；裁定时必写。")
@click.option("--because", metavar="TEXT", default="", help="裁定的理由；填好的表里逐行写了理由的，可以不写。")
@click.option(
    "--grade",
    type=click.Choice(["高", "中", "低"]),
    default="中",
    show_default=True,
    help="列出可能性不低于几级的；低一级的只供参考，不影响汇总定稿。",
)
@click.option("-o", "--output", type=OUTPUT, metavar="FILE.xlsx", help="把待裁定的写成一张表，在 Excel 里填“裁定”。")
@all_option
@format_option
def command(
    folder: Path,
    period: "Period | None",
    decisions: tuple[str, ...],
    decide_file: Path | None,
    actor: str,
    because: str,
    grade: "Grade",
    output: Path | None,
    whole: bool,
    output_format: str,
) -> int:
    """找出几家单位重复填报的活动，裁定后从汇总里核减。

    什么也不会删：每个裁定是一笔有编号、有裁定人、有理由的核减，随时可以改判。口径申报为“含下级”的，
    下级的数自动核减，不用裁定；申报错了的，用它的编号裁定 different 停用。

    \b
    例：shuangyong overlaps 2026库
        shuangyong overlaps 2026库 --decide 3f2a9c01d4=same --by 张三 --because 两家合办，已电话核实
        shuangyong overlaps 2026库 --decide 3f2a9c01d4=参加人次:120 --by 张三 --because 学校人数已含在内
        shuangyong overlaps 2026库 --decide H001/走访慰问/6+J002/走访慰问/9=same --by 张三 --because 两家同去
        shuangyong overlaps 2026库 -o 待裁定.xlsx
        shuangyong overlaps 2026库 --decide-file 待裁定.xlsx --by 张三 --because 已逐项核实
    """
    import datetime

    from shuangyong.model.periods import Period
    from shuangyong.office.overlaps.deciding import decide
    from shuangyong.office.overlaps.settling import overlaps_of
    from shuangyong.office.status.status import latest_year
    from shuangyong.office.store.opening import open_store

    from .extending import office_catalog
    from .output import show_json

    if output is not None:
        if output.suffix.lower() != ".xlsx":
            raise click.UsageError(f"待裁定的表是 Excel 工作簿，请把 {output.name} 改名为 {output.stem}.xlsx。")
        refuse_overwriting(output, decide_file)
        if output.exists():
            raise click.ClickException(f"{output} 已经存在，里面可能填了裁定，没有改动它。请换个文件名。")
    wishes = [_wish(text) for text in decisions]
    if decide_file is not None:
        from shuangyong.office.overlaps.form import read_wishes

        wishes += read_wishes(decide_file)
    _refuse_unexplained(wishes, actor.strip(), because.strip())
    catalog = office_catalog(folder)
    with open_store(folder) as store:
        asked = period or Period(latest_year(store, datetime.date.today()))  # noqa: DTZ011  the office's own day
        if wishes or decide_file:
            rulings = decide(store, catalog, asked.year, wishes, actor.strip(), because.strip())
            if output_format == "text" and output is None:
                click.echo(f"已裁定 {len(rulings)} 项。")
                for ruling in rulings:
                    click.echo(f"  {ruling.id}  {ruling.label}")
                return 0
        found = overlaps_of(store, catalog, asked.year).within(asked)
        if output_format == "json" and output is None:
            from shuangyong.office.overlaps.listing import to_json

            show_json(to_json(found.at_least(grade), catalog, store))
            return 0
    if output is not None:
        _write(found.at_least(grade), catalog, output)
    else:
        _show(found, grade, catalog, folder, whole=whole)
    return 0


def _refuse_unexplained(wishes: "Sequence[Wish]", actor: str, because: str) -> None:
    """Refuse decisions for which nobody answers, or that lack a reason.

    Raises:
        UsageError: It names the options that are missing.
    """
    unexplained = [wish.id for wish in wishes if not (because or wish.because)]
    missing = ["--by 姓名"] * bool(wishes and not actor) + ["--because 理由"] * bool(unexplained)
    if missing:
        which = f"没有写理由的有 {len(unexplained)} 项：{'、'.join(unexplained[:SHOWN])}。" if unexplained else ""
        raise click.UsageError(f"裁定要写明是谁、为什么：请加上 {' '.join(missing)}。{which}")


def _write(found: "Overlaps", catalog: "Catalog", output: Path) -> None:
    from shuangyong.model.atomic import write_atomically
    from shuangyong.office.overlaps.form import list_bytes

    from .output import note

    write_atomically(output, list_bytes(found, catalog))
    note(f"已写出 {output}，共 {len(found.undecided)} 对。填好“裁定”一列，再用 --decide-file {output} 裁定。")


def _show(found: "Overlaps", grade: "Grade", catalog: "Catalog", folder: Path, *, whole: bool) -> None:
    from shuangyong.office.overlaps import listing

    asked = found.at_least(grade)
    _show_part(
        "待裁定",
        [[*listing.candidate_lines(one, catalog), *_how(one.id, folder)] for one in asked.undecided],
        whole=whole,
    )
    if fainter := len(found.undecided) - len(asked.undecided):
        click.echo(f"另有 {fainter} 对可能性较低，加 --grade 低 可看。")
    _show_part("已裁定", [[*listing.settled_lines(one, catalog)] for one in found.settled], whole=whole)
    _show_part("口径含下级", [[line] for line in listing.scope_lines(found, whole=whole)], whole=whole)
    stale = [[*listing.ruling_lines(one, catalog)] for one in found.stale]
    _show_part("须重新裁定（裁定之后台账改过，原裁定不再生效）", stale, whole=True)
    if not any((found.undecided, found.settled, found.scopes, found.stale)):
        click.echo(f"{found.year} 年没有发现几家重复填报的活动。")


def _show_part(title: str, blocks: Sequence[Iterable[str]], *, whole: bool) -> None:
    """Print blocks of lines under a title with their number; the first where not all were asked for."""
    if not blocks:
        return
    click.echo(f"{title}（{len(blocks)}）")
    for block in blocks if whole else blocks[:SHOWN]:
        for line in block:
            click.echo(f"  {line}")
    if len(blocks) > SHOWN and not whole:
        click.echo(f"  ……还有 {len(blocks) - SHOWN} 项，加 --all 全部列出。")


def _how(id: str, folder: Path) -> Iterable[str]:  # noqa: A002  what people call it
    yield f"  裁定：shuangyong overlaps {folder} --decide {id}=same --by 姓名 --because 理由"


def _wish(text: str) -> "Wish":
    from decimal import Decimal, InvalidOperation

    from shuangyong.office.overlaps.deciding import Wish

    id, _, verdict = (part.strip() for part in text.replace("＝", "=").replace("：", ":").partition("="))  # noqa: A001
    verdict = {"同一活动": "same", "不同活动": "different"}.get(verdict, verdict)
    if id and verdict in ("same", "different"):
        return Wish(id=id, verdict=verdict)  # type: ignore[arg-type]
    measure, colon, amount = (part.strip() for part in verdict.partition(":"))
    try:
        if id and measure and colon:
            return Wish(id=id, verdict="partly", measure=measure, amount=Decimal(amount.replace(",", "")))
    except InvalidOperation:
        pass
    forms = "编号=same（同一活动）、编号=different（不同活动）或 编号=指标:数量，如 3f2a9c01d4=参加人次:120"
    raise click.BadParameter(f"「{text}」看不懂。请写成 {forms}。")
