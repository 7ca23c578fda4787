"""From an analysis of a text to proposed records."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.fields import Field
from ..collecting import uncollected
from ..language.analysis import Analysis, Quantity
from .around import seen
from .choosing import Left, Placed, chosen, maybe
from .grouping import Deed, deeds
from .plans import PLAN, plan_item
from .proposals import Mark, Place, Proposal, Reading, Unplaced, Value
from .readable import Readable, readable
from .reasons import reason, why_left
from .sectors import sector_of
from .shares import shares
from .stocks import without_added
from .topic import off_topic
from .totals import with_totals, without_repeats
from .weighing import Candidate
from .wording import fields_said, when

#: Marks of numbers that are no deed of the year: they are listed, never proposed.
_AHEAD = re.compile(r"下一?步|今后|明年|来年|打算|工作思路|努力方向|改进措施")
_NOT_TOLD = frozenset(("background", "masked"))


@uncollected
def propose(analysis: Analysis, catalog: Catalog, sector: str | None = None) -> Reading:
    """Return what a text proposes.

    Args:
        analysis: The text, taken apart.
        catalog: Whose kinds and patterns are looked for.
        sector: The id of the writer's sector, whose kinds are preferred; None to guess it.
    """
    of = sector or sector_of(analysis, catalog)
    if aside := off_topic(analysis):
        return Reading(sector=of, off_topic=aside)
    read = readable(catalog, of)
    placed, left = _placed(read, analysis)
    done = [one for one in placed if "planned" not in one.quantity.marks]
    found = [*_deeds(analysis.text, done)]
    left += _without_count(done, found)
    found, added = without_added(analysis.text, without_repeats(analysis.text, found))
    left += added
    told = with_totals(analysis.text, found)
    proposals = [_proposal(read, analysis.text, deed, share) for deed, share in shares(analysis.text, told)]
    proposals += plan_item(catalog, analysis, [one for one in placed if "planned" in one.quantity.marks])
    return Reading(
        sector=of,
        proposals=tuple(sorted(proposals, key=lambda one: one.start)),
        unplaced=tuple(_unplaced(read, analysis.text, left)),
    )


def _placed(read: Readable, analysis: Analysis) -> tuple[list[Placed], list[Left]]:
    placed: list[Placed] = []
    left: list[Left] = []
    follows: Candidate | None = None
    paragraph = -1
    for one in seen(read, analysis):
        if one.sentence.paragraph != paragraph:
            follows, paragraph = None, one.sentence.paragraph
        found, others, follows = chosen(read, analysis.text, one, follows)
        found = [_ahead(number) for number in found]
        for number in found:
            if number.quantity.marks & _NOT_TOLD:
                left.append(Left(number.quantity, number.seen, (number.candidate,)))
            elif number.kind.name == PLAN and "planned" in number.quantity.marks:
                placed.append(attrs.evolve(number, quantity=_unplanned(number.quantity)))
            elif "negated" not in number.quantity.marks:
                placed.append(number)
        left.extend(others)
    return placed, left


def _ahead(number: Placed) -> Placed:
    """Return a number, planned where it stands under a heading of what is to come, whatever its own words are."""
    if not any(heading.level and _AHEAD.search(heading.title) for heading in number.seen.sentence.headings):
        return number
    return attrs.evolve(number, quantity=attrs.evolve(number.quantity, marks=number.quantity.marks | {"planned"}))


def _unplanned(quantity: Quantity) -> Quantity:
    """Return a number of planned items without the mark of what is planned: 计划安排6项 is how many there are."""
    return attrs.evolve(quantity, marks=quantity.marks - {"planned"})


def _deeds(text: str, placed: Sequence[Placed]) -> Iterator[Deed]:
    sentence: list[Placed] = []
    for one in placed:
        if sentence and one.seen is not sentence[-1].seen:
            yield from deeds(text, sentence)
            sentence = []
        sentence.append(one)
    yield from deeds(text, sentence)


def _without_count(placed: Iterable[Placed], found: Iterable[Deed]) -> Iterator[Left]:
    """Yield the amounts each (每户600元) that no number of households or people made a figure of."""
    told = {figure.placed.quantity.start for deed in found for figure in deed.figures.values()}
    for one in placed:
        if one.quantity.each and one.quantity.start not in told:
            yield Left(one.quantity, one.seen, (one.candidate,))


def _proposal(read: Readable, text: str, deed: Deed, share: Place) -> Proposal:
    first = deed.first
    sentence = first.seen.sentence
    fields: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for measure, figure in deed.figures.items():
        fields[measure] = _value(deed.kind.field(measure), figure.value)
        places[measure] = Place(figure.placed.quantity.start, figure.placed.quantity.end)
    for field, (said, place) in fields_said(text, deed, read.ways[first.candidate.place]).items():
        fields[field], places[field] = said, place
    moment = deed.moment
    if moment is not None and moment.until is not None and moment.until.day and "end_date" in _ids(deed):
        fields["end_date"], places["end_date"] = moment.until, Place(moment.start, moment.end)
    return Proposal(
        kind=deed.kind.name,
        fields=fields,
        places=places,
        approx=frozenset(measure for measure, figure in deed.figures.items() if figure.placed.quantity.approx),
        date=when(moment),
        marks=_marks(deed),
        start=share.start,
        end=share.end,
        quote=text[share.start : share.end],
        sentence=text[sentence.start : sentence.end],
        reason=reason(read, deed),
    )


def _marks(deed: Deed) -> frozenset[Mark]:
    """Return the marks of a deed; a number of rows that no row can hold (走访12次, 计划6项) is a total."""
    marks = {mark for figure in deed.figures.values() for mark in figure.marks}
    columns = [measure for measure in deed.figures if deed.kind.field(measure).column]
    if not columns and "ratio" not in marks and any(figure.value > 1 for figure in deed.figures.values()):
        marks.add("total")
    return frozenset(marks)


def _ids(deed: Deed) -> set[str]:
    return {field.id for field in deed.kind.columns}


def _value(field: Field, value: Decimal) -> int | Decimal:
    return int(value) if field.type == "integer" and value == value.to_integral_value() else value


def _unplaced(read: Readable, text: str, left: Iterable[Left]) -> Iterator[Unplaced]:
    for one in left:
        if (why := why_left(one)) is None:
            continue
        sentence = one.seen.sentence
        yield Unplaced(
            start=sentence.start,
            end=sentence.end,
            quote=text[sentence.start : sentence.end],
            said=one.quantity.said,
            maybe=maybe(read, one.candidates),
            reason=why,
        )
