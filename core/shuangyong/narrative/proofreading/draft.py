"""A document as it is proofread: its text, what is known of it, and where a place of it belongs."""

import functools
import re
from collections.abc import Iterator

import attrs

from ...catalog import Catalog
from ..extracted import Extracted
from ..language.analysis import Analysis
from .findings import Finding

#: What ends a sentence and what ends a clause; a line ends both.
_SENTENCE_ENDS = "。！？!?；;\n"
_CLAUSE_ENDS = "，,：:、" + _SENTENCE_ENDS

#: A title is short and is no sentence.
_LONGEST_TITLE = 45
_TITLE_LINES = 3


@attrs.frozen
class Line:
    """A line of the text that holds something: ``text[start:end]`` without the blanks around it."""

    start: int
    end: int
    said: str


@attrs.frozen(kw_only=True, slots=False)
class Draft:
    """A document to proofread.

    Attributes:
        extracted: Its text and what it is made of.
        analysis: The same text, taken apart.
        catalog: Whose sectors and kinds are known.
        year: The year that it tells of; None where it does not say.
        sector: The id of its writer's sector; None where nobody knows.
        told_year: The year that whoever asks expects; None where they did not say.
        told_sector: The same of the sector.
    """

    extracted: Extracted
    analysis: Analysis
    catalog: Catalog
    year: int | None
    sector: str | None
    told_year: int | None = None
    told_sector: str | None = None

    @property
    def text(self) -> str:
        """The text."""
        return self.extracted.text

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold something, in order."""
        return tuple(
            Line(match.start(), match.end(), match.group()) for match in re.finditer(r"[^\s][^\n]*(?<=\S)", self.text)
        )

    @functools.cached_property
    def titles(self) -> tuple[Line, ...]:
        """The lines at its head that are its title, a subtitle among them; none where it begins with a sentence."""
        found = []
        for line in self.lines[:_TITLE_LINES]:
            if len(line.said) > _LONGEST_TITLE or line.said[-1] in "。；，,;：:" or NUMBERED.match(line.said):
                break
            found.append(line)
        return tuple(found)

    @property
    def title(self) -> str:
        """The words of its title; empty where it has none."""
        return " ".join(line.said for line in self.titles)

    @property
    def body(self) -> int:
        """Where what stands below the title begins."""
        return self.titles[-1].end if self.titles else 0

    def sentence(self, start: int, end: int | None = None) -> tuple[int, int]:
        """Return where the sentence around a place begins and ends."""
        return self._around(start, start if end is None else end, _SENTENCE_ENDS)

    def clause(self, start: int, end: int | None = None) -> tuple[int, int]:
        """Return where the clause around a place begins and ends."""
        return self._around(start, start if end is None else end, _CLAUSE_ENDS)

    def sentence_of(self, match: re.Match[str]) -> str:
        """Return the sentence that a match stands in."""
        return self.sentence_text(match.span())

    def sentence_text(self, span: tuple[int, int]) -> str:
        """Return the sentence that a stretch of the text stands in."""
        return self.text[slice(*self.sentence(*span))]

    def before(self, place: int, count: int) -> str:
        """Return up to so many characters before a place, of its own line."""
        return self.text[max(0, place - count) : place].rpartition("\n")[2]

    def after(self, place: int, count: int) -> str:
        """Return up to so many characters behind a place, of its own line."""
        return self.text[place : place + count].partition("\n")[0]

    def finding(self, flaw: str, span: tuple[int, int], message: str, suggest: str) -> Finding:
        """Return a finding about a stretch of the text."""
        start, end = span
        return Finding(flaw=flaw, quote=self.text[start:end], start=start, end=end, message=message, suggest=suggest)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield where a pattern matches the text."""
        return pattern.finditer(self.text)

    def _around(self, start: int, end: int, ends: str) -> tuple[int, int]:
        while start > 0 and self.text[start - 1] not in ends:
            start -= 1
        while end < len(self.text) and self.text[end] not in ends:
            end += 1
        return start, end


#: The number that a heading or an item of a list opens with.
NUMBERED = re.compile(
    r"(?:[#\-*]+\s*)?(?:第?[一二三四五六七八九十]+[、.．章节]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．])"
)
