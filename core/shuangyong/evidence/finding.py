"""The evidence of a ledger: every row's references looked up, and what is missing, doubtful or too many told."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..model.ledgers import Ledger, Row
from ..model.privacy import mask
from ..model.problems import Problem, error, warning
from ..workbook.values import EVIDENCE, PICTURE
from .embedded import pictures_in
from .folder import contents_of, folder_of
from .pieces import NOT_SENT, Evidence, Piece, Place, Reference
from .spelling import Found, Names, looks_like_a_file, unsafe

_PUT_IN = "请把文件放进佐证材料文件夹，或改正这里的文件名。"
_SHOWN = 10


def evidence_of(ledger_path: Path, ledger: Ledger, folder: Path | None = None) -> Evidence:
    """Return the evidence of a ledger: by row, what it refers to and whether that is there.

    Args:
        ledger_path: The ledger's own file: its folder is looked for beside it, and pictures in it.
        ledger: What it holds.
        folder: The folder of evidence; by default the one beside the ledger that is named like it, else 佐证材料.
    """
    folder = folder or folder_of(ledger_path)
    contents = contents_of(folder) if folder else None
    files = contents.pieces if contents else ()
    pictures = pictures_in(ledger_path, ledger)
    references = tuple(_references(ledger, Names(files) if contents else None, pictures.by_place))
    problems = [*pictures.problems, *(contents.problems if contents else ())]
    problems += (reference.problem for reference in references if reference.problem)
    if contents is None:
        problems += _no_folder(references)
    made = Evidence(
        folder=folder,
        pieces=(*files, *(piece for found in pictures.by_place.values() for piece in found)),
        references=references,
        problems=(),
    )
    return Evidence(
        folder=folder,
        pieces=made.pieces,
        references=references,
        problems=(*problems, *_left_over(made), *_twins(made.pieces)),
    )


def _references(
    ledger: Ledger, names: Names | None, pictures: Mapping[Place, tuple[Piece, ...]]
) -> Iterator[Reference]:
    for row in ledger.rows:
        inside = pictures.get((row.sheet, row.number), ())
        for piece in inside:
            yield Reference(row=row, text=piece.name, pieces=(piece,))
        text = row.value(EVIDENCE)
        if isinstance(text, str) and text != PICTURE:
            yield from _typed(row, text, names)
        elif text == PICTURE and not inside:
            yield Reference(row=row, text=PICTURE, problem=_lost_picture(row))


def _typed(row: Row, text: str, names: Names | None) -> Iterator[Reference]:
    """Yield what is typed in a row's cell; without a folder only what may not be followed has a problem."""
    for found in (names or Names(())).referred(text):
        problem = _ambiguous(row, found) if found.ambiguous else None
        if not found.pieces:
            if why := unsafe(found.text):
                problem = _unsafe(row, found.text, why)
            elif names and not found.text.endswith(NOT_SENT):
                problem = _missing(row, found.text, names)
        yield Reference(row=row, text=found.text, pieces=found.pieces, problem=problem)


def _missing(row: Row, text: str, names: Names) -> Problem:
    near = names.near(text)
    hint = f"相近的有：{'、'.join(f'“{mask(name)}”' for name in near)}。" if near else ""
    if looks_like_a_file(text) or near:
        return error(
            "missing-evidence",
            f"「佐证材料」里写的「{mask(text)}」在文件夹里没有。",
            hint + _PUT_IN,
            **_where(row, text),
        )
    return warning(
        "no-such-evidence",
        f"「佐证材料」里写的「{mask(text)}」不是文件夹里任何一个文件的名称，没有算作佐证。",
        "请写文件名、编号（如 3、1-5）、文件夹名，或用 * 代替名称的一部分。",
        **_where(row, text),
    )


def _ambiguous(row: Row, found: Found) -> Problem:
    names = "、".join(mask(piece.name) for piece in found.pieces[:_SHOWN])
    return warning(
        "ambiguous-evidence",
        f"「佐证材料」里写的「{mask(found.text)}」在几个文件夹里都有：{names}。",
        "都算作这一行的佐证；只要其中一个的，请把文件夹名也写上，如“八一/1.jpg”。",
        **_where(row, found.text),
    )


def _unsafe(row: Row, text: str, why: str) -> Problem:
    return error(
        "unsafe-evidence",
        f"「佐证材料」里的「{mask(text)}」不能用：{why}。",
        "请把文件放进佐证材料文件夹，这里只写文件名。",
        **_where(row, text),
    )


def _lost_picture(row: Row) -> Problem:
    return error(
        "lost-picture",
        "「佐证材料」单元格里应有图片，文件里却没有存下来。",
        "请重新插入图片并保存；旧格式（.xls、.et）请先另存为 .xlsx。",
        **_where(row, PICTURE),
    )


def _where(row: Row, text: str) -> dict[str, str | None]:
    return {"sheet": row.sheet, "cell": row.cell(EVIDENCE), "value": mask(text)}


def _no_folder(references: Iterable[Reference]) -> Iterator[Problem]:
    """Yield one problem for all names that could not be looked up."""
    if unseen := [one for one in references if not one.pieces and one.problem is None]:
        yield error(
            "no-evidence-folder",
            f"有 {len(unseen)} 处写了佐证材料，可是没有找到放这些文件的文件夹。",
            "请在台账旁边建一个与台账同名（没有后缀）或叫“佐证材料”的文件夹，把文件放进去；"
            "放在别处的用 --evidence 指明。",
        )


def _left_over(evidence: Evidence) -> Iterator[Problem]:
    """Yield a warning that lists the files that no row refers to."""
    if names := [mask(piece.name) for piece in evidence.unreferred]:
        more = f" 等 {len(names)} 个" if len(names) > _SHOWN else ""
        yield warning(
            "unreferred-evidence",
            f"有 {len(names)} 个文件没有一行台账提到：{'、'.join(names[:_SHOWN])}{more}。",
            "是哪件事的佐证，就把文件名写进那一行的“佐证材料”；没有用的请移走。没有提到的不编号、不上报。",
        )


def _twins(pieces: Iterable[Piece]) -> Iterator[Problem]:
    """Yield a warning for each group of files that hold the same bytes."""
    for group in same_content(pieces):
        yield warning(
            "same-evidence",
            f"这 {len(group)} 份佐证材料内容完全相同：{'、'.join(mask(piece.name) for piece in group[:_SHOWN])}。",
            "同一张照片不宜当作几件事的佐证：请核对，多余的删去。",
        )


def same_content(pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """Return the groups of pieces that hold the same bytes; only those of one size are read."""
    by_size: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.size:
            by_size.setdefault(piece.size, []).append(piece)
    by_hash: dict[str, list[Piece]] = {}
    for group in by_size.values():
        for piece in group if len(group) > 1 else ():
            with contextlib.suppress(OSError):  # it has gone since; whoever opens it tells
                by_hash.setdefault(piece.sha256, []).append(piece)
    return [tuple(group) for group in by_hash.values() if len(group) > 1]
