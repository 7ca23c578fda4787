"""Weighing what a number may be: each kind that its surroundings speak of, with each measure that its unit fits."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import attrs

from ..language.analysis import Quantity
from .frames import Frame
from .lexicon import Hit
from .measurewords import PAPERS, TIMES, fits, strangeness
from .readable import Readable
from .showing import Shown
from .ways import Way

#: Below this a reading is too weak to be proposed.
ENOUGH = 3.4
#: Two readings nearer to each other than this are a tie.
TIE = 0.1
#: How surely a number with no words of its own is of the kind of the number before it: 部队16支，共6.2万元.
_FOLLOWING = 4.0
#: What its unit alone says of a number beside a word that shows the kind: 光荣牌9块.
_BY_UNIT = 2.0
#: What is lost where the word beside a number stands within a longer one that says something else: 应征青年 is no 青年.
_WITHIN = 0.6
#: A measure of the kind's own says more than one that all activities have.
_OWN = 0.5
#: A word that the kind's own pattern names says more than one that it inherits.
_ITSELF = 0.2
#: The measure word of anything, which the word behind it names: 4个组.
_ANY = "个"
_PEOPLE = frozenset(("人", "人次", "口"))
#: Who does a thing stands before what is done (3名教师到部队授课): none of those it is done to.
_AGENT = re.compile(
    r"[^，。；、\d]{0,4}(?:教师|老师|专家|医生|医护人员|医务人员|网格员|志愿者|工作人员|律师|技师|讲师|机关干部|民警)们?"
    r"(?:到|赴|为|给|向|去|挨家|上门|深入|走进|下到|逐户|分头|入户|登门|前往|组成|[与和同]$)"
)
#: The same told the other way round: 医疗队7人深入…, 选派6名….
_DOERS = re.compile(
    r"(?:医疗队|小分队|服务队|宣讲团|专家|教师|老师|医生|医师|护士|医护人员|医务人员|骨干|网格员|志愿者|工作人员|律师|技师|讲师|教官|骨干力量"
    r"|机关干部|民警|派出|选派|抽派|委派)(?:共|等)?$"
)
_DOES = re.compile(r"[^，。；、\d]{0,6}(?:到|赴|为|给|挨家|上门|深入|走进|下到|逐户|分头|入户|登门|前往|组成)")
#: Who does a thing together with the troops: 60名党员与部队官兵….
_TOGETHER = re.compile(r"[^，。；、\d]{0,6}[与和同][^，。；]{0,6}(?:官兵|战士|部队|子弟兵|驻军|连队)")
_OF_THOSE_THERE = frozenset(("participants", "students", "pairs"))
_OF_AGENTS = frozenset(("staff", "teachers", "pairs", "soldiers", "militia"))
#: Villages, classes and companies are who does a thing, as a rule: 18个村普遍开展走访, 分3个营军训.
_ACTING = re.compile("(?:行政|自然)?村|社区|班|年级|营(?!区|房)|连(?!队)|排(?!练)|组|科室|支部")
_OF_UNITS = frozenset(("units_visited", "schools", "partners", "merchants"))
_AND = frozenset(("、", "和", "及", "与", "以及"))
_NO_UNITS: frozenset[str] = frozenset()


@attrs.define(eq=False)
class Candidate:
    """A reading of a number. Not frozen: what stands around the number makes it surer.

    Attributes:
        place: Which of the readable ways.
        measure: The identifier of the measure, ``count`` among them.
        score: How surely.
        word: The word beside the number that says so; empty where its unit alone does.
        trigger: The word that shows the kind.
    """

    place: int
    measure: str
    score: float
    word: str
    trigger: str


_score = attrgetter("score")


def surest_first(readings: Iterable[Candidate]) -> list[Candidate]:
    """Return readings in order; those that are as sure as each other stay as they are."""
    return sorted(readings, key=_score, reverse=True)


def candidates(
    read: Readable,
    text: str,
    quantity: Quantity,
    frame: Frame,
    hits: Sequence[Hit],
    shown: Mapping[int, Shown],
    follows: Candidate | None,
) -> list[Candidate]:
    """Return the readings of a number that are sure enough, the surest first.

    Args:
        read: What is looked for.
        text: The text.
        quantity: The number.
        frame: What stands beside it.
        hits: The words of its sentence.
        shown: The kinds that are spoken of about its clause.
        follows: The reading of the number before it, which one with no words of its own belongs to.
    """
    about = hits[bisect_left(hits, (frame.before,)) : bisect_left(hits, (frame.limit,))]
    beside = [(hit, near) for hit in about if (near := frame.nearness(hit))]
    if quantity.unit == _ANY and frame.followed and not any(hit.start >= frame.after for hit, _ in beside):
        beside = []  # 4个组 counts 组, whatever stands before it
    denied = {place for hit, _ in beside if hit.word in read.denied for place in read.denied[hit.word]}
    readings = [*_worded(read, quantity, _figured(read, beside), shown), *_counted(read, quantity, beside, shown)]
    told = any(hit.start >= frame.since for hit, _ in beside) and any(one.score >= ENOUGH for one in readings)
    if frame.bare and follows is not None and not told:
        readings += more(read, quantity, follows)
    readings += _joined(read, text, frame, readings, beside)
    if frame.bare and quantity.unit == "元":
        readings += _money(read, quantity, shown)
    if quantity.unit in _PEOPLE:
        readings = _without_agents(text, frame, readings)
    if quantity.unit == _ANY and _ACTING.match(text, frame.after, frame.limit):
        readings = [one for one in readings if one.measure not in _OF_UNITS]
    best: dict[tuple[int, str], Candidate] = {}
    for one in readings:
        if one.score >= ENOUGH and one.place not in denied:
            key = (one.place, one.measure)
            known = best.get(key)
            if known is None or one.score > known.score:
                best[key] = one
    ours = [one for one in best.values() if not read.ways[one.place].foreign]
    return surest_first(ours or best.values())


def _without_agents(text: str, frame: Frame, readings: list[Candidate]) -> list[Candidate]:
    """Return the readings of a number of people without those of whom it is done to, where these are who does it."""
    if text.endswith("一行", frame.before, frame.number) or _TOGETHER.match(text, frame.after, frame.limit):
        return [one for one in readings if one.measure in _OF_THOSE_THERE]
    doing = _AGENT.match(text, frame.after, frame.limit) or (
        _DOES.match(text, frame.after, frame.limit) and _DOERS.search(text, frame.before, frame.number)
    )
    return [one for one in readings if one.measure in _OF_AGENTS] if doing else readings


def _figured(read: Readable, beside: Sequence[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    """Return the words of figures beside a number; one that stands within a longer one counts less."""
    words = [(hit, near) for hit, near in beside if hit.word in read.figured]
    return [(hit, near - _WITHIN if _is_within(words, place) else near) for place, (hit, near) in enumerate(words)]


def _is_within(words: Sequence[tuple[Hit, float]], place: int) -> bool:
    """Tell whether a word stands within a longer one: that begins where it does, right behind it, or before it."""
    start, end, word = words[place][0]
    for (_, other_end, other_word), _ in words[:place]:
        if other_end >= end and len(other_word) > len(word):
            return True
    for (other, other_end, _), _ in words[place + 1 :]:
        if other > start:
            return False
        if other_end > end:
            return True
    return False


def _worded(
    read: Readable, quantity: Quantity, beside: Sequence[tuple[Hit, float]], shown: Mapping[int, Shown]
) -> Iterator[Candidate]:
    weights = _weights(read, quantity.unit)
    for hit, near in beside:
        for place, measure, weight in weights.get(hit[2], ()):
            by = shown.get(place)
            if by is not None and near + weight + by.score >= ENOUGH:
                yield Candidate(place, measure, near + weight + by.score, hit[2], by.word)


def _weights(read: Readable, unit: str) -> Mapping[str, Sequence[tuple[int, str, float]]]:
    """Return what each word says of a number in a unit: kinds and measures, with all that does not depend on where."""
    if unit not in read.weights_by_unit:
        read.weights_by_unit[unit] = {
            word: said
            for word, measures in read.figured.items()
            if (said := [one for place, measure in measures for one in _weight(read, unit, word, place, measure)])
        }
    return read.weights_by_unit[unit]


def _weight(read: Readable, unit: str, word: str, place: int, measure: str) -> Iterator[tuple[int, str, float]]:
    way = read.ways[place]
    if _fits(way, measure, unit):
        itself = _ITSELF if (measure, word) in way.itself else 0.0
        yield place, measure, read.weights[word] + itself + _standing(way, measure, unit)


def _counted(
    read: Readable, quantity: Quantity, beside: Sequence[tuple[Hit, float]], shown: Mapping[int, Shown]
) -> Iterator[Candidate]:
    """Beside a word that shows a kind, 次 counts its rows, and a unit that only one of its measures has, that one."""
    for hit, near in beside:
        for place in read.triggered.get(hit.word, ()):
            if place not in shown or read.ways[place].kind.register:
                continue
            own = read.ways[place].by_unit.get(quantity.unit)
            if own is not None:
                yield _candidate(read, place, own, quantity, near * _BY_UNIT / 3, shown[place], hit.word)
            elif "count" in read.ways[place].figures and (
                quantity.unit in TIMES or (quantity.unit in PAPERS and read.ways[place].papers)
            ):
                yield _candidate(read, place, "count", quantity, near, shown[place], hit.word)


def more(read: Readable, quantity: Quantity, follows: Candidate) -> Iterator[Candidate]:
    """A number with no words of its own is of the kind of the one before it: the same measure, or its unit's."""
    way, by = read.ways[follows.place], Shown(_FOLLOWING, follows.trigger)
    if measure := way.by_unit.get(quantity.unit):
        yield _candidate(read, follows.place, measure, quantity, _BY_UNIT, by, "")
    elif _fits(way, follows.measure, quantity.unit):
        yield _candidate(read, follows.place, follows.measure, quantity, _BY_UNIT, by, "")
    elif quantity.unit in TIMES and way.kind.is_activity and "count" in way.figures:
        yield _candidate(read, follows.place, "count", quantity, _BY_UNIT, by, "")
    elif quantity.unit == "元" and (money := way.money_by(follows.trigger)):
        yield _candidate(read, follows.place, money, quantity, _BY_UNIT, by, "")
    elif quantity.unit in _PEOPLE and way.people:
        yield _candidate(read, follows.place, way.people, quantity, _BY_UNIT, by, "")


