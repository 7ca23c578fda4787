"""Lines that a reader or typesetter broke at the margin, joined to paragraphs again.

Where a paragraph ends is told as a person tells it: its last line stops short, or the next one is indented, numbered
or set apart. Measures are columns of a text file (a Chinese character has two) or points of a page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from .characters import WIDE, joined

_ITEM = re.compile(
    r"[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百0-9]{1,4}[章节条]"
    r"|[0-9]{1,2}(?:[、．]|[.](?![0-9]))|[①-⑳]|[●■◆★▲•※□☑-]|#{1,6} |[*+·] |附件?[:：]"
)
_STOPPED = re.compile(r"[。！？!?：:；;…][”’」』）)]*$")
_OPEN = re.compile(r"[，、,（(《“—]$")
#: How much of a full line one that ends within a sentence has at least.
_WITHIN = 0.8
_NUMBER_AHEAD = re.compile(r"[0-9.]$")


@attrs.frozen(kw_only=True)
class Set:
    """A line as it is set.

    Attributes:
        left: Where it begins.
        right: Where it ends.
        em: The width of one of its Chinese characters.
        apart: Whether a blank line or a wide gap stands before it.
        alone: Whether it joins with nothing: a row of a table, a centred title.
        place: Where it stands, for people.
    """

    text: str
    left: float
    right: float
    em: float = 2
    apart: bool = False
    alone: bool = False
    place: str = ""


@attrs.frozen
class Measure:
    """How a text is set.

    Attributes:
        left: Where lines begin that open no paragraph.
        right: Where full lines end.
        indented: Whether paragraphs begin farther right.
        full: How many lines are full.
        spaced: Whether blank lines stand between paragraphs.
    """

    left: float
    right: float
    indented: bool
    full: int = 0
    spaced: bool = False


#: Of a text that is not broken: only a line that ends in a comma goes on.
UNBROKEN = Measure(0, float("inf"), True)


def paragraphs(lines: Sequence[Set], measure: Measure) -> Iterator[list[Set]]:
    """Yield the lines of each paragraph."""
    gathered: list[Set] = []
    for line in lines:
        if gathered and not _goes_on(gathered[-1], line, measure):
            yield gathered
            gathered = []
        gathered.append(line)
    if gathered:
        yield gathered


def text_of(lines: Sequence[Set]) -> str:
    """Return a paragraph's lines as one."""
    text = ""
    for line in lines:
        text = joined(text, line.text)
    return text


def columns_of(text: str) -> int:
    """Return how wide a line of a text file is: two columns for a Chinese character, one for others."""
    return 2 * len(text) - len(_ONE_COLUMN.findall(text))


_ONE_COLUMN = re.compile(rf"[^{WIDE}\u3000①-⑳]")


def measured(lines: Sequence[Set], least: float, *, surely: bool = False) -> Measure | None:
    """Return how lines are set; None where they are not broken at a margin.

    Args:
        lines: All lines of the text.
        least: No margin is narrower.
        surely: They are known to be broken; else three full lines must tell it.
    """
    inner = [line for line in lines if not line.alone]
    open_ended = [line for line in inner if not _STOPPED.search(line.text)]
    right = max((line.right for line in open_ended), default=0.0)
    full = [line for line in open_ended if line.right >= right - 2.5 * line.em]
    # Of a text with whole paragraphs on its lines, only titles end without a stop, and these are not equally long.
    longer = [line for line in open_ended if line.right >= right * 0.6]
    beyond = [line for line in inner if line.right > right + 2.5 * line.em]
    if right < least or not (surely or (len(full) > 2 and len(full) >= len(longer) * 0.6 and not beyond)):
        return None
    following = [other.left for one, other in pairwise(inner) if one in full and not other.apart]
    left = min(following, default=0.0)
    beginning = [other for one, other in pairwise(inner) if one.right < right - 2.5 * one.em]
    indented = _most(line.left > left + 1.2 * line.em for line in beginning)
    return Measure(left, right, indented, len(full), _most(line.apart for line in beginning))


def _most(signs: Iterable[bool]) -> bool:
    """Tell whether most lines behind a short one bear a sign of a paragraph's beginning."""
    listed = [*signs]
    return bool(listed) and sum(listed) >= 0.6 * len(listed)


def _goes_on(one: Set, other: Set, measure: Measure) -> bool:
    if one.alone or other.alone or other.apart or abs(one.em - other.em) > 0.15 * one.em:
        return False
    told = measure.indented or measure.spaced  # where paragraphs begin
    slack = 5 if told and not _STOPPED.search(one.text) else 2.5
    short = measure.right - slack * one.em
    if not _STOPPED.search(one.text):  # within a sentence; digits are narrow where lines are broken by their count
        short = min(short, measure.left + _WITHIN * (measure.right - measure.left))
    if one.right < short:
        return bool(_OPEN.search(one.text)) and not _ITEM.match(other.text) and other.left <= one.left
    if other.left > measure.left + 1.2 * other.em:
        return False
    if _ITEM.match(other.text) and not (_NUMBER_AHEAD.search(one.text) and other.text[0].isdigit()):
        return False
    return told or not _STOPPED.search(one.text)
