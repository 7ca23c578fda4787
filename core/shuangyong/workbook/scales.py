"""The units that clerks write, in a header's brackets or behind a number, against a field's own."""

from decimal import Decimal

from ..model.fields import SAME_UNITS, SCALED_UNITS, Field
from .keys import key

ONE = Decimal(1)

#: Words in a header's brackets that say nothing of the unit.
_REMARKS = frozenset(("必填", "选填", "单位"))

#: What a measure without a unit may be counted in: it is only ever added up within one choice.
_COUNTERS = frozenset("条块份篇台件幅张本册个次套箱袋部辆架面期场只")


def is_unit_of(typed: str, field: Field) -> bool:
    """Tell whether a unit behind a number (its 万 or 千 taken off) is the field's own, or counts the same thing."""
    if field.unit is None:
        return typed in _COUNTERS if field.measure else typed in ("年", "年度")
    return SAME_UNITS.get(typed, typed) == SAME_UNITS.get(field.unit, field.unit)


def is_people_for_turns(typed: str, field: Field) -> bool:
    """Tell whether people (人, 名, 位) are typed where 人次 are counted: of one row, the same number."""
    return field.unit == "人次" and SAME_UNITS.get(typed, typed) == "人"


def header_factor(brackets: str, field: Field) -> Decimal | None:
    """Return what the numbers under a header are to be multiplied by, or None where its unit is not the field's.

    Args:
        brackets: What the header has in brackets, as :func:`~.keys.key` leaves it: ``万元``, ``单位万元,必填``.
        field: The measure.
    """
    factors = [_factor(word.removeprefix("单位"), field) for word in brackets.split(",") if word not in _REMARKS]
    return factors[0] if len(factors) == 1 else ONE if not factors else None


def _factor(unit: str, field: Field) -> Decimal | None:
    if is_unit_of(unit, field):
        return ONE
    own, factor = SCALED_UNITS.get(unit, (None, ONE))
    return factor if own is not None and own == key(field.unit or "") else None
