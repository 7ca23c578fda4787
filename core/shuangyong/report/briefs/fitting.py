"""Whether a brief fits its one page (GB/T 9704-2012: 22 lines of 28 characters)."""

import math

from ..document import Document, Heading, Pictures, Table, plain
from ..titles import break_title
from ..widths import width

_LINES = 22
#: A line holds 28 characters; punctuation that may not begin a line takes one of them along to the next.
_CHARACTERS = 27
_INDENT = 2
#: Pictures of a brief are this high, in millimetres; with their captions they take so many lines of 28 points.
HIGHEST, _PICTURED = 38, 6
#: How much wider a digit is than half a character where Times New Roman is not installed (DejaVu Serif: 0.64).
_WIDER = 0.14
#: A blank line below the title; a blank line, who signs, and the date.
_BESIDE = 1 + 3


def fits(document: Document, *, pictured: bool = False) -> bool:
    """Tell whether a document without attachments and tables is one page; ``pictured``: with a line of pictures too."""
    names = tuple(filter(None, (document.issuer, document.addressee)))
    lines = len(break_title(document.title, names)) + _BESIDE + bool(document.addressee) + _PICTURED * pictured
    for block in document.blocks:
        if isinstance(block, Table):
            return False
        if isinstance(block, Pictures):
            lines += _PICTURED
            continue
        number = block.number if isinstance(block, Heading) else ""
        lines += max(1, math.ceil((_widest(number + plain(block.content)) + _INDENT) / _CHARACTERS))
    return lines <= _LINES


def _widest(text: str) -> float:
    """Return the width of a text in characters of the body, set in whatever type the computer has."""
    return width(text) + _WIDER * sum(character.isascii() for character in text)
