"""Texts with runs and readings: the shared strings of a workbook, and the rich texts that stand in a cell."""

import re
from collections.abc import Iterable
from functools import lru_cache

import attrs

from ..file_refusals import CHARACTERS, STRINGS, too_large
from .scan import NotPlain, decoded, start_of, windows


@attrs.frozen
class Grammar:
    """The plain form of strings with one namespace prefix."""

    mark: bytes
    closing: bytes
    item: re.Pattern[str]
    run: re.Pattern[str]


@lru_cache(16)
def grammar(prefix: str) -> Grammar:
    """Return the plain form for a prefix such as ``x:``, or none."""
    p = re.escape(prefix)
    return Grammar(
        mark=f"<{prefix}si>".encode(),
        closing=f"</{prefix}sst>".encode(),
        item=re.compile(
            rf"\s*+(?:<{p}si><{p}t(?: [^<>/]*+)?>([^<]*+)</{p}t>(?:<{p}phoneticPr [^<>/]*+/>)?+</{p}si>"
            rf"|<{p}si/>|<{p}si>([^<]*+(?:<(?!/{p}si>)[^<]*+)*+)</{p}si>)|(.+)",
            re.DOTALL,
        ),
        # A reading (rPh) holds how the text is pronounced; it is no part of the text.
        run=re.compile(
            rf"<{p}t(?: [^<>/]*+)?>([^<]*+)</{p}t>|<{p}rPh[ >][^<]*+(?:<(?!/{p}rPh>)[^<]*+)*+</{p}rPh>"
            r"|</?[A-Za-z][^<>]*+>|\s++|(.+)",
            re.DOTALL,
        ),
    )


def shared_strings(chunks: Iterable[bytes]) -> list[str]:
    """Return the shared strings in order, still escaped as XML: most workbooks use only some of them.

    Raises:
        NotPlain: The part is not in plain form.
        ProblemsFound: There are too many strings.
    """
    strings: list[str] = []
    characters = 0
    form: Grammar | None = None
    prefix = ""
    stop = -1
    for piece in windows(chunks, lambda start: grammar(start_of(start, b"sst")[1]).mark):
        if stop >= 0:  # a string stands behind the end
            raise NotPlain
        position = 0
        if form is None:
            position, prefix = start_of(piece, b"sst")
            form = grammar(prefix)
        stop = piece.find(form.closing, position)
        text = decoded(piece[position : None if stop < 0 else stop])
        for plain, rich, other in form.item.findall(text):
            if other.isspace():
                continue
            if other:
                raise NotPlain
            strings.append(plain or (rich and rich_text(rich, prefix)))
            characters += len(strings[-1])
        if len(strings) > STRINGS or characters > CHARACTERS:
            raise too_large("工作簿里的文字太多")
    if stop < 0:
        raise NotPlain
    return strings


def rich_text(markup: str, prefix: str) -> str:
    """Return the text of runs, still escaped as XML, without the readings.

    Raises:
        NotPlain: Text stands outside of a run.
    """
    pieces = []
    for text, other in grammar(prefix).run.findall(markup):
        if other:
            raise NotPlain
        pieces.append(text)
    return "".join(pieces)
