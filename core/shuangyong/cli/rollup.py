"""``shuangyong rollup``: one set of figures out of all ledgers of a store."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import extension_option, refuse_replacing_ledger
from .stores import SHOWN, period_option, store_argument

if TYPE_CHECKING:
    from decimal import Decimal

    from shuangyong.catalog import Catalog
    from shuangyong.model.periods import Period
    from shuangyong.office.engines import Engine
    from shuangyong.office.publish.naming import Naming
    from shuangyong.office.rollup.figures import Rollup
    from shuangyong.office.rollup.publications import Differences

_FORMATS = ("xlsx", "docx", "html", "json")


@click.command("rollup", options_metavar="[选项]")
@store_argument
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="OUT",
    help="写到哪里，由后缀决定格式：xlsx、docx、html、json；“-”把 json 写到屏幕。",
)
@period_option("汇总哪个时期：2026、2026-H1、2026-Q3、2026-08；不写就是最近收过台账的一年。")
@click.option(
    "--by",
    "dims",
    metavar="…",
    help="按什么分组，用逗号隔开：region（可写 region:township 等）、sector、month、quarter、half、year、unit、"
    "choice:form 等；不写就是地区、行业，出文件时再加月份。",
)
@click.option("--measure", "measures", multiple=True, metavar="M", help="只汇总这个指标，可写多次：征兵体检·体检人数。")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="用什么计算；结果一样，spark 用于集群。",
)
@extension_option
@click.option("--public", is_flag=True, help="公开版：涉及一两个人的数字不公布，也推算不出来。")
def command(
    folder: Path,
    output: Path,
    period: "Period | None",
    dims: str | None,
    measures: tuple[str, ...],
    engine: str,
    extension: Path | None,
    public: bool,
) -> int:
    """汇总各单位的台账，出汇总表、汇总报告、网页或数据。

    每个数字都写明上报数、重复核减数和净数，旁边是上年数和报送情况；还有单位没报、还有重复没有裁定时标明暂定。
    和上次同口径的汇总不一样的，逐个列出来，并说明原因。

    \b
    例：shuangyong rollup 2026库 -o 汇总表.xlsx
        shuangyong rollup 2026库 -o 汇总报告.docx --period 2026-H1
        shuangyong rollup 2026库 -o - --by region,sector,quarter --measure 征兵体检·体检人数
        shuangyong rollup 2026库 -o 公开.html --public
    """
    import datetime

    from shuangyong.model.atomic import write_atomically
    from shuangyong.office.publish.producing import produce
    from shuangyong.office.rollup.asking import default_dims, default_period
    from shuangyong.office.rollup.gate import gate_rollup
    from shuangyong.office.rollup.publications import differences, other_public_editions, publish
    from shuangyong.office.rollup.rolling import roll_up
    from shuangyong.office.store.opening import open_store

    from .extending import office_catalog
    from .output import note, write_bytes

    to_screen = str(output) == "-"
    form = "json" if to_screen else output.suffix.removeprefix(".").lower()
    if form not in _FORMATS:
        raise click.UsageError(f"{output.name} 的后缀不认识，可以是：{'、'.join(_FORMATS)}。")
    refuse_replacing_ledger(output)
    catalog = office_catalog(folder, extension)
    with open_store(folder) as store, _engine(engine) as computing:
        asked = period or default_period(store)
        by = default_dims(store, asked, documents=form != "json") if dims is None else dims
        rollup = roll_up(store, catalog, asked, by, engine=computing, public=public, measures=list(measures) or None)
        if not rollup.coverage.counted:
            note(f"{asked.year} 年还没有可以汇总的台账；请先用 shuangyong collect 收台账。")
            return 1
        gate_rollup(rollup, catalog, "" if to_screen else output.name)
        today = datetime.date.today()  # noqa: DTZ011  the office's own day
        content = produce(form, rollup, store, catalog, today)
        changes, others = differences(store, rollup, catalog), other_public_editions(store, rollup)
        if to_screen:
            write_bytes(content)
        else:
            write_atomically(output, content)
            publish(store, rollup, catalog, output=output.name)
            note(f"已写出 {output}：{rollup.title} {asked}，{len(rollup.figures)} 个数字。")
    _tell_standing(rollup)
    if others:
        note(
            f"同一期间已按别的口径出过公开版：{'、'.join(others)}。每一版各自隐去了涉及一两个人的数，"
            "两版对照却可能推算出来，请只公布其中一版。"
        )
    if changes is not None and changes.changed:
        from shuangyong.office.publish.naming import Naming

        _tell_changes(changes, Naming(rollup, catalog), catalog)
    return 0


def _engine(name: str) -> "contextlib.AbstractContextManager[Engine]":
    """Give the engine of a name; what Spark keeps running ends with it."""
    if name == "spark":
        from shuangyong.office.engines.spark import spark

        return spark()
    from shuangyong.office.engines.duckdb import DuckDB

    return contextlib.nullcontext(DuckDB())


def _tell_standing(rollup: "Rollup") -> None:
    from shuangyong.office.publish.standing import provisional_reasons, standing_line

    from .output import note

    note(standing_line(rollup))
    if reasons := provisional_reasons(rollup):
        note(f"数字是暂定的：{'；'.join(reasons)}。")
    for problem in rollup.open_problems:
        note(problem)


def _tell_changes(changes: "Differences", naming: "Naming", catalog: "Catalog") -> None:
    from shuangyong.office.rollup.names import label_of

    from .output import note

    note(f"和 {changes.at[:10]} {changes.actor} 出的同口径汇总相比，{len(changes.changed)} 个数字变了：")
    for one in changes.changed[:SHOWN]:
        group = "、".join(naming.group(dim, value) for dim, value in one.by.items()) or "合计"
        note(f"  {label_of(one.measure, catalog)}（{group}）：{_told(one.before)} → {_told(one.now)}")
    if len(changes.changed) > SHOWN:
        note(f"  ……还有 {len(changes.changed) - SHOWN} 个。")
    for reason in changes.because:
        note(f"  原因：{reason}。")


def _told(value: "Decimal | None") -> str:
    return "无" if value is None else f"{value:f}"
