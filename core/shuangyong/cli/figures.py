"""``shuangyong figures``: what a form of the office's own may name, and whether one can be filled."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import INPUT, extension_option, format_option

if TYPE_CHECKING:
    from shuangyong.catalog import Catalog
    from shuangyong.forms.listing import Listing
    from shuangyong.model.ledgers import Ledger

#: What names a file and is not searched for.
_FILES = (".xlsx", ".xls", ".et", ".xlsm", ".csv", ".docx", ".doc", ".wps", ".pdf")
_FILTERS = (
    ("|measured", "带单位：343人；多行相加的人写作人次"),
    ("|money", "金额带单位：450元、1.2万元"),
    ("|percent", "比率：98.5%"),
    ("|day", "日期：8月1日"),
    (".months(7, 9)", "只算七月到九月：{{ 走访慰问.months(7, 9).次数 }}"),
    ('.where(形式="物资拥军")', "只算某一类的行"),
)


@click.command("figures", options_metavar="[选项]")
@click.argument("words", nargs=-1, metavar="[LEDGER.xlsx] [查找的词]…")
@click.option("--sector", "sector_name", metavar="S", help="行业，如 hospital 或 医院；给了台账就按台账的行业。")
@click.option(
    "--template", type=INPUT, metavar="FILE", help="检查一份表样（.docx、.xlsx）：试填一遍，每一处能不能填，错在哪里。"
)
@extension_option
@format_option
def command(
    words: tuple[str, ...], sector_name: str | None, template: Path | None, extension: Path | None, output_format: str
) -> int:
    """列出本单位的表样里可以写的数字和栏目，或检查一份表样。

    给出台账，就同时列出各个数字现在是多少；写上要找的词，只列有关的。

    \b
    例：shuangyong figures --sector hospital 体检
        shuangyong figures 台账.xlsx 走访慰问
        shuangyong figures --sector hospital --template 季报表样.xlsx
    """
    from shuangyong.forms.listing import listing

    from .choosing import chosen_sector
    from .extending import extended_catalog
    from .output import show_json
    from .sound import sound_ledger

    ledger, searched = _split(words)
    if ledger and sector_name:
        raise click.UsageError("给了台账，就不用再写 --sector：台账里有行业。")
    if template and searched:
        raise click.UsageError("检查表样时不查找，请去掉要找的词，或去掉 --template。")
    catalog = extended_catalog(extension, *([ledger] if ledger else []), sections=False)
    read = sound_ledger(ledger, catalog) if ledger else None
    sector = catalog.sector(read.unit.sector) if read else chosen_sector(catalog, sector_name)
    if template is not None:
        return _check(catalog, read or _sample(catalog, sector.id), template, output_format)
    found = listing(catalog, sector.id, read)
    shown = found.searched(searched)
    if output_format == "json":
        show_json(shown.to_json())
    elif shown.kinds or shown.unit:
        _show(shown)
    else:
        click.echo(f"没有和“{' '.join(searched)}”有关的数字或栏目{found.near(searched)}")
    return 0 if shown.kinds or shown.unit else 1


def _split(words: tuple[str, ...]) -> tuple[Path | None, list[str]]:
    """Return the ledger among the words, and the others, which are searched for."""
    files = [Path(word) for word in words if word.lower().endswith(_FILES)]
    if len(files) > 1:
        raise click.UsageError("只能给一本台账；要检查的表样写在 --template 后面。")
    for file in files:
        if not file.is_file():
            raise click.UsageError(f"没有这个文件：{file}。")
        if file.suffix.lower() != ".xlsx":
            raise click.UsageError(f"{file} 不是台账，台账是 .xlsx 文件；要检查的表样写在 --template 后面。")
    return next(iter(files), None), [word for word in words if not word.lower().endswith(_FILES)]


def _show(shown: "Listing") -> None:
    click.echo(f"{shown.label}的表样可以写：")
    if shown.unit:
        click.echo("\n【本单位】")
    for name in shown.unit:
        _line(name.chinese, "", name.means, name.value)
    for kind in shown.kinds:
        click.echo(f"\n【{kind.label}】{kind.kind}")
        for name in kind.figures:
            _line(name.chinese, f"{name.unit or ''}", name.means, name.value)
        if kind.fields:
            click.echo(f"  逐行列出时（for row in {kind.label}）：{'、'.join(name.chinese for name in kind.fields)}")
    click.echo("\n写法：{{ 征兵体检.体检人数 }}，也可以用英文名 {{ recruit_exam.examined }}。后面还可以加：")
    for written, means in _FILTERS:
        click.echo(f"  {written}  {means}")
    click.echo("一行一条的表：这一行第一格开头写 {% for row in 走访慰问 %}，最后一格末尾写 {% endfor %}。")


def _line(name: str, unit: str, means: str, value: str | None) -> None:
    click.echo(f"  {{{{ {name} }}}}" + f"  {unit}" * bool(unit) + f"  {means}" + (f"  现在是 {value}" if value else ""))


def _sample(catalog: "Catalog", sector: str) -> "Ledger":
    """Return a ledger to try forms of a sector with: its sample, or an empty one where its plugin has none."""
    import datetime

    from shuangyong.model.ledgers import Ledger
    from shuangyong.model.units import Unit
    from shuangyong.workbook.samples import sample_ledger

    year = datetime.date.today().year  # noqa: DTZ011  the office's own year
    if sector in catalog.samples:
        return sample_ledger(catalog, sector, year)
    return Ledger(unit=Unit(sector=sector, name="示例单位", year=year))


def _check(catalog: "Catalog", ledger: "Ledger", template: Path, output_format: str) -> int:
    """Tell of each expression of a form whether it can be filled, and what else filling it would refuse."""
    from shuangyong.forms.checking import faulty, problems
    from shuangyong.forms.filling import tried
    from shuangyong.forms.opening import open_form

    from .output import show_json, show_problems

    form = open_form(template)
    found, notes = tried(form, catalog, ledger)
    wrong = [*problems(found, form.file), *notes]
    ok = not faulty(wrong)
    if output_format == "json":
        import attrs

        expressions = [{**attrs.asdict(one), "ok": not one.fault} for one in found]
        data = {
            "file": form.file,
            "sector": catalog.sector(ledger.unit.sector).id,
            "ok": ok,
            "expressions": expressions,
        }
        show_json({**data, "problems": [attrs.asdict(problem) for problem in wrong]})
        return 0 if ok else 1
    for one in found:
        place = f"{one.sheet}!{one.place}" if one.sheet else one.place
        click.echo(f"  {'有误' if one.fault else '可以'}  {place}  {one.text}")
    show_problems(wrong, form.file, err=False)
    return 0 if ok else 1
