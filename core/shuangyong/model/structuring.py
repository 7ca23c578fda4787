"""Plain values into records, strictly: nothing is coerced, everything wrong is said at once."""

import functools
from collections.abc import Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from .dates import PartialDate
from .kinds import Record

if TYPE_CHECKING:
    import cattrs

R = TypeVar("R", bound=Record)


def _strictly(*accepted: type) -> Any:
    def structure(value: Any, _: Any) -> Any:
        if type(value) not in accepted:
            names = "或".join(kind.__name__ for kind in accepted)
            raise ValueError(f"应为 {names}，却是 {type(value).__name__}：{value!r}")
        return value

    return structure


def _decimal(value: Any, _: Any) -> Decimal:
    if type(value) is Decimal and value.is_finite():
        return value
    if type(value) is int:
        return Decimal(value)
    raise ValueError(f"应为 Decimal，却是 {type(value).__name__}：{value!r}")


def _date(value: Any, _: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return PartialDate.parse(value)
    raise ValueError(f"应为日期，却是 {type(value).__name__}：{value!r}")


def _optional(made: "cattrs.Converter") -> Any:
    """Return what makes the hook of ``X | None``: X's own, looked up once and not for every value."""

    def hook_of(union: Any) -> Any:
        (one,) = (member for member in get_args(union) if member is not NoneType)
        hook = made.get_structure_hook(one)
        return lambda value, _: None if value is None else hook(value, one)

    return hook_of


def _is_optional(kind: Any) -> bool:
    return isinstance(kind, UnionType) and len(get_args(kind)) == 2 and NoneType in get_args(kind)


@functools.cache
def converter() -> "cattrs.Converter":
    """Return the project's one converter: ``None`` never becomes "None", 3.9 never becomes 3."""
    from cattrs.preconf.json import make_converter  # most ledgers are read without it

    made = make_converter(forbid_extra_keys=True, detailed_validation=True)
    made.register_structure_hook(int, _strictly(int))
    made.register_structure_hook(str, _strictly(str))
    made.register_structure_hook(bool, _strictly(bool))
    made.register_structure_hook(Decimal, _decimal)
    made.register_structure_hook(PartialDate, _date)
    made.register_structure_hook_factory(_is_optional, _optional(made))
    made.register_unstructure_hook(Decimal, str)
    made.register_unstructure_hook(PartialDate, str)
    return made


def made_of(values: Mapping[str, Any], cls: type[R]) -> R:
    """Return a record of the class, of values that were parsed as their fields' types.

    Raises:
        cattrs.BaseValidationError: The class refuses one all the same.
    """
    try:
        return cls(**values)
    except Exception:
        return structure(values, cls)


def structure(values: Mapping[str, Any], cls: type[R]) -> R:
    """Return a record of the class.

    Raises:
        cattrs.BaseValidationError: A value has the wrong type, or a name is no field's.
    """
    return converter().structure(values, cls)


def faults(error: "cattrs.BaseValidationError") -> list[str]:
    """Return what was wrong, one line each, with the field's name and the original words."""
    import cattrs

    return cattrs.transform_error(error, path="", format_exception=lambda exc, _type: str(exc))
