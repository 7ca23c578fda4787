"""Which year a text tells of, and with it the dates and festivals that leave their year out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ...model.dates import PartialDate
from .analysis import Heading, Moment
from .moments import Spoken

_TITLE_YEAR = re.compile(r"(?<![〔\[【\d])((?:19|20)\d\d)(?:[-—至](?:19|20)\d\d)?(?![\d〕\]】])")
_IN_WORDS = re.compile("(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TITLE_MASK = re.compile(r"(?:20)?\d?(?:\\?[xX*×○_]){2,4}年|20\d[xX*]年")
_SIGNED = re.compile(r"(?:^|\n)[^\n]{0,40}?((?:19|20)\d\d)年(\d{1,2})月\d{1,2}日[）)]?\s*\Z")
_LOOKS_BACK = re.compile("总结|汇报|报告|情况|综述|述职")
#: A year since when, one of a name or one of history is not the year that a text tells of.
_OTHER = re.compile(r"(?:自|从|[《〔（“]|历史|[建立办始生成]于)[^，。；]{0,6}$")
_SINCE = re.compile(
    r"[》〕]|度?(?:双拥)?(?:工作)?(?:计划|打算|安排|思路)|(?:\d{1,2}月)?[^，。；\n]{0,4}(?:以来|至今|起|开始|颁布|修订|施行|实施)"
)


_ANNIVERSARY = re.compile(r"(建军|建党|建国|新中国成立)[”’]?(\d{2,3})周年")
_FOUNDED = {"建军": 1927, "建党": 1921, "建国": 1949, "新中国成立": 1949}


def year_of(text: str, headings: Iterable[Heading], dates: Sequence[Spoken]) -> int | None:
    """Return the year of a text: its title's, its signature's, or the one it names most; None for a masked one."""
    titles = " ".join(heading.title for heading in headings if heading.level == 0)
    titles = _IN_WORDS.sub(lambda year: year.group().translate(_DIGITS), titles)
    if match := _TITLE_YEAR.search(titles):
        return int(match[1])
    if _TITLE_MASK.search(titles):
        return None
    if match := _SIGNED.search(text, max(0, len(text) - 200)):
        told_early = int(match[2]) <= 2 and _LOOKS_BACK.search(titles)
        return int(match[1]) - bool(told_early)
    named = Counter(date.year for date in dates if date.year is not None and _is_told(text, date))
    masked = sum(date.masked and date.month is None for date in dates)
    if not named:
        return None if masked else _anniversary_year(text)
    most = max(named.values())
    return max(year for year, times in named.items() if times == most) if most >= masked else None


def _anniversary_year(text: str) -> int | None:
    """Return the year of the anniversary that a text without any year keeps."""
    match = _ANNIVERSARY.search(text)
    return None if match is None else _FOUNDED[match[1]] + int(match[2])


def is_since(text: str, date: Spoken | Moment) -> bool:
    """Tell whether a date only says since when, or is part of a name."""
    return not _is_told(text, date)


def _is_told(text: str, date: Spoken | Moment) -> bool:
    return not _OTHER.search(text[max(0, date.start - 8) : date.start]) and not _SINCE.match(text, date.end)


def resolve(text: str, folded: str, dates: Sequence[Spoken], year: int | None) -> list[Moment]:
    """Return the moments of a text that tells of a year.

    A date without a year has the one that was named last in its line, else the document's. 去年 in a text that
    never says 今年 is the year the document tells of, looked back on.
    """
    looks_back = year is not None and not any(date.relative == 0 for date in dates) and str(year) in folded[:200]
    made: list[Moment] = []
    running, line_end = year, 0
    for date in dates:
        if date.start >= line_end:
            running, line_end = year, _end_of_line(folded, date.start)
        if date.year is not None:
            stated: int | None = date.year
        elif date.masked:
            stated = None
        elif date.relative is not None and year is not None:
            stated = year + (0 if looks_back and date.relative == -1 else date.relative)
        else:
            stated = running
        if date.masked or date.relative is not None or (date.year is not None and not is_since(folded, date)):
            running = stated
        made.append(_moment(text, date, stated))
    return made


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _moment(text: str, date: Spoken, year: int | None) -> Moment:
    until = date.until
    return Moment(
        start=date.start,
        end=date.end,
        date=_known(year, date.month, date.day),
        until=_known(until[0] or year, until[1], until[2]) if until else None,
        festival=date.festival or ("其他" if date.festival == "" else None),
        month=date.month,
        day=date.day,
        said=text[date.start : date.end],
    )


def _known(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """Return a date; None where its year is not known or the calendar has no such day."""
    if year is None:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
