"""Scanning the plain form in which nearly every program writes a sheet; odder XML is left to a parser.

Building an XML tree costs twice what python-calamine needs for the whole file, so the rows are read by regular
expressions. They accept only the plain form, and every byte between ``<sheetData>`` and ``</sheetData>`` must
match, so nothing can be overlooked: whatever deviates (comments, CDATA, cells without an address, other
quotes) raises :class:`NotPlain`, and ``plain.py`` has lxml write the part again in plain form. All repetitions
are possessive or end at the next ``<``: time is linear in the input.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

import attrs

from ..file_refusals import COLUMNS, WINDOW_BYTES, too_large
from .markup import MAIN
from .package import CHUNK

Found = tuple[str, str, str, str, str, str, str]
"""A cell as scanned: letters, digits, attributes, value, inline text, other content; or what does not match."""

_HEAD: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'][Uu][Tt][Ff]-8[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])?\s*\?>)?\s*<(?:([A-Za-z_][\w.-]{0,30}):)?(worksheet|sst)\b([^<>]*)>"
)
_NAMESPACES: Final = tuple(namespace.encode() for namespace in MAIN)
_LONG_ROW: Final = 2**18
"""No shorter row can hold more cells than there are columns."""


class NotPlain(Exception):
    """The part is not written in the plain form."""


@attrs.frozen
class Grammar:
    """The plain form with one namespace prefix: the marks to look for and the expressions to match."""

    prefix: str
    mark: bytes
    opening: bytes
    closing: bytes
    empty: bytes
    end: bytes
    row_end: str
    cell_start: str
    row: re.Pattern[str]
    blank: re.Pattern[str]
    cell: re.Pattern[str]
    content: re.Pattern[str]
    merges: bytes
    merges_end: bytes
    merged: re.Pattern[bytes]


Take = Callable[[str, str, Grammar], None]
"""What takes a row: its number, and the markup of its cells."""


@lru_cache(16)
def grammar(prefix: str) -> Grammar:
    """Return the plain form for a prefix such as ``x:``, or none."""
    p = re.escape(prefix)
    blank_cells = rf"(?:<{p}c [^<>/]*+(?:/>|></{p}c>)|\s++)"
    blank_rows = rf"(?:<{p}row [^<>/]*+(?:/>|>{blank_cells}*+</{p}row>)|\s++)*+"
    return Grammar(
        prefix=prefix,
        mark=f"<{prefix}row ".encode(),
        opening=f"<{prefix}sheetData>".encode(),
        closing=f"</{prefix}sheetData>".encode(),
        empty=f"<{prefix}sheetData/>".encode(),
        end=f"</{prefix}worksheet>".encode(),
        row_end=f"</{prefix}row>",
        cell_start=f"<{prefix}c ",
        row=re.compile(rf'{blank_rows}<{p}row r="([1-9][0-9]{{0,6}})"[^<>/]*+>'),
        blank=re.compile(blank_rows),
        cell=re.compile(
            rf'<{p}c r="([A-Z]{{1,3}})([1-9][0-9]{{0,6}})"([^<>/]*+)>'
            rf"(?:<{p}v>([^<]*+)</{p}v>|<{p}is><{p}t[^<>/]*+>([^<]*+)</{p}t></{p}is>"
            rf"|(<(?!/?{p}c[ >])[^<]*+(?:<(?!/?{p}c[ >])[^<]*+)*+))</{p}c>"
            rf"|{blank_cells}++|(.+)",
            re.DOTALL,
        ),
        content=re.compile(
            rf"(?:<{p}f([^<>/]*+)(?:/>|>([^<]*+)</{p}f>))?+"
            rf"(<{p}v[^<>/]*+(?:/>|>([^<]*+)</{p}v>))?+"
            rf"(?:<{p}is>(.*)</{p}is>|<{p}is/>)?",
            re.DOTALL,
        ),
        merges=f"<{prefix}mergeCells".encode(),
        merges_end=f"</{prefix}mergeCells>".encode(),
        merged=re.compile(rf'<{p}mergeCell [^<>]*?\bref="([A-Z0-9:]+)"'.encode()),
    )


def scan(chunks: Iterable[bytes], take: Take) -> tuple[str, ...]:
    """Hand each row that is not blank, its number and its markup, to ``take``; return the merged ranges.

    Raises:
        NotPlain: The part is not in plain form; what has been taken is to be thrown away.
        ProblemsFound: A row is too large.
    """
    form: Grammar | None = None
    piece, close = b"", -1
    for piece in windows(chunks, lambda start: grammar(start_of(start, b"worksheet")[1]).mark):
        if close >= 0:  # a row stands behind the data area
            raise NotPlain
        position = 0
        if form is None:
            position, prefix = start_of(piece, b"worksheet")
            form = grammar(prefix)
            piece, position = _open(piece, position, form)
        close = piece.find(form.closing, position)
        _rows(decoded(piece[position : None if close < 0 else close]), form, take)
    # What follows the data is not looked at, except for a second data area and a missing end.
    if form is None or close < 0 or piece.find(form.opening, close) >= 0:
        raise NotPlain
    if not piece.endswith(form.end) and not piece.rstrip().endswith(form.end):
        raise NotPlain
    merges = piece.find(form.merges, close)
    if merges < 0:
        return ()
    end = piece.find(form.merges_end, merges)
    return tuple([merged.decode() for merged in form.merged.findall(piece, merges, len(piece) if end < 0 else end)])


def start_of(piece: bytes, root: bytes) -> tuple[int, str]:
    """Return where the root element's content begins, and its namespace prefix, such as ``x:`` or none."""
    # All sheets that one program writes begin alike.
    return _start(piece[: piece.find(b">", piece.find(root)) + 1], root)


