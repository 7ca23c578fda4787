"""What a sentence says of a deed besides its figures: which festival, with whom, what it was called.

Only words that the text holds; a person's name never, nor anything into a sensitive field.
"""

import re
from collections.abc import Iterator, Mapping

from ...model.dates import PartialDate
from ...model.kinds import Kind
from ..language.analysis import Moment, Sentence
from .grouping import Deed
from .proposals import Place
from .ways import Way

Said = tuple[str, Place]

_QUOTED = re.compile(r"[“《]([^“”《》\n]{2,30})[”》]")
_CALLED = re.compile(r"^[^，。；、]{0,6}(?:主题|活动|仪式|讲座|报告会|竞赛|比赛|晚会|演出|联欢|座谈|演练|行动|课)")
_HONOUR = re.compile(r"(?:评为|荣获|获得?|授予|获评|命名为)[^，。；“《]{0,20}[“《]([^”》\n]{3,30})[”》]")
_HONOURED = re.compile(
    r"(?:评为|荣获|获得?|授予|获评|命名为)([^，。；“”《》\n]{3,30}?)(?:荣誉称号|称号|荣誉|奖|$|[，。；])"
)
_WITH = re.compile(
    r"(?:与|同|和|会同|联合|邀请|向|到|赴|走访|慰问)((?:驻[^，。；、与和同“”\s]{1,6}|某)部队|驻[^，。；、“”\s]{1,6}某部)"
)
_PLACE = re.compile(
    r"在([^，。；、“”《》\s]{2,14}(?:室|厅|馆|园|场|院|营区|基地|中心|礼堂|学校|陵园|广场|社区))(?:举行|举办|召开|开展|组织|参观)"
)


def fields_said(text: str, deed: Deed, way: Way) -> Mapping[str, Said]:
    """Return by field what the sentence of a deed says of it: choices, festival, title, place, partner."""
    first = deed.first
    sentence = first.seen.sentence
    said = dict(_choices(deed, way))
    festivals = {moment.festival for moment in sentence.moments if moment.festival}
    if deed.moment is not None and deed.moment.festival and len(festivals) == 1 and _has(deed.kind, "festival"):
        said["festival"] = deed.moment.festival, Place(deed.moment.start, deed.moment.end)
    for field, found in _texts(text, deed.kind, sentence):
        said.setdefault(field, found)
    return said


def _choices(deed: Deed, way: Way) -> Iterator[tuple[str, Said]]:
    """Yield the choice whose word stands nearest to the deed's first number, a field at a time."""
    first = deed.first
    clause = first.seen.sentence.clause_at(first.quantity.start)
    best: dict[str, tuple[int, int, Said]] = {}
    for hit in first.seen.hits:
        if hit.word not in way.choices:
            continue
        field, choice = way.choices[hit.word]
        gap = first.quantity.start - hit.end if hit.end <= first.quantity.start else hit.start - first.quantity.end
        if not clause.start <= hit.start < clause.end:
            continue
        if field not in best or (gap, -len(hit.word)) < best[field][:2]:
            best[field] = gap, -len(hit.word), (choice, Place(hit.start, hit.end))
    for field, (_, _, said) in best.items():
        yield field, said


def _texts(text: str, kind: Kind, sentence: Sentence) -> Iterator[tuple[str, Said]]:
    if _has(kind, "honour"):
        yield from _first(_HONOUR, text, sentence, "honour")
        yield from _first(_HONOURED, text, sentence, "honour")
        return
    if _has(kind, "title") and kind.is_activity:
        for match in _QUOTED.finditer(text, sentence.start, sentence.end):
            behind = text[match.end() : sentence.end]
            if _CALLED.match(behind) and match[0].startswith("“"):
                yield "title", (match[1], Place(match.start(1), match.end(1)))
                break
    if _has(kind, "place"):
        yield from _first(_PLACE, text, sentence, "place")
    if _has(kind, "partner"):
        yield from _first(_WITH, text, sentence, "partner")


def _first(pattern: re.Pattern[str], text: str, sentence: Sentence, field: str) -> Iterator[tuple[str, Said]]:
    if match := pattern.search(text, sentence.start, sentence.end):
        yield field, (match[1], Place(match.start(1), match.end(1)))


def _has(kind: Kind, field: str) -> bool:
    return any(one.id == field and not one.sensitive for one in kind.columns)


def when(moment: Moment | None) -> PartialDate | None:
    """Return the date of a moment, as exactly as it holds for a deed: 上半年 is some day of the year."""
    if moment is None or moment.date is None:
        return None
    date, until = moment.date, moment.until
    if until is None or (until.year, until.month) == (date.year, date.month):
        return date
    return PartialDate(date.year) if until.year == date.year else None
