"""``shuangyong demo``: everything the program can produce, from sample ledgers."""

import datetime
from pathlib import Path

import click

from .options import year_option


@click.command("demo", options_metavar="[选项]")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@year_option("示例的年度，不写就是今年。")
def command(folder: Path, year: int | None) -> int:
    """做一套示例：台账、退改件、总结、计划、统计表、上报件，写进 DIR。

    每个装好的行业一个文件夹；已有的同名文件会被覆盖。

    \b
    例：shuangyong demo out
    """
    from shuangyong.catalog import installed
    from shuangyong.demo import write_demo

    count = 0
    for path, what in write_demo(installed(), folder, year or datetime.date.today().year):  # noqa: DTZ011
        click.echo(f"{path}  {what}")
        count += 1
    click.echo(f"共写出 {count} 个文件。从“示例台账.xlsx”和“工作总结.docx”看起。")
    return 0
