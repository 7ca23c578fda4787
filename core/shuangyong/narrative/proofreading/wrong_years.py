"""``wrong_year``: a congress, five-year plan or law campaign told as the present that the text's year contradicts."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from .draft import Draft
from .findings import Finding
from .mentions import Mention, mentions

#: Between two that are named in one breath: 党的十八大和十九大精神.
_TOGETHER = re.compile('[、，和及与以至到暨“”"的党精神会议历次全会届一二三四五六七八中]{0,10}')
#: What says that the year is the first, or the last, of what is named.
_FIRST = re.compile("第一年|开局[之]?年|起步之年|召开之年|召开年|开好局|起好步|良好开局|开局起步")
_LAST = re.compile("收官之年|收官年|最后一年|决胜之年")
#: What is still done in the year after: 总结验收.
_AFTERWARDS = re.compile("总结|验收|收官|回顾|圆满完成|表彰")


def find(draft: Draft) -> Iterator[Finding]:
    """Yield what the text's year contradicts; without one, what contradicts the latest that the text names."""
    for start, together in itertools.groupby(named(draft), key=lambda mention: draft.part_of(mention.start).start):
        mentioned, year = [*together], draft.part_of(start).year
        groups, newest, guessed = _grouped(draft, mentioned), latest(mentioned), draft.analysis.year
        if year is None and guessed and len(draft.parts) == 1 and newest and newest.era.first <= guessed:
            year = guessed
        if year is not None:
            yield from _against_year(draft, groups, year)
        elif newest is not None:
            yield from _against_latest(draft, groups, newest)


def named(draft: Draft) -> Sequence[Mention]:
    """Return every place that names an era, in the order of the text."""
    return sorted(mentions(draft), key=lambda mention: mention.start)


def latest(mentioned: Iterable[Mention]) -> Mention | None:
    """Return what tells best how late a text was written: the latest of the eras it names; None where none."""
    return max((one for one in mentioned if not one.to_come), key=lambda one: one.era.first, default=None)


def _grouped(draft: Draft, named: Sequence[Mention]) -> Iterator[list[Mention]]:
    group: list[Mention] = []
    for mention in named:
        if group and not _TOGETHER.fullmatch(draft.text[group[-1].end : mention.start]):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _against_year(draft: Draft, groups: Iterable[list[Mention]], year: int) -> Iterator[Finding]:
    for group in groups:
        span = group[0].start, group[-1].end
        years = draft.years_told(span, year)
        last = max(group, key=lambda mention: mention.era.first)
        era = last.era
        if fault := _beginning_or_end(draft, last, years | {year} if years == {year} else years):
            yield draft.finding("wrong_year", span, fault, _mend(year))
        elif _in_order(group, years | {year}, year):
            continue
        elif era.first > year:
            if not last.to_come:
                yield draft.finding(
                    "wrong_year", span, f"材料写的是{year}年，而{era.name}在{era.first}年。", _mend(year)
                )
        elif era.last + 1 not in years or not _AFTERWARDS.search(draft.sentence_text(span)):
            message = f"材料写的是{year}年，{era.name}管的是{era.told}，已经不是当前的提法。"
            yield draft.finding("wrong_year", span, message, _mend(year))


def _in_order(group: Sequence[Mention], years: set[int], year: int) -> bool:
    """Tell whether one of those named together is of the years told, or all are told as history."""
    if any(mention.era.holds(one) for mention in group for one in years):
        return True
    return group[-1].past and all(mention.era.last < year for mention in group)


def _beginning_or_end(draft: Draft, mention: Mention, years: set[int]) -> str | None:
    """Return what is wrong where a year is called the first or the last of an era."""
    clause = draft.text[mention.end : draft.clause(mention.end, mention.end)[1] + 4]
    era = mention.era
    allowed = {era.first, era.first + 1} if mention.of in ("congress", "plenary") else {era.first - 1, era.first}
    told = "、".join(str(year) for year in sorted(years))
    if _FIRST.search(clause) and not years & allowed:
        return f"{era.name}从{era.first}年开始，{told}年不是它的开局之年。"
    if mention.of == "plan" and _LAST.search(clause) and not years & {era.last, era.last + 1}:
        return f"{era.name}到{era.last}年结束，{told}年不是它的收官之年。"
    return None


def _against_latest(draft: Draft, groups: Iterable[list[Mention]], latest: Mention) -> Iterator[Finding]:
    for group in groups:
        newest = max(group, key=lambda mention: mention.era.last).era
        if newest.last < latest.era.first and not any(mention.past for mention in group):
            span = group[0].start, group[-1].end
            message = (
                f"文中写到{latest.era.name}（{latest.era.first}年），材料不会早于那一年；"
                f"{newest.name}管的是{newest.told}，两处对不上。"
            )
            yield draft.finding("wrong_year", span, message, "多半是从旧材料里复制来的，请改成当年的提法。")


def _mend(year: int) -> str:
    return f"请改成{year}年时的提法；确是回顾历史的，请写明年份。"
