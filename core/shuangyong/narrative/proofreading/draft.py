"""A document as it is proofread: its text, what is known of it, and where a place of it belongs."""

import bisect
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

import attrs

from ...catalog import Catalog
from ..extracted import Extracted
from ..language.analysis import Analysis, Heading
from .findings import Finding

#: What ends a sentence and what ends a clause; a line ends both.
_SENTENCE_ENDS = "。！？!?；;\n"
_CLAUSE_ENDS = "，,：:、" + _SENTENCE_ENDS
#: No sentence is longer; what is, was never written by a person.
_LONGEST_SENTENCE = 2000

#: A title is short and is no sentence, and has so many lines at most.
_LONGEST_TITLE = 45
_TITLE_LINES = 3

_WHOLE_LINE = re.compile(r"[^\n]+")
_LINE = re.compile(r"[^\s][^\n]*(?<=\S)")
_NUMBERED = re.compile(
    r"(?:[#\-*]+\s*)?(?:第?[一二三四五六七八九十]+[、.．章节]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．])"
)
#: The title of one of several documents: 篇二：…, 第三篇 ….
_OF_A_COLLECTION = re.compile(
    r"^[ \t\u3000#*]*(?:第[一二三四五六七八九十\d]{1,3}篇|篇[一二三四五六七八九十\d]{1,3})[：:、 \t\u3000].{2,60}$",
    re.M,
)
_PLAN = re.compile("计划|方案|要点|安排")
_TOLD_AFTER = re.compile("总结|汇报|报告|情况|小结|回顾")
_FIRST_OR_SECOND = re.compile(r"^[ \t\u3000#]*(?P<number>[一二])[、.．]", re.MULTILINE)
#: Sections that tell of the year to come.
_NEXT = re.compile("明年|来年|下一步|下一年|下年|打算|工作思路|工作计划|工作安排|努力方向")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_MASKED_YEAR = re.compile(r"20(?:[xX×*]|\\\*)")
#: How far into a document its year is looked for where its title has none.
_OPENING = 160


@attrs.frozen
class Line:
    """A line of the text that holds something: ``text[start:end]`` without the blanks around it."""

    start: int
    end: int
    said: str


@attrs.frozen
class Part:
    """One of the documents of a text: most hold one, a collection several.

    Attributes:
        titles: The lines at its head that are its title, a subtitle among them; none where it begins with a sentence.
        year: The year that it tells of; None where it does not say.
    """

    start: int
    end: int
    titles: tuple[Line, ...]
    year: int | None

    @property
    def title(self) -> str:
        """The words of its title; empty where it has none."""
        return " ".join(line.said for line in self.titles)

    @property
    def body(self) -> int:
        """Where what stands below the title begins."""
        return self.titles[-1].end if self.titles else self.start


