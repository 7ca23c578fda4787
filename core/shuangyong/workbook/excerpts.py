"""The rows that problems concern, as they were typed, so that each problem can be shown beside its row."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..catalog import Catalog
from ..model.ledgers import Ledger
from ..model.problems import Problem
from .book import Cell, Sheet, column_letter
from .headers import find_header
from .ooxml.grid import position
from .reader import read_book_bytes
from .sheets import sort_sheets

#: Of a long text so many characters are shown; the place is what matters.
_LONGEST = 60
#: A sheet that is thousands of columns wide is none of ours; its first ones tell which row it is.
_WIDEST = 60
_MIDNIGHT = "T00:00:00"


@attrs.frozen(kw_only=True)
class Excerpt:
    """Some rows of a sheet.

    Attributes:
        sheet: The sheet's name.
        headings: By column letter, what the sheet's header says over it; an empty text where it says nothing.
        rows: By row number, the texts of its cells, in the order of ``headings``.
    """

    sheet: str
    headings: Mapping[str, str]
    rows: Mapping[int, tuple[str, ...]]


def excerpts(
    data: bytes, name: str, catalog: Catalog, problems: Sequence[Problem], ledger: Ledger | None
) -> tuple[Excerpt, ...]:
    """Return the rows of a file that problems with a cell concern, sheet by sheet.

    Columns that are blank in all of these rows are left out, but for those that a problem is in.

    Args:
        data: The file.
        name: What it is called.
        catalog: Whose kinds its sheets are.
        problems: What is wrong with it.
        ledger: What was read of it; None where it could not be, and headers then are not looked for.

    Raises:
        ProblemsFound: It cannot be read as a workbook.
    """
    book = read_book_bytes(data, name)
    kinds = catalog.kinds_of(catalog.sector(ledger.unit.sector).id) if ledger else ()
    known = {sheet.name: kind for sheet, kind in sort_sheets(book.sheets, kinds, catalog).kinds}
    found = []
    for sheet in book.sheets:
        places = {place for one in problems if one.sheet == sheet.name and (place := position(one.cell or ""))}
        if places:
            header = find_header(sheet, known[sheet.name]) if sheet.name in known else None
            found.append(_excerpt(sheet, sorted(places), header.texts if header else {}))
    return tuple(found)


def _excerpt(sheet: Sheet, places: Sequence[tuple[int, int]], texts: Mapping[int, str]) -> Excerpt:
    rows = dict.fromkeys(row for row, _ in places)
    columns = sorted({column for _, column in places} | {*_filled(sheet, rows)})[:_WIDEST]
    return Excerpt(
        sheet=sheet.name,
        headings={column_letter(column): " ".join(texts.get(column, "").split()) for column in columns},
        rows={row: tuple(_shown(sheet.rows.get(row, {}).get(column)) for column in columns) for row in rows},
    )


def _filled(sheet: Sheet, rows: Mapping[int, None]) -> Iterator[int]:
    for row in rows:
        yield from (column for column, cell in sheet.rows.get(row, {}).items() if cell.text.strip())


def _shown(cell: Cell | None) -> str:
    """Return a cell's text as a person knows it from the screen."""
    if cell is None:
        return ""
    text = "（图片）" if cell.type == "picture" else cell.text.removesuffix(_MIDNIGHT).strip()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
