"""``shuangyong calendar``: the year's duties and planned activities for the phone, the wall and the screen."""

import datetime
from pathlib import Path

import click

from .options import INPUT, OUTPUT, extension_option, refuse_overwriting, today_option, year_option


@click.command("calendar", options_metavar="[选项]")
@click.argument("ledger", type=INPUT, metavar="[LEDGER.xlsx]", required=False)
@click.option(
    "-o", "output", required=True, type=OUTPUT, metavar="OUT", help="写到哪里：ics 导入手机日历，html 年历，md 文字。"
)
@click.option("--sector", "sector_name", metavar="S", help="没有台账时：哪个行业的任务，如 hospital 或 医院。")
@click.option("--unit", "unit_name", metavar="NAME", default="", help="没有台账时：单位名称，有的任务看名称定。")
@year_option("没有台账时：哪一年，不写就是今年。")
@today_option
@extension_option
def command(
    ledger: Path | None,
    output: Path,
    sector_name: str | None,
    unit_name: str,
    year: int | None,
    today: datetime.date,
    extension: Path | None,
) -> None:
    """把一年要办的事和计划写成日历：手机日历、年历或文字。

    有台账就按台账标出已办、近期、过期；没有台账就列出这个行业应办的事。日历里不写人名。

    \b
    例：shuangyong calendar 台账.xlsx -o 全年日历.html
        shuangyong calendar 台账.xlsx -o 提醒.ics
        shuangyong calendar --sector school --year 2027 -o 明年日历.html
    """
    from shuangyong.assess.calendar.entries import calendar_of_ledger, calendar_of_sector
    from shuangyong.assess.calendar.writing import WRITERS, written
    from shuangyong.model.atomic import write_atomically

    from .choosing import chosen_sector
    from .extending import extended_catalog
    from .output import note
    from .sound import sound_ledger

    form = output.suffix.removeprefix(".").lower()
    if form not in WRITERS:
        raise click.UsageError(f"写不了 {output.name}：后缀应是 ics（手机日历）、html（年历）或 md（文字）。")
    if ledger is not None and (sector_name or unit_name or year):
        raise click.UsageError("给了台账，就不用再写 --sector、--unit 和 --year：台账里都有。")
    refuse_overwriting(output, ledger, extension)
    if ledger is not None:
        catalog = extended_catalog(extension, ledger, sections=False)
        calendar = calendar_of_ledger(sound_ledger(ledger, catalog), catalog, today)
    else:
        catalog = extended_catalog(extension, output, sections=False)
        sector = chosen_sector(catalog, sector_name)
        calendar = calendar_of_sector(catalog, sector.id, unit_name.strip(), year or today.year, today)
    write_atomically(output, written(calendar, form))
    note(f"已写出 {output}：{calendar.title}，{len(calendar.entries)} 项。")
