"""``shuangyong scaffold``: a new sector's plugin that passes its own tests."""

from pathlib import Path

import click


@click.command("scaffold", options_metavar="[选项]")
@click.argument("name", metavar="NAME")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
@click.option("--label", metavar="中文名", help="行业名称，如 港口；不写就用 NAME，以后再改。")
@click.option("--self-name", default="我单位", show_default=True, metavar="我…", help="这类单位怎样称自己，如 我港。")
def command(name: str, folder: Path | None, label: str | None, self_name: str) -> None:
    """写出一个新行业的插件，能装、能用、测试全过，把例子换成自己的即可。

    NAME 是插件名，也是行业的标识，如 port。写进 DIR（新的或空的文件夹），不写就是 shuangyong-NAME。

    \b
    例：shuangyong scaffold port --label 港口 --self-name 我港
    """
    from shuangyong.catalog import installed
    from shuangyong.scaffolding import Scaffold, write_scaffold

    scaffold = Scaffold(name=name, label=label or name, self_name=self_name)
    folder = folder or Path(scaffold.distribution)
    for path in write_scaffold(scaffold, folder, installed()):
        click.echo(path)
    click.echo(f"下一步：pip install -e {folder}，再看 {folder / 'README.md'}。")
