"""Chinese punctuation put in order where clauses were left out; what a person typed keeps its own."""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from .document import FigureRun, Inline, Inlines, Text

_FIGURE = "\ufffc"  # clean() takes it out of data
_MARKS = "、，：；。！？"  # the stronger, the later
_RUN = re.compile(f"[{_MARKS}]{{2,}}")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…\u00b7"
_SPACE = re.compile(r"[ \t\n]+")
_BESIDE = re.compile(f"[{_CJK}{_FIGURE}]")
_EMPTY = re.compile("（）|“”|《》|〔〕")
_LOOSE = re.compile("^[、，：；。]+|(?<=[（“《])[、，：；。]+|[、，；：]+(?=[）])")


@attrs.define(eq=False)
class _Glyph:
    """A character of a paragraph; ``inset`` numbers the run it came from, None for the template's own words."""

    char: str
    bold: bool
    inset: int | None = None
    figure: FigureRun | None = None


def tidied(pieces: Iterable[tuple[str | Inline, bool]]) -> Inlines:
    """Return the runs of a paragraph in good order.

    Args:
        pieces: The template's words (str) and the runs of data between them, each with whether it is bold.
    """
    glyphs = _glyphs(pieces)
    glyphs = _spaced(glyphs)
    while (shorter := _punctuated(glyphs)) != glyphs:
        glyphs = shorter
    _quote(glyphs)
    _end(glyphs)
    return _runs(_apart(glyphs))


def _glyphs(pieces: Iterable[tuple[str | Inline, bool]]) -> list[_Glyph]:
    glyphs: list[_Glyph] = []
    for number, (piece, bold) in enumerate(pieces):
        match piece:
            case FigureRun():
                glyphs.append(_Glyph(_FIGURE, bold, number, piece))
            case Text():
                glyphs += [_Glyph(char, bold, number) for char in piece.text]
            case str():
                glyphs += [_Glyph(char, bold) for char in piece]
    return glyphs


def _text(glyphs: Sequence[_Glyph]) -> str:
    return "".join(glyph.char for glyph in glyphs)


def _spaced(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Take out spaces at the ends and beside Chinese or figures, and of others all but one."""
    text = _text(glyphs)
    unwanted: set[int] = set()
    for match in _SPACE.finditer(text):
        start, end = match.span()
        if _inside_one(glyphs[max(start - 1, 0) : end + 1]):
            continue
        beside = text[start - 1 : start] + text[end : end + 1]
        keep = 0 if len(beside) < 2 or _BESIDE.search(beside) else 1
        unwanted.update(range(start + keep, end))
        if keep:
            glyphs[start].char = " "
    return _without(glyphs, unwanted)


def _punctuated(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Take out one layer of empty brackets, dangling marks, and all but the strongest of neighbouring marks."""
    text = _text(glyphs)
    unwanted: set[int] = set()
    for pattern in (_EMPTY, _LOOSE):
        for match in pattern.finditer(text):
            if not _inside_one(glyphs[slice(*match.span())]):
                unwanted.update(range(*match.span()))
    for match in _RUN.finditer(text):
        start, end = match.span()
        if not _inside_one(glyphs[start:end]):
            strongest = max(range(start, end), key=lambda place: _MARKS.index(text[place]))
            unwanted.update(place for place in range(start, end) if place != strongest)
    return _without(glyphs, unwanted)


def _quote(glyphs: Sequence[_Glyph]) -> None:
    """Turn the template's straight quotes into “ and ” by turns."""
    straight = [glyph for glyph in glyphs if glyph.char == '"' and glyph.inset is None]
    for place, glyph in enumerate(straight):
        glyph.char = "“”"[place % 2]


def _end(glyphs: Sequence[_Glyph]) -> None:
    """Close a paragraph whose last clause was left out."""
    if glyphs and glyphs[-1].char in "、，；" and glyphs[-1].figure is None:
        glyphs[-1].char = "。"


def _apart(glyphs: Sequence[_Glyph]) -> Iterator[_Glyph]:
    """Part a figure from a digit beside it (A4 12): they would read as one number."""
    before: _Glyph | None = None
    for glyph in glyphs:
        if (
            before
            and (before.figure or glyph.figure)
            and all(one.figure or one.char.isdigit() for one in (before, glyph))
        ):
            yield _Glyph(" ", glyph.bold)
        yield glyph
        before = glyph


def _inside_one(glyphs: Sequence[_Glyph]) -> bool:
    """Tell whether neighbours were all typed in one cell."""
    return glyphs[0].inset is not None and len({glyph.inset for glyph in glyphs}) == 1


def _without(glyphs: list[_Glyph], unwanted: set[int]) -> list[_Glyph]:
    return [glyph for place, glyph in enumerate(glyphs) if place not in unwanted] if unwanted else glyphs


def _runs(glyphs: Iterable[_Glyph]) -> Inlines:
    runs: list[Inline] = []
    for glyph in glyphs:
        last = runs[-1] if runs else None
        if glyph.figure is not None:
            runs.append(FigureRun(glyph.figure.figure, glyph.bold))
        elif isinstance(last, Text) and last.bold == glyph.bold:
            runs[-1] = Text(last.text + glyph.char, glyph.bold)
        else:
            runs.append(Text(glyph.char, glyph.bold))
    return tuple(runs)
