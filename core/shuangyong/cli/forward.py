"""``shuangyong forward``: the roll-up as a submission to the office above."""

import functools
from pathlib import Path

import click

from .options import OUTPUT, format_option, year_option
from .stores import store_argument


@click.command("forward", options_metavar="[选项]")
@store_argument
@click.option("-o", "--output", required=True, type=OUTPUT, metavar="PACKAGE", help="汇总件，一个 .zip 文件。")
@year_option("哪一年，不写就是最近有台账的一年。")
@click.option("--office", metavar="NAME", help="本级双拥办的名称，第一次要写，以后记着。")
@click.option("--region", metavar="CODE", help="本级的行政区划代码，如 370213；第一次要写，以后记着。")
@click.option("--by", "actor", metavar="NAME", help="谁上报的，记入日志；不写就是本机用户。")
@format_option
def command(
    folder: Path,
    output: Path,
    year: int | None,
    office: str | None,
    region: str | None,
    actor: str | None,
    output_format: str,
) -> int:
    """把一年的汇总做成汇总件，报上级双拥办。

    上级用 collect 收它。里面是各单位的数据、报送情况和重复裁定，没有台账原件，没有个人和涉军敏感内容。

    \b
    例：shuangyong forward 2026库 -o 海晏区2026.zip --office 海晏区双拥办 --region 370213
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.office.forwarding.forwarding import forward
    from shuangyong.office.store.opening import open_store
    from shuangyong.office.store.settings import Office

    from .output import note, show_json

    if output.suffix.lower() != ".zip":
        raise click.UsageError(f"汇总件是压缩包，请把 {output.name} 改名为 {output.stem}.zip。")
    write = functools.partial(write_atomically, output)
    with open_store(folder) as store:
        forwarded = forward(store, Office(office or "", region or ""), year, write, actor or "")
    if output_format == "json":
        show_json({"file": str(output), **forwarded.to_json()})
    note(
        f"已生成 {output}：{forwarded.office.name}{forwarded.year}年，{forwarded.units} 个单位，"
        f"其中 {forwarded.reports} 个有数据。"
    )
    if not forwarded.reports:
        note(f"里面没有台账的数据：{forwarded.year} 年还没有收下一本。请核对年度（--year）再报。")
    return 0
