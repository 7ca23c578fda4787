"""What a sentence stands in: its headings, the sentences before it in its paragraph, the line that leads a list."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from ..language.analysis import Analysis, Clause, Heading, Moment, Quantity, Sentence
from .lexicon import Hit
from .readable import Readable
from .showing import Shown, show

S = TypeVar("S", Clause, Moment, Quantity)

#: How surely a word in a heading shows a kind: the innermost heading first, the document's title last.
_HEADING, _OUTER, _TITLE = 1.9, 1.2, 0.7
_PARAGRAPH, _FALLING, _LEAST = 2.0, 0.15, 1.3
#: 一是上门巡诊，送医送药。 is a heading in all but form.
_HEAD = 2.8
_LEAD = 1.6
#: How many clauses and numbers a sentence may have.
_LONGEST = 60
_HINT = 0.4


@attrs.frozen
class Seen:
    """A sentence with the words in it, and the kinds that what surrounds it speaks of."""

    sentence: Sentence
    hits: list[Hit]
    around: Mapping[int, Shown]


def seen(read: Readable, analysis: Analysis) -> Iterator[Seen]:
    """Yield each sentence that holds a number or a date, with its words and its surroundings; headings are left out."""
    text = analysis.text
    headings: dict[int, dict[int, Shown]] = {}
    lead: dict[int, Shown] = {}
    for paragraph in _paragraphs(analysis.sentences):
        last = max((place for place, one in enumerate(paragraph) if one.quantities or one.moments), default=-1)
        leads = text[paragraph[-1].start : paragraph[-1].end].rstrip().endswith(("：", ":"))
        if last < 0 and not leads:
            if not paragraph[0].item:
                lead = {}
            continue
        before: dict[int, Shown] = {} if paragraph[0].item is None else dict(lead)
        for place, sentence in enumerate(paragraph):
            if place > last and not leads:
                break
            hits = read.lexicon.hits(text, sentence.start, sentence.end)
            if sentence.quantities or sentence.moments:
                stood = _stood(read, text, sentence.headings, headings)
                yield Seen(sentence, hits, _surer(stood, before))
            head = place == 0 and sentence.item is not None and not sentence.quantities
            before = _surer(_fallen(before), _shown(read, hits, _HEAD if head else _PARAGRAPH))
        if leads:
            lead = {place: Shown(_LEAD, one.word) for place, one in before.items()}
        elif paragraph[0].item is None:
            lead = {}


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    paragraph: list[Sentence] = []
    for sentence in (piece for one in sentences for piece in _pieces(one)):
        if paragraph and sentence.paragraph != paragraph[-1].paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """Yield a sentence, one that has no end in several: what it speaks of is asked for each of its numbers."""
    clauses, quantities, moments = sentence.clauses, sentence.quantities, sentence.moments
    if len(clauses) <= _LONGEST and len(quantities) <= _LONGEST:
        yield sentence
        return
    cuts = {one.end for one in clauses[_LONGEST - 1 :: _LONGEST]} | {
        one.end for one in quantities[_LONGEST - 1 :: _LONGEST]
    }
    start = sentence.start
    for end in sorted({*cuts, sentence.end}):
        if end > start:
            yield attrs.evolve(
                sentence,
                start=start,
                end=end,
                clauses=tuple(
                    attrs.evolve(one, start=max(start, one.start), end=min(end, one.end))
                    for one in _between(clauses, start, end)
                ),
                quantities=tuple(one for one in _between(quantities, start, end) if one.start >= start),
                moments=tuple(one for one in _between(moments, start, end) if one.start >= start),
                vague=(),
            )
        start = max(start, end)


def _between(ones: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Return those of a sentence's parts, which stand in order, that reach into a stretch of it."""
    first = bisect.bisect_right(ones, start, key=_end)
    return ones[first : bisect.bisect_left(ones, end, lo=first, key=_start)]


def _start(one: Clause | Moment | Quantity) -> int:
    return one.start


def _end(one: Clause | Moment | Quantity) -> int:
    return one.end


def _stood(
    read: Readable, text: str, headings: Sequence[Heading], known: dict[int, dict[int, Shown]]
) -> dict[int, Shown]:
    """Return the kinds that the headings over a sentence speak of."""
    shown: dict[int, Shown] = {}
    for depth, heading in enumerate(reversed(headings)):
        if heading.start not in known:
            hits = read.lexicon.hits(text, heading.start, heading.end)
            known[heading.start] = _shown(read, hits, 0.0)
        base = _TITLE if heading.level == 0 else _OUTER if depth else _HEADING
        shown = _surer(shown, {place: Shown(base + one.score, one.word) for place, one in known[heading.start].items()})
    return shown


def _shown(read: Readable, hits: Sequence[Hit], base: float) -> dict[int, Shown]:
    shown: dict[int, Shown] = {}
    for hit in hits:
        _, _, word = hit
        named, hinted = read.triggered.get(word), read.hinted.get(word)
        score = base + 0.05 * min(len(word), 6)
        if named is not None:
            show(shown, named, Shown(score, word))
        if hinted is not None:
            show(shown, hinted, Shown(score - _HINT, word))
    return shown


def _fallen(shown: Mapping[int, Shown]) -> dict[int, Shown]:
    return {place: Shown(max(_LEAST, one.score - _FALLING), one.word) for place, one in shown.items()}


def _surer(one: Mapping[int, Shown], other: Mapping[int, Shown]) -> dict[int, Shown]:
    """Return what either shows, with the surer word of the two."""
    both = dict(one)
    for place, shown in other.items():
        known = both.get(place)
        if known is None or known.score < shown.score:
            both[place] = shown
    return both
