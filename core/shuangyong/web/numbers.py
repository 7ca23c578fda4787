"""Numbers that somebody's form or address holds: plain digits, and no more of them than a database can hold."""

from typing import overload

from ..model.problems import ProblemsFound, error

_DIGITS = 15

#: Ledgers are of these years.
YEARS = range(2000, 2100)


@overload
def number(text: str) -> int | None: ...


@overload
def number(text: str, default: int) -> int: ...


def number(text: str, default: int | None = None) -> int | None:
    """Return a number that was sent; a default where the text is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else default


def year_of(text: str) -> int:
    """Return the year that was sent.

    Raises:
        ProblemsFound: It is none.
    """
    year = number(text)
    if year is None or year not in YEARS:
        raise ProblemsFound([error("bad-year", f"「{text[:20]}」不是年度。", "请回到页面上再试。", value=text[:20])])
    return year
