"""``shuangyong audit``: who did what in a store."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import format_option
from .stores import DAY, all_option, show_list, store_argument

if TYPE_CHECKING:
    from shuangyong.office.acts.auditing import AuditRow

#: What people call an action; one that is not here is shown by its own name.
_ACTIONS = {
    "roster": "导入名册",
    "collect/accepted": "收下",
    "collect/returned": "收下并退回",
    "collect/rejected": "没有收",
    "collect/older": "收下旧稿",
    "return": "退回",
    "unlock": "准许补报",
    "rebuild": "重新提取",
    "backup": "备份",
    "decide": "裁定重复",
    "rollup": "汇总",
    "forward": "上报",
}

#: What of the detail a line shows; ``--format json`` has all of it.
_TOLD = {"revision": "第 {} 版", "file": "{}", "until": "到 {}", "because": "理由：{}"}


@click.command("audit", options_metavar="[选项]")
@store_argument
@click.option("--subject", metavar="TEXT", default="", help="只看这个单位、台账或文件的，如 H001 或 H001-2026。")
@click.option("--action", metavar="NAME", default="", help="只看这一种，如 退回、汇总、collect、unlock。")
@click.option("--since", type=DAY, metavar="DATE", help="只看这一天以来的，如 2027-01-10。")
@all_option
@format_option
def command(
    folder: Path, subject: str, action: str, since: datetime.datetime | None, whole: bool, output_format: str
) -> int:
    """日志：谁在什么时候做了什么；被人改动过的会指出来。

    每一条都封着前一条，改动、删去中间哪一条都看得出来，这时退出码为 1。细节用 --format json 看。

    \b
    例：shuangyong audit 2026库
        shuangyong audit 2026库 --subject H001 --since 2027-01-01 --all
    """
    from shuangyong.office.acts.auditing import audit, broken
    from shuangyong.office.store.opening import open_store

    from .output import show_json

    action = next((name for name, label in _ACTIONS.items() if label == action), action)
    with open_store(folder) as store:
        rows = audit(store, subject=subject, action=action, since=since.date() if since else None)
        changed = broken(store)
    if output_format == "json":
        show_json({"ok": not changed, "changed": changed, "rows": [row.to_json() for row in rows]})
    else:
        show_list("日志，最近的在前", [_line(row) for row in reversed(rows)], whole=whole)
        if not rows:
            click.echo("没有符合条件的日志。")
        if changed:
            numbers = "、".join(map(str, changed[:10]))
            click.echo(f"第 {numbers} 条被改动过，或它前面的被删过；请用 shuangyong verify 全面核对。")
    return 1 if changed else 0


def _line(row: "AuditRow") -> str:
    """Return an act in a line: when, who, what, of what, and what a person asks first."""
    detail = row.detail if isinstance(row.detail, dict) else {}
    told = "，".join(words.format(detail[name]) for name, words in _TOLD.items() if detail.get(name))
    when = row.at[:16].replace("T", " ")
    mark = "" if row.sound else "【封记不符】"
    return (
        f"{mark}{row.id}　{when}　{row.actor}　{_ACTIONS.get(row.action, row.action)}　{row.subject}　{told}".rstrip()
    )