@lru_cache(16)
def _start(head_alone: bytes, root: bytes) -> tuple[int, str]:
    head = _HEAD.match(head_alone)
    if head is None or head[2] != root:
        raise NotPlain
    declaration = b" xmlns:%b=" % head[1] if head[1] else b" xmlns="
    if not any(b'%b"%b"' % (declaration, namespace) in head[3] for namespace in _NAMESPACES):
        raise NotPlain
    return head.end(), f"{head[1].decode()}:" if head[1] else ""


def windows(chunks: Iterable[bytes], mark_of: Callable[[bytes], bytes]) -> Iterator[bytes]:
    """Yield a part whole, a large one in pieces that are cut before the mark, the start of a row."""
    rest, mark = b"", b""
    for chunk in chunks:
        if rest:
            mark = mark or mark_of(rest)
            cut = rest.rfind(mark) if len(rest) >= CHUNK else 0
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            if len(rest) > WINDOW_BYTES:
                raise too_large(f"一张工作表里有一行超过 {WINDOW_BYTES >> 20} MB")
            rest += chunk
        else:
            rest = chunk
    yield rest


def decoded(piece: bytes) -> str:
    """Return a piece as text, its line ends as XML has them.

    Raises:
        NotPlain: It is not in UTF-8.
    """
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        raise NotPlain from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _open(piece: bytes, position: int, form: Grammar) -> tuple[bytes, int]:
    """Return the piece, an empty data area in it opened, and where the rows begin."""
    opening = piece.find(form.opening, position)
    if opening < 0:
        piece = piece.replace(form.empty, form.opening + form.closing, 1)
        opening = piece.find(form.opening, position)
    head = piece[position:opening]
    # A comment could hide the true opening; behind it every character must match, so none can hide there.
    if opening < 0 or b"<!" in head or b"<?" in head:
        raise NotPlain
    return piece, opening + len(form.opening)


def _rows(text: str, form: Grammar, take: Take) -> None:
    position = 0
    while row := form.row.match(text, position):
        start = row.end()
        end = text.find(form.row_end, start)
        if end < 0:
            raise NotPlain
        if end - start > _LONG_ROW and text.count(form.cell_start, start, end) > COLUMNS:
            raise too_large(f"第 {row[1]} 行的单元格超过 {COLUMNS} 个")
        take(row[1], text[start:end], form)
        position = end + len(form.row_end)
    if not form.blank.fullmatch(text, position):
        raise NotPlain
