"""``shuangyong proofread``: what a careful proofreader marks in a plan, a summary or a report."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import INPUT, OUTPUT, extension_option, format_option, refuse_overwriting, year_option

if TYPE_CHECKING:
    from shuangyong.narrative.proofreading.findings import Finding
    from shuangyong.proofing import Proof

#: How many characters of the place are shown; the whole passage is in JSON and in Word's comments.
_SHOWN = 30


@click.command("proofread", options_metavar="[选项]")
@click.argument("document", type=INPUT, metavar="DOC")
@click.option("--ledger", type=INPUT, metavar="L", help="本单位当年的台账，用来核对文中的数。")
@year_option("材料应是哪一年的；别的年份的提法会指出来。不写就从文中判断。")
@click.option(
    "--sector", "sector_name", metavar="S", help="材料是哪个行业的，如 hospital 或 医院；别的行业的话会指出来。"
)
@click.option("--mark", type=OUTPUT, metavar="FILE", help="另存一份 Word 文档，在每处加批注；只认 docx。")
@extension_option
@format_option
def command(
    document: Path,
    ledger: Path | None,
    year: int | None,
    sector_name: str | None,
    mark: Path | None,
    extension: Path | None,
    output_format: str,
) -> int:
    """校对计划、总结、汇报：没填的空、旧称、错年份、串行业、重复、番号、隐私等。

    加上台账，还核对文中的数。发现问题时退出码为 1，没有问题为 0。

    \b
    例：shuangyong proofread 2026年总结.docx
        shuangyong proofread 2026年总结.docx --ledger 台账.xlsx --mark 校对.docx
    """
    from shuangyong.narrative.extraction import extract
    from shuangyong.narrative.marking.commenting import comment_docx
    from shuangyong.proofing import proof_of

    from .extending import extended_catalog
    from .output import note, show_json, show_problems
    from .sound import sound_ledger

    if mark is not None:
        refuse_overwriting(mark, document, ledger, extension)
    catalog = extended_catalog(extension, *([ledger] if ledger else []), sections=False)
    sector = catalog.sector(sector_name).id if sector_name else None
    book = sound_ledger(ledger, catalog) if ledger else None
    extracted = extract(document)
    proof = proof_of(extracted, catalog, year=year, sector=sector, ledger=book)
    findings = proof.findings
    for remark in proof.remarks:
        note(remark)
    if output_format == "json":
        show_json({"file": str(document), "findings": [_as_json(finding) for finding in findings]})
    else:
        show_problems(extracted.notes)
        click.echo("\n".join(_lines(document, proof)))
    if mark is not None:
        comment_docx(document, findings, mark)
        note(f"已写出 {mark}：{len(findings)} 处批注。")
    return 1 if findings else 0


def _as_json(finding: "Finding") -> dict[str, object]:
    import attrs

    return attrs.asdict(finding)


def _lines(document: Path, proof: "Proof") -> Iterator[str]:
    if not proof.findings:
        yield f"{document}：没有发现问题。"
        return
    counts = Counter(finding.label for finding in proof.findings)
    told = "，".join(f"{label} {count}" for label, count in counts.most_common())
    yield f"{document}：发现 {len(proof.findings)} 处（{told}）"
    for noted in proof.noted():
        place = f"{noted.place} " if noted.place else ""
        shown = noted.quote if len(noted.quote) <= _SHOWN else f"{noted.quote[:_SHOWN]}……"
        yield f"  {noted.finding.label}  {place}{f'「{shown}」：' if shown else ''}{noted.finding.message}"
        yield f"        改法：{noted.finding.suggest}"
