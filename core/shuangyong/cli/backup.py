"""``shuangyong backup``: a copy of a store that can be opened in its place."""

from pathlib import Path

import click

from .options import format_option
from .stores import by_option, store_argument


@click.command("backup", options_metavar="[选项]")
@store_argument
@click.argument("target", type=click.Path(path_type=Path), metavar="DEST")
@by_option
@format_option
def command(folder: Path, target: Path, actor: str, output_format: str) -> int:
    """备份数据库到 DEST，备完核对；正在收台账也可以备。

    DEST 是新的文件夹，或者这个数据库以前的备份（只补新增的原件）。备份可以直接当数据库用。
    有损坏的原件备不了时，其余照备，退出码为 1。

    \b
    例：shuangyong backup 2026库 /mnt/备份盘/2026库
    """
    from shuangyong.office.acts.backing_up import backup
    from shuangyong.office.store.opening import open_store, whoami

    from .output import show_json, show_problems

    with open_store(folder) as store:
        made = backup(store, target, actor or whoami())
    if output_format == "json":
        show_json(made.to_json())
    else:
        show_problems(made.problems)
        click.echo(
            f"已备份到 {target}：{made.originals} 个原件（新复制 {made.copied} 个），日志到第 {made.audits} 条。"
        )
    return 1 if made.problems else 0
