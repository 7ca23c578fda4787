"""``shuangyong new``: a blank or sample ledger."""

import datetime
from pathlib import Path

import click

from .options import INPUT, OUTPUT, extension_option, refuse_overwriting, require_xlsx, year_option


@click.command("new", options_metavar="[选项]")
@click.argument("ledger", type=OUTPUT, metavar="LEDGER.xlsx")
@click.option("--sector", "sector_name", metavar="S", help="行业，如 hospital 或 医院；只装了一个行业插件时可以不写。")
@click.option("--unit", "unit_name", metavar="NAME", help="单位全称，与公章一致。")
@year_option("年度，不写就是今年；用 --from 时是上年台账的下一年。")
@click.option("--code", metavar="C", help="统一社会信用代码，或双拥办编发的代码。")
@click.option("--region", metavar="R", help="行政区划代码，6、9 或 12 位。")
@click.option("--sample", is_flag=True, help="填好一年的示例数据，供学习试用。")
@click.option(
    "--from", "last", type=INPUT, metavar="LAST.xlsx", help="从上年的台账结转：单位信息、名册、没办完的计划等。"
)
@click.option("--only", multiple=True, metavar="台账名", help="只要这些台账，其余按不适用；可以写多次。")
@extension_option
@click.option("--force", is_flag=True, help="文件已经存在时也覆盖。")
def command(
    ledger: Path,
    sector_name: str | None,
    unit_name: str | None,
    year: int | None,
    code: str | None,
    region: str | None,
    sample: bool,
    last: Path | None,
    only: tuple[str, ...],
    extension: Path | None,
    force: bool,
) -> None:
    """生成一本空白台账（或填好示例的台账）。

    \b
    例：shuangyong new 台账.xlsx --sector hospital --unit 某某医院 --year 2026
        shuangyong new 示例.xlsx --sector hospital --sample
        shuangyong new 2027台账.xlsx --from 2026台账.xlsx
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.workbook.making import blank_ledger, of_unit
    from shuangyong.workbook.samples import sample_ledger
    from shuangyong.workbook.writing import ledger_bytes

    from .choosing import chosen_kinds, chosen_sector
    from .extending import extended_catalog

    require_xlsx(ledger)
    refuse_overwriting(ledger, last)
    if ledger.exists() and not force:
        raise click.ClickException(f"{ledger} 已经存在，没有改动它。请换个文件名；确要覆盖，请加 --force。")
    if last is not None:
        if sample:
            raise click.UsageError("--sample 和 --from 只能用一个。")
        options = {"sector": sector_name, "name": unit_name, "code": code, "region": region}
        _carry_over(ledger, last, year, options, only, extension)
        return
    catalog = extended_catalog(extension, ledger)
    sector = chosen_sector(catalog, sector_name)
    if not (unit_name or "").strip() and not sample:
        raise click.UsageError("请用 --unit 写明单位全称（示例台账 --sample 可以不写）。")
    year = year or datetime.date.today().year  # noqa: DTZ011  the clerk's own year
    name = " ".join(unit_name.split()) if unit_name else None
    made = sample_ledger(catalog, sector.id, year) if sample else blank_ledger(sector, year, name or "")
    made = of_unit(made, name=name, code=code, region=region)
    write_atomically(ledger, ledger_bytes(catalog, made, only=chosen_kinds(catalog, sector, only)))
    click.echo(f"已生成 {ledger}：{made.unit.name} {made.year} 年双拥工作台账{'（示例）' if sample else ''}。")
    click.echo("请用 WPS 或 Excel 打开，先看第一张表“单位信息”，填好后用 shuangyong check 检查。")


def _carry_over(
    ledger: Path,
    last: Path,
    year: int | None,
    options: dict[str, str | None],
    only: tuple[str, ...],
    extension: Path | None,
) -> None:
    """Write next year's ledger, and say what was carried over and what was not."""
    from shuangyong.model.atomic import write_atomically
    from shuangyong.model.problems import ProblemsFound
    from shuangyong.workbook.making import of_unit
    from shuangyong.workbook.next_year import contradictions, is_submitted, next_year
    from shuangyong.workbook.writing import ledger_bytes

    from .choosing import chosen_kinds
    from .extending import extended_catalog
    from .output import note
    from .sound import sound_ledger

    catalog = extended_catalog(extension, last, sections=False)
    before = sound_ledger(last, catalog)
    if problems := contradictions(before, catalog, **options):
        raise ProblemsFound(problems, file=before.file)
    made = next_year(before, catalog, year)
    if made.ledger.year > before.year + 1:
        note(
            f"提醒：{before.file} 是 {before.year} 年的，新台账是 {made.ledger.year} 年的，中间隔了年度；"
            "请核对 --year，或先由上一年的台账结转。"
        )
    if is_submitted(last):
        note(f"提醒：{before.file} 是上报件，姓名、电话等已经清空，新台账里也是空的；请改由本单位留存的台账结转。")
    unit = of_unit(made.ledger, code=options["code"], region=options["region"])
    chosen = chosen_kinds(catalog, catalog.sector(unit.unit.sector), only)
    write_atomically(ledger, ledger_bytes(catalog, unit, only=chosen))
    click.echo(f"已生成 {ledger}：{unit.unit.name} {unit.year} 年双拥工作台账，由 {before.file} 结转。")
    for title, lines in (("结转了：", made.carried), ("没有结转：", made.left)):
        if lines:
            click.echo(title)
        for line in lines:
            click.echo(f"  {line}。")
    click.echo("请先核对“单位信息”和结转来的各表，再填新一年的工作。")
