"""``shuangyong demo``: everything the program can produce, from sample ledgers."""

import datetime
from pathlib import Path

import click

from .options import year_option


@click.command("demo", options_metavar="[选项]")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@year_option("示例的年度，不写就是今年；做全县示例时是去年。")
@click.option(
    "--units", type=click.IntRange(1, 100_000), metavar="N", help="做一个有 N 个单位的县（市），走一遍双拥办的全过程。"
)
@click.option("--seed", type=int, default=1, show_default=True, help="换一个数，得到另一个同样大小的县。")
def command(folder: Path, year: int | None, units: int | None, seed: int) -> int:
    """做一套示例，写进 DIR。

    不写 --units：每个装好的行业一个文件夹，有台账和佐证照片、退改件、总结、计划、统计表、简报、上报件；
    已有的同名文件会被覆盖。

    写 --units：一个虚构的县，各行业单位报来台账，有迟报、漏报、错报和重复，双拥办收、查、裁定、汇总、公布、上报。
    DIR 应是空的。

    \b
    例：shuangyong demo out
        shuangyong demo 示例县 --units 60
    """
    today = datetime.date.today()  # noqa: DTZ011  the day where the user is
    if units is not None:
        return _county(folder, units, year or today.year - 1, seed)
    from shuangyong.catalog import installed
    from shuangyong.demo import write_demo

    count = 0
    for path, what in write_demo(installed(), folder, year or today.year):
        click.echo(f"{path}  {what}")
        count += 1
    click.echo(f"共写出 {count} 个文件。从“示例台账.xlsx”和“工作总结.docx”看起。")
    return 0


def _county(folder: Path, units: int, year: int, seed: int) -> int:
    from shuangyong.catalog import installed
    from shuangyong.office.demonstration import STORE, write_office

    from .output import note

    if not _is_empty(folder):
        raise click.UsageError(f"{folder} 不是空文件夹，请换一个，免得和别的台账混在一起。")
    for path, what in write_office(installed(), folder, units, year, seed, progress=note):
        click.echo(f"{path}  {what}")
    click.echo(
        f"从“汇总.html”和“汇总报告.docx”看起。再试：shuangyong status {folder / STORE}，"
        f"shuangyong overlaps {folder / STORE}。"
    )
    return 0


def _is_empty(folder: Path) -> bool:
    """Tell whether nothing is in a folder, or there is none.

    Raises:
        ProblemsFound: It cannot be looked into.
    """
    from shuangyong.model.folders import no_folder

    try:
        return not (folder.exists() and any(folder.iterdir()))
    except OSError as refusal:
        raise no_folder(folder, refusal) from refusal
