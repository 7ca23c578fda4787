"""Pictures in the ledger itself: in the cells of 佐证材料, or floating over them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from ..model.ledgers import Ledger, Row
from ..model.problems import Problem, ProblemsFound, warning
from ..workbook.book import address
from ..workbook.preflight import ZIP
from ..workbook.values import EVIDENCE, PICTURE
from ..workbook.xlsx.pictures import Floating, WorkbookPictures
from .formats import HEAD, format_of
from .pieces import Piece, Place

_SHOWN = 10


@attrs.frozen
class Pictures:
    """The pictures of a ledger by the row whose cell they stand in or over."""

    by_place: Mapping[Place, tuple[Piece, ...]] = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()


def says_picture(row: Row) -> bool:
    """Tell whether a row's evidence is a picture in the cell, be it there or lost."""
    return row.value(EVIDENCE) == PICTURE


def pictures_in(ledger_path: Path, ledger: Ledger) -> Pictures:
    """Return the pictures in a ledger's file; an old .xls is not looked through, and holds none.

    A floating picture belongs to the row that its upper left corner stands in, if it covers the column 佐证材料.
    """
    try:
        data = ledger_path.read_bytes()
        book = WorkbookPictures(data) if data.startswith(ZIP) else None
    except (OSError, ProblemsFound):
        book = None
    if book is None:
        return Pictures()
    found: dict[Place, list[str]] = {}
    for row in ledger.rows:
        if says_picture(row) and (part := book.in_cell(row.originals.get(EVIDENCE, ""))):
            found.setdefault((row.sheet, row.number), []).append(part)
    rows = {(row.sheet, row.number): row for row in ledger.rows}
    stray = []
    for one in book.floating():
        place = (one.sheet, one.row)
        if place in rows and _covers(one, rows[place]):
            found.setdefault(place, []).append(one.part)
        else:
            stray.append(one)
    by_place = {place: tuple(_pieces(book, rows[place], parts)) for place, parts in found.items()}
    taking = {row.sheet: any(field.id == EVIDENCE for field in row.kind.columns) for row in ledger.rows}
    told = (_told([one for one in stray if taking.get(one.sheet) is takes], takes=takes) for takes in (True, False))
    return Pictures(by_place, tuple(problem for problems in told for problem in problems))


def _covers(picture: Floating, row: Row) -> bool:
    letters = row.columns.get(EVIDENCE, "")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return picture.first <= number <= picture.last


def _pieces(book: WorkbookPictures, row: Row, parts: list[str]) -> Iterator[Piece]:
    cell = f"{row.sheet}!{row.cell(EVIDENCE)}"
    for number, part in enumerate(parts, 1):
        content = book.content(part)
        name = f"{cell} 图{number}" if len(parts) > 1 else cell
        yield Piece(name=name, format=format_of(content[:HEAD], part), size=len(content), content=content)


def _told(stray: list[Floating], *, takes: bool) -> Iterator[Problem]:
    """Yield a warning that lists the pictures that stand behind no row; ``takes``: whether their sheets take any."""
    if stray:
        places = [f"{one.sheet}!{address(one.row, one.first)}" if one.row else one.sheet for one in stray[:_SHOWN]]
        more = f" 等 {len(stray)} 张" if len(stray) > _SHOWN else ""
        where = "没有放在“佐证材料”列的记录上" if takes else "放在没有“佐证材料”列的表里"
        yield warning(
            "stray-picture",
            f"台账里有 {len(stray)} 张图片{where}，没有算作佐证：{'、'.join(places)}{more}。",
            "请把图片拖到那一行的“佐证材料”格上（以图片左上角为准），或嵌入单元格；无关的图片请删去。"
            if takes
            else "这种表只填文字和数字：请把图片放到所佐证的活动、制度文件、表彰奖励等那一行的“佐证材料”格上。",
        )
