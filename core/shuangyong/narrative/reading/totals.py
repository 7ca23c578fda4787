"""Which figures are told twice: a total beside its parts, a passage that stands in the text again."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from ...model.kinds import Kind
from .grouping import Deed, Figure
from .proposals import Mark

#: How many figures on the parts of a total may stand: a table of categories is long.
_FARTHEST = 40
_AMONG = "其中"


def without_repeats(text: str, deeds: Sequence[Deed]) -> list[Deed]:
    """Return the deeds without those of a sentence that stands in the text already, word for word."""
    told: dict[tuple[str, str, tuple[tuple[str, Decimal], ...]], int] = {}
    kept = []
    for deed in deeds:
        sentence = deed.first.seen.sentence
        words = "".join(text[sentence.start : sentence.end].split())
        key = (deed.kind.name, words, tuple((measure, figure.value) for measure, figure in deed.figures.items()))
        if told.setdefault(key, sentence.start) == sentence.start:
            kept.append(deed)
    return kept


@attrs.frozen
class _One:
    """A figure of the text with the deed that it is of."""

    deed: int
    measure: str
    figure: Figure
    kind: Kind
    section: int | None
    paragraph: int


def with_totals(text: str, deeds: Sequence[Deed]) -> list[Deed]:
    """Return the deeds with their totals and parts marked, a deed whose figures differ in it split in two."""
    by_measure: dict[str, list[_One]] = {}
    for place, deed in enumerate(deeds):
        for measure, figure in deed.figures.items():
            by_measure.setdefault(measure, []).append(_one(place, deed, measure, figure))
    marks: dict[tuple[int, str], Mark] = {}
    for ones in by_measure.values():
        _mark_totals(text, ones, marks)
    return [part for place, deed in enumerate(deeds) for part in _split(place, deed, marks)]


def _one(place: int, deed: Deed, measure: str, figure: Figure) -> _One:
    sentence = figure.placed.seen.sentence
    sections = [heading.start for heading in sentence.headings if heading.level]
    return _One(place, measure, figure, deed.kind, sections[-1] if sections else None, sentence.paragraph)


def _mark_totals(text: str, ones: Sequence[_One], marks: dict[tuple[int, str], Mark]) -> None:
    for place, one in enumerate(ones):
        if one.kind.abstract:
            marks[one.deed, one.measure] = "total"
            continue
        if (one.deed, one.measure) in marks:
            continue
        following = [other for other in ones[place + 1 : place + 1 + _FARTHEST] if _comparable(one, other)]
        near = [other for other in following if other.section == one.section]
        if _sums(one, near) or (one.section is None and _told_again(one, following)):
            marks[one.deed, one.measure] = "total"
        elif parts := _among(text, one, near):
            marks.update({(part.deed, part.measure): "part" for part in parts})
        elif _sums_back(text, one, [other for other in ones[:place] if _comparable(one, other)]):
            marks[one.deed, one.measure] = "total"


def _comparable(one: _One, other: _One) -> bool:
    related = one.kind.is_a(other.kind) or other.kind.is_a(one.kind)
    return related and one.figure.marks == other.figure.marks


def _sums(one: _One, following: Sequence[_One]) -> bool:
    """Whether two or more of the figures that follow, without a gap, come to this one."""
    total = Decimal(0)
    for count, other in enumerate(following, start=1):
        total += other.figure.value
        if total == one.figure.value and count > 1:
            return True
        if total > one.figure.value:
            return False
    return False


def _told_again(one: _One, following: Sequence[_One]) -> bool:
    """Whether the opening of a text states what its sections tell: the same figure, or all of them together."""
    values = [other.figure.value for other in following if other.section is not None]
    return one.figure.value in values or (bool(values) and sum(values) == one.figure.value)


def _among(text: str, one: _One, following: Sequence[_One]) -> list[_One]:
    """Return the figures that 其中 makes parts of this one though they do not come to it."""
    end, parts = one.figure.placed.quantity.end, []
    for other in following:
        quantity = other.figure.placed.quantity
        if other.paragraph != one.paragraph or other.figure.value > one.figure.value:
            break
        between = text[end : quantity.start]
        if _AMONG not in between or "。" in between.partition(_AMONG)[2]:
            break
        parts.append(other)
    return parts


def _sums_back(text: str, one: _One, before: Sequence[_One]) -> bool:
    """Whether 共 stands before this figure and those of its paragraph before it come to it."""
    quantity = one.figure.placed.quantity
    said = text[max(0, quantity.start - 8) : quantity.start]
    if not any(word in said for word in ("共", "合计", "总计")):
        return False
    values = [other.figure.value for other in before if other.paragraph == one.paragraph]
    return len(values) > 1 and sum(values) == one.figure.value


def _split(place: int, deed: Deed, marks: dict[tuple[int, str], Mark]) -> list[Deed]:
    """Return a deed as it is, or as one with the figures that are marked and one with the others."""
    by_mark: dict[Mark | None, dict[str, Figure]] = {}
    for measure, figure in deed.figures.items():
        mark = marks.get((place, measure))
        marked = attrs.evolve(figure, marks=figure.marks | {mark}) if mark else figure
        by_mark.setdefault(mark, {})[measure] = marked
    return [attrs.evolve(deed, figures=figures) for figures in by_mark.values()]
