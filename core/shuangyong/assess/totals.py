"""Points that do not add up: of items, categories and the whole, for each sector's units."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import attrs

from ..model.problems import Problem
from .drafts import Entry
from .standards import Category, Item, Standard, sum_of

CODE = "points-differ"
_FIX = "请核对原文后改成一致；不改也能打分，"


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
        yield _warn(places.get("", nowhere), message, "请核对合格线和各条的分值。", "passing")
    for item in standard.items:
        if message := item_difference(item):
            most = min(item.points or Decimal(0), _of_parts(item))
            yield _warn(places.get(f"#{item.number}", nowhere), message, f"{_FIX}这一条最多得 {most} 分。", "points")
    sums = _sums(standard)
    for category in standard.categories:
        for whose, found in _by_sector(sums[category.id], labels):
            if not _agrees(category, found):
                message = f"「{category.title}」分值 {category.points} 分，各条{whose}加起来是 {found} 分。"
                yield _warn(places.get(category.id, nowhere), message, f"{_FIX}小计按各条的分值算。", "points")
    for whose, found in _by_sector(_totals(standard, sums), labels):
        if standard.total not in (None, found):
            message = f"总分写的是 {standard.total} 分，各条{whose}加起来是 {found} 分。"
            yield _warn(places.get("", nowhere), message, f"{_FIX}满分按各条的分值算。", "total")


def summed(standard: Standard) -> Standard:
    """Return a standard whose stated sums, where they differ, are those of its items: what is signed has to add up.

    A sum that is not the same for all sectors is not stated any more; each sector's is then that of its own items.
    """
    sums = _sums(standard)
    categories = tuple(
        one
        if all(_agrees(one, found) for found in sums[one.id].values())
        else attrs.evolve(one, points=_only(sums[one.id]))
        for one in standard.categories
    )
    totals = _totals(standard, sums)
    agrees = all(standard.total in (None, found) for found in totals.values())
    return attrs.evolve(standard, categories=categories, total=standard.total if agrees else _only(totals))


def _most(standard: Standard) -> Decimal | None:
    """Return what a unit can have at most, bonus included; None where the standard is not complete."""
    if any(category.open for category in standard.categories) or any(
        item.points is None for item in standard.items if _counts(item)
    ):
        return None
    bonus = sum_of([item for item in standard.items if item.nature == "加分"])
    basic = max(_totals(standard, _sums(standard)).values())
    return basic + (bonus if standard.bonus is None else min(bonus, standard.bonus))


def item_difference(item: Item) -> str:
    """Return in words how an item's points differ from its scoring points'; empty where they agree."""
    if not item.parts or item.whole or item.nature == "一票否决" or item.points is None:
        return ""
    found = _of_parts(item)
    if found == item.points:
        return ""
    return f"第 {item.number} 条分值 {item.points} 分，得分点加起来是 {found} 分。"


def _of_parts(item: Item) -> Decimal:
    return sum((part.points or Decimal(0) for part in item.parts), start=Decimal(0))


def _sums(standard: Standard) -> dict[str, dict[str, Decimal]]:
    """Return what the items of each category add up to, sector by sector."""
    found = {category.id: dict.fromkeys(standard.sectors, Decimal(0)) for category in standard.categories}
    for sector in standard.sectors:
        for item in standard.items_for(sector):
            if _counts(item) and item.points is not None:
                found[item.category][sector] += item.points
    return found


def _totals(standard: Standard, sums: Mapping[str, Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """Return what the whole adds up to, sector by sector; nothing where a category is not complete."""
    if any(category.open for category in standard.categories):
        return {}
    return {sector: sum((sums[one][sector] for one in sums), start=Decimal(0)) for sector in standard.sectors}


def _by_sector(sums: Mapping[str, Decimal], labels: Mapping[str, str]) -> Iterator[tuple[str, Decimal]]:
    """Yield sums with the sectors' names; once without where all sectors have the same."""
    if len({*sums.values()}) == 1:
        yield "", next(iter(sums.values()))
    else:
        yield from ((f"（{labels.get(sector, sector)}）", found) for sector, found in sums.items())


def _only(sums: Mapping[str, Decimal]) -> Decimal | None:
    """Return the sum that all sectors have; None where they differ, or there is nothing to add up."""
    found = {*sums.values()}
    return (found.pop() or None) if len(found) == 1 else None


def _agrees(category: Category, found: Decimal) -> bool:
    """Return whether a category states what its items add up to, or may still come to it."""
    if category.points is None or found == category.points:
        return True
    return bool(category.open) and found <= category.points


def _counts(item: Item) -> bool:
    return item.nature == "计分"


def _warn(at: Entry, message: str, fix: str, key: str) -> Problem:
    problem = at.problem(message, fix, key, code=CODE)
    return attrs.evolve(problem, severity="warning")
