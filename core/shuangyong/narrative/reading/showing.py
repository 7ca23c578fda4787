"""Which kinds a sentence speaks of, clause by clause: the nearer the word, the surer."""

from collections.abc import Iterable, Mapping, Sequence

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


@attrs.define(eq=False)
class Shown:
    """That a passage speaks of a kind: how surely, and by which word. Not frozen, for thousands are made."""

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
        _, _, word = hit
        named, hinted = read.triggered.get(word), read.hinted.get(word)
        if named is None and hinted is None:
            continue
        score = _nearness(clause, hit)
        if named is not None:
            show(shown, named, Shown(score, word))
        if hinted is not None:
            show(shown, hinted, Shown(score - _HINT, word))
    for place in [*shown]:  # what shows a kind shows the one that extends it too, once that is spoken of at all
        for parent in read.parents.get(place, ()):
            if parent in shown and shown[parent].score > shown[place].score:
                shown[place] = Shown(shown[parent].score, shown[place].word)
    return shown


def show(shown: dict[int, Shown], places: Iterable[int], by: Shown) -> None:
    """Add that kinds are shown by a word, where none shows them more surely yet."""
    for place in places:
        known = shown.get(place)
        if known is None or known.score < by.score:
            shown[place] = by


def _nearness(clause: Clause, hit: Hit) -> float:
    start, end, word = hit
    if start < clause.start:
        score = max(_BEFORE[1], _BEFORE[0] - _FALLING * (clause.start - end))
    elif start < clause.end:
        score = _CLAUSE
    else:
        score = max(_BEHIND[1], _BEHIND[0] - _FALLING * (start - clause.end))
    return score + _LETTER * min(len(word), 6)
