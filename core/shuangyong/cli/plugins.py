"""``shuangyong plugins``: what is installed, what it offers, what is broken and why."""

import click

from .options import format_option


@click.command("plugins", options_metavar="[选项]")
@format_option
def command(output_format: str) -> int:
    """列出已安装的插件、行业和台账种类；装坏了的说明原因。

    \b
    例：shuangyong plugins
        shuangyong plugins --format json
    """
    from shuangyong.catalog import installed
    from shuangyong.listing import listed

    from .output import show_json

    catalog = installed()
    if output_format == "json":
        show_json(listed(catalog))
    else:
        for plugin in listed(catalog)["plugins"]:
            click.echo(f"{plugin['name']} {plugin['version']}（{plugin['distribution']}）")
            if plugin["broken"]:
                click.echo(f"  装坏了：{plugin['broken']}")
            for sector in plugin["sectors"]:
                click.echo(f"  行业：{sector['label']}（{sector['id']}）")
            if labels := [kind["label"] for kind in plugin["kinds"]]:
                click.echo(f"  台账：{'、'.join(labels)}")
    return 0
