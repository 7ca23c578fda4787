"""Weighing what a number may be: each kind that its surroundings speak of, with each measure that its unit fits."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..language.analysis import Quantity, Sentence
from .frames import Frame
from .lexicon import Hit
from .measurewords import PAPERS, TIMES, fits, strangeness
from .readable import Readable, Way

#: Below this a reading is too weak to be proposed.
ENOUGH = 3.4
#: Two readings nearer to each other than this are a tie.
TIE = 0.15
#: How surely a word in the number's own clause shows a kind, in one before it, in one behind it; farther off, less.
_CLAUSE, _BEFORE, _BEHIND = 3.0, (2.5, 1.8), (1.3, 0.9)
_FALLING = 0.01
_LETTER = 0.12
#: How much less a hint shows than a trigger.
_HINT = 1.3
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
_AND = frozenset(("、", "和", "及", "与", "以及"))
_NO_UNITS: frozenset[str] = frozenset()


@attrs.frozen
class Candidate:
    """A reading of a number.

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


@attrs.frozen
class Shown:
    """That a passage speaks of a kind: how surely, and by which word."""

    score: float
    word: str


def candidates(
    read: Readable,
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    frame: Frame,
    hits: Sequence[Hit],
    around: Mapping[int, Shown],
    follows: Candidate | None,
) -> list[Candidate]:
    """Return the readings of a number that are sure enough, the surest first.

    Args:
        read: What is looked for.
        text: The text.
        sentence: Where it stands.
        quantity: The number.
        frame: What stands beside it.
        hits: The words of the sentence.
        around: The kinds that what comes before the sentence speaks of: its paragraph, its headings.
        follows: The reading of the number before it, which one with no words of its own belongs to.
    """
    shown = _shown(read, sentence, quantity, hits, around)
    beside = [(hit, near) for hit in hits if (near := frame.nearness(hit))]
    denied = {place for hit, _ in beside for place in read.denied.get(hit.word, ())}
    readings = [*_worded(read, quantity, _figured(read, beside), shown), *_counted(read, quantity, beside, shown)]
    told = any(hit.start >= frame.since for hit, _ in beside) and any(one.score >= ENOUGH for one in readings)
    if frame.bare and follows is not None and not told:
        readings += more(read, quantity, follows)
    readings += _joined(read, text, frame, readings, beside)
    if frame.bare and quantity.unit == "元":
        readings += _money(read, quantity, shown)
    best: dict[tuple[int, str], Candidate] = {}
    for one in readings:
        key = (one.place, one.measure)
        if one.place not in denied and one.score >= ENOUGH and (key not in best or one.score > best[key].score):
            best[key] = one
    return sorted(best.values(), key=lambda one: -one.score)


def _shown(
    read: Readable, sentence: Sentence, quantity: Quantity, hits: Sequence[Hit], around: Mapping[int, Shown]
) -> dict[int, Shown]:
    """Return the kinds that are spoken of about a number, the nearer word the surer."""
    clause = sentence.clause_at(quantity.start)
    shown = dict(around)
    for hit in hits:
        named, hinted = read.triggered.get(hit.word, ()), read.hinted.get(hit.word, ())
        if not named and not hinted:
            continue
        if clause.start <= hit.start < clause.end:
            score = _CLAUSE
        elif hit.start < clause.start:
            score = max(_BEFORE[1], _BEFORE[0] - _FALLING * (clause.start - hit.end))
        else:
            score = max(_BEHIND[1], _BEHIND[0] - _FALLING * (hit.start - clause.end))
        score += _LETTER * min(len(hit.word), 6)
        for places, less in ((named, 0.0), (hinted, _HINT)):
            for place in places:
                if place not in shown or shown[place].score < score - less:
                    shown[place] = Shown(score - less, hit.word)
    for place, parents in read.parents.items():
        if place in shown:  # what shows a kind shows the one that extends it too, once that is spoken of at all
            for parent in parents:
                if parent in shown and shown[parent].score > shown[place].score:
                    shown[place] = Shown(shown[parent].score, shown[place].word)
    return shown


