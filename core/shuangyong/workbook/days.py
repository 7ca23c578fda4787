"""Dates as clerks type them: 2026-08-01, 2026.8.1, 20260801, 二〇二六年八月一日, 8月1日, 8月."""

import datetime
import functools
import re

from ..model.dates import PartialDate
from ..model.fields import Field
from ..model.numerals import chinese
from . import numerals
from .book import Cell
from .keys import fold
from .refusals import Refused

_TIME = r"(?:[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_ARABIC = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})(?:\2([0-9]{{1,2}}))?\.?{_TIME}")
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_SHORT = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})")
_DECIMAL = re.compile(r"(?:[0-9]{4}|[0-9]{1,2})\.[0-9]{1,2}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FEW = r"[0-9]{1,2}|[一二三四五六七八九十廿卅〇]{1,3}"
_WORDS = re.compile(
    rf"(?:([0-9]{{4}}|[〇零○一二三四五六七八九]{{4}})年)?(?:(?:({_FEW})月份?)(?:({_FEW})[日号]?)?)?{_TIME}"
)
_MANY = "[0-9一二三四五六七八九十廿]"
_SPAN = re.compile(
    rf"(?:{_MANY}|[日号月年])[至到~、,和及与]{_MANY}|[日号月]-+{_MANY}|[0-9][./][0-9]{{1,2}}-+[0-9]|(?:[0-9]+-){{3}}[0-9]"
    rf"|{_MANY}-+{_MANY}{{1,3}}[日号]"
)
#: 8月初, 8月上旬, 8月底: the month is known, the day is not.
_VAGUE = re.compile(rf"(.*?({_FEW})月)份?(?:初|中|底|末|[上中下]旬|月[初底末])")
_AROUND = re.compile(r"\s*([-/.年月日号至到~])\s*")
_DASHES = str.maketrans("–—−‐－～〜", "-----~~")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")

#: Years outside are slips: no paper that still counts is older.
_YEARS = range(1900, 2100)

#: The numbers that Excel shows for 1954 to 2100 when a cell has lost its date format (the 1900 date system).
_SERIALS = range(20000, 73416)
_SERIAL_ZERO = datetime.date(1899, 12, 30)

EXPECTED = "请写成 2026-08-01、2026年8月1日 或 8月1日，只知道月份的写 8月。"
ONE_DAY = "一格只写一天：开始的一天写在这里，最后一天写在“结束日期”列；没有这一列的，只写开始的一天。"


def date_of(cell: Cell, field: Field, year: int | None) -> PartialDate | None:
    """Return the date that a cell states for a field; None where its year is needed and not known.

    Raises:
        Refused: It states none, an impossible one, more than one, or one that the ledger's year does not hold.
    """
    if cell.type == "date":
        date: PartialDate | None = _of_cell(cell.text)
    elif cell.type == "number":
        amount = numerals.stored(cell.text)
        date = stored("" if amount is None else str(amount))
    else:
        date = typed(fold(cell.text), year)
    if date is not None and year is not None:
        _check_year(date, field, year)
    return date


def _check_year(date: PartialDate, field: Field, year: int) -> None:
    if date.year not in _YEARS:
        raise Refused("impossible-date", f"不会是 {date.year} 年", "请核对年份。")
    if date.year == year or (field.earlier and date.year < year):
        return
    if field.later and date.year == year + 1 and (date.month or 12, date.day or 31) <= field.later:
        return
    fix = f"请核对年份；{date.year} 年的事记入该年的台账。"
    if field.earlier:
        raise Refused("outside-year", f"晚于本台账的 {year} 年", fix)
    until = f"到次年 {field.later[0]} 月 {field.later[1]} 日" if field.later else ""
    raise Refused("outside-year", f"不在本台账的 {year} 年{until}之内", fix)


@functools.lru_cache(maxsize=1024)  # a year has few days, and few ways to write them
def typed(text: str, year: int | None) -> PartialDate | None:
    """Return the date that a folded text states; a date without a year is of the ledger's ``year``.

    Returns:
        None where the year is needed and not known (the first sheet says so already).

    Raises:
        Refused: It states no date, no possible date, or more than one.
    """
    compact = _AROUND.sub(r"\1", text.translate(_DASHES))
    if match := _ARABIC.fullmatch(compact):
        return _date(int(match[1]), match[3], match[4])
    if match := _SOLID.fullmatch(compact):
        return _date(int(match[1]), match[2], match[3])
    if _YEAR.fullmatch(compact):
        return _date(int(compact), None, None)
    if match := _SHORT.fullmatch(compact):
        return _date(year, match[1], match[3])
    if (match := _WORDS.fullmatch(compact)) and (match[1] or match[2]):
        stated = int(match[1].translate(_CHINESE_DIGITS)) if match[1] else year
        return _date(stated, match[2], match[3])
    if _SPAN.search(compact):
        raise Refused("date-span", "应填一个日期，却写了不止一天", ONE_DAY)
    if match := _VAGUE.fullmatch(compact):
        raise Refused("not-a-date", "应填日期，却不知是哪一天", f"只知道月份的，只写 {match[1]}。")
    raise Refused("not-a-date", "应填日期", EXPECTED)


def stored(text: str) -> PartialDate | None:
    """Return the date of a number cell: 20260801 or 202608.

    Raises:
        Refused: It is another number; what it may have been meant to be is suggested.
    """
    if (match := _SOLID.fullmatch(text)) and match[1].startswith(("19", "20")):
        return _date(int(match[1]), match[2], match[3])
    if _YEAR.fullmatch(text):
        return _date(int(text), None, None)
    if text.isdigit() and int(text) in _SERIALS:
        day = _SERIAL_ZERO + datetime.timedelta(days=int(text))
        raise Refused(
            "date-serial",
            f"应填日期，却是一个数，像是丢了日期格式的 {day}",
            f"如果是 {day}，请写成 {day}，或把单元格格式改成日期。",
        )
    if _DECIMAL.fullmatch(text):
        raise Refused("date-as-number", "应填日期，却存成了小数，8.10 和 8.1 分不清", f"请补全日期。{EXPECTED}")
    raise Refused("not-a-date", "应填日期，却是一个数", EXPECTED)


@functools.lru_cache(maxsize=1024)  # a year has few days
def _of_cell(text: str) -> PartialDate:
    """Return the date of a date cell: ISO 8601, a time of day left out."""
    if "-" not in text:
        raise Refused("not-a-date", "应填日期，却只有时刻", EXPECTED)
    return PartialDate(int(text[:4]), int(text[5:7]), int(text[8:10]))


def _date(year: int | None, month: str | None, day: str | None) -> PartialDate | None:
    if year is None:
        return None
    try:
        return PartialDate(year, _small(month), _small(day))
    except ValueError:
        stated = f"{month}月"
        if _small(month) in range(1, 13):
            stated = f"{year}年{stated}" + (f"{day}日" if day else "")
        raise Refused("impossible-date", f"不对：没有{stated}", "请核对年、月、日。") from None


def _small(part: str | None) -> int | None:
    """Return a month's or day's number; -1, which no calendar has, for words that are no number."""
    if part is None:
        return None
    value = int(part) if part.isascii() else chinese(part)
    return -1 if value is None else value
