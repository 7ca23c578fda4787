"""``contradicts_ledger`` and ``not_in_ledger``: figures of the text beside those of the unit's own ledger."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...model.kinds import Kind
from ..reading.proposals import Place, Proposal, Reading
from .books import Book, Figure, matches, nearest
from .draft import Draft
from .findings import Finding

#: What a ledger of the year does not answer for.
_NOT_OF_THE_YEAR = frozenset(("planned", "negated", "cumulative", "background", "others", "masked", "ratio", "unsure"))
_TEN_THOUSANDS = re.compile(r"(\d+)(?:\.(\d+))?\s*(百万|千万|[千万亿])")
#: The unit that a text gives, unless it is of money, which has several.
_UNIT = re.compile(r"[\d一二三四五六七八九十百千两][余多]?((?![万千百亿元余多])[一-龥]{1,2})$")
_SCALES = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}


def find(draft: Draft, book: Book, reading: Reading) -> Iterator[Finding]:
    """Yield the figures that agree with none that the ledger has for their measure, in any scope.

    A plan tells what is to come, the cells of a table what their heads say, and a figure of 活动 as such may be the
    sum of whatever the writer thought of: none of them is compared.
    """
    if draft.plan:
        return
    for proposal in reading.proposals:
        if proposal.marks & _NOT_OF_THE_YEAR or (proposal.date and proposal.date.year != book.ledger.year):
            continue
        kind = draft.catalog.kinds.get(proposal.kind)
        block = draft.extracted.block_at(proposal.start)
        if kind is None or kind.abstract or (block is not None and block.form == "cell"):
            continue
        for measure, value in proposal.fields.items():
            field = next((one for one in kind.measures if one.id == measure), None)
            if field is None or not isinstance(value, int | Decimal) or measure not in proposal.places:
                continue
            if not _known(draft, book, kind, proposal, measure, Decimal(value)):
                yield _finding(draft, book, kind, proposal, measure)


def _known(draft: Draft, book: Book, kind: Kind, proposal: Proposal, measure: str, said: Decimal) -> bool:
    approx, slack = measure in proposal.approx, _slack(draft, proposal.places[measure])
    known = book.values(kind, measure, proposal.date)
    return any(matches(said, one, approx=approx, slack=slack) for one in known)


def _slack(draft: Draft, place: Place) -> Decimal:
    """Return half of the last place that a number in 万 gives."""
    match = _TEN_THOUSANDS.search(draft.text, place.start, place.end)
    if match is None:
        return Decimal()
    return Decimal(_SCALES[match[3]]).scaleb(-len(match[2] or "")) / 2


def _finding(draft: Draft, book: Book, kind: Kind, proposal: Proposal, measure: str) -> Finding:
    place = proposal.places[measure]
    span = place.start, place.end
    said, field = draft.text[place.start : place.end], kind.field(measure)
    choices = [value for value in proposal.fields.values() if isinstance(value, str)]
    festival = proposal.fields.get("festival")
    value = Decimal(str(proposal.fields[measure]))
    during = festival if isinstance(festival, str) else None
    own = nearest(book, kind, measure, value, proposal.date, during, choices)
    if own is None or not _of_the_day(own, proposal):
        message = f"文中“{said}”（{kind.label}的{field.label}），台账里没有这一笔。"
        mend = f"请核对：确有其事的，补记到台账“{kind.label}”表；没有的，删去或改正。"
        return draft.finding("not_in_ledger", span, message, mend)
    unit = match[1] if (match := _UNIT.search(said)) else ""
    message = f"文中“{said}”（{kind.label}的{field.label}），台账{own.scope}为{own.told(unit)}（{own.place}）。"
    mend = f"以台账为准的，改为“{own.told(unit)}”；文中对的，请改台账。"
    return draft.finding("contradicts_ledger", span, message, mend)


def _of_the_day(own: Figure, proposal: Proposal) -> bool:
    """Tell whether a figure is of the day that the text names, where it names one and the ledger knows the days."""
    if proposal.date is None or proposal.date.day is None:
        return True
    dates = {row.date for row in own.rows if row.date is not None}
    return not dates or proposal.date in dates or any(date.day is None for date in dates)
