"""``shuangyong read``: old plans and summaries into proposed records."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from .options import (
    INPUT,
    OUTPUT,
    extension_option,
    format_option,
    numbered,
    refuse_overwriting,
    require_xlsx,
    year_option,
)

if TYPE_CHECKING:
    from shuangyong.catalog import Catalog
    from shuangyong.model.problems import ProblemsFound
    from shuangyong.transcription import Transcript

T = TypeVar("T", int, str)


@click.command("read", options_metavar="[选项]")
@click.argument("documents", nargs=-1, required=True, type=INPUT, metavar="DOC…")
@click.option("--sector", "sector_name", metavar="S", help="行业，如 hospital 或 医院；不写就从文中判断。")
@year_option("写的是哪一年；不写就从文中判断。")
@click.option("-o", "output", type=OUTPUT, metavar="LEDGER.xlsx", help="写一本台账，提出的各行都标“待核”。")
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="另存读出的文字（UTF-8），位置都按它计算；读多份时写文件夹名。",
)
@click.option("--force", is_flag=True, help="台账已经存在时也覆盖。")
@extension_option
@format_option
def command(
    documents: tuple[Path, ...],
    sector_name: str | None,
    year: int | None,
    output: Path | None,
    text: Path | None,
    force: bool,
    extension: Path | None,
    output_format: str,
) -> int:
    """从旧的计划、总结里读出台账记录，每条都附原句，供人核对。

    认 docx、pdf、txt、md、html；装了 shuangyong[doc] 也认 doc。读不准的不填，列在“未入账”里。

    \b
    例：shuangyong read 2023年总结.docx
        shuangyong read 2023年总结.docx -o 2023年台账.xlsx --year 2023
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.model.problems import ProblemsFound
    from shuangyong.transcription import transcribe

    from .extending import extended_catalog
    from .output import note, show_json, show_problems

    _refuse_targets(output, text, documents, extension, force=force)
    catalog = extended_catalog(extension, documents[0].with_name("台账.xlsx"))
    sector = catalog.sector(sector_name).id if sector_name else None
    read: list[Transcript] = []
    results: list[Transcript | ProblemsFound] = []
    for path in documents:
        try:
            read.append(transcribe(path, catalog, year=year, sector=sector))
            results.append(read[-1])
        except ProblemsFound as refusal:
            results.append(refusal)
    if output_format == "json":
        objects = [_as_json(one) for one in results]
        show_json(objects[0] if len(objects) == 1 else objects)
    for result in results:
        if isinstance(result, ProblemsFound):
            show_problems(result.problems, result.file)
        elif output_format == "text":
            show_problems(result.extracted.notes)
            click.echo("\n".join(_lines(result, catalog)))
    for target, one in zip(_text_targets(text, read, len(documents)), read, strict=False):
        write_atomically(target, one.extracted.text.encode())
    if output is not None:
        _write_ledger(output, read, catalog, sector, year)
        note(f"已写出 {output}。请对照原文逐行核对，核对一行就清空那一行的“待核”；再填好单位信息，用 check 检查。")
    return 0 if len(read) == len(documents) else 1


def _refuse_targets(
    output: Path | None, text: Path | None, documents: Sequence[Path], extension: Path | None, *, force: bool
) -> None:
    for target in filter(None, (output, text)):
        refuse_overwriting(target, *documents, extension)
    if output is not None:
        require_xlsx(output)
        if output.exists() and not force:
            raise click.ClickException(f"{output} 已经存在，没有改动它。请换个文件名；确要覆盖，请加 --force。")


def _write_ledger(
    output: Path, read: "Sequence[Transcript]", catalog: "Catalog", sector: str | None, year: int | None
) -> None:
    """Write the ledger that documents propose.

    Raises:
        UsageError: Neither the options nor the documents tell its year or its sector, or they tell several.
        ProblemsFound: There is nothing to write.
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.model.problems import ProblemsFound, error
    from shuangyong.transcription import proposed_ledger

    found = [one for one in read if one.reading.off_topic is None]
    if not any(one.reading.proposals for one in found):
        fix = "请看是不是拿错了文件，或加 --sector 说明行业。"
        raise ProblemsFound([error("nothing-read", f"没有读出可以记账的内容，没有写 {output.name}。", fix)])
    telling = [one for one in found if one.reading.proposals]
    names = {one.id: one.label for one in catalog.sectors}
    used_year = year or _only({one.analysis.year for one in telling}, "年度", "--year", {})
    used_sector = sector or _only({one.reading.sector for one in telling}, "行业", "--sector", names)
    write_atomically(output, proposed_ledger(found, catalog, used_sector, used_year))


def _only(found: set[T | None], what: str, option: str, names: Mapping[str, str]) -> T:
    known = [one for one in found if one is not None]
    if len(known) == 1:
        return known[0]
    if known:
        several = "、".join(sorted(names.get(str(one), str(one)) for one in known))
        raise click.UsageError(f"这几份文件的{what}不一样（{several}），一本台账只能有一个，请用 {option} 写明。")
    raise click.UsageError(f"从文中看不出{what}，写台账请用 {option} 写明。")


def _as_json(result: "Transcript | ProblemsFound") -> dict[str, object]:
    import attrs

    from shuangyong.model.problems import ProblemsFound

    if isinstance(result, ProblemsFound):
        return {"file": result.file, "ok": False, "problems": [attrs.asdict(problem) for problem in result.problems]}
    return result.to_json()


def _text_targets(text: Path | None, read: "Sequence[Transcript]", count: int) -> list[Path]:
    """Return where each document's text is written; documents of one name in several folders are numbered."""
    if text is None:
        return []
    if count == 1 and not text.is_dir():
        return [text]
    text.mkdir(parents=True, exist_ok=True)
    return [text / f"{name}.txt" for name in numbered([one.file for one in read])]


def _lines(one: "Transcript", catalog: "Catalog") -> Iterator[str]:
    from shuangyong.transcription import lines_of, unplaced_of

    reading = one.reading
    sector = catalog.sector(reading.sector).label if reading.sector else "行业不明"
    year = f"{one.analysis.year} 年" if one.analysis.year else "年度不明"
    if reading.off_topic is not None:
        yield f"{one.file}：{reading.off_topic.message}"
        return
    entered = sum(proposal.entered for proposal in reading.proposals)
    kept = len(reading.proposals) - entered
    others = [f"，另有 {kept} 条不入账"] * bool(kept) + [f"，{len(reading.unplaced)} 个数没有归入"] * bool(
        reading.unplaced
    )
    yield f"{one.file}：{year}，{sector}。提出 {entered} 条记录{''.join(others)}。"
    for line in lines_of(one, catalog):
        date = f"{line.date}　" if line.date else ""
        yield f"  {line.label}　{date}{line.figures}{f'　（不入账：{line.why}）' if line.why else ''}"
        yield f"      原文：{line.sentence}"
        yield f"      理由：{line.reason}"
    for line in unplaced_of(one, catalog):
        yield f"  没有归入　{line.figures}：{line.reason}"
        yield f"      原文：{line.sentence}"
