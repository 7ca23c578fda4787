"""``shuangyong roster``: which units an office expects, from when to when."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import INPUT, format_option, year_option
from .stores import begin_store, by_option

if TYPE_CHECKING:
    from shuangyong.office.roster.importing import RosterChange


@click.command("roster", options_metavar="[选项]")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="STORE")
@click.argument("units", type=INPUT, metavar="UNITS.xlsx")
@year_option("“截止日期”“锁定日期”两列是哪一年的；有这两列时要写。")
@by_option
@format_option
def command(folder: Path, units: Path, year: int | None, actor: str, output_format: str) -> int:
    """导入名册：哪些单位应报，从何时到何时。

    名册是一张表：单位代码、单位名称、行业、行政区划代码、上级单位代码、启用日期、停用日期，另可有截止日期、锁定日期。
    单位改了名、换了隶属，就写成前后相接的几行；撤销的写停用日期。停用日期、截止日期、锁定日期当天都算在内。

    文件里的单位以文件为准，文件里没有的单位不动。有一处错误就什么也不导入。

    \b
    例：shuangyong roster 2026库 名册.xlsx
        shuangyong roster 2026库 名册.xlsx --year 2026 --by 王干事
    """
    from shuangyong.catalog import installed_for_figures
    from shuangyong.office.roster.importing import import_roster
    from shuangyong.office.store.opening import open_store, whoami

    from .output import show_json

    begin_store(folder)
    with open_store(folder, create=True) as store:
        change = import_roster(store, installed_for_figures(), units, year, actor or whoami())
    if output_format == "json":
        show_json(change.to_json())
    else:
        _show(change)
    return 0


def _show(change: "RosterChange") -> None:
    from .output import show_problems

    if change.problems:
        show_problems(change.problems, change.file)
    counts = (
        f"新增 {len(change.added)} 个单位",
        f"变更 {len(change.changed)} 个",
        f"没有变化 {len(change.unchanged)} 个",
        *([f"{len(change.deadlines)} 个单位的截止、锁定日期有变动"] if change.deadlines else []),
    )
    click.echo(f"{change.file}：{'，'.join(counts)}。")
