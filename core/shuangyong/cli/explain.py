"""``shuangyong explain``: which cells a figure in a document, or in a roll-up, comes from."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import format_option
from .stores import period_option

if TYPE_CHECKING:
    from shuangyong.model.periods import Period
    from shuangyong.report.explaining import Explained

#: So many rows of a sum are listed for people.
_SHOWN = 50


@click.command("explain", options_metavar="[选项]")
@click.argument("out", type=click.Path(exists=True, path_type=Path), metavar="OUT|STORE")
@click.argument("figure", required=False, metavar="[FIGURE]")
@period_option("只用于汇总库：哪个时期，不写就是最近收过台账的一年。")
@click.option("--by", "group", metavar="GROUP", default="", help="只用于汇总库：哪一组，如 region=370213,sector=医院。")
@format_option
def command(out: Path, figure: str | None, period: "Period | None", group: str, output_format: str) -> int:
    """说明数字出自台账的哪些单元格。

    文件（docx、html、xlsx、md）：FIGURE 是数字的中文名（如 征兵体检·体检人数）、英文名
    （hospital.recruit_exam.examined）或序号；不写就列出全部。写出之后被人改过的数字会指出来。
    汇总库（文件夹）：FIGURE 是指标，列出各单位报的行和重复核减。

    \b
    例：shuangyong explain 总结.docx
        shuangyong explain 总结.docx 征兵体检·体检人数
        shuangyong explain 2026库 征兵体检·体检人数 --by region=370213
    """
    if out.is_dir():
        if figure is None:
            raise click.UsageError("请写明是哪个指标，如：shuangyong explain 2026库 征兵体检·体检人数。")
        return _explain_store(out, figure, period, group, output_format)
    if out.suffix.lower() == ".json":
        raise click.UsageError(f"{out.name} 是数据文件，出处在汇总库里：请用 shuangyong explain STORE 指标 看。")
    if period or group:
        raise click.UsageError("--period 和 --by 只用于汇总库，不用于文件。")
    return _explain_file(out, figure, output_format)


def _explain_file(out: Path, figure: str | None, output_format: str) -> int:
    from shuangyong.report.explaining import explain

    from .output import show_json

    explained = explain(out)
    if figure is not None:
        explained = _asked(explained, figure)
    if output_format == "json":
        show_json({"file": out.name, "figures": [one.to_json() for one in explained]})
    else:
        for one in explained:
            for line in one.lines():
                click.echo(line)
    return 1 if any(one.edited for one in explained) else 0


def _explain_store(folder: Path, figure: str, period: "Period | None", group: str, output_format: str) -> int:
    from shuangyong.office.publish.naming import GroupNaming
    from shuangyong.office.rollup.asking import default_period
    from shuangyong.office.rollup.tracing import lines_of, trace
    from shuangyong.office.roster.standing import reporters
    from shuangyong.office.store.opening import open_store

    from .extending import office_catalog
    from .output import show_json

    catalog = office_catalog(folder)
    with open_store(folder) as store:
        asked = period or default_period(store)
        traced = trace(store, catalog, asked, figure, group)
        naming = GroupNaming(catalog, {one.unit: one.name for one in reporters(store, asked)})
    if output_format == "json":
        show_json({"store": folder.name, "period": str(asked), "figures": [one.to_json() for one in traced]})
    else:
        for one in traced:
            where = "、".join(f"{naming.dimension(dim)} {naming.group(dim, value)}" for dim, value in one.by.items())
            for line in lines_of(one, _SHOWN, where):
                click.echo(line)
    return 0


def _asked(explained: "list[Explained]", figure: str) -> "list[Explained]":
    """Return the figures of a name, a label or an ordinal; where there is none, say which there are."""
    from difflib import get_close_matches

    from shuangyong.model.problems import ProblemsFound, UnknownNameError, error

    names = {one.figure.ordinal: (one.figure.name, one.figure.label, str(one.figure.ordinal)) for one in explained}
    if found := [one for one in explained if figure in names[one.figure.ordinal]]:
        return found
    if figure.isdecimal():
        problem = error(
            "unknown-name", f"没有第 {figure} 个数字，这份文件里有 {len(explained)} 个。", "不写序号就列出全部。"
        )
        raise ProblemsFound([problem])
    known = sorted({name for entry in names.values() for name in entry[:2]})
    raise UnknownNameError("数字", figure, get_close_matches(figure, known, n=5, cutoff=0.3) or known)
