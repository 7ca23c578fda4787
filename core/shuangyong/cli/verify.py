"""``shuangyong verify``: is everything in a store as it was written?"""

from pathlib import Path

import click

from .options import format_option
from .stores import store_argument


@click.command("verify", options_metavar="[选项]")
@store_argument
@format_option
def command(folder: Path, output_format: str) -> int:
    """核对数据库：原件一个字节不差，数据库没有损坏，日志没有改动。

    指出坏在哪里、怎样恢复；有损坏时退出码为 1。

    \b
    例：shuangyong verify 2026库
    """
    from shuangyong.office.acts.verifying import verify
    from shuangyong.office.store.opening import open_store

    from .output import show_json, show_problems

    with open_store(folder) as store:
        found = verify(store)
    if output_format == "json":
        show_json(found.to_json())
    else:
        if found.problems:
            show_problems(found.problems, str(folder), err=False)
        looked = f"核对了 {found.originals} 个原件、{found.revisions} 版台账、{found.audits} 条日志"
        click.echo(f"{looked}：{'没有损坏' if found.ok else '有损坏，见上'}。")
    return 0 if found.ok else 1
