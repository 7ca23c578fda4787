"""Which words of a sentence tell which of its deeds."""

from collections.abc import Iterable, Iterator

from .grouping import Deed
from .proposals import Place

_BETWEEN = " 、，,；;。\n\t"


def shares(text: str, deeds: Iterable[Deed]) -> Iterator[tuple[Deed, Place]]:
    """Yield each deed with the words that tell it: its sentence, cut between the numbers of one deed and the next.

    Deeds whose numbers stand in turns (先一后二) share the words of both.
    """
    by_sentence: dict[int, list[Deed]] = {}
    for deed in deeds:
        by_sentence.setdefault(deed.first.seen.sentence.start, []).append(deed)
    for told in by_sentence.values():
        sentence = told[0].first.seen.sentence
        spans = [_span(deed) for deed in told]
        for deed, (first, last) in zip(told, spans, strict=True):
            before = [end for _, end in spans if end <= first]
            after = [start for start, _ in spans if start >= last]
            start = max(before, default=sentence.start)
            end = _end(text, deed, last, sentence.end) if after else sentence.end
            yield deed, Place(*_stripped(text, start, max(end, last)))


def _span(deed: Deed) -> tuple[int, int]:
    quantities = [figure.placed.quantity for figure in deed.figures.values()]
    return min(one.start for one in quantities), max(one.end for one in quantities)


def _end(text: str, deed: Deed, last: int, limit: int) -> int:
    """Return where the clause of a deed's last number ends, or the next item of its list begins."""
    clause = deed.first.seen.sentence.clause_at(last - 1)
    listing = text.find("、", last, clause.end)
    return min(limit, clause.end if listing < 0 else listing)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _BETWEEN:
        start += 1
    return start, end
