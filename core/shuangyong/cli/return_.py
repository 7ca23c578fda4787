"""``shuangyong return``: sending a ledger back to its unit, with the reason."""

from pathlib import Path

import click

from .options import OUTPUT, format_option, year_option
from .stores import because_option, by_option, store_argument


@click.command("return", options_metavar="[选项]")
@store_argument
@click.argument("submission", metavar="SUBMISSION")
@because_option("为什么退回，填报单位看得到。")
@year_option("哪一年的台账；SUBMISSION 里没有写年度、单位又报过几年时要写。")
@click.option("-o", "output", type=OUTPUT, metavar="FILE", help="把标出问题和理由的原件（退回单）写到这里（.xlsx）。")
@by_option
@format_option
def command(
    folder: Path, submission: str, because: str, year: int | None, output: Path | None, actor: str, output_format: str
) -> int:
    """退回一本台账，说明理由；改好重报以前，它的数字不计入汇总。

    SUBMISSION 写 单位代码-年度，也可以只写单位代码或单位名称。

    \b
    例：shuangyong return 2026库 H001-2026 --because "走访慰问缺照片" -o 退回单.xlsx
        shuangyong return 2026库 某某医院 --year 2026 --because "金额与发票不符" --by 王干事
    """
    import attrs

    from shuangyong.office.acts.returning import return_submission, write_form
    from shuangyong.office.store.opening import open_store, whoami

    from .output import note, show_json

    with open_store(folder) as store:
        returned = return_submission(store, submission, because, actor or whoami(), year=year)
        marked = write_form(store, returned, output) if output is not None else None
    if output_format == "json":
        show_json(attrs.asdict(returned))
    else:
        counted = "，它的数字不再计入汇总" if returned.counted is not None else ""
        named = f"「{returned.name}」（{returned.unit}）{returned.year} 年台账第 {returned.revision} 版"
        click.echo(f"已退回{named}{counted}。")
    note(marked.message if marked else "没有写退回单；要发给填报单位的，加 -o 退回单.xlsx 再退一次。")
    return 0
