"""Problems as a page shows them: sheet by sheet, each beside its row, those of one kind folded after the first few."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from ..model.problems import Problem
from ..workbook.excerpts import Excerpt
from ..workbook.ooxml.grid import position

#: So many problems stand on a page; the marked copy has all.
MOST_SHOWN = 300

#: So many columns fit on a screen; of wider rows those that tell which row it is, and those around a marked cell.
_COLUMNS, _TELLING = 9, 2

#: Of problems of one kind so many are shown; the others are folded.
_ALIKE = 5


@attrs.frozen(kw_only=True)
class RowView:
    """A row with what is wrong in it.

    Attributes:
        number: The row's number.
        cells: The text of each cell and how bad it is: error, warning or an empty text.
        problems: What is wrong.
    """

    number: int
    cells: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


@attrs.frozen(kw_only=True)
class SheetView:
    """What is wrong in a sheet.

    Attributes:
        name: The sheet's; empty for the file as a whole.
        anchor: Where the page jumps to.
        errors: How many errors it has, those that are not shown too.
        warnings: How many warnings.
        whole: What is wrong with no row of it.
        headings: The columns: letter and heading.
        rows: The rows that are shown at once.
        folded: Those with nothing but what other rows have too.
        narrowed: Whether columns without a problem are left out.
    """

    name: str
    anchor: str
    errors: int
    warnings: int
    whole: tuple[Problem, ...]
    headings: tuple[tuple[str, str], ...]
    rows: tuple[RowView, ...]
    folded: tuple[RowView, ...]
    narrowed: bool = False

    @property
    def more(self) -> int:
        """How many problems the folded rows have."""
        return sum(len(row.problems) for row in self.folded)


@attrs.frozen(kw_only=True)
class ProblemView:
    """All that is wrong, and how many problems are not shown."""

    sheets: tuple[SheetView, ...]
    left: int


def problem_view(problems: Sequence[Problem], excerpts: Sequence[Excerpt]) -> ProblemView:
    """Return problems by sheet with their rows.

    Args:
        problems: In the order of the workbook.
        excerpts: The rows that those with a cell concern; those of others are told without theirs.
    """
    shown = problems[:MOST_SHOWN]
    rows = {one.sheet: one for one in excerpts}
    names = dict.fromkeys(one.sheet or "" for one in problems)
    return ProblemView(
        sheets=tuple(_sheet(number, name, problems, shown, rows.get(name)) for number, name in enumerate(names)),
        left=len(problems) - len(shown),
    )


def _sheet(
    number: int, name: str, problems: Sequence[Problem], shown: Sequence[Problem], excerpt: Excerpt | None
) -> SheetView:
    severities = Counter(one.severity for one in problems if (one.sheet or "") == name)
    own = [one for one in shown if (one.sheet or "") == name]
    by_row: dict[int, list[Problem]] = {}
    whole = []
    for one in own:
        place = position(one.cell or "")
        if excerpt and place and place[0] in excerpt.rows:
            by_row.setdefault(place[0], []).append(one)
        else:
            whole.append(one)
    first, folded = _folded(by_row)
    marked = {_column(one) for found in by_row.values() for one in found}
    near = _narrowed(excerpt, marked) if excerpt else None
    return SheetView(
        name=name,
        anchor=f"sheet-{number}",
        errors=severities["error"],
        warnings=severities["warning"],
        whole=tuple(whole),
        headings=tuple(near.headings.items()) if near else (),
        rows=tuple(_rows(first, near)),
        folded=tuple(_rows(folded, near)),
        narrowed=near is not excerpt,
    )


def _narrowed(excerpt: Excerpt, marked: Collection[str]) -> Excerpt:
    """Return wide rows with their first columns, the marked ones and what stands beside these."""
    letters = [*excerpt.headings]
    if len(letters) <= _COLUMNS:
        return excerpt
    near = {place + step for place, letter in enumerate(letters) if letter in marked for step in (-1, 0, 1)}
    kept = [place for place in range(len(letters)) if place < _TELLING or place in near]
    if len(kept) == len(letters):
        return excerpt
    return attrs.evolve(
        excerpt,
        headings={letters[place]: excerpt.headings[letters[place]] for place in kept},
        rows={number: tuple(cells[place] for place in kept) for number, cells in excerpt.rows.items()},
    )


def _folded(by_row: Mapping[int, list[Problem]]) -> tuple[dict[int, list[Problem]], dict[int, list[Problem]]]:
    """Return the rows that are shown at once, and those whose problems have been seen often enough."""
    seen: Counter[tuple[str, str]] = Counter()
    first: dict[int, list[Problem]] = {}
    folded: dict[int, list[Problem]] = {}
    for number, problems in by_row.items():
        kinds = [(one.code, _column(one)) for one in problems]
        place = folded if all(seen[kind] >= _ALIKE for kind in kinds) else first
        place[number] = problems
        seen.update(kinds)
    return first, folded


def _rows(by_row: Mapping[int, Sequence[Problem]], excerpt: Excerpt | None) -> Iterator[RowView]:
    for number, problems in sorted(by_row.items()):
        assert excerpt is not None, "rows come from excerpts"
        bad: dict[str, str] = {}
        for one in problems:
            column = _column(one)
            bad[column] = "error" if "error" in (one.severity, bad.get(column)) else one.severity
        cells = zip(excerpt.headings, excerpt.rows[number], strict=True)
        yield RowView(
            number=number,
            cells=tuple((text, bad.get(letter, "")) for letter, text in cells),
            problems=tuple(problems),
        )


def _column(problem: Problem) -> str:
    return (problem.cell or "").rstrip("0123456789")
