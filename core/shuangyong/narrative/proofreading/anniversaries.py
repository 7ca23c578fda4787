"""``anniversary``: 建军85周年 and its like where the text's own year makes it another number."""

import bisect
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from . import eras, wrong_years
from .draft import YEAR, Draft
from .eras import Event
from .findings import Finding
from .mentions import Mention

_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十百〇零]{1,5})"


_OTHER_YEAR = re.compile("去年|上年|明年|来年|下一年|迎接|即将")


def find(draft: Draft) -> Iterator[Finding]:
    """Yield anniversaries of another year; without a stated year, those before what the text cannot be older than."""
    told = [_Told(match, event, number) for match in draft.matches(_pattern()) for event, number in _said(match)]
    undated = any(draft.part_of(one.match.start()).year is None for one in told)
    named = wrong_years.named(draft) if undated else ()
    for start, together in itertools.groupby(told, key=lambda one: draft.part_of(one.match.start()).start):
        part, of_part = draft.part_of(start), [*together]
        if part.year is not None:
            yield from _against_year(draft, of_part, part.year)
        else:
            first, last = (bisect.bisect_left(named, at, key=lambda one: one.start) for at in (part.start, part.end))
            newest = wrong_years.latest(named[first:last])
            yield from _against_others(draft, of_part, newest)


def _against_year(draft: Draft, told: Iterable["_Told"], year: int) -> Iterator[Finding]:
    for one in told:
        if one.year not in draft.years_told(one.match.span(), year):
            yield _finding(draft, one, year, f"材料写的是{year}年")


def _against_others(draft: Draft, told: Sequence["_Told"], newest: Mention | None) -> Iterator[Finding]:
    years = Counter(one.year for one in told)
    usual = max(years, key=lambda year: (years[year], year == draft.analysis.year))
    for one in told:
        said, span = one.match.group(), one.match.span()
        own = {int(year) for year in YEAR.findall(draft.sentence_of(one.match))}
        if own and one.year not in own:
            yield _finding(draft, one, max(own), f"这句话写的是{max(own)}年")
        elif own:
            continue
        elif newest is not None and one.year < newest.era.first:
            message = f"文中写到{newest.era.name}（{newest.era.first}年），材料不会早于那一年；而{said}是{one.year}年。"
            yield draft.finding("anniversary", span, message, "请按材料的年份改周年数。")
        elif one.year != usual and not _OTHER_YEAR.search(draft.sentence_of(one.match)):
            message = f"{said}是{one.year}年，文中另一处周年数却是{usual}年的，两处对不上。"
            yield draft.finding("anniversary", span, message, "请核对材料是哪一年的，把周年数改一致。")


@attrs.frozen
class _Told:
    match: re.Match[str]
    event: Event
    number: int

    @property
    def year(self) -> int:
        return self.event.year + self.number


def _finding(draft: Draft, told: _Told, year: int, because: str) -> Finding:
    event, right = told.event, year - told.event.year
    message = f"{because}，{event.name}（{event.year}年）应是{right}周年；{told.number}周年是{told.year}年。"
    return draft.finding("anniversary", told.match.span(), message, f"改为“{right}周年”，或核对材料的年份。")


def _said(match: re.Match[str]) -> Iterator[tuple[Event, int]]:
    event = next(one for one in eras.events() if match["said"] in one.said)
    if number := eras.number_of(match["number"]):
        yield event, number


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted((word for event in eras.events() for word in event.said), key=len, reverse=True)
    said = "|".join(map(re.escape, words))
    return re.compile(rf"(?P<said>{said})[”\"节]?\s*{_NUMBER}\s*周年")
