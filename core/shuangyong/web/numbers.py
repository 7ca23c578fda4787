"""Numbers that somebody's form or address holds: plain digits, and no more of them than a database can hold."""

from typing import overload

_DIGITS = 15


@overload
def number(text: str) -> int | None: ...


@overload
def number(text: str, default: int) -> int: ...


def number(text: str, default: int | None = None) -> int | None:
    """Return a number that was sent; a default where the text is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else default
