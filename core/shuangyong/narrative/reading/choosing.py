"""Choosing among the readings of a sentence's numbers: the surest, unless two are as good."""

import bisect
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from ...model.kinds import Kind
from ..language.analysis import Quantity
from .around import Seen
from .frames import frame_of
from .lexicon import Hit
from .readable import Readable
from .showing import Shown, shown_in
from .weighing import TIE, Candidate, candidates, more, surest_first

#: How much surer a reading is whose kind other numbers of the sentence are of too.
_COMPANY = 0.35
#: How much surer that it is of the same measure as the number before it, where a list goes on.
_LISTED = 0.9
#: The same where it only stands in the same paragraph.
_GOING_ON = 0.15
_LIST = re.compile(r"其中|^[^，；。：]{0,2}[、：；（(]|^[^，；。]{0,6}[：（(]")
_NEAR = 30
_GOODS = re.compile(r"(?:[、和及]|以及)[^，。；：、（）\d]{1,10}")
#: How many words that begin before a place may reach over it.
_WORDS = 8
_BRACKET = re.compile(r"[（()）]")


@attrs.frozen
class Placed:
    """A number with the reading that was chosen.

    Attributes:
        quantity: The number.
        seen: Its sentence.
        kind: What it is a figure of.
        measure: Which.
        candidate: Why.
        unsure: Whether another reading was nearly as good, so that what both extend was taken.
    """

    quantity: Quantity
    seen: Seen
    kind: Kind
    measure: str
    candidate: Candidate
    unsure: bool = False


@attrs.frozen
class Left:
    """A number that was not placed, with the readings that were nearly good enough; ``why``, where it is known."""

    quantity: Quantity
    seen: Seen
    candidates: tuple[Candidate, ...]
    why: str = ""


def chosen(
    read: Readable, text: str, seen: Seen, follows: Candidate | None
) -> tuple[list[Placed], list[Left], Candidate | None]:
    """Return a sentence's numbers, those with a reading and those without, and the reading of the last.

    Args:
        read: What is looked for.
        text: The text.
        seen: The sentence.
        follows: The reading of the last number before it in its paragraph.
    """
    quantities = _with_each(text, [one for one in seen.sentence.quantities if not _in_a_word(one, seen.hits)])
    found: list[list[Candidate]] = []
    opened: list[Candidate | None] = []
    spoken: dict[int, dict[int, Shown]] = {}
    for place, one in enumerate(quantities):
        for mark in _BRACKET.findall(text, quantities[place - 1].end if place else seen.sentence.start, one.start):
            if mark in "（(":
                opened.append(follows)
            elif opened:  # what stands in brackets is aside: after it the number before them is gone on from
                follows = opened.pop() or follows
        clause = seen.sentence.clause_at(one.start)
        if clause.start not in spoken:
            spoken[clause.start] = shown_in(read, clause, seen.hits, seen.around)
        shown = spoken[clause.start]
        frame = frame_of(text, seen.sentence, quantities, place)
        readings = candidates(read, text, one, frame, seen.hits, shown, follows)
        if follows is not None and _item(read, text, follows, quantities, place):
            readings = surest_first([*readings, *more(read, one, follows)])
        if follows is not None and _continues(text, seen, quantities, place):
            readings = _raised(readings, follows, _LISTED)
        elif follows is not None:
            readings = _raised(readings, follows, _GOING_ON, any_measure=True)
        found.append(readings)
        follows = readings[0] if readings else follows
    found = _in_company(read, found)
    placed: list[Placed] = []
    left: list[Left] = []
    summary = _summary(read, seen, found)
    for quantity, readings in zip(quantities, found, strict=True):
        if (choice := _choose(read, quantity, seen, readings, summary)) is not None:
            placed.append(choice)
        else:
            left.append(Left(quantity, seen, tuple(readings)))
    return placed, left, follows


def _in_a_word(quantity: Quantity, words: Sequence[Hit]) -> bool:
    """Whether a numeral is a letter of a word: 入伍人数 is no 伍人, 一封信 counts none."""
    at = bisect.bisect_left(words, (quantity.start,))
    behind = bisect.bisect_left(words, (quantity.start + 1,))
    return any(hit.end > quantity.start for hit in words[max(0, at - _WORDS) : at]) or any(
        hit.end > quantity.end for hit in words[at:behind]
    )


