"""``shuangyong plugins``: what is installed, what it offers, what is broken and why."""

from pathlib import Path

import click

from .options import extension_option, format_option


@click.command("plugins", options_metavar="[选项]")
@extension_option
@format_option
def command(extension: Path | None, output_format: str) -> int:
    """列出已安装的插件、行业和台账种类；装坏了的说明原因。

    \b
    例：shuangyong plugins
        shuangyong plugins --format json
    """
    from shuangyong.listing import listed

    from .extending import extended_catalog
    from .output import show_json

    catalog = extended_catalog(extension)
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
            if duties := [f"{duty['title']}（{duty['duty']}）" for duty in plugin["duties"]]:
                click.echo(f"  任务：{'、'.join(duties)}")
            if pages := [page["label"] for page in plugin["pages"]]:
                click.echo(f"  网页：{'、'.join(pages)}")
        if catalog.extension:
            click.echo(f"本地扩展：{catalog.extension.name}")
            for column in catalog.extension.columns:
                click.echo(f"  列：{catalog.kind(column.kind).label}·{column.field.header}")
            for choices in catalog.extension.choices:
                field = catalog.kind(choices.kind).field(choices.field)
                click.echo(f"  选项：{catalog.kind(choices.kind).label}·{field.label}：{'、'.join(choices.choices)}")
            for duty in catalog.extension.duties:
                done = "代替" if duty.times else "取消"
                click.echo(f"  任务：{duty.title or duty.id}{f'（{done} {duty.replaces}）' if duty.replaces else ''}")
    return 0
