"""What an analysis of a text holds. Every offset counts characters of the text that was analysed."""

from bisect import bisect_right
from decimal import Decimal
from typing import Literal

import attrs

from ...model.dates import PartialDate

#: What a clause or a quantity is, beside a plain deed of the unit that writes:
#: ``planned`` not done yet, ``negated`` said not to be, ``cumulative`` of several years or up to now since long ago,
#: ``background`` of a wider place or an older time, or a rule's own standard, ``others`` another unit's deed,
#: ``masked`` with a blank or a mask (xx, **, ____) where a name or number should stand.
Mark = Literal["planned", "negated", "cumulative", "background", "others", "masked"]

Marks = frozenset[Mark]
NO_MARKS: Marks = frozenset()


@attrs.frozen
class Item:
    """The number of a heading, of a paragraph or within a sentence: 一、 （二） 3. 第四章 五是.

    Attributes:
        style: Its shape, the numeral written as 一, 1 or ①: ``一、`` ``（一）`` ``1.`` ``（1）`` ``1）`` ``①``
            ``第一章`` ``第一节`` ``第一条`` ``第一部分`` ``第一`` ``一是`` ``一要``.
        number: Its value.
    """

    start: int
    end: int
    style: str
    number: int


@attrs.frozen
class Heading:
    """A title: a line of its own, or a short sentence that opens a numbered paragraph.

    Attributes:
        end: Behind its title, the colon or stop that ends it included.
        level: 0 the document's title (a collection has several), 1 the outermost section.
        item: Its number; None for one without.
        title: Its words, without number, stop or colon.
    """

    start: int
    end: int
    level: int
    item: Item | None
    title: str


@attrs.frozen
class Quantity:
    """A number that counts or measures something.

    Attributes:
        start: Where the numeral begins, the words that make it approximate included (近, 约).
        end: Behind its unit.
        value: In the unit, multiplied out: 1.2万人次 is 12000, 85% is 0.85.
        unit: Canonical: ``人`` (人 名 位), ``元`` (万元 千元 块钱), ``%`` (value a fraction of 1), ``场`` (场次), else
            the measure word as written (:data:`~.measure_words.UNITS`); empty where none stands.
        approx: 近 余 多 约 左右 以上 数十: not exact.
        each: Of each one, not of all: 各 每 人均 户均.
        said: The characters from ``start`` to ``end``.
        marks: Those of its clause and those that only it has (a standard amount, what it has risen from); never
            ``masked``: behind a masked name a number is still a number.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    approx: bool
    each: bool
    said: str
    marks: Marks = NO_MARKS


@attrs.frozen
class Vague:
    """A number that has no single value: a range (3—5名, 三四十人), a ceiling (不足百人), two units (3000元万元).

    Attributes:
        why: ``range``, ``ceiling`` or ``units``.
    """

    start: int
    end: int
    why: Literal["range", "ceiling", "units"]
    said: str


@attrs.frozen
class Moment:
    """A date, a span of days or months, or a festival that a text names.

    Attributes:
        date: The day, month or year, or the first of a span; None where its year or day is not known.
        until: The last of a span (8月1日至5日, 上半年, 第三季度), else None; 8月上旬 is only a month.
        festival: A label of :data:`~shuangyong.model.festivals.FESTIVAL_LABELS`, else None; its date is only a year.
        month: The month that is named, known even where the year is masked or not stated.
        day: The same of the day.
        said: The characters from ``start`` to ``end``.
    """

    start: int
    end: int
    date: PartialDate | None
    until: PartialDate | None
    festival: str | None
    month: int | None
    day: int | None
    said: str


@attrs.frozen
class Clause:
    """What stands between two commas, colons or stops.

    Attributes:
        item: The number that it opens with: 一是, （1）, 3.; else None.
    """

    start: int
    end: int
    marks: Marks = NO_MARKS
    item: Item | None = None


@attrs.frozen
class Sentence:
    """What ends in 。！？；, or with its line. A heading is a sentence too.

    Attributes:
        clauses: All of it, without gaps; each begins behind the comma of the one before.
        headings: The headings that it stands under, outermost first; a heading itself is the last of its own.
        paragraph: Which line of the text it stands in, counted from 0.
    """

    start: int
    end: int
    clauses: tuple[Clause, ...]
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    vague: tuple[Vague, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraph: int = 0

    @property
    def item(self) -> Item | None:
        """The number that it opens with, else None."""
        return self.clauses[0].item

    @property
    def marks(self) -> Marks:
        """The marks of any of its clauses."""
        return NO_MARKS.union(*(clause.marks for clause in self.clauses))

    def clause_at(self, place: int) -> Clause:
        """Return the clause that a place of the text stands in."""
        at = bisect_right(self.clauses, place, key=lambda clause: clause.end)
        return self.clauses[min(at, len(self.clauses) - 1)]


@attrs.frozen
class Analysis:
    """A text taken apart.

    Attributes:
        year: The year that it tells of: as given, else from its title, its signature or the years it names; None
            where it names none or a masked one (20xx).
        plan: Whether it is a plan as a whole (计划 方案 意见 要点 in its title), so that nothing in it is done yet.
        headings: All headings in order.
        sentences: All sentences in order; blank lines are in none.
    """

    text: str
    year: int | None
    plan: bool
    headings: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]
