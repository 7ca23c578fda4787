"""What a brief is about: one row of a ledger, or all that is dated in a month."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import attrs

from ...model.dates import PartialDate
from ...model.kinds import CORE, Kind
from ...model.ledgers import Ledger, Row
from ...model.problems import Problem, ProblemsFound, error

#: A row as people name it: 征兵体检!7, 征兵体检!C7, 征兵体检！７.
_PLACE = re.compile(r"(.+)[!！]\s*\$?[A-Za-zＡ-Ｚａ-ｚ]{0,3}\$?([1-9１-９][0-9０-９]{0,6})\s*")

#: Planned is not done, and no news is made of shortcomings or of the roll of persons.
_NO_NEWS = frozenset(f"{CORE}.{kind}" for kind in ("plan_item", "reflection", "entitled_person"))


@attrs.frozen
class About:
    """A month of a ledger, or one of its rows; ``rows`` are what the brief tells.

    Attributes:
        rows: The rows.
        month: The month, from 1; None for a single row.
        until: The last day told: nothing later is counted in 今年以来.
        pictured: Whether room is to be left on the page for a line of pictures.
    """

    rows: tuple[Row, ...]
    month: int | None
    until: datetime.date
    pictured: bool = False

    @property
    def first(self) -> datetime.date:
        """The first day told."""
        return min((row.date.first for row in self.rows if row.date), default=self.until)

    def of(self, ledger: Ledger) -> Ledger:
        """Return the ledger with these rows only."""
        return attrs.evolve(ledger, rows=self.rows)

    def so_far(self, ledger: Ledger) -> Ledger:
        """Return the ledger with what is dated from the year's first day until the last day told."""
        rows = (row for row in ledger.rows if row.date and row.date.year == ledger.year)
        return attrs.evolve(ledger, rows=tuple(row for row in rows if _over(row.date, self.until, row in self.rows)))

    def of_last(self, last: Ledger) -> Ledger:
        """Return what stands beside it in the ledger of the year before: the same month, or the year until that day."""
        if self.month is not None:
            return attrs.evolve(last, rows=news(last, self.month))
        end = _year_before(self.until)
        rows = (row for row in last.rows if row.date and row.date.year == last.year)
        return attrs.evolve(last, rows=tuple(row for row in rows if _over(row.date, end)))


def of_month(ledger: Ledger, month: int) -> About:
    """Return a month of a ledger.

    Raises:
        ProblemsFound: Nothing is dated in it; the months that have something are named.
    """
    if rows := news(ledger, month):
        return About(rows, month, PartialDate(ledger.year, month).last)
    raise ProblemsFound([_empty_month(ledger, month)], file=ledger.file)


def of_row(ledger: Ledger, place: str) -> About:
    """Return the row of a ledger that a person names by its sheet and number, or by one of its cells.

    Raises:
        ProblemsFound: There is no such row, or it is none to write a brief about; what there is is named.
    """
    match = _PLACE.fullmatch(place.strip())
    if match is None:
        message = f"“{place}”不是台账里的一行：要写工作表名、叹号和行号。"
        raise ProblemsFound(
            [error("bad-row", message, "例如 --row 走访慰问!5，或写其中一格：走访慰问!B5。", value=place)]
        )
    sheet, number = match[1].strip().strip("'"), int(match[2])
    rows = [row for row in ledger.rows if sheet in (row.sheet, row.kind.label)]
    row = next((row for row in rows if row.number == number), None)
    if row is None:
        raise ProblemsFound([_no_row(ledger, sheet, number, rows)], file=ledger.file)
    _refuse(row, ledger)
    assert row.date is not None, "rows without a date were refused"
    end = row.value("end_date")
    return About((row,), None, max(row.date.last, end.last if isinstance(end, PartialDate) else row.date.last))


def news(ledger: Ledger, month: int) -> tuple[Row, ...]:
    """Return the rows that are dated in a month of the ledger's year and may be told outside."""
    return tuple(row for row in ledger.rows if row.date and _told(row) and _in(row.date, ledger.year, month))


def tellable(ledger: Ledger) -> tuple[Row, ...]:
    """Return the rows that a brief may be about, day by day; those of one day as they stand in the ledger."""
    rows = (row for row in ledger.rows if row.date and row.date.year == ledger.year and _told(row))
    return tuple(sorted(rows, key=lambda row: row.date.first if row.date else datetime.date.max))


def months(ledger: Ledger) -> Mapping[int, int]:
    """Return how many rows each month has that has any."""
    return {month: count for month in range(1, 13) if (count := len(news(ledger, month)))}


def is_news(kind: Kind) -> bool:
    """Tell whether rows of a kind may make a brief."""
    return kind.name not in _NO_NEWS and any(field.id == "date" for field in kind.fields)


def _told(row: Row) -> bool:
    return is_news(row.kind)


def _in(date: PartialDate, year: int, month: int) -> bool:
    return (date.year, date.month) == (year, month)


def _over(date: PartialDate | None, until: datetime.date, itself: bool = False) -> bool:
    """Tell whether something is over on a day; a row that is told itself is, however vague its date."""
    return date is not None and (itself or date.last <= until)


def _year_before(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _refuse(row: Row, ledger: Ledger) -> None:
    """Refuse a row that is no news, or of which nobody knows when it was."""
    where = {"sheet": row.sheet or row.kind.label, "cell": row.cell("date")}
    if not _told(row):
        message = f"“{row.kind.label}”里的一行不写成简报。"
        fix = "简报写做过的事：请指明活动所在的一行，或用 --month 写一个月的。"
        raise ProblemsFound([error("not-news", message, fix, **where)], file=ledger.file)
    if row.date is None:
        message = "这一行没有填写日期，简报要写明是哪天的事。"
        raise ProblemsFound(
            [error("blank-needed", message, "请在台账中填好日期，再出简报。", **where)], file=ledger.file
        )
    if row.date.year != ledger.year:
        message = f"这一行的日期是{row.date.chinese}，不在{ledger.year}年，不写成今年的简报。"
        raise ProblemsFound([error("not-this-year", message, "请指明当年的一行。", **where)], file=ledger.file)


def _empty_month(ledger: Ledger, month: int) -> Problem:
    there = "、".join(f"{number}月（{count}项）" for number, count in months(ledger).items())
    fix = f"有工作的月份：{there}。" if there else "台账里还没有写明月份的工作，请先填报。"
    return error("empty-month", f"{ledger.year}年{month}月台账里没有可写简报的工作。", fix, value=str(month))


def _no_row(ledger: Ledger, sheet: str, number: int, rows: Sequence[Row]) -> Problem:
    if rows:
        fix = f"“{sheet}”有数据的行：{_listed(row.number for row in rows)}。"
        return error("no-such-row", f"第 {number} 行没有数据。", fix, sheet=sheet)
    filled = dict.fromkeys(row.sheet or row.kind.label for row in ledger.rows if _told(row))
    near = get_close_matches(sheet, filled, n=1, cutoff=0.4)
    hint = f"是不是“{near[0]}”？" if near else ""
    fix = f"有数据的工作表：{'、'.join(filled)}。" if filled else "这本台账还没有填活动。"
    return error("no-such-row", f"台账里没有填了数据的工作表“{sheet}”。{hint}", fix, value=sheet)


def _listed(numbers: Iterable[int]) -> str:
    return "、".join(map(str, sorted(numbers)))
