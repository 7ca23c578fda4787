"""``shuangyong assess``: what a ledger, or every unit of a store, scores, and what is missing."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from .options import (
    OUTPUT,
    extension_option,
    format_option,
    refuse_overwriting,
    refuse_replacing_ledger,
    today_option,
    year_option,
)
from .stores import all_option

if TYPE_CHECKING:
    from shuangyong.assess.building import Built
    from shuangyong.assess.given import Find, Given
    from shuangyong.catalog import Catalog
    from shuangyong.office.store.opening import Store

    from .showing_scores import Shown

_FORMATS = ("xlsx", "docx", "html")


def _span(_context: click.Context, _option: click.Parameter, text: str | None) -> tuple[int, ...]:
    if text is None:
        return ()
    first, _, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal() and 2000 <= int(first) <= int(last) <= 2100):
        raise click.BadParameter(f"「{text}」不是几年，请写成 2023-2026。")
    return tuple(range(int(first), int(last) + 1))


@click.command("assess", options_metavar="[选项]")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="LEDGER.xlsx…|STORE")
@click.option("--standard", metavar="FILE|ID", help="考评标准：双拥办的文件（.toml、.xlsx）或自带的 unit、national。")
@click.option(
    "--manual",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.xlsx",
    help="人工评定表：单位、年度、序号、得分、理由；也可以填在标准文件的“人工评定”表里。",
)
@year_option("评数据库里哪一年的；不写就是最近收过台账的一年。")
@click.option("--years", callback=_span, metavar="Y-Y", help="按周期评几年的：2023-2026。")
@click.option("--unit", metavar="CODE|NAME", help="只评数据库里的这一个单位，逐条列出。")
@click.option("-o", "output", type=OUTPUT, metavar="OUT", help="写出评分表，由后缀决定格式：xlsx、docx、html。")
@click.option("--export", type=OUTPUT, metavar="FILE", help="把标准写成文件（.toml、.xlsx），供修改。")
@all_option
@today_option
@extension_option
@format_option
def command(
    paths: tuple[Path, ...],
    standard: str | None,
    manual: Path | None,
    year: int | None,
    years: tuple[int, ...],
    unit: str | None,
    output: Path | None,
    export: Path | None,
    whole: bool,
    today: datetime.date,
    extension: Path | None,
    output_format: str,
) -> int:
    """按考评标准打分：得多少分、为什么、缺什么、怎样补最省力。

    一本台账：逐条打分，并列出应办事项。几年的台账：按周期打分。数据库（STORE）：所有单位的排名、各项平均分和失分最多的条目。
    自带的 unit 是供修改的示范稿；本地的标准先用 --export 写一份出来改。

    \b
    例：shuangyong assess 台账.xlsx
        shuangyong assess 台账.xlsx --standard 区标准.xlsx -o 评分表.docx
        shuangyong assess 2023.xlsx 2024.xlsx 2025.xlsx 2026.xlsx
        shuangyong assess 2026库 -o 考评结果.xlsx
        shuangyong assess --export 标准.xlsx
    """
    stores = [path for path in paths if path.is_dir()]
    if stores and len(paths) > 1:
        raise click.UsageError("数据库（STORE）一次只能评一个，也不能和台账一起评。")
    if not paths and export is None:
        raise click.UsageError("请写要评的台账或数据库；只要标准的，写 --export 标准.xlsx。")
    if (year or years or unit) and not stores:
        raise click.UsageError("--year、--years、--unit 用于数据库；台账本来就各是一年，直接写几本就是几年。")
    if output is not None and output.suffix.removeprefix(".").lower() not in _FORMATS:
        raise click.UsageError(f"{output.name} 的后缀不认识，可以是：{'、'.join(_FORMATS)}。")
    given = Path(standard) if standard is not None and Path(standard).is_file() else None
    if standard is not None and given is None and Path(standard).suffix:
        raise click.UsageError(f"没有“{standard}”这个标准文件；自带的标准写标识，如 unit。")
    for target in (output, export):
        if target is not None:
            refuse_overwriting(target, *(path for path in paths if path.is_file()), manual, extension, given)
            refuse_replacing_ledger(target)
    asked = _Asked(standard, manual, tuple(years) or ((year,) if year else ()), unit, extension)
    if export is not None:
        _export(export, asked, paths)
    from .showing_scores import Shown

    shown = Shown(output, whole, output_format == "json", today)
    if stores:
        return _store(stores[0], asked, shown)
    return _ledgers(paths, asked, shown) if paths else 0


class _Asked(NamedTuple):
    """What was asked for beside what is judged."""

    standard: str | None
    manual: Path | None
    years: tuple[int, ...]
    unit: str | None
    extension: Path | None

    def read(self, catalog: "Catalog", find: "Find | None" = None) -> "tuple[Built, tuple[Given, ...]]":
        """Return the standard, with what is worth a second look told, and what people have judged.

        Args:
            catalog: What is installed.
            find: Tells units by their names; None where not all units are known.
        """
        from shuangyong.assess.given import given_beside, read_given
        from shuangyong.assessment import chosen_standard

        from .output import show_problems

        built = chosen_standard(self.standard, catalog)
        if built.warnings:
            show_problems(built.warnings, built.standard.title)
        own = Path(self.standard) if self.standard is not None else None
        given = given_beside(own, built.standard, find) if own is not None and own.is_file() else ()
        return built, (*given, *(read_given(self.manual, built.standard, find) if self.manual else ()))

    def read_for(self, store: "Store", year: int, catalog: "Catalog") -> "tuple[Built, tuple[Given, ...]]":
        """Return the standard that the office chose for a year where none is named, and what people have judged."""
        from shuangyong.assess.given import of_units, read_given
        from shuangyong.assessment import unit_finder
        from shuangyong.office_standards import standard_for

        find = unit_finder(store)
        if self.standard is not None:
            return self.read(catalog, find)
        built, given = standard_for(store, catalog, year)
        told = read_given(self.manual, built.standard, find) if self.manual else ()
        return built, (*of_units(given, find), *told)


def _export(target: Path, asked: _Asked, paths: Sequence[Path]) -> None:
    from shuangyong.assess.exporting import standard_toml
    from shuangyong.model.atomic import write_atomically

    from .extending import extended_catalog
    from .output import note

    if target.exists():
        raise click.ClickException(f"{target} 已经存在，里面可能是改好的标准，没有改动它。请换个文件名。")
    catalog = extended_catalog(asked.extension, *(path for path in paths if path.is_file()), sections=False)
    standard = asked.read(catalog)[0].standard
    sectors = {sector.id: sector.label for sector in catalog.sectors}
    if target.suffix.lower() == ".toml":
        content = standard_toml(standard, sectors)
    elif target.suffix.lower() == ".xlsx":
        from shuangyong.assess.exporting_workbook import standard_workbook

        labels = dict.fromkeys(kind.label for kind in catalog.kinds.values())
        content = standard_workbook(standard, sectors, [*labels])
    else:
        raise click.UsageError(f"{target.name} 的后缀不认识，标准可以写成 .xlsx 或 .toml。")
    write_atomically(target, content)
    note(f"已写出 {target}：{standard.title}。")


def _ledgers(paths: Sequence[Path], asked: _Asked, shown: "Shown") -> int:
    from shuangyong.assess.ranking import Ranking, rank
    from shuangyong.assessment import scored_files

    from .extending import extended_catalog
    from .showing_scores import refuse_twice, show_ranking, show_unit, tell_fit, tell_others
    from .sound import sound_ledger

    catalog = extended_catalog(asked.extension, *paths, sections=False)
    built, given = asked.read(catalog)
    ledgers = [(path, sound_ledger(path, catalog)) for path in paths]
    refuse_twice([ledger for _, ledger in ledgers])
    tell_others(given, [ledger.unit for _, ledger in ledgers], asked.manual)
    units = scored_files(ledgers, catalog, built.standard, given)
    tell_fit(built, [ledger.year for _, ledger in ledgers])
    if len(units) == 1:
        latest = max((ledger for _, ledger in ledgers), key=lambda ledger: ledger.year)
        return show_unit(units[0], built, catalog, latest, shown)
    years = tuple(sorted({ledger.year for _, ledger in ledgers}))
    ranking = Ranking(standard=built.standard, years=years, units=rank(units))
    return show_ranking(ranking, built, catalog, shown)


def _store(folder: Path, asked: _Asked, shown: "Shown") -> int:
    from shuangyong.assess.papers.store import reasons_of, texts_of
    from shuangyong.assessment import scored_store, scored_unit
    from shuangyong.office.rollup.gate import gate
    from shuangyong.office.status.status import latest_year
    from shuangyong.office.store.opening import open_store

    from .extending import office_catalog
    from .showing_scores import progress, show_ranking, show_unit, tell_fit, tell_nobody, tell_unjudged

    catalog = office_catalog(folder, asked.extension)
    with open_store(folder) as store:
        years = asked.years or (latest_year(store, shown.today),)
        built, given = asked.read_for(store, years[-1], catalog)
        if asked.unit is not None:
            found, ledger = scored_unit(store, catalog, built.standard, years, asked.unit, given)
            gate(reasons_of(found), shown.output.name if shown.output else "")
            tell_fit(built, years)
            return show_unit(found, built, catalog, ledger, shown)
        if built.standard.level == "地区":
            raise click.UsageError(
                f"“{built.standard.title}”考评的是一个地区，看双拥办自己的台账；请用 --unit 写明是哪个单位的台账。"
            )
        ranking = scored_store(store, catalog, built.standard, years, given, progress)
    if not ranking.units:
        tell_nobody(ranking)
        return 1
    gate(texts_of(ranking), shown.output.name if shown.output else "")
    tell_unjudged(given, ranking)
    tell_fit(built, years)
    return show_ranking(ranking, built, catalog, shown)