@attrs.frozen(kw_only=True, slots=False)
class Draft:
    """A document to proofread.

    Attributes:
        extracted: Its text and what it is made of.
        analysis: The same text, taken apart.
        catalog: Whose sectors and kinds are known.
        told_year: The year that whoever asks expects; None where they did not say.
        told_sector: The same of the sector, by its id.
    """

    extracted: Extracted
    analysis: Analysis
    catalog: Catalog
    told_year: int | None = None
    told_sector: str | None = None

    @property
    def text(self) -> str:
        """The text."""
        return self.extracted.text

    @functools.cached_property
    def year(self) -> int | None:
        """The year that it tells of: as told, else as it says itself; None where it does not."""
        stated = self.analysis.year
        return self.told_year or (stated if stated and _stands(stated, self.text) else None)

    @functools.cached_property
    def plan(self) -> bool:
        """Whether it tells of what is to be done, so that its figures are intentions."""
        title = self.parts[0].title
        return self.analysis.plan or bool(_PLAN.search(title) and not _TOLD_AFTER.search(title))

    @functools.cached_property
    def parts(self) -> tuple[Part, ...]:
        """The documents in the text."""
        headings = (heading.start for heading in self.analysis.headings if heading.level == 0)
        titles = (match.start() for match in self.matches(_OF_A_COLLECTION))
        heads = sorted({*headings, *titles, *self._begun_anew()})
        starts, last = [0], max((line.end for line in _titles(self.text, 0, len(self.text))), default=0)
        for start in heads:
            if start > last:
                starts.append(start)
            last = max((line.end for line in _titles(self.text, start, len(self.text))), default=start)
        ends = [*starts[1:], len(self.text)]
        return tuple(self._part(start, end, alone=len(starts) == 1) for start, end in zip(starts, ends, strict=True))

    def part_of(self, place: int) -> Part:
        """Return the document that a place stands in."""
        return self.parts[bisect.bisect_right(self.parts, place, key=lambda part: part.start) - 1]

    def section(self, place: int) -> str:
        """Return the words of the outermost heading that a place stands under; empty where there is none."""
        at = bisect.bisect_right(self._sections, place, key=lambda heading: heading.start)
        return self._sections[at - 1].title if at else ""

    @functools.cached_property
    def _sections(self) -> Sequence[Heading]:
        return [heading for heading in self.analysis.headings if heading.level <= 1]

    def years_told(self, span: tuple[int, int], year: int) -> set[int]:
        """Return the years that a passage may speak of: those it names, else its section's, else the document's.

        With 去年 the year before is among them, with 明年, 下一步 and in the section of plans the year after.
        """
        sentence, section = self.sentence_text(span), self.section(span[0])
        years = {int(said) for said in YEAR.findall(sentence) or YEAR.findall(section)} or {year}
        if re.search("去年|上年", sentence):
            years.add(year - 1)
        if _NEXT.search(sentence) or _NEXT.search(section):
            years.add(year + 1)
        return years

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence around a stretch begins and ends."""
        return self._around(start, end, _SENTENCE_ENDS)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return where the clause around a stretch begins and ends."""
        return self._around(start, end, _CLAUSE_ENDS)

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

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield where a pattern matches the text."""
        return pattern.finditer(self.text)

    @functools.cached_property
    def lines(self) -> Sequence[tuple[int, int]]:
        """Where its lines begin and end, without the line feeds; no line is empty."""
        return [match.span() for match in self.matches(_WHOLE_LINE)]

    def lines_with(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield the lines in which a pattern is found: a quick look for what a longer one then reads."""
        text, search = self.text, pattern.search
        return (span for span in self.lines if search(text, *span))

    def finding(self, flaw: str, span: tuple[int, int], message: str, suggest: str) -> Finding:
        """Return a finding about a stretch of the text."""
        start, end = span
        return Finding(flaw=flaw, quote=self.text[start:end], start=start, end=end, message=message, suggest=suggest)

    def _around(self, start: int, end: int, ends: str) -> tuple[int, int]:
        first, last = max(0, start - _LONGEST_SENTENCE), min(len(self.text), end + _LONGEST_SENTENCE)
        while start > first and self.text[start - 1] not in ends:
            start -= 1
        while end < last and self.text[end] not in ends:
            end += 1
        return start, end

    def _begun_anew(self) -> Iterator[int]:
        """Yield where 一、 stands again behind a whole list: the documents were put together without their titles."""
        second = False
        for match in self.matches(_FIRST_OR_SECOND):
            if match["number"] == "一" and second:
                yield match.start()
            second = match["number"] == "二" or (second and match["number"] != "一")

    def _part(self, start: int, end: int, *, alone: bool) -> Part:
        titles = _titles(self.text, start, end)
        year = self.year if alone or self.told_year or not titles else self._year_of(titles, start, end)
        return Part(start, end, titles, year)

    def _year_of(self, titles: tuple[Line, ...], start: int, end: int) -> int | None:
        """Return the year of one document of several: in its title, else where it opens; None if masked there."""
        title = " ".join(line.said for line in titles)
        opening = self.text[start : min(end, start + _OPENING)]
        for said in (title, opening):
            if found := YEAR.search(said):
                return int(found[1])
            if _MASKED_YEAR.search(said):
                return None
        return None


def _stands(year: int, text: str) -> bool:
    """Tell whether a year is written in a text, and not worked out from what it celebrates."""
    digits = [("〇零○" if digit == "0" else "零一二三四五六七八九"[int(digit)]) for digit in str(year)]
    return str(year) in text or bool(re.search("".join(f"[{digit}]" for digit in digits), text))


def _titles(text: str, start: int, end: int) -> tuple[Line, ...]:
    """Return the lines of a title that begin at a place."""
    found = []
    for match in itertools.islice(_LINE.finditer(text, start, end), _TITLE_LINES):
        said = match.group()
        if len(said) > _LONGEST_TITLE or said[-1] in "。；，,;：:" or _NUMBERED.match(said):
            break
        found.append(Line(match.start(), match.end(), said))
    return tuple(found)