def _with_each(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return quantities; what goes on a list that is of each is of each too: 每户送去300元、大米一袋."""
    told: list[Quantity] = []
    for one in quantities:
        goes_on = bool(told) and told[-1].each and not one.each and _GOODS.fullmatch(text, told[-1].end, one.start)
        told.append(attrs.evolve(one, each=True) if goes_on else one)
    return told


def _item(read: Readable, text: str, follows: Candidate, quantities: Sequence[Quantity], place: int) -> bool:
    """Whether a number goes on with a list of goods, whatever they are: 大米50袋、食用油50桶."""
    if not place or follows.measure == "count" or read.ways[follows.place].kind.field(follows.measure).unit is not None:
        return False
    return bool(_GOODS.fullmatch(text, quantities[place - 1].end, quantities[place].start))


def _continues(text: str, seen: Seen, quantities: Sequence[Quantity], place: int) -> bool:
    """Whether a number goes on with a list that the one before it began: 其中…、…; …：…、…."""
    start = quantities[place - 1].end if place else seen.sentence.start
    between = text[start : quantities[place].start]
    return (
        len(between) <= _NEAR
        and bool(_LIST.search(between))
        and (not place or quantities[place - 1].unit == quantities[place].unit)
    )


def _raised(readings: list[Candidate], follows: Candidate, by: float, *, any_measure: bool = False) -> list[Candidate]:
    place, measure = follows.place, follows.measure
    for one in readings:
        if one.place == place and (any_measure or one.measure == measure):
            one.score += by
    return surest_first(readings)


def _in_company(read: Readable, found: list[list[Candidate]]) -> list[list[Candidate]]:
    """Return each number's readings, surer where another number of the sentence is most likely of the same kind."""
    likely = [read.ways[readings[0].place].kind for readings in found if readings]
    if len(likely) < 2:  # a number that has no reading needs no company
        return found
    often = Counter(likely)
    raised = []
    for readings in found:
        own = read.ways[readings[0].place].kind if readings else None
        for one in readings:
            kind = read.ways[one.place].kind
            if often.get(kind, 0) > (kind is own):
                one.score += _COMPANY
        raised.append(surest_first(readings))
    return raised


def _summary(read: Readable, seen: Seen, found: Sequence[Sequence[Candidate]]) -> Kind | None:
    """Return what a sentence sums up, if it does: 全年开展双拥活动25次 tells of all kinds of activities.

    What all activities have, such as 参加人次, is then of all of them.
    """
    opening = not any(heading.level for heading in seen.sentence.headings)
    for readings in found:
        if not readings:
            continue
        best = readings[0]
        root = read.ways[best.place].kind.lineage[-1]
        plain = opening and best.word in read.plain
        if root.abstract and best.measure == "count" and (read.ways[best.place].kind is root or plain):
            return root
    return None


def _choose(
    read: Readable, quantity: Quantity, seen: Seen, readings: Sequence[Candidate], summary: Kind | None
) -> Placed | None:
    if not readings:
        return None
    best = readings[0]
    kind, measure = read.ways[best.place].kind, best.measure
    if summary is not None and kind.is_a(summary) and (whole := _upward(kind, measure)[-1]) in read.roots:
        return Placed(quantity, seen, summary, whole, best)
    for rival in readings[1:]:
        if rival.score < best.score - TIE:
            break
        other = read.ways[rival.place].kind
        if kind == other and kind.field(rival.measure).at_most == measure:
            return Placed(quantity, seen, kind, rival.measure, rival)  # a part says more than what it is a part of
        if _agree(kind, measure, other, rival.measure):
            continue
        shared = _shared(kind, other, measure, rival.measure, summary)
        if shared is None:
            return None
        return Placed(quantity, seen, *shared, best, unsure=True)
    return Placed(quantity, seen, kind, measure, best)


def _agree(kind: Kind, measure: str, other: Kind, rival: str) -> bool:
    """Tell whether two readings say the same: one kind extends the other and the measures count as one.

    讲座2次 counts rows and 场次 both.
    """
    related = kind.is_a(other) or other.is_a(kind)
    return related and ("count" in (measure, rival) or bool({*_upward(kind, measure)} & {*_upward(other, rival)}))


def _shared(kind: Kind, other: Kind, measure: str, rival: str, summary: Kind | None) -> tuple[Kind, str] | None:
    """Return what both kinds extend and the measure that both count in there.

    None where that has no sheet, unless the sentence sums up all of it.
    """
    above = next((one for one in kind.lineage if other.is_a(one) and (not one.abstract or one is summary)), None)
    if above is None:
        return None
    known = {field.id for field in above.measures}
    common = [one for one in _upward(kind, measure) if one in known and one in _upward(other, rival)]
    return (above, common[0]) if common else None


def _upward(kind: Kind, measure: str) -> list[str]:
    """Return a measure and what it counts toward, one after the other."""
    chain: list[str] = []
    at: str | None = measure
    while at is not None and at not in chain:
        chain.append(at)
        at = kind.field(at).counts_as
    return chain


def maybe(read: Readable, readings: Sequence[Candidate]) -> tuple[tuple[str, str], ...]:
    """Return what a number might be, the likeliest first: kinds by full name, with the measure."""
    named: Mapping[tuple[str, str], None] = dict.fromkeys(
        (read.ways[one.place].kind.name, one.measure) for one in readings
    )
    return tuple(named)[:3]
