"""Scaling a row's figures to a unit's size: parts stay within their wholes, small counts stay what they are."""

import random
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ...model.fields import Field
from ...model.kinds import Kind

#: Units of what grows with a unit; what is counted in others hardly differs between a large unit and a small one.
_GROWING = ("人", "人次", "名", "户", "份", "块", "册", "只", "对", "家", "元", None)

#: Kinds that a large unit has no more people in than a small one.
_ALIKE = ("core.meeting",)

#: Kinds whose figures are what they are in any unit.
_FIXED = ("core.leading_group", "core.commendation")

_WHOLE = "spending"


def scaled(kind: Kind, values: Mapping[str, Any], size: int, rng: random.Random) -> dict[str, Any]:
    """Return a row's values with its measures scaled to ``size`` percent, and some percent more or less.

    All counts of a row are scaled alike and rounded alike, so that what was not more than another still is not.
    """
    if kind.name in _FIXED:
        return dict(values)
    percent = max(1, (100 if kind.name in _ALIKE else size) * rng.randint(85, 115) // 100)
    found = dict(values)
    for field in kind.columns:
        value = values.get(field.id)
        if field.measure and isinstance(value, int | Decimal) and field.unit in _GROWING:
            found[field.id] = _money(value, percent) if field.type == "decimal" else _count(value, percent)
    for field in kind.columns:
        if field.at_most and isinstance(found.get(field.id), int) and found[field.id] > 5:
            found[field.id] = found[field.id] * rng.randint(92, 100) // 100
    return _with_whole(kind, found)


def _count(value: int | Decimal, percent: int) -> int:
    return max(1, int((Decimal(value) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))) if value else 0


def _money(value: int | Decimal, percent: int) -> Decimal:
    """Return an amount as it is spent: in hundreds, small ones in fifties or tens; what had cents keeps them."""
    exact = Decimal(value) * percent / 100
    if value % 1:
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    step = 100 if exact >= 1000 else 50 if exact >= 300 else 10
    return max(Decimal(1), (exact / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


def _with_whole(kind: Kind, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the whole outlay at least the sum of its stated parts, which were rounded one by one."""
    parts = [values[part.id] for part in kind.parts.get(_WHOLE, ()) if values.get(part.id) is not None]
    if values.get(_WHOLE) is not None and parts:
        values[_WHOLE] = max(values[_WHOLE], sum(parts, Decimal(0)))
    return values


def about(kind: Kind, values: dict[str, Any], rng: random.Random) -> str | None:
    """Round a count of people to tens, and return which: the row says it approximately; None where it has none.

    Only a count that stands alone in the row is fit for it.
    """
    fit = [field.id for field in kind.columns if _stands_alone(kind, field, values) and (values[field.id] or 0) >= 30]
    if not fit:
        return None
    field = rng.choice(fit)
    values[field] = (values[field] + 5) // 10 * 10
    return field


def _stands_alone(kind: Kind, field: Field, values: Mapping[str, Any]) -> bool:
    if field.measure != "flow" or field.unit != "人次" or field.counts_as or field.at_most:
        return False
    return all(values.get(part.id) is None for part in kind.parts.get(field.id, ()))
