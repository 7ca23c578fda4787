"""Takes a text apart: what every reader and proofreader of narratives looks at."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import attrs

from ..collecting import uncollected
from ..extracted import Extracted
from .analysis import Analysis, Clause, Heading, Moment, Quantity, Sentence, Vague
from .cues import Cue, cues
from .folding import fold
from .marking import Outlook, mark_quantities, marks_of
from .moments import spoken
from .outline import outline
from .plans import plans_of
from .quantities import scan
from .sentences import Piece, cut
from .sharing import shared
from .writers import writer_of
from .years import resolve, year_of

#: An opening that says of how long all that follows tells: 现将近两年来的工作总结如下.
_OF_YEARS = re.compile(
    r"(?:近|这)?[两二三四五六七八九十几2-9]年(?:以?来|间|的)(?:(?!今年|一年|全年|\d{4}年)[^\n]){0,200}?(?:如下|汇报|总结)"
)


@uncollected
def analyse(source: str | Extracted, year: int | None = None) -> Analysis:
    """Return what a text says: its outline, sentences, quantities, moments, and what is planned, denied or another's.

    Args:
        source: A text, or what was extracted from a document.
        year: The year that it tells of; found in the text where not given.
    """
    text = source if isinstance(source, str) else source.text
    folded = fold(text)
    pieces = [*cut(folded)]
    under = outline(folded, pieces, {} if isinstance(source, str) else _levels(source))
    headings = _distinct(under)
    dates = spoken(folded)
    if year is None:
        year = year_of(folded, headings, dates)
    words = cues(folded)
    moments = resolve(text, folded, dates, year)
    numbers = [*scan(folded, _taken(pieces, moments))]
    if folded != text:
        numbers = [attrs.evolve(one, said=text[one.start : one.end]) for one in numbers]
    outlook = Outlook(
        plans=plans_of(folded, pieces, under, words),
        cumulative=_OF_YEARS.search(folded, 0, 600) is not None,
        writer=writer_of(folded, headings),
        year=year,
    )
    sentences = _sentences(folded, pieces, under, words, numbers, moments, outlook)
    plan = bool(outlook.plans) and all(heading.start in outlook.plans for heading in headings if heading.level == 0)
    return Analysis(text, year, plan, headings, tuple(sentences))


def _levels(extracted: Extracted) -> dict[int, int]:
    """Return the levels of the headings that the document itself marks, by where they begin."""
    return {block.start: block.level or 0 for block in extracted.blocks if block.form == "heading"}


def _distinct(under: Sequence[tuple[Heading, ...]]) -> tuple[Heading, ...]:
    found = {heading.start: heading for headings in dict.fromkeys(map(tuple, under)) for heading in headings}
    return tuple(found[start] for start in sorted(found))


def _taken(pieces: Sequence[Piece], moments: Sequence[Moment]) -> Iterator[tuple[int, int]]:
    """Return in order what holds numbers that count nothing: the numbers of items, and dates."""
    items = ((item.start, item.end) for piece in pieces for clause in piece.clauses if (item := clause.item))
    return iter(sorted(chain(items, ((moment.start, moment.end) for moment in moments))))


def _sentences(
    text: str,
    pieces: Sequence[Piece],
    under: Sequence[tuple[Heading, ...]],
    words: Sequence[Cue],
    numbers: Sequence[Quantity | Vague],
    moments: Sequence[Moment],
    outlook: Outlook,
) -> Iterator[Sentence]:
    parts = zip(pieces, under, shared(words, pieces), shared(numbers, pieces), shared(moments, pieces), strict=True)
    for piece, headings, cues_here, found, dated in parts:
        marks = marks_of(text, piece, cues_here, dated, headings, outlook)
        clauses = piece.clauses
        if any(marks):
            clauses = tuple(
                Clause(clause.start, clause.end, own, clause.item) for clause, own in zip(clauses, marks, strict=True)
            )
        quantities = [one for one in found if isinstance(one, Quantity)] if found else ()
        yield Sentence(
            piece.start,
            piece.end,
            clauses,
            tuple(mark_quantities(text, quantities, clauses, cues_here)) if quantities else (),
            tuple(dated),
            tuple(one for one in found if isinstance(one, Vague)) if found else (),
            headings,
            piece.paragraph,
        )