def _figured(read: Readable, beside: Sequence[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    """Return the words of figures beside a number; one that stands within a longer one counts less."""
    words = [(hit, near) for hit, near in beside if hit.word in read.figured]
    return [(hit, near - _WITHIN if any(_holds(other, hit) for other, _ in words) else near) for hit, near in words]


def _holds(longer: Hit, hit: Hit) -> bool:
    return longer.start <= hit.start and hit.end <= longer.end and len(longer.word) > len(hit.word)


def _worded(
    read: Readable, quantity: Quantity, beside: Sequence[tuple[Hit, float]], shown: Mapping[int, Shown]
) -> Iterator[Candidate]:
    for hit, near in beside:
        for place, measure in read.figured[hit.word]:
            if place in shown and _fits(read.ways[place], measure, quantity):
                said = (
                    near + read.weights[hit.word] + (_ITSELF if (measure, hit.word) in read.ways[place].itself else 0.0)
                )
                yield _candidate(read, place, measure, quantity, said, shown[place], hit.word)


def _counted(
    read: Readable, quantity: Quantity, beside: Sequence[tuple[Hit, float]], shown: Mapping[int, Shown]
) -> Iterator[Candidate]:
    """Beside a word that shows a kind, 次 counts its rows, and a unit that only one of its measures has, that one."""
    for hit, near in beside:
        for place in read.triggered.get(hit.word, ()):
            if place not in shown:
                continue
            if read.ways[place].kind.register:
                continue
            own = read.ways[place].by_unit.get(quantity.unit)
            if own is not None:
                yield _candidate(read, place, own, quantity, near * _BY_UNIT / 3, shown[place], hit.word)
            elif quantity.unit in TIMES or (quantity.unit in PAPERS and read.ways[place].papers):
                yield _candidate(read, place, "count", quantity, near, shown[place], hit.word)


def more(read: Readable, quantity: Quantity, follows: Candidate) -> Iterator[Candidate]:
    """A number with no words of its own is of the kind of the one before it: the same measure, or its unit's."""
    way, by = read.ways[follows.place], Shown(_FOLLOWING, follows.trigger)
    if measure := way.by_unit.get(quantity.unit):
        yield _candidate(read, follows.place, measure, quantity, _BY_UNIT, by, "")
    elif _fits(way, follows.measure, quantity):
        yield _candidate(read, follows.place, follows.measure, quantity, _BY_UNIT, by, "")
    elif quantity.unit in TIMES and way.kind.is_activity:
        yield _candidate(read, follows.place, "count", quantity, _BY_UNIT, by, "")
    elif quantity.unit == "元" and way.money:
        yield _candidate(read, follows.place, way.money, quantity, _BY_UNIT, by, "")


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
            yield attrs.evolve(one, measure=whole, score=one.score + _OWN)


def _money(read: Readable, quantity: Quantity, shown: Mapping[int, Shown]) -> Iterator[Candidate]:
    """Money of which no word says what for belongs to what is spoken of: 走访部队，共5万元."""
    for place, by in shown.items():
        if measure := read.ways[place].money:
            yield _candidate(read, place, measure, quantity, 1.4, by, "")


def _candidate(
    read: Readable, place: int, measure: str, quantity: Quantity, beside: float, by: Shown, word: str
) -> Candidate:
    way = read.ways[place]
    own = _OWN if measure in way.own else 0.0
    strange = strangeness(way.kind.field(measure), quantity.unit) if measure != "count" else 0.1
    return Candidate(place, measure, beside + own - strange + by.score + way.favour, word, by.word)


def _fits(way: Way, measure: str, quantity: Quantity) -> bool:
    if measure == "count":
        return quantity.unit in TIMES
    return fits(way.kind.field(measure), quantity.unit, way.units.get(measure, _NO_UNITS))
