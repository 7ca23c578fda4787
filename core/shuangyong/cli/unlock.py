"""``shuangyong unlock``: leave to send after the lock."""

import datetime
from pathlib import Path

import click

from .options import format_option, year_option
from .stores import DAY, because_option, by_option, store_argument


@click.command("unlock", options_metavar="[选项]")
@store_argument
@click.argument("unit", metavar="UNIT")
@year_option("哪一年的台账，要写。")
@click.option("--until", required=True, type=DAY, metavar="DATE", help="准许报到哪一天（含当天），如 2027-02-10。")
@because_option("为什么准许，记入日志。")
@by_option
@format_option
def command(
    folder: Path, unit: str, year: int | None, until: datetime.datetime, because: str, actor: str, output_format: str
) -> int:
    """锁定以后，准许一个单位在期限内补报。

    UNIT 写单位代码或单位名称。到期自动恢复锁定。

    \b
    例：shuangyong unlock 2026库 H001 --year 2026 --until 2027-02-10 --because "单位合并，数据重核" --by 王干事
    """
    import attrs

    from shuangyong.office.acts.unlocking import unlock
    from shuangyong.office.store.opening import open_store, whoami

    from .output import show_json

    if year is None:
        raise click.UsageError("请用 --year 写明是哪一年的台账，如 --year 2026。")
    with open_store(folder) as store:
        leave = unlock(store, unit, year, actor or whoami(), because, until.date())
    if output_format == "json":
        show_json(attrs.asdict(leave))
    else:
        click.echo(
            f"已准许「{leave.name}」（{leave.unit}）补报 {leave.year} 年台账，到 {leave.until} 为止"
            f"（锁定日期 {leave.lock}）。"
        )
    return 0
