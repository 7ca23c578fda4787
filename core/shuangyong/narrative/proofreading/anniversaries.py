"""``anniversary``: 建军85周年 and its like where the text's own year makes it another number."""

import functools
import re
from collections.abc import Iterator

from . import eras
from .draft import Draft
from .eras import Event
from .findings import Finding
from .mentions import Mention
from .wrong_years import earliest

_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十百〇零]{1,5})"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")


def find(draft: Draft) -> Iterator[Finding]:
    """Yield anniversaries of another year; without a stated year, those before what the text cannot be older than."""
    told = [(match, event, year) for match in draft.matches(_pattern()) for event, year in _year_of(match)]
    if draft.year is not None:
        for match, event, year in told:
            if year not in _years(draft, match, draft.year):
                yield _finding(draft, match, event, draft.year, f"材料写的是{draft.year}年")
        return
    newest = earliest(draft)
    latest = max((year for _, _, year in told), default=0)
    for match, event, year in told:
        own = {int(said) for said in _YEAR.findall(draft.sentence_of(match))}
        if own and year not in own:
            yield _finding(draft, match, event, max(own), f"这句话写的是{max(own)}年")
        elif own:
            continue
        elif newest is not None and year < newest.era.first:
            yield _before(draft, match, year, newest)
        elif year < latest - 1:
            message = f"{match.group()}是{year}年，文中另一处周年数却是{latest}年的，两处对不上。"
            yield draft.finding("anniversary", match.span(), message, "请核对材料是哪一年的，把周年数改一致。")


def _finding(draft: Draft, match: re.Match[str], event: Event, year: int, because: str) -> Finding:
    right = year - event.year
    told = f"{match['number']}周年是{event.year + _number(match)}年"
    message = f"{because}，{event.name}（{event.year}年）应是{right}周年；{told}。"
    return draft.finding("anniversary", match.span(), message, f"改为“{right}周年”，或核对材料的年份。")


def _before(draft: Draft, match: re.Match[str], year: int, newest: Mention) -> Finding:
    message = f"文中写到{newest.era.name}（{newest.era.first}年），材料不会早于那一年；而{match.group()}是{year}年。"
    return draft.finding("anniversary", match.span(), message, "请按材料的年份改周年数。")


def _years(draft: Draft, match: re.Match[str], year: int) -> set[int]:
    """Return the years that the passage may speak of: its own, else the document's; 去年 and 明年 with it."""
    sentence = draft.sentence_of(match)
    found = {int(said) for said in _YEAR.findall(sentence)} or {year}
    if re.search("去年|上年", sentence):
        found.add(year - 1)
    if re.search("明年|来年|下一年", sentence):
        found.add(year + 1)
    return found


def _year_of(match: re.Match[str]) -> Iterator[tuple[Event, int]]:
    event = next(one for one in eras.events() if match["said"] in one.said)
    if number := _number(match):
        yield event, event.year + number


def _number(match: re.Match[str]) -> int:
    return eras.number_of(match["number"]) or 0


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted((word for event in eras.events() for word in event.said), key=len, reverse=True)
    said = "|".join(map(re.escape, words))
    return re.compile(rf"(?P<said>{said})[”\"节]?\s*{_NUMBER}\s*周年")
