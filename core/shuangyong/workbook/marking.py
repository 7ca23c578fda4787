"""The returned ledger: the sender's own file with its problems coloured, commented and listed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from ..model.atomic import write_atomically
from ..model.problems import Problem
from .file_refusals import FILE_BYTES
from .mark_colours import MarkColours
from .ooxml import parts
from .ooxml.grid import Grid, position
from .ooxml.markup import whole
from .ooxml.notes import Notes
from .ooxml.package import NotEditableError, Package
from .ooxml.styles import Styles
from .ooxml.workbook import Workbook
from .problem_list import LEVELS, LIST_SHEET, find_list, list_alone, write_list

_HEADING = "【台账检查】"
_AUTHOR = "双拥台账检查"
_SPREADSHEETS = {".xls", ".et", ".xlt", ".ett", ".xlsm", ".xlsb", ".xltx", ".ods"}

Places = Mapping[tuple[int, int], Sequence[Problem]]


@attrs.frozen(kw_only=True)
class Marked:
    """What was written.

    Attributes:
        path: The file, always an .xlsx.
        in_place: The sender's own file carries the marks; otherwise ``path`` holds the list alone.
        message: All this for a person, in Chinese.
    """

    path: Path
    in_place: bool
    message: str

    def __bool__(self) -> bool:
        return self.in_place


def mark(original: Path, problems: Sequence[Problem], target: Path) -> Marked:
    """Write the file ``original`` to ``target`` with every problem marked.

    Marks of an earlier check are taken away first. All that is not marked stays byte for byte as it was. Where the
    file cannot carry marks (.xls, .et, damaged, encrypted), a new workbook with the list of problems is written.

    Raises:
        ProblemsFound: The target cannot be written.
    """
    try:
        data, cells = _mark(_read(original), problems)
    except (NotEditableError, OSError) as refusal:
        reason = str(refusal) if isinstance(refusal, NotEditableError) else "它读不出来"
        path = _beside(original, _as_xlsx(target))
        write_atomically(path, list_alone(problems))
        told = f"原文件上不能直接标注：{reason}。{len(problems)} 个问题写成了单独的清单「{path.name}」。"
        return Marked(path=path, in_place=False, message=told)
    path = target if target == _as_xlsx(target) else _beside(original, _as_xlsx(target))
    write_atomically(path, data)
    return Marked(path=path, in_place=True, message=_told(path, len(problems), cells))


def marked_bytes(data: bytes, problems: Sequence[Problem]) -> bytes:
    """Return a file with every problem marked, as :func:`mark` writes it; the list alone where it bears no marks."""
    try:
        return _mark(data, problems)[0]
    except NotEditableError:
        return list_alone(problems)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)


def _mark(data: bytes, problems: Sequence[Problem]) -> tuple[bytes, int]:
    """Return the marked file and how many of its cells are marked."""
    package = Package.read(data)
    workbook = Workbook.open(package)
    styles = Styles.open(workbook)
    colours = MarkColours.open(workbook, styles)
    old_list = find_list(workbook)
    sheets = {name: part for name, part in workbook.worksheets().items() if name != old_list}
    cells = sum(
        _mark_sheet(package, part, [problem for problem in problems if problem.sheet == name], colours)
        for name, part in sheets.items()
    )
    write_list(workbook, styles, problems, sheets)
    colours.save()
    styles.save()
    workbook.save()
    return package.to_bytes(), cells


def _mark_sheet(package: Package, part: str, problems: Sequence[Problem], colours: MarkColours) -> int:
    """Mark one sheet and return how many of its cells are marked; without old or new marks it is left alone."""
    if not (problems or colours.unmarked or parts.related(package, part, "comments")):
        return 0
    grid = Grid(package.xml(part))
    notes = Notes(package, part, grid, _HEADING, _AUTHOR)
    changed = grid.restyle(colours.unmarked)
    notes.clear()
    places = _places(grid, problems)
    for (row, column), found in places.items():
        cell = grid.cell(row, column)
        severity = min((problem.severity for problem in found), key=list(LEVELS).index)
        cell.set("s", str(colours.paint(whole(cell.get("s")), severity)))
        notes.add(row, column, "\n".join(_comment(problem) for problem in found))
    if notes.save() or changed or places:
        package.set_xml(part, grid.root)
    return len(places)


def _places(grid: Grid, problems: Sequence[Problem]) -> Places:
    """Return the problems by the cell that shows them."""
    places: dict[tuple[int, int], list[Problem]] = {}
    for problem in problems:
        here = position(problem.cell or "")
        if here:
            places.setdefault(grid.anchor(*here), []).append(problem)
    return places


def _comment(problem: Problem) -> str:
    fix = f"\n怎样改：{problem.fix}" if problem.fix else ""
    return f"{LEVELS[problem.severity]}：{problem.message}{fix}"


def _as_xlsx(target: Path) -> Path:
    """Return the target's name as that of an .xlsx file: by another one Excel would not open it."""
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        return target
    return target.with_name((target.stem if suffix in _SPREADSHEETS else target.name) + ".xlsx")


def _beside(original: Path, path: Path) -> Path:
    """Return ``path``, or a name beside it where it is the original, which must not be lost."""
    if original.exists() and path.exists() and path.samefile(original):
        return path.with_name(f"{path.stem}-{LIST_SHEET}.xlsx")
    return path


def _told(path: Path, problems: int, cells: int) -> str:
    if not problems:
        return f"没有发现问题；「{path.name}」里没有标注。"
    return (
        f"「{path.name}」里标出了 {cells} 个单元格（红色是错误，黄色是提醒，批注里写着怎样改），"
        f"全部 {problems} 个问题列在最后的「{LIST_SHEET}」表里。"
    )