def _joined(
    read: Readable,
    text: str,
    frame: Frame,
    readings: Sequence[Candidate],
    beside: Sequence[tuple[Hit, float]],
) -> Iterator[Candidate]:
    """Yield what two things come to that one number counts: 慰问品、慰问金共500元 is neither, but what was spent."""
    last = [hit for hit, _ in beside if hit.end == frame.near and hit.word in read.figured]
    first = [hit for hit, _ in beside for end in last if hit.end < end.start and text[hit.end : end.start] in _AND]
    if not first:
        return
    words = {hit.word for hit in first if hit.word in read.figured}
    for one in readings:
        way = read.ways[one.place]
        whole = way.kind.field(one.measure).counts_as
        others = {measure for word in words for place, measure in read.figured[word] if place == one.place}
        if whole and any(other != one.measure and way.kind.field(other).counts_as == whole for other in others):
            yield Candidate(one.place, whole, one.score + _OWN, one.word, one.trigger)


def _money(read: Readable, quantity: Quantity, shown: Mapping[int, Shown]) -> Iterator[Candidate]:
    """Money of which no word says what for belongs to what is spoken of: 走访部队，共5万元."""
    for place, by in shown.items():
        if measure := read.ways[place].money_by(by.word):
            yield _candidate(read, place, measure, quantity, 1.4, by, "")


def _candidate(
    read: Readable, place: int, measure: str, quantity: Quantity, beside: float, by: Shown, word: str
) -> Candidate:
    score = beside + _standing(read.ways[place], measure, quantity.unit) + by.score
    return Candidate(place, measure, score, word, by.word)


def _standing(way: Way, measure: str, unit: str) -> float:
    """Return what a reading gains or loses by its kind, its measure and the unit, wherever the number stands."""
    strange = strangeness(way.kind.field(measure), unit) if measure != "count" else 0.1
    return way.favour + (_OWN if measure in way.own else 0.0) - strange


def _fits(way: Way, measure: str, unit: str) -> bool:
    if measure == "count":
        return unit in TIMES
    return fits(way.kind.field(measure), unit, way.units.get(measure, _NO_UNITS))
