"""Who signs and when, placed as GB/T 9704-2012, 7.3.5.3 asks of a document that bears no seal."""

import datetime
import unicodedata

from .docx_page import SQUEEZE, TYPE, WIDTH
from .docx_runs import run
from .docx_xml import Element, element, properties

_TWO = 2 * TYPE


def signature(issuer: str, date: datetime.date) -> list[Element]:
    """Return the issuer's line and the date's.

    The issuer stands two characters in from the right; the date begins two characters to the right of the
    issuer's first. Where the date is the longer, it stands two characters in and pushes the issuer further in.
    """
    day = chinese_date(date)
    issuer_length, date_length = _length(issuer), _length(day)
    inset = {"right": _TWO, "rightChars": 200}
    if date_length > issuer_length:
        pushed = {"right": 2 * _TWO + date_length - issuer_length}
        return [_line("Signature", issuer, "right", pushed), _line("Date", day, "right", inset)]
    if issuer_length > WIDTH - _TWO:  # the issuer's name turns over, there is no first character to go by
        return [_line("Signature", issuer, "right", inset), _line("Date", day, "right", inset)]
    # Room to the right of the type area: a program that spaces digits and Chinese apart must not turn the date over.
    beginning = {"left": WIDTH - issuer_length, "right": -_TWO}
    return [_line("Signature", issuer, "right", inset), _line("Date", day, "left", beginning)]


def chinese_date(date: datetime.date) -> str:
    """Return a 成文日期: Arabic numerals, the year in full, no leading zeros."""
    return f"{date.year}年{date.month}月{date.day}日"


def _line(style: str, text: str, side: str, indent: dict[str, int]) -> Element:
    return element("p", properties("pPr", pStyle=style, ind=indent, jc=side), run(text))


def _length(text: str) -> int:
    """Return how long a line of 3号 type is, in twentieths of a point."""
    return sum((TYPE if unicodedata.east_asian_width(char) in "WFA" else TYPE // 2) + SQUEEZE for char in text)
