"""Reading a roster: from a workbook to entries, and all that is wrong with its cells."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.dates import PartialDate
from ...model.ledgers import Row
from ...model.problems import Problem, error, warning
from ...model.regions import Region
from ...workbook.book import Book, Cell, address
from ...workbook.info import region_code, unit_code
from ...workbook.keys import fold, key
from ...workbook.reader import read_book
from ...workbook.refusals import Doubted, Refused
from ...workbook.rows import read_sheet
from ...workbook.values import nearest, problem_of
from .entries import ALWAYS, Entry
from .form import listing_kind

_YEARS = range(1900, 2101)
#: An id so like an installed one is a slip; any other is of a plugin that is not installed.
_SLIP = 0.75
_LACKING = "missing-column"


@attrs.frozen(kw_only=True)
class RosterReading:
    """What a roster's file holds.

    Attributes:
        entries: Its rows.
        problems: What is wrong with its cells.
        deadlines: Whether it has a column 截止日期 or 锁定日期.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    deadlines: bool


def read_roster(path: Path, catalog: Catalog) -> RosterReading:
    """Return the rows of a roster, whatever the order of its columns, and what is wrong with each cell.

    Raises:
        ProblemsFound: The file is no workbook, or cannot be read at all.
    """
    return roster_of(read_book(path), catalog)


def roster_of(book: Book, catalog: Catalog) -> RosterReading:
    """Return the rows of a roster in a workbook."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    fields: set[str] = set()
    unread: list[Problem] = []
    for sheet in book.sheets:
        reading = read_sheet(sheet, listing_kind(), None)
        if reading.fields is None or sheet.hidden:
            unread += [_left_out(sheet.name)] if any(sheet.rows.values()) else []
            continue
        fields |= set(reading.fields)
        if lacking := [problem for problem in reading.problems if problem.code == _LACKING]:
            problems += lacking  # every row lacks it: to say so of each would hide what is wrong
            continue
        problems += map(_tolerated, reading.problems)
        refused = {(problem.sheet, problem.cell) for problem in reading.problems}
        for row in reading.rows:
            reader = _RowReader(row, sheet.rows[row.number], catalog, refused)
            entries.append(reader.entry())
            problems += reader.problems
    problems += unread if fields else [_no_header()]
    return RosterReading(
        entries=tuple(entries), problems=tuple(problems), deadlines=not fields.isdisjoint(("due", "lock"))
    )


class _RowReader:
    """Makes an entry of a row, and notes what is wrong with it."""

    def __init__(
        self, row: Row, cells: Mapping[int, Cell], catalog: Catalog, refused: set[tuple[str | None, str | None]]
    ) -> None:
        self.row = row
        self.cells = {address(row.number, column): cell for column, cell in cells.items()}
        self.catalog = catalog
        self.refused = refused
        self.problems: list[Problem] = []

    def entry(self) -> Entry:
        return Entry(
            unit=self._text("unit", unit_code),
            name=" ".join(self._text("name", str).split()),
            sector=self._text("sector", self._sector),
            region=self._text("region", lambda text: Region.parse(region_code(text)).code),
            parent=self._text("parent", unit_code) or None,
            start=self._day("start", last=False) or ALWAYS,
            until=self._day("until"),
            due=self._day("due"),
            lock=self._day("lock"),
            row=self.row,
        )

    def _text(self, field: str, judge: Callable[[str], str]) -> str:
        """Return a cell's text as it was judged; as it was typed where it is refused."""
        text = self.row.value(field)
        if not isinstance(text, str):
            return ""
        try:
            return judge(text)
        except Doubted as doubted:
            self._refuse(field, doubted)
            return str(doubted.value)
        except Refused as refused:
            self._refuse(field, refused)
            return "".join(fold(text).split()).upper()

    def _sector(self, text: str) -> str:
        wanted = key(text)
        for sector in self.catalog.sectors:
            if wanted in map(key, sector.names):
                return sector.id
        ids = [sector.id for sector in self.catalog.sectors]
        broken = {plugin.name: plugin.broken for plugin in self.catalog.plugins if plugin.broken}
        if wanted in broken:
            raise Doubted("broken-plugin", f"的插件装坏了（{broken[wanted]}），先记入名册", "请重装该插件。", wanted)
        if wanted.isascii() and wanted.isidentifier() and not difflib.get_close_matches(wanted, ids, cutoff=_SLIP):
            fix = f"没有写错的，请安装该行业的插件（shuangyong-{wanted}），否则收不了它的台账。"
            raise Doubted("sector-not-installed", "没有安装对应的行业插件，先按这个名字记入名册", fix, wanted)
        labels = {name: sector.label for sector in self.catalog.sectors for name in sector.names}
        near = nearest(text, tuple(labels))
        hint = f"是不是“{labels[near]}”？" if near else ""
        known = "、".join(f"{sector.label}（{sector.id}）" for sector in self.catalog.sectors) or "（无）"
        fix = f"{hint}已安装的行业：{known}。还没有装插件的行业请写插件的英文名。"
        raise Refused("unknown-sector", "没有对应的行业", fix)

    def _day(self, field: str, *, last: bool = True) -> str | None:
        """Return the day of a cell: the last that it may mean, or the first."""
        date = self.row.value(field)
        if isinstance(date, PartialDate):
            if date.year not in _YEARS:
                self._refuse(field, Refused("impossible-date", f"不会是 {date.year} 年", "请核对年份。"))
            return (date.last if last else date.first).isoformat()
        place = self.row.cell(field)
        stated = field in self.row.columns and place in self.cells and self.cells[place].text.strip()
        if stated and (self.row.sheet, place) not in self.refused:
            # A date that lacks its year is no date here: no ledger gives it one.
            self._refuse(field, Refused("date-without-year", "没有写年份", "请写全，如 2026-08-01。"))
        return None

    def _refuse(self, field: str, refused: Refused) -> None:
        place = self.row.cell(field)
        problem = problem_of(refused, self.cells[place], self.row.kind.field(field))
        self.problems.append(attrs.evolve(problem, sheet=self.row.sheet, cell=place))


def begun(entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """Yield one warning for all rows without 启用日期."""
    blank = [entry for entry in entries if entry.start == ALWAYS]
    if blank:
        yield warning(
            "no-start",
            f"有 {len(blank)} 行没有写“启用日期”，按一直在册处理，往年也算应报。",
            "新设的单位请补上启用日期。",
            **{**blank[0].at("start"), "value": None},
        )


def _tolerated(problem: Problem) -> Problem:
    """Let a roster have columns of its own, such as 联系人: they are named and not read."""
    if problem.code in ("unknown-column", "no-column-header"):
        return attrs.evolve(problem, severity="warning", fix=problem.fix.replace("请删去这一列", "可以留着"))
    return problem


def _left_out(name: str) -> Problem:
    return warning(
        "unread-sheet", f"工作表「{name}」没有名册的表头或是隐藏的，没有读。", "不是名册的可以留着。", sheet=name
    )


def _no_header() -> Problem:
    fields: Any = listing_kind().columns
    labels = "、".join(field.label for field in fields)
    return error("no-header", "找不到名册的表头，一行也没有读入。", f"请在数据上面写一行表头：{labels}。")
