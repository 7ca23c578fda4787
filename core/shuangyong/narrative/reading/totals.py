"""Which figures are told twice: a total beside its parts, a passage that stands in the text again."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import attrs

from ...model.kinds import Kind
from ..language.analysis import Moment
from .grouping import Deed, Figure
from .proposals import Mark

#: How many figures on the parts of a total may stand: a table of categories is long.
_FARTHEST = 40
_AMONG = re.compile("其中|包括")
_BESIDES = re.compile("此外|另外|另有|还")


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
    moment: Moment | None
    several: bool
    section: int | None
    paragraph: int

    @property
    def shared(self) -> Kind:
        """The kind that declares the measure, whose rows all count in it."""
        return self.kind.declarer(self.measure)


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
    sections = [
        one.start for one in sentence.headings if one.level and not (one.item and one.item.style.endswith("是"))
    ]
    return _One(
        place,
        measure,
        figure,
        deed.kind,
        deed.moment,
        _several(deed),
        sections[-1] if sections else None,
        sentence.paragraph,
    )


def _mark_totals(text: str, ones: Sequence[_One], marks: dict[tuple[int, str], Mark]) -> None:
    for place in reversed(range(len(ones))):  # the opening of a text last: it sums up what the sections tell
        one = ones[place]
        if one.kind.abstract:
            marks[one.deed, one.measure] = "total"
            continue
        if (one.deed, one.measure) in marks:
            continue
        following = [other for other in ones[place + 1 : place + 1 + _FARTHEST] if _comparable(one, other)]
        near = [other for other in following if other.section == one.section]
        if _sums(one, near) or (
            one.section is None and place < _FARTHEST and _told_again(one, ones[place + 1 :], marks)
        ):
            marks[one.deed, one.measure] = "total"
        elif parts := _among(text, one, near) or _dated(one, near) or _of_several(text, one, near):
            marks.update({(part.deed, part.measure): "part" for part in parts})
        elif _sums_back(
            text, one, [other for other in ones[max(0, place - _FARTHEST) : place] if _comparable(one, other)]
        ):
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


def _told_again(one: _One, following: Sequence[_One], marks: Mapping[tuple[int, str], Mark]) -> bool:
    """Whether the opening of a text states what its sections tell: the same figure, or all of them together."""
    told = [other for other in following if other.section is not None and other.shared == one.shared]
    plain = [other.figure.value for other in told if (other.deed, other.measure) not in marks]
    return any(other.figure.value == one.figure.value for other in told) or (
        bool(plain) and sum(plain) == one.figure.value
    )


def _among(text: str, one: _One, following: Sequence[_One]) -> list[_One]:
    """Return the figures that 其中 makes parts of this one though they do not come to it."""
    end, parts = one.figure.placed.quantity.end, []
    for other in following:
        quantity = other.figure.placed.quantity
        if other.paragraph != one.paragraph or other.figure.value > one.figure.value:
            break
        between = text[end : quantity.start]
        among = _AMONG.search(between)
        if among is None or "。" in between[among.end() :]:
            break
        parts.append(other)
    return parts


def _dated(one: _One, following: Sequence[_One]) -> list[_One]:
    """Return the figures of single days that follow one of the whole year: 全年参加115人次。7月25日…24人次."""
    if one.moment is not None and one.moment.month is not None:
        return []
    parts = [other for other in following if other.paragraph == one.paragraph]
    days = [other for other in parts if other.moment is not None and other.moment.month is not None]
    fits = sum(other.figure.value for other in parts) <= one.figure.value
    return parts if parts and fits and len(days) == len(parts) else []


def _several(deed: Deed) -> bool:
    """Whether a deed's figures are those of several: 走访慰问3次，慰问162人."""
    count = deed.figures.get("count")
    return count is not None and count.value > 1


def _of_several(text: str, one: _One, following: Sequence[_One]) -> list[_One]:
    """Return the figures of single deeds that a section tells behind those of several, if they fit in."""
    parts: list[_One] = []
    end = one.figure.placed.quantity.end
    for other in following:
        if not one.several or other.several or _BESIDES.search(text, end, other.figure.placed.quantity.start):
            break
        parts.append(other)
    return parts if sum(other.figure.value for other in parts) <= one.figure.value else []


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
