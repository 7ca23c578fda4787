"""What measures say of each other within a row: parts within their whole, and limits kept."""

import functools
from collections import Counter
from collections.abc import Iterator

import attrs

from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.problems import Problem, error, warning
from ..model.quantities import Quantity, contribution, total_of
from .cells import amount, at

#: Outlays never overlap, so that the whole is at least their sum; people in two counts may be the same people.
SUMMED = "spending"

#: The measures that count toward another, with what a row states of each.
Parts = list[tuple[Field, Quantity]]


def over_limit(ledger: Ledger, skipped: Counter[tuple[str, str]]) -> Iterator[Problem]:
    """Yield each measure that exceeds the one that its field names in ``at_most``."""
    for row in ledger.rows:
        for field, most in _limited(row.kind):
            stated = _stated(row, field)
            if stated is None:
                continue
            limit = contribution(row, most)
            if limit is None:
                skipped["over-limit", row.kind.label] += 1
            elif stated.amount > limit.amount:
                yield _over(row, field, stated, limit)


@functools.lru_cache(maxsize=512)
def _limited(kind: Kind) -> tuple[tuple[Field, str], ...]:
    """Return a kind's measures that have a limit, with the measure that is it."""
    return tuple((field, field.at_most) for field in kind.measures if field.at_most is not None)


def below_parts(ledger: Ledger) -> Iterator[Problem]:
    """Yield each stated measure that is smaller than what the measures that count toward it come to."""
    for row in ledger.rows:
        for whole, counting in row.kind.parts.items():
            field = row.kind.field(whole)
            stated = _stated(row, field)
            if stated is None:
                continue
            parts = [(part, found) for part in counting if (found := contribution(row, part.id))]
            if parts and (least := _least(field, parts)) and stated.amount < least.amount:
                yield _below(row, field, stated, least, parts)


def _stated(row: Row, field: Field) -> Quantity | None:
    return contribution(row, field.id) if row.value(field.id) is not None else None


def _least(whole: Field, parts: Parts) -> Quantity | None:
    """Return what a whole must at least be: the sum of what was spent, or the largest count of people."""
    if whole.id == SUMMED:
        return total_of(found for _, found in parts)
    return max((found for _, found in parts), key=lambda quantity: quantity.amount)


def _over(row: Row, field: Field, stated: Quantity, limit: Quantity) -> Problem:
    bound = row.kind.field(field.at_most or "")
    problem = error(
        "over-limit",
        f"{field.label}（{amount(stated, field)}）多于{bound.label}（{amount(limit, bound)}，{row.cell(bound.id)}）。",
        f"请核对这两个数，{field.label}不能多于{bound.label}。",
        **at(row, field.id),
    )
    return _doubtful(problem) if stated.approx or limit.approx else problem


def _below(row: Row, field: Field, stated: Quantity, whole: Quantity, parts: Parts) -> Problem:
    listed = "、".join(f"{part.label}（{amount(found, part)}，{row.cell(part.id)}）" for part, found in parts)
    if field.id == SUMMED:
        problem = error(
            "below-sum",
            f"{field.label}（{amount(stated, field)}）少于其中各项之和{amount(whole, field)}：{listed}。",
            f"{field.label}是总支出，请核对；也可清空它，由各项自动合计。",
            **at(row, field.id),
        )
        return _doubtful(problem) if stated.approx or whole.approx else problem
    return warning(
        "below-part",
        f"{field.label}（{amount(stated, field)}）少于它所包含的{listed}。",
        f"{field.label}应包含这些数，请核对；也可清空它，由这些数自动合计。",
        **at(row, field.id),
    )


def _doubtful(problem: Problem) -> Problem:
    """Return it as a warning: 500余 may well be more than 510, so an approximate figure proves nothing."""
    return attrs.evolve(problem, severity="warning")
