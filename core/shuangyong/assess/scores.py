"""What an assessment comes to: each item with why, the rows that count, what is missing, and the sums."""

import functools
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import attrs

from .standards import Item, Standard

#: How an item came to its score: by its rule, by a person; 待评定: a person has to say; 待补充: the standard itself
#: is not complete; a veto is 触发 or 未触发.
State = Literal["已评", "人工", "待评定", "待补充", "触发", "未触发"]

ZERO = Decimal(0)


@attrs.frozen(kw_only=True)
class Seen:
    """A row that counts, and what proves it.

    Attributes:
        sheet: Its sheet.
        number: Its row's number.
        cell: The cell that was counted.
        title: What the row calls itself, private data left out; empty where it has no name.
        day: Its date as ISO tells it; empty without one.
        proof: The evidence it refers to.
    """

    sheet: str
    number: int
    cell: str
    title: str = ""
    day: str = ""
    proof: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Missing:
    """What would gain points, and how much work it is.

    Attributes:
        text: What to do, in Chinese, without what it brings.
        gain: The points that it brings.
        effort: 1 is a cell to fill in; for ordering only.
        item: The number of the item.
        lack: What is lacking, in a few words without figures, so that units can be compared by it.
    """

    text: str
    gain: Decimal
    effort: int
    item: str = ""
    lack: str = ""

    def __str__(self) -> str:
        return f"{self.text}，可得 {short(self.gain)} 分" if self.gain else self.text


@attrs.frozen(kw_only=True)
class ItemScore:
    """An item, judged.

    Attributes:
        item: The item.
        score: The points that it brings.
        why: Why, with the figures.
        state: How it came to that.
        rows: The rows that count.
        missing: What would bring more.
        pending: The points that a person still has to give or refuse.
    """

    item: Item
    score: Decimal
    why: str
    state: State = "已评"
    rows: tuple[Seen, ...] = ()
    missing: tuple[Missing, ...] = ()
    pending: Decimal = ZERO


@attrs.frozen(kw_only=True)
class Subtotal:
    """What a category comes to."""

    id: str
    title: str
    points: Decimal
    score: Decimal
    pending: Decimal = ZERO
    open: str = ""


@attrs.frozen(kw_only=True)
class Score:
    """A unit's year, judged by a standard.

    Attributes:
        standard: The standard.
        unit: The unit's name.
        code: Its code; empty without one.
        sector: Its sector's id.
        region: Its region's code; empty without one.
        year: Of which year.
        items: Every item that it is judged by, in order.
        file: The ledger's file.
        sha256: Of the ledger's bytes.
    """

    standard: Standard
    unit: str
    sector: str
    year: int
    items: tuple[ItemScore, ...]
    code: str = ""
    region: str = ""
    file: str = ""
    sha256: str = ""

    @functools.cached_property
    def full(self) -> Decimal:
        """What can be reached."""
        return self.standard.full(self.sector)

    @functools.cached_property
    def basic(self) -> Decimal:
        """The points without bonus."""
        return sum_scores(one for one in self.items if one.item.nature == "计分")

    @functools.cached_property
    def bonus(self) -> Decimal:
        """The bonus points, cut at the standard's cap."""
        found = sum_scores(one for one in self.items if one.item.nature == "加分")
        return found if self.standard.bonus is None else min(found, self.standard.bonus)

    @property
    def total(self) -> Decimal:
        """All points; what a person has still to judge is not in it."""
        return self.basic + self.bonus

    @functools.cached_property
    def pending(self) -> Decimal:
        """The points that a person still has to give or refuse, bonus aside."""
        return sum((one.pending for one in self.items if one.item.nature == "计分"), start=ZERO)

    @functools.cached_property
    def vetoes(self) -> tuple[ItemScore, ...]:
        """The vetoes that strike."""
        return tuple(one for one in self.items if one.state == "触发")

    @property
    def verdict(self) -> str:
        """Whether the unit passes, in words; empty where the standard has no such line."""
        return verdict(self.standard, self.total, self.pending, vetoed=bool(self.vetoes))

    @functools.cached_property
    def categories(self) -> tuple[Subtotal, ...]:
        """The categories with what they come to; bonus and vetoes aside."""
        return tuple(self._subtotals())

    @functools.cached_property
    def advice(self) -> tuple[Missing, ...]:
        """What would bring points, the least work for a point first; what cannot be reached any more left out."""
        found = [missing for one in self.items for missing in one.missing if missing.gain > 0]
        room = None if self.standard.bonus is None else self.standard.bonus - self.bonus
        bonus = {one.item.number for one in self.items if one.item.nature == "加分"}
        kept = [one for one in found if one.item not in bonus or room is None or room > 0]
        return tuple(sorted(kept, key=lambda one: (one.effort / one.gain, -one.gain)))

    def _subtotals(self) -> Iterable[Subtotal]:
        for category in self.standard.categories:
            own = [one for one in self.items if one.item.category == category.id and one.item.nature == "计分"]
            known = sum((one.item.points or ZERO for one in own), start=ZERO)
            if not own and category.points is None and not category.open:
                continue  # a category of bonus items or vetoes only
            yield Subtotal(
                id=category.id,
                title=category.title,
                points=category.points if category.points is not None else known,
                score=sum_scores(own),
                pending=sum((one.pending for one in own), start=ZERO),
                open=category.open,
            )


def verdict(standard: Standard, total: Decimal, pending: Decimal, *, vetoed: bool) -> str:
    """Return whether points pass a standard, in words; empty where it has no such line."""
    if vetoed:
        return "一票否决"
    if standard.passing is None:
        return ""
    if total >= standard.passing:
        return "合格"
    return "待评定" if total + pending >= standard.passing else "不合格"


def sum_scores(items: Iterable[ItemScore]) -> Decimal:
    """Return what items bring together."""
    return sum((one.score for one in items), start=ZERO)


def short(amount: Decimal) -> str:
    """Return an amount without zeros that say nothing: ``0.5``, ``100``."""
    return f"{amount.normalize():f}" if amount else "0"
