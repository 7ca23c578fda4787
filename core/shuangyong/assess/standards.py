"""A standard of assessment: categories, items and scoring points, as a file of the office says them."""

import functools
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import attrs

Level = Literal["单位", "地区"]
Nature = Literal["计分", "一票否决", "加分"]
How = Literal["有", "至少", "每", "各", "比例", "申报"]
Cycle = Literal["平均", "最低"]

#: Points come in steps of a quarter (全国双拥模范城（县）考评标准（试行）, items 1 to 6).
STEP = Decimal("0.25")

#: An item of this sector is for units whose own sector adds none to its category.
OTHERS = "其他"


@attrs.frozen(kw_only=True)
class Subject:
    """The rows that a scoring point looks at.

    Attributes:
        kind: The full name of their kind.
        label: Its Chinese name.
        kinds: The full names of the kind and all that extend it.
        activity: Whether they are deeds, which are held, or entries, which are filled in.
    """

    kind: str
    label: str
    kinds: frozenset[str]
    activity: bool


@attrs.frozen(kw_only=True)
class Measure:
    """What is added up over the rows.

    Attributes:
        id: The measure's, or ``count``; of a plain field: that it is filled in.
        label: Its Chinese name.
        unit: Its unit, for words.
        parts: Of a ratio: the measures above and below; of a plain field nothing.
        labels: Their Chinese names.
        share: Whether the share of rows is meant in which the plain field is filled in.
        whole: Whether it only comes in whole numbers.
    """

    id: str
    label: str
    unit: str
    parts: tuple[str, str] | None = None
    labels: tuple[str, ...] = ()
    share: bool = False
    whole: bool = False


@attrs.frozen(kw_only=True)
class Condition:
    """What a row must say to be looked at.

    Attributes:
        field: The field's identifier; ``季度``, ``半年``, ``月份`` or ``本年`` for a row's date.
        label: Its Chinese name.
        test: One of the values, a text that holds one of them, or any value at all.
        values: What is looked for.
    """

    field: str
    label: str
    test: Literal["=", "含", "已填", "本年"]
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.test == "本年":
            return "本年"
        if self.test == "已填":
            return f"{self.label}已填"
        return f"{self.label}{self.test}{'/'.join(self.values)}"


@attrs.frozen(kw_only=True)
class Point:
    """A scoring point (得分点) of an item.

    Attributes:
        how: 有: one row; 至少: so much; 每: points for each so much; 各: a share for each thing of a list; 比例: full
            from so many percent on, in proportion below; 申报: a person says so.
        points: What it is worth at most; None where the item is all or none.
        subject: The rows that it looks at; None where a person says so.
        where: What these must say.
        measure: What is added up.
        least: How much is asked for: rows, an amount, or percent.
        gain: For 每: the points for each so much.
        things: For 各: the things of which each is worth a share.
        proof: Whether only rows with evidence count.
        title: What is asked for, in words; for people who judge.
    """

    how: How
    points: Decimal | None
    subject: Subject | None = None
    where: tuple[Condition, ...] = ()
    measure: Measure | None = None
    least: Decimal = Decimal(1)
    gain: Decimal = Decimal(0)
    things: Condition | None = None
    proof: bool = False
    title: str = ""


@attrs.frozen(kw_only=True)
class Category:
    """A category (考评项目).

    Attributes:
        id: By which items of other files name it.
        title: As it is printed.
        points: What its items add up to; None where the source does not tell.
        source: Where it comes from.
        open: What the office has to add; empty where it is complete.
    """

    id: str
    title: str
    points: Decimal | None = None
    source: str = ""
    open: str = ""


@attrs.frozen(kw_only=True)
class Item:
    """An item (考评内容).

    Attributes:
        number: 序号, unique among the items that a unit is judged by.
        category: The identifier of its category.
        content: What is asked for, as printed.
        points: What it is worth; of a veto nothing.
        scoring: 评分标准, as printed.
        evidence: Which papers prove it, as printed.
        nature: 计分, 一票否决 or 加分.
        whole: All of its scoring points or nothing.
        absent: Whether a unit that declares 不适用 of the work gets the points.
        sector: The sector's id whose units it is for; OTHERS; all where empty.
        source: Where it comes from.
        open: What the office has to add; empty where it is complete.
        parts: How it is scored; none: a person says.
    """

    number: str
    category: str
    content: str
    points: Decimal | None = None
    scoring: str = ""
    evidence: str = ""
    nature: Nature = "计分"
    whole: bool = False
    absent: bool = False
    sector: str = ""
    source: str = ""
    open: str = ""
    parts: tuple[Point, ...] = ()


@attrs.frozen(kw_only=True)
class Standard:
    """A standard (考评标准).

    Attributes:
        id: By which it is named.
        title: As it is printed.
        level: Whom it judges: a unit, or an area by the ledger of its office.
        total: The stated total; None where the source does not tell.
        years: The first and the last year that it is valid for; None without end.
        source: Where it comes from.
        note: What a reader should know of it.
        bonus: How many points bonus items may bring together; None for any.
        passing: From how many points on a unit passes; None where it says nothing.
        cycle: How several years make a score.
        categories: In order.
        items: In order.
    """

    id: str
    title: str
    level: Level = "单位"
    total: Decimal | None = None
    years: tuple[int, int] | None = None
    source: str = ""
    note: str = ""
    bonus: Decimal | None = None
    passing: Decimal | None = None
    cycle: Cycle = "平均"
    categories: tuple[Category, ...] = ()
    items: tuple[Item, ...] = ()

    def items_for(self, sector: str) -> tuple[Item, ...]:
        """Return the items that a sector's units are judged by, category by category."""
        return tuple(self._items_for(sector))

    def _items_for(self, sector: str) -> Iterator[Item]:
        for category in self.categories:
            there = [item for item in self.items if item.category == category.id]
            own = any(item.sector == sector for item in there)
            wanted = {"", sector if own else OTHERS}
            yield from (item for item in there if item.sector in wanted)

    @functools.cached_property
    def sectors(self) -> tuple[str, ...]:
        """The sectors that have items of their own, and all others."""
        return (*dict.fromkeys(item.sector for item in self.items if item.sector not in ("", OTHERS)), OTHERS)

    def full(self, sector: str) -> Decimal:
        """Return what a sector's units can reach: the stated total, or what the known items add up to."""
        if self.total is not None:
            return self.total
        return sum_of(item for item in self.items_for(sector) if item.nature == "计分")

    def category(self, id: str) -> Category:  # noqa: A002  the identifier is called so throughout
        """Return the category of an identifier."""
        return next(category for category in self.categories if category.id == id)


def sum_of(items: Iterator[Item] | tuple[Item, ...] | list[Item]) -> Decimal:
    """Return what items are worth together."""
    return sum((item.points for item in items if item.points is not None), start=Decimal(0))
