"""From placed numbers to deeds: the figures that tell one deed stand together."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

import attrs

from ...model.kinds import Kind
from ..language.analysis import Moment
from .choosing import Placed
from .proposals import Mark

#: Measures that 各200元 may be times of, those of people first where it is said of each of them, those of papers …
_HEADS = ("households", "people", "children", "persons", "units_visited", "notices")
_HEADS_BY_WORD = {
    "每人": ("people", "children", "persons"),
    "人均": ("people", "children", "persons"),
    "每名": ("people", "children", "persons"),
    "每位": ("people", "children", "persons"),
    "每户": ("households",),
    "户均": ("households",),
    "每份": ("notices",),
    "每个": ("units_visited",),
    "每家": ("units_visited", "households"),
}
#: How far before an amount 每人 may stand.
_NEAR = 16


@attrs.frozen(kw_only=True)
class Figure:
    """A measure of a deed: its value, where it is from, and what was said of it."""

    placed: Placed
    value: Decimal
    marks: frozenset[Mark]
    because: str = ""


@attrs.frozen(kw_only=True)
class Deed:
    """The figures of one deed, by measure; ``moment`` is when the text says that it was."""

    kind: Kind
    figures: dict[str, Figure]
    moment: Moment | None

    @property
    def first(self) -> Placed:
        """The number that stands first."""
        return min((figure.placed for figure in self.figures.values()), key=lambda one: one.quantity.start)


def deeds(text: str, placed: Iterable[Placed]) -> Iterator[Deed]:
    """Yield the deeds that a sentence's placed numbers tell, in order.

    A number joins the deed of its kind that is open; one whose measure that deed has already begins another, and so
    does one of another day.
    """
    open_deeds: dict[str, Deed] = {}
    made: list[Deed] = []
    for one in placed:
        moment = moment_of(one)
        deed = open_deeds.get(one.kind.name) or _narrowed(one.kind, open_deeds, made)
        if one.quantity.each:
            if deed is not None and (figure := _times(text, one, deed)) is not None and one.measure not in deed.figures:
                deed.figures[one.measure] = figure
            continue
        figure = Figure(placed=one, value=one.quantity.value, marks=_marks(one))
        measures = _measures(one)
        if deed is not None and _said_already(deed, figure, measures):
            continue
        if (
            deed is None
            or any(measure in deed.figures for measure in measures)
            or not _same_time(deed.moment, moment)
            or _aside(deed, figure)
        ):
            deed = Deed(kind=one.kind, figures={}, moment=moment)
            open_deeds[one.kind.name] = deed
            made.append(deed)
        deed.figures.update(dict.fromkeys(measures, figure))
    yield from made


def _said_already(deed: Deed, figure: Figure, measures: Iterable[str]) -> bool:
    """Tell whether a clause says one thing twice: 为9户军属悬挂光荣牌9块."""
    quantity, sentence = figure.placed.quantity, figure.placed.seen.sentence
    clause = sentence.clause_at(quantity.start)
    before = [deed.figures.get(measure) for measure in measures]
    return all(
        one is not None
        and one.value == figure.value
        and one.placed.quantity.unit != quantity.unit
        and clause.start <= one.placed.quantity.start
        for one in before
    )


def _narrowed(kind: Kind, open_deeds: dict[str, Deed], made: list[Deed]) -> Deed | None:
    """Return the deed of a kind that this one extends, now of this kind, if all that it tells so far is how often."""
    for above in kind.lineage[1:]:
        deed = open_deeds.get(above.name)
        if deed is not None and deed.figures.keys() == {"count"} and not above.abstract:
            narrowed = attrs.evolve(deed, kind=kind)
            made[made.index(deed)] = open_deeds[kind.name] = narrowed
            del open_deeds[above.name]
            return narrowed
    return None


def _measures(placed: Placed) -> tuple[str, ...]:
    """Return what a number is a figure of: 讲座2次 is two 场次 and two rows."""
    if placed.measure == "sessions" and placed.quantity.unit != "场" and placed.kind.is_activity:
        return "sessions", "count"
    return (placed.measure,)


def moment_of(placed: Placed) -> Moment | None:
    """Return when a number's deed was: the moment before it in its sentence, else the one behind it in its clause."""
    sentence, quantity = placed.seen.sentence, placed.quantity
    if not sentence.moments:
        return None
    before = [moment for moment in sentence.moments if moment.start < quantity.start]
    if before:
        return before[-1]
    limit = min((one.start for one in sentence.quantities if one.start > quantity.start), default=sentence.end)
    limit = min(limit, sentence.clause_at(quantity.start).end)
    return next((moment for moment in sentence.moments if moment.start < limit), None)


def _same_time(one: Moment | None, other: Moment | None) -> bool:
    return one is None or other is None or one == other


def _aside(deed: Deed, figure: Figure) -> bool:
    """A ratio, and a figure with other marks than the deed's, is a proposal of its own."""
    marks = next(iter(deed.figures.values())).marks
    return marks != figure.marks


def _marks(placed: Placed) -> frozenset[Mark]:
    marks: set[Mark] = set(placed.quantity.marks)
    if placed.kind.field(placed.measure).measure == "ratio":
        marks.add("ratio")
    if placed.unsure:
        marks.add("unsure")
    return frozenset(marks)


def _times(text: str, each: Placed, deed: Deed) -> Figure | None:
    """Return what 各200元 comes to, times the households or people of the deed that it is said of."""
    if each.quantity.unit != "元":
        return None
    before = text[max(0, each.quantity.start - _NEAR) : each.quantity.start]
    said = max((word for word in _HEADS_BY_WORD if word in before), key=before.rfind, default="")
    for measure in (*_HEADS_BY_WORD.get(said, ()), *_HEADS):
        if (of := deed.figures.get(measure)) is not None:
            worked = f"{of.placed.quantity.said}×{each.quantity.said}"
            return Figure(
                placed=each, value=of.value * each.quantity.value, marks=of.marks | {"derived"}, because=worked
            )
    return None
