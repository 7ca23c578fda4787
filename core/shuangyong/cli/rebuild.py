"""``shuangyong rebuild``: deriving the facts anew from the originals, and telling what changes."""

from pathlib import Path

import click

from .options import extension_option, format_option, year_option
from .stores import store_argument


@click.command("rebuild", options_metavar="[选项]")
@store_argument
@year_option("只算这一年，不写就是各年。")
@click.option("--dry-run", is_flag=True, help="只说会有什么变化，不改。")
@click.option("--by", "actor", metavar="NAME", help="谁重算的，记入日志；不写就是本机用户。")
@extension_option
@format_option
def command(
    folder: Path, year: int | None, dry_run: bool, actor: str | None, extension: Path | None, output_format: str
) -> int:
    """按现在装的插件，从留存的原件重新提取数据，列出哪些数字变了。

    升级程序或插件以后用。原件不变；读不了的，仍用原来的数据。

    \b
    例：shuangyong rebuild 2026库 --year 2025 --dry-run
    """
    import attrs

    from shuangyong.office.intake.rederiving import rederive
    from shuangyong.office.store.opening import open_store

    from .extending import office_catalog
    from .output import show_json

    catalog = office_catalog(folder, extension)
    with open_store(folder) as store:
        changes = rederive(store, catalog, year, dry_run=dry_run, actor=actor or "")
    code = 1 if any(change.refused for change in changes) else 0
    if output_format == "json":
        show_json({"dry_run": dry_run, "changes": [attrs.asdict(change) for change in changes]})
        return code
    for change in changes:
        who = f"{change.name}（{change.unit}）{change.year}年"
        if change.refused:
            click.echo(f"{who}：仍用原来的数据。{change.refused}")
        for name, (before, now) in change.figures.items():
            click.echo(f"{who}：{name} 由 {_told(before)} 变为 {_told(now)}")
    changed = len({change.unit for change in changes if change.figures})
    refused = len({change.unit for change in changes if change.refused})
    also = f"，{refused} 个单位的原件用不了，见上" if refused else ""
    click.echo(f"{'（只看，没有改）' if dry_run else ''}{changed} 个单位有变化{also}。")
    return code


def _told(value: object) -> str:
    return "无" if value is None else str(value)
