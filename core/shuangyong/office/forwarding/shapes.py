"""Shapes: whether a value out of a package is of the type, and in the range, that stores write."""

import datetime
import json
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

Judge = Callable[[Any], bool]

#: No number that stores write is larger.
_LARGEST = 2**53

#: Values of facts are DECIMAL(18,2).
_TOO_MUCH = Decimal(10**16)


class MisshapenError(ValueError):
    """Something in a package is not what stores write; the message says where."""


def parsed(where: str, data: bytes) -> Any:
    """Return what a JSON member says.

    Raises:
        MisshapenError: It is no JSON, is nested too deep, or holds text that no store can keep.
    """
    try:
        value = json.loads(data)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise MisshapenError(where) from None
    return value


def require(where: str, value: Any, judges: Mapping[str, Judge]) -> None:
    """Require an object that has all of these names, each with a value of its kind.

    Raises:
        MisshapenError: It has not.
    """
    if not isinstance(value, dict):
        raise MisshapenError(where)
    for name, judge in judges.items():
        if name not in value or not judge(value[name]):
            raise MisshapenError(f"{where} {name}")


def require_each(where: str, values: Any, judges: Mapping[str, Judge]) -> None:
    """Require a list of such objects.

    Raises:
        MisshapenError: It is none.
    """
    if not isinstance(values, list):
        raise MisshapenError(where)
    for value in values:
        require(where, value, judges)


def is_number(value: Any) -> bool:
    """Tell whether it is a whole number from 0."""
    return type(value) is int and 0 <= value < _LARGEST


def is_year(value: Any) -> bool:
    """Tell whether it is a year that a ledger may be of."""
    return is_number(value) and 2000 <= value <= 2100


def is_text(value: Any) -> bool:
    """Tell whether it is text."""
    return isinstance(value, str) and "\0" not in value


def is_name(value: Any) -> bool:
    """Tell whether it is text that says something."""
    return is_text(value) and bool(value.strip())


def is_hash(value: Any) -> bool:
    """Tell whether it is a SHA-256 as stores write it, which names files."""
    return is_text(value) and re.fullmatch("[0-9a-f]{64}", value) is not None


def is_day(value: Any) -> bool:
    """Tell whether it is an ISO date."""
    try:
        return is_text(value) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_amount(value: Any) -> bool:
    """Tell whether it is text of a decimal that facts can hold."""
    try:
        return isinstance(value, str) and abs(Decimal(value)) < _TOO_MUCH
    except InvalidOperation:
        return False


def one_of(*values: str) -> Judge:
    """Return the judge of a choice."""
    return lambda value: isinstance(value, str) and value in values


def none_or(judge: Judge) -> Judge:
    """Return the judge of what may be absent."""
    return lambda value: value is None or judge(value)


def json_object(judge: Judge) -> Judge:
    """Return the judge of a text that is JSON of values by name."""
    return lambda value: isinstance(found := _json(value), dict) and all(map(judge, found.values()))


def json_list(judge: Judge) -> Judge:
    """Return the judge of a text that is JSON of a list."""
    return lambda value: isinstance(found := _json(value), list) and all(map(judge, found))


def unlike(values: Iterable[Any]) -> bool:
    """Tell whether no value comes twice."""
    listed = list(values)
    return len(set(listed)) == len(listed)


def _json(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None
