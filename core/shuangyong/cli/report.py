"""``shuangyong report``: a document composed from a ledger that has been checked."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from .evidence import evidence_option
from .options import INPUT, extension_option, refuse_overwriting, refuse_replacing_ledger

if TYPE_CHECKING:
    from shuangyong.model.documents import DocumentKind
    from shuangyong.model.ledgers import Ledger


KINDS = {"summary": "总结", "plan": "计划", "table": "统计表", "brief": "简报"}


class _Kind(click.Choice[str]):
    """A document's kind, in Chinese too: 总结 or 工作总结 for summary."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind by its English name."""
        called = {word: kind for kind, label in KINDS.items() for word in (label, f"工作{label}", f"信息{label}")}
        return super().convert(called.get(value, value), param, ctx)


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
    type=_Kind([*KINDS]),
    default="summary",
    show_default=True,
    help="summary 工作总结，plan 工作计划，table 统计表，brief 信息简报；也可以写 总结、计划、统计表、简报。",
)
@click.option("--month", type=click.IntRange(1, 12), metavar="M", help="简报写哪个月。")
@click.option("--row", metavar="表!行", help="简报写哪一项工作，如 走访慰问!5；行号就是 Excel 里的行号。")
@click.option("--template", type=INPUT, metavar="FILE", help="本单位的表样（.docx、.xlsx），填好台账的数字写到 OUT。")
@click.option("--last", type=INPUT, metavar="LEDGER", help="上年度的台账，用来对比。")
@click.option(
    "--fonts",
    type=click.Choice(["gov", "windows"]),
    default="gov",
    show_default=True,
    help="Word 的字体：gov 用仿宋_GB2312、方正小标宋简体等，windows 用系统自带的仿宋、黑体等。",
)
@click.option("--pictures", is_flag=True, help="配上佐证材料里的照片，放在写到那件事的段落下面（docx、html）。")
@evidence_option
@extension_option
def command(
    ledger: Path,
    output: Path,
    kind: str,
    month: int | None,
    row: str | None,
    template: Path | None,
    last: Path | None,
    fonts: str,
    pictures: bool,
    folder: Path | None,
    extension: Path | None,
) -> int:
    """由台账生成总结、计划、统计表或信息简报。

    先检查台账：有错误就列出来，不写文件，退出码为 1。配照片时佐证材料有错误的，照样写出，退出码也是 1。

    \b
    例：shuangyong report 台账.xlsx -o 总结.docx
        shuangyong report 台账.xlsx -o 计划.docx --kind plan --last 去年台账.xlsx
        shuangyong report 台账.xlsx -o 统计表.xlsx --kind table
        shuangyong report 台账.xlsx -o 简报.docx --kind brief --month 7
        shuangyong report 台账.xlsx -o 总结.docx --pictures
        shuangyong report 台账.xlsx -o 简报.docx --kind brief --row 走访慰问!5
        shuangyong report 台账.xlsx -o 季报.xlsx --template 季报表样.xlsx
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.model.dates import PartialDate
    from shuangyong.report.briefs.about import of_month, of_row
    from shuangyong.report.compose import compose
    from shuangyong.report.dating import dated
    from shuangyong.report.markdown import without_record

    from .evidence import composed_with_pictures
    from .extending import extended_catalog
    from .output import note, write_bytes
    from .sound import sound_ledger

    _about_something(kind, month, row)
    refuse_overwriting(output, ledger, last, extension, template)
    refuse_replacing_ledger(output)
    if template is not None:
        _of_its_own_look()
        return _fill(ledger, output, template, last, extension)
    catalog = extended_catalog(extension, ledger, *([last] if last else []))
    to_screen = str(output) == "-"
    renderer = catalog.renderer("md" if to_screen else output.suffix.removeprefix(".").lower())
    this_year = sound_ledger(ledger, catalog)
    last_year = sound_ledger(last, catalog) if last else None
    about = (of_month(this_year, month) if month else of_row(this_year, row or "")) if kind == "brief" else None
    wanted = cast("DocumentKind", kind)  # click checked it
    if pictures:
        document, whole = composed_with_pictures(ledger, this_year, catalog, folder, wanted, last_year, about)
    else:
        document, whole = compose(this_year, catalog, wanted, last=last_year, about=about), True
    if kind in ("summary", "table") and not _begun(this_year):
        note(f"台账里还没有{this_year.year}年的活动：请看看是不是选错了台账，或还没有填。")
    if kind == "summary" and (blank := _unclosed(this_year)):
        where = f"第一处在 {blank[0]}"
        note(f"年度计划有 {len(blank)} 项没有填完成情况（{where}），总结里说的各项加起来比计划少，请填好再出。")
    content = renderer.write(document, fonts=fonts)
    if to_screen:
        write_bytes(without_record(content))
        return 0 if whole else 1
    write_atomically(output, content)
    note(f"已写出 {output}：{document.title}。")
    if kind == "brief":
        assert about is not None, "a brief is about something"
        last_day = "这个月的最后一天" if month else "所写工作的最后一天"
        day = last_day if document.date == about.until else f"今天，{last_day}还没有到"
        note(f"简报的成文日期是{day}（{PartialDate.of(document.date).chinese}），要改请在写出的文件里改。")
    elif not dated(this_year, document.kind)[1]:
        note("台账的填报日期没有填到哪一天，成文日期用了今天；要改请填单位信息里的“填报日期”。")
    return 0 if whole else 1


def _of_its_own_look() -> None:
    """Refuse the options beside ``--template`` that it would have to ignore, all by name."""
    context = click.get_current_context()
    ignored = {"kind": "--kind", "fonts": "--fonts", "pictures": "--pictures", "folder": "--evidence"}
    given = [
        option
        for name, option in ignored.items()
        if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT
    ]
    if given:
        raise click.UsageError(f"--template 按表样填写，不和 {'、'.join(given)} 一起用。")


def _fill(ledger: Path, output: Path, template: Path, last: Path | None, extension: Path | None) -> int:
    """Fill a form of the office's own; it has its own look, so that neither kind nor typefaces matter to it."""
    from shuangyong.forms.filling import fill
    from shuangyong.forms.opening import open_form
    from shuangyong.model.atomic import write_atomically

    from .extending import extended_catalog
    from .output import note, show_problems
    from .sound import sound_ledger

    if output.suffix.lower() != template.suffix.lower():
        raise click.UsageError(f"表样是“{template.suffix}”，填好的文件也要是“{template.suffix}”：请改 -o 的后缀。")
    catalog = extended_catalog(extension, ledger, *([last] if last else []), sections=False)
    form = open_form(template)
    this_year = sound_ledger(ledger, catalog)
    filled = fill(form, this_year, catalog, sound_ledger(last, catalog) if last else None)
    write_atomically(output, filled.data)
    if filled.warnings:
        show_problems(filled.warnings, form.file)
    note(f"已按表样 {form.file} 写出 {output}。")
    return 0


def _begun(ledger: "Ledger") -> bool:
    """Tell whether the ledger has something done in its year: one that was only carried over has not."""
    return any(row.kind.is_activity and row.date and row.date.year == ledger.year for row in ledger.rows)


def _unclosed(ledger: "Ledger") -> list[str]:
    """Return where a planned activity is that nobody said what came of."""
    from shuangyong.model.closure import PLAN_ITEM

    items = (row for row in ledger.rows if row.kind.name == PLAN_ITEM)
    return [f"{row.sheet}!{row.cell('result')}" for row in items if row.value("result") is None]


def _about_something(kind: str, month: int | None, row: str | None) -> None:
    """Refuse a brief about nothing or about two things, and what only a brief takes.

    Raises:
        UsageError: So it was asked.
    """
    if kind != "brief" and (month or row):
        raise click.UsageError("--month 和 --row 只用于简报，请加 --kind brief。")
    if kind == "brief" and (month is None) == (row is None):
        raise click.UsageError("请说明简报写什么：--month 7 写一个月的，--row 走访慰问!5 写一项工作，两个只写一个。")
