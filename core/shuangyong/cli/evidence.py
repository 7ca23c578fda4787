"""``shuangyong evidence``: the pictures and files behind a ledger's rows, checked, listed and copied."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import INPUT, OUTPUT, extension_option, format_option, refuse_overwriting

if TYPE_CHECKING:
    from shuangyong.catalog import Catalog
    from shuangyong.evidence.numbering import Numbered
    from shuangyong.evidence.pieces import Evidence
    from shuangyong.model.documents import DocumentKind
    from shuangyong.model.ledgers import Ledger
    from shuangyong.report.briefs.about import About
    from shuangyong.report.document import Document

_FORMATS = (".docx", ".html")
#: Opening so many takes some seconds.
_MANY = 20
_LIMITS = "每件事、每段和全文有张数限制，公文里没有写到的事不配"


def evidence_option(function: Any) -> Any:
    """Add the option ``--evidence``: the folder of evidence, as ``folder``."""
    return click.option(
        "--evidence",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="佐证材料文件夹；不写就用台账旁边与台账同名的文件夹，没有再用“佐证材料”。",
    )(function)


def composed_with_pictures(
    path: Path,
    ledger: "Ledger",
    catalog: "Catalog",
    folder: Path | None,
    kind: "DocumentKind",
    last: "Ledger | None",
    about: "About | None",
) -> "tuple[Document, bool]":
    """Return a document with the pictures of the rows that it tells, and whether none of the evidence is missing.

    What is to be known of the pictures goes to stderr.
    """
    from shuangyong.evidence.finding import evidence_of
    from shuangyong.evidence.illustrating import illustrated, with_room
    from shuangyong.evidence.index import CAUTION
    from shuangyong.evidence.numbering import numbered
    from shuangyong.report.compose import compose

    from .output import note, show_problems

    found = evidence_of(path, ledger, folder)
    listed = numbered(found, ledger, catalog)
    about = with_room(about, listed) if about is not None else None
    document = compose(ledger, catalog, kind, last=last, about=about)
    made = illustrated(document, ledger, listed, about)
    problems = [*found.problems, *made.problems]
    if problems:
        show_problems(problems, "佐证材料")
    why = "简报只有一页，最多配两张" if about is not None else _LIMITS
    left = f"，另有 {made.left_out} 张没有配：{why}" if made.left_out else ""
    if made.shown or made.left_out:
        note(f"配了 {made.shown} 张照片{left}。{CAUTION if made.shown else ''}")
    else:
        note("没有配照片：所写的活动，“佐证材料”里没有照片；文件、证书的图片不配。")
    return made.document, all(problem.severity != "error" for problem in problems)


@click.command("evidence", options_metavar="[选项]")
@click.argument("ledger", type=INPUT, metavar="LEDGER.xlsx")
@evidence_option
@click.option("-o", "output", type=OUTPUT, metavar="OUT", help="台账目录写到哪里（.docx 或 .html）。")
@click.option(
    "--copy",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="把编了号、去掉拍摄地点等附加信息的副本放到哪个文件夹。",
)
@extension_option
@format_option
def command(
    ledger: Path,
    folder: Path | None,
    output: Path | None,
    copy: Path | None,
    extension: Path | None,
    output_format: str,
) -> int:
    """核对佐证材料：有没有缺的、多的、打不开的，并出台账目录。

    每行“佐证材料”写文件名、编号（3、1-5）、文件夹名或带 * 的名称，用顿号或换行隔开；也可以直接在单元格里插入图片。
    有找不到、打不开的，退出码为 1。

    \b
    例：shuangyong evidence 台账.xlsx
        shuangyong evidence 台账.xlsx -o 台账目录.docx --copy 上报照片
    """
    from shuangyong.evidence.finding import evidence_of
    from shuangyong.evidence.index import CAUTION, index_document
    from shuangyong.evidence.inspecting import inspected
    from shuangyong.evidence.numbering import numbered
    from shuangyong.evidence.packing import copies_of, write_copies
    from shuangyong.model.atomic import write_atomically

    from .extending import extended_catalog
    from .output import note, show_json, show_problems
    from .sound import sound_ledger

    if output is not None and output.suffix.lower() not in _FORMATS:
        raise click.UsageError(f"台账目录只能写成 .docx 或 .html，请把 {output.name} 改个后缀。")
    if output is not None:
        refuse_overwriting(output, ledger, extension)
    catalog = extended_catalog(extension, ledger, sections=False)
    checked = sound_ledger(ledger, catalog)
    found = evidence_of(ledger, checked, folder)
    if copy is not None:
        _refuse_mixing(copy, found.folder)
    listed = numbered(found, checked, catalog)
    if len(listed.once) > _MANY:
        note(f"正在逐份打开 {len(listed.once)} 份材料……")
    looked = inspected(listed)
    problems = [*found.problems, *looked.problems]
    if copy is not None:
        copies = copies_of(listed)
        write_copies(copies, copy)
        told = {(problem.place, problem.message) for problem in problems}
        problems += (problem for problem in copies.problems if (problem.place, problem.message) not in told)
        note(f"已写出 {len(copies.files)} 份副本到 {copy}。")
    if output is not None:
        document = index_document(checked, listed, looked.extents)
        write_atomically(output, catalog.renderer(output.suffix[1:].lower()).write(document))
        note(f"已写出 {output}：{document.title}。")
    if output_format == "json":
        show_json(_to_json(checked.file, found, listed, looked.extents, problems))
    else:
        click.echo(_summary(found, listed))
        show_problems(problems, checked.file, err=False)
    if any(entry.piece.format.group == "picture" for entry in listed.entries):
        note(CAUTION)
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _refuse_mixing(copy: Path, folder: Path | None) -> None:
    """Refuse to put copies among the originals, where they would be evidence themselves, or among other files."""
    if folder is not None and copy.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError(f"副本不能放进佐证材料文件夹 {folder} 里，请换一个文件夹。")
    # Numbers change with the ledger: old copies among new ones would be taken for evidence of other rows.
    if copy.is_dir() and any(copy.iterdir()):
        raise click.UsageError(f"文件夹 {copy} 里已有文件，编号会混在一起，请换一个新的或空的文件夹。")


def _summary(found: "Evidence", listed: "Numbered") -> str:
    where = f"文件夹“{found.folder.name}”" if found.folder else "没有佐证材料文件夹"
    rows = len({entry.place for entry in listed.entries})
    return f"{where}；{rows} 条记录有佐证材料，共 {len(listed.once)} 份。"


def _to_json(file: str, found: "Evidence", listed: "Numbered", extents: Any, problems: list[Any]) -> dict[str, Any]:
    import attrs

    from shuangyong.evidence.index import hash_of
    from shuangyong.model.privacy import mask

    return {
        "file": file,
        "folder": found.folder.name if found.folder else None,
        "ok": all(problem.severity != "error" for problem in problems),
        "evidence": [
            {
                "number": entry.number,
                "sheet": entry.row.sheet,
                "row": entry.row.number,
                "kind": entry.row.kind.name,
                "name": mask(entry.piece.name),
                "type": entry.piece.format.label,
                "extent": extents[entry.number],
                "size": entry.piece.size,
                "sha256": hash_of(entry.piece),
                "in_ledger": entry.piece.in_ledger,
                "again": entry.again,
            }
            for entry in listed.entries
        ],
        "missing": [
            {"sheet": one.row.sheet, "row": one.row.number, "text": mask(one.text)}
            for one in found.references
            if not one.exists
        ],
        "unreferred": [mask(piece.name) for piece in found.unreferred],
        "problems": [attrs.asdict(problem) for problem in problems],
    }
