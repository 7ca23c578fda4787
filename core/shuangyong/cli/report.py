"""``shuangyong report``: a document composed from a ledger that has been checked."""

from pathlib import Path

import click

from .options import INPUT, extension_option, refuse_overwriting


@click.command("report", options_metavar="[选项]")
@click.argument("ledger", type=INPUT, metavar="LEDGER.xlsx")
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="OUT",
    help="写到哪里，由后缀决定格式：docx、html、xlsx、md；“-”把 md 写到屏幕。",
)
@click.option(
    "--kind",
    type=click.Choice(["summary", "plan", "table"]),
    default="summary",
    show_default=True,
    help="summary 工作总结，plan 工作计划，table 统计表。",
)
@click.option("--last", type=INPUT, metavar="LEDGER", help="上年度的台账，用来对比。")
@click.option(
    "--fonts",
    type=click.Choice(["gov", "windows"]),
    default="gov",
    show_default=True,
    help="Word 的字体：gov 用仿宋_GB2312、方正小标宋简体等，windows 用系统自带的仿宋、黑体等。",
)
@extension_option
def command(ledger: Path, output: Path, kind: str, last: Path | None, fonts: str, extension: Path | None) -> int:
    """由台账生成总结、计划或统计表。

    先检查台账：有错误就列出来，不写文件，退出码为 1。

    \b
    例：shuangyong report 台账.xlsx -o 总结.docx
        shuangyong report 台账.xlsx -o 计划.docx --kind plan --last 去年台账.xlsx
        shuangyong report 台账.xlsx -o 统计表.xlsx --kind table
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.report.compose import compose
    from shuangyong.report.dating import dated
    from shuangyong.report.markdown import without_record

    from .extending import extended_catalog
    from .output import note, write_bytes
    from .sound import sound_ledger

    refuse_overwriting(output, ledger, last, extension)
    catalog = extended_catalog(extension, ledger, *([last] if last else []))
    to_screen = str(output) == "-"
    renderer = catalog.renderer("md" if to_screen else output.suffix.removeprefix(".").lower())
    this_year = sound_ledger(ledger, catalog)
    last_year = sound_ledger(last, catalog) if last else None
    document = compose(this_year, catalog, kind, last=last_year)  # type: ignore[arg-type]  # click checked it
    content = renderer.write(document, fonts=fonts)
    if to_screen:
        write_bytes(without_record(content))
        return 0
    write_atomically(output, content)
    note(f"已写出 {output}：{document.title}。")
    if not dated(this_year, document.kind)[1]:
        note("台账的填报日期没有填到哪一天，成文日期用了今天；要改请填单位信息里的“填报日期”。")
    return 0
