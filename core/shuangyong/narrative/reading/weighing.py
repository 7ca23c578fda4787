"""Weighing what a number may be: each kind that its surroundings speak of, with each measure that its unit fits."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ...model.fields import Field
from ..language.analysis import Quantity, Sentence
from .frames import Frame
from .lexicon import Hit
from .measurewords import TIMES, exactness, fits
from .readable import Readable, Way

#: Below this a reading is too weak to be proposed.
ENOUGH = 3.4
#: How surely a number with no words of its own is of the kind of the number before it: 部队16支，共6.2万元.
_FOLLOWING = 4.0
#: Two readings nearer to each other than this are a tie.
TIE = 0.15
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
    sentence: Sentence,
    quantity: Quantity,
    frame: Frame,
    hits: Sequence[Hit],
    around: Mapping[int, Shown],
    follows: int | None,
) -> list[Candidate]:
    """Return the readings of a number that are sure enough, the surest first.

    Args:
        read: What is looked for.
        sentence: Where it stands.
        quantity: The number.
        frame: What stands beside it.
        hits: The words of the sentence.
        around: The kinds that what comes before the sentence speaks of: its paragraph, its headings.
        follows: The reading of the number before it in the sentence, which one with no words of its own belongs to.
    """
    shown = _shown(read, sentence, quantity, hits, around)
    if frame.bare and follows is not None:
        shown[follows] = Shown(_FOLLOWING, shown[follows].word if follows in shown else "")
    beside = [(hit, near) for hit in hits if (near := frame.nearness(hit))]
    denied = {place for hit, _ in beside for place in read.denied.get(hit.word, ())}
    best: dict[tuple[int, str], Candidate] = {}
    for one in (*_worded(read, quantity, beside, shown), *_unworded(read, quantity, frame, shown)):
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
        if not (places := read.triggered.get(hit.word)):
            continue
        if clause.start <= hit.start < clause.end:
            score = 3.0
        elif hit.start < clause.start:
            score = max(1.8, 2.5 - 0.01 * (clause.start - hit.end))
        else:
            score = max(1.2, 1.7 - 0.01 * (hit.start - clause.end))
        score += 0.12 * min(len(hit.word), 6)
        for place in places:
            if place not in shown or shown[place].score < score:
                shown[place] = Shown(score, hit.word)
    return shown


def _worded(
    read: Readable, quantity: Quantity, beside: Sequence[tuple[Hit, float]], shown: Mapping[int, Shown]
) -> Iterator[Candidate]:
    for hit, near in beside:
        for place, measure in read.figured.get(hit.word, ()):
            way = read.ways[place]
            if place in shown and _fits(way, measure, quantity):
                yield _candidate(way, place, measure, quantity, near + read.weights[hit.word], shown[place], hit.word)
        if quantity.unit in TIMES:
            for place in read.triggered.get(hit.word, ()):
                way = read.ways[place]
                if way.kind.is_activity and place in shown:
                    yield _candidate(way, place, "count", quantity, near, shown[place], hit.word)


def _unworded(read: Readable, quantity: Quantity, frame: Frame, shown: Mapping[int, Shown]) -> Iterator[Candidate]:
    """Money of which no word says what for belongs to what is spoken of: 走访部队2支，共5万元."""
    if quantity.unit != "元" or not frame.bare:
        return
    for place, by in shown.items():
        way = read.ways[place]
        if way.money:
            yield _candidate(way, place, way.money, quantity, 1.4, by, "")


def _candidate(
    way: Way, place: int, measure: str, quantity: Quantity, beside: float, by: Shown, word: str
) -> Candidate:
    weight = beside * (exactness(way.kind.field(measure), quantity.unit) if measure != "count" else 0.95)
    return Candidate(place, measure, weight + by.score + way.favour, word, by.word)


def _fits(way: Way, measure: str, quantity: Quantity) -> bool:
    field: Field = way.kind.field(measure)
    return measure != "count" and fits(field, quantity.unit, way.units.get(measure, _NO_UNITS))
