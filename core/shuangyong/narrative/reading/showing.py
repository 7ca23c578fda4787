"""Which kinds a sentence speaks of, clause by clause: the nearer the word, the surer."""

from collections.abc import Mapping, Sequence

import attrs

from ..language.analysis import Clause
from .lexicon import Hit
from .readable import Readable

#: How surely a word in the number's own clause shows a kind, in one before it, in one behind it; farther off, less.
_CLAUSE, _BEFORE, _BEHIND = 3.0, (2.5, 1.8), (1.3, 0.9)
_FALLING = 0.01
_LETTER = 0.12
#: How much less a hint shows than a trigger.
_HINT = 1.3


@attrs.frozen
class Shown:
    """That a passage speaks of a kind: how surely, and by which word."""

    score: float
    word: str


def shown_in(read: Readable, clause: Clause, hits: Sequence[Hit], around: Mapping[int, Shown]) -> dict[int, Shown]:
    """Return the kinds that are spoken of about a clause.

    Args:
        read: What is looked for.
        clause: Where a number stands.
        hits: The words of its sentence.
        around: The kinds that what comes before the sentence speaks of: its paragraph, its headings.
    """
    shown = dict(around)
    for hit in hits:
        named, hinted = read.triggered.get(hit.word, ()), read.hinted.get(hit.word, ())
        if not named and not hinted:
            continue
        score = _nearness(clause, hit)
        for places, less in ((named, 0.0), (hinted, _HINT)):
            for place in places:
                if place not in shown or shown[place].score < score - less:
                    shown[place] = Shown(score - less, hit.word)
    for place in [*shown]:  # what shows a kind shows the one that extends it too, once that is spoken of at all
        for parent in read.parents.get(place, ()):
            if parent in shown and shown[parent].score > shown[place].score:
                shown[place] = Shown(shown[parent].score, shown[place].word)
    return shown


def _nearness(clause: Clause, hit: Hit) -> float:
    if clause.start <= hit.start < clause.end:
        score = _CLAUSE
    elif hit.start < clause.start:
        score = max(_BEFORE[1], _BEFORE[0] - _FALLING * (clause.start - hit.end))
    else:
        score = max(_BEHIND[1], _BEHIND[0] - _FALLING * (hit.start - clause.end))
    return score + _LETTER * min(len(hit.word), 6)
