"""Points that do not add up: of items, categories and the whole, for each sector's units."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import attrs

from ..model.problems import Problem
from .drafts import Entry
from .standards import Category, Item, Standard, sum_of

CODE = "points-differ"


def sums_that_differ(standard: Standard, places: Mapping[str, Entry], labels: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each stated sum that is not what its parts add up to.

    Args:
        standard: The standard.
        places: Where its categories (by id), its items (by ``#`` and number) and its settings (empty) stand.
        labels: The labels of sectors by their ids.
    """
    nowhere = Entry({})
    if standard.passing is not None and (most := _most(standard)) is not None and standard.passing > most:
        message = f"合格线 {standard.passing} 分，满分连加分也只有 {most} 分，谁都不能合格。"
        yield _warn(places.get("", nowhere), message, "passing")
    for item in standard.items:
        if message := item_difference(item):
            yield _warn(places.get(f"#{item.number}", nowhere), message, "points")
    for category in standard.categories:
        for whose, found in _by_sector(standard, labels, category):
            if category.points is not None and found != category.points and not _still_open(category, found):
                message = f"「{category.title}」分值 {category.points} 分，各条{whose}加起来是 {found} 分。"
                yield _warn(places.get(category.id, nowhere), message, "points")
    if standard.total is not None and not any(category.open for category in standard.categories):
        for whose, found in _by_sector(standard, labels):
            if found != standard.total:
                message = f"总分写的是 {standard.total} 分，各条{whose}加起来是 {found} 分。"
                yield _warn(places.get("", nowhere), message, "total")


def _most(standard: Standard) -> Decimal | None:
    """Return what a unit can have at most, bonus included; None where the standard is not complete."""
    if any(category.open for category in standard.categories) or any(
        item.points is None for item in standard.items if _counts(item)
    ):
        return None
    bonus = sum_of([item for item in standard.items if item.nature == "加分"])
    basic = max(sum_of([item for item in standard.items_for(sector) if _counts(item)]) for sector in standard.sectors)
    return max(basic, standard.total or basic) + (bonus if standard.bonus is None else min(bonus, standard.bonus))


def item_difference(item: Item) -> str:
    """Return in words how an item's points differ from its scoring points'; empty where they agree."""
    if not item.parts or item.whole or item.nature == "一票否决" or item.points is None:
        return ""
    found = sum((part.points or Decimal(0) for part in item.parts), start=Decimal(0))
    if found == item.points:
        return ""
    return f"第 {item.number} 条分值 {item.points} 分，得分点加起来是 {found} 分。"


def _by_sector(
    standard: Standard, labels: Mapping[str, str], category: Category | None = None
) -> Iterator[tuple[str, Decimal]]:
    """Yield what a category, or the whole, adds up to, sector by sector; once where all sectors have the same."""
    sums = {
        sector: sum_of(
            [
                item
                for item in standard.items_for(sector)
                if _counts(item) and (category is None or item.category == category.id)
            ]
        )
        for sector in standard.sectors
    }
    if len({*sums.values()}) == 1:
        yield "", next(iter(sums.values()))
    else:
        yield from ((f"（{labels.get(sector, sector)}）", found) for sector, found in sums.items())


def _counts(item: Item) -> bool:
    return item.nature == "计分"


def _still_open(category: Category, found: Decimal) -> bool:
    return bool(category.open) and category.points is not None and found <= category.points


def _warn(at: Entry, message: str, key: str) -> Problem:
    problem = at.problem(message, "请核对原文后改成一致；不改也能打分，按各条的分值算。", key, code=CODE)
    return attrs.evolve(problem, severity="warning")
