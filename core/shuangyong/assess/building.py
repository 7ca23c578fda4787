"""A standard out of a draft: everything wrong in it at once, and what is worth a second look."""

import difflib
import re
import typing
from collections.abc import Iterable, Mapping

import attrs

from ..catalog import Catalog
from ..model.problems import Problem, ProblemsFound, warning
from .drafts import Draft, Entry
from .parts import read_point
from .spelling import CATEGORY, ITEM, SETTINGS
from .standards import OTHERS, Category, Cycle, Item, Level, Nature, Point, Standard
from .totals import summed, sums_that_differ
from .values import Values

NATURES: tuple[Nature, ...] = typing.get_args(Nature)
LEVELS: tuple[Level, ...] = typing.get_args(Level)
CYCLES: tuple[Cycle, ...] = typing.get_args(Cycle)


@attrs.frozen
class Built:
    """A standard, and warnings on it."""

    standard: Standard
    warnings: tuple[Problem, ...] = ()


def build(draft: Draft, catalog: Catalog) -> Built:
    """Return the standard of a whole file.

    Raises:
        ProblemsFound: It has errors; all are told, with their places.
    """
    return settled(stated(draft, catalog), draft, catalog)


def settled(built: Built, draft: Draft, catalog: Catalog) -> Built:
    """Return a standard that has all its items with the sums that they add up to, and a warning for each stated one."""
    standard = built.standard
    differing = sums_that_differ(standard, places(draft, standard), labels_of(catalog))
    return Built(summed(standard), (*built.warnings, *differing))


def stated(draft: Draft, catalog: Catalog) -> Built:
    """Return the standard of a whole file with the sums as they stand there; more items may be added to it.

    Raises:
        ProblemsFound: It has errors; all are told, with their places.
    """
    problems = [*draft.problems]
    if draft.settings is None and not problems:
        problems.append(Entry({}).problem("没有 [standard]：不知道这是哪个标准。", "请在开头写标识、名称、总分。"))
    standard = _settings(draft.settings or Entry({}), problems) if draft.settings else Standard(id="", title="")
    categories = _categories(draft, problems)
    items, idle = read_items(draft, categories, catalog, problems)
    if categories and not draft.items and not draft.problems:
        problems.append((draft.settings or Entry({})).problem("一条考评内容也没有。", "请至少写一条考评内容。"))
    unread = {problem.place for problem in draft.unread}
    problems = [*draft.unread, *(problem for problem in problems if problem.place not in unread)]
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(sorted(problems, key=_position), file=draft.file)
    standard = attrs.evolve(standard, categories=categories, items=items)
    return Built(standard, (*problems, *_idle_warning(idle, catalog)))


def read_items(
    draft: Draft, categories: Iterable[Category], catalog: Catalog, problems: list[Problem], sector: str = ""
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return the items of a draft, and the sectors that no plugin here serves, whose items are left out.

    Args:
        draft: What a file says.
        categories: Those that an item may name.
        catalog: The kinds and the sectors.
        problems: Where to add what is wrong.
        sector: Whose all of them are; empty where each says it itself.
    """
    names = {name: category.id for category in categories for name in (category.title, category.id)}
    items: list[Item] = []
    idle: list[str] = []
    before: dict[tuple[str, str], str] = {}
    for entry, parts in draft.items:
        item = _item(entry, parts, names, catalog, problems, sector)
        if isinstance(item, str):
            idle.append(item)
        elif item is not None:
            items.append(item)
            first = _same_number(before, item)
            if first:
                fix = f"同一个单位看到的序号不能重复（另一处在{first}）。"
                problems.append(entry.problem(f"序号「{item.number}」重复。", fix, "number"))
            before.setdefault((item.number, item.sector), entry.place)
    return tuple(items), tuple(dict.fromkeys(idle))


def _position(problem: Problem) -> tuple[str, int, str]:
    """Return where a problem stands, in the order of the file: a line, or a cell by row and column."""
    number = re.search("[0-9]+", problem.cell or "")
    return problem.sheet or "", int(number[0]) if number else 0, problem.cell or ""


def _same_number(before: Mapping[tuple[str, str], str], item: Item) -> str:
    """Return where an item of the same number stands that some unit would see beside this one."""
    return next(
        (
            place
            for (number, sector), place in before.items()
            if number == item.number and (sector == item.sector or "" in (sector, item.sector))
        ),
        "",
    )


def labels_of(catalog: Catalog) -> dict[str, str]:
    """Return the labels of sectors by their ids."""
    return {sector.id: sector.label for sector in catalog.sectors}


def places(draft: Draft, standard: Standard) -> dict[str, Entry]:
    """Return where categories (by id) and items (by number and sector) stand, for warnings to point at."""
    found: dict[str, Entry] = {}
    for category, entry in zip(standard.categories, draft.categories, strict=False):
        found[category.id] = entry
    for entry, _ in draft.items:
        number = entry.cells.get("number")
        if number is not None:
            found.setdefault(f"#{number.value}", entry)
    if draft.settings:
        found[""] = draft.settings
    return found


def _settings(entry: Entry, problems: list[Problem]) -> Standard:
    values = Values(entry, SETTINGS, problems)
    return Standard(
        id=values.needed("id"),
        title=values.needed("title"),
        level=values.word("level", LEVELS, "单位"),
        total=values.points("total"),
        years=values.years("years"),
        source=values.text("source"),
        note=values.text("note"),
        bonus=values.points("bonus"),
        passing=values.points("passing"),
        cycle=values.word("cycle", CYCLES, "平均"),
    )


def _categories(draft: Draft, problems: list[Problem]) -> tuple[Category, ...]:
    found: list[Category] = []
    for entry in draft.categories:
        values = Values(entry, CATEGORY, problems)
        title = values.needed("title")
        category = Category(
            id=values.text("id") or title,
            title=title,
            points=values.points("points"),
            source=values.text("source"),
            open=values.text("open"),
        )
        for key in ("id", "title"):
            if getattr(category, key) in {getattr(one, key) for one in found}:
                values.wrong(f"「{CATEGORY[key]}」与前面的重复：「{getattr(category, key)}」。", "请改名。", key)
        found.append(category)
    if not found and not draft.problems:
        problems.append((draft.settings or Entry({})).problem("一个考评项目也没有。", "请至少写一个考评项目。"))
    return tuple(found)


def _item(
    entry: Entry,
    parts: tuple[Entry, ...],
    categories: dict[str, str],
    catalog: Catalog,
    problems: list[Problem],
    sector: str,
) -> Item | str | None:
    """Return an item; the name of its sector where no plugin here serves it; None where it is too wrong to go on."""
    values = Values(entry, ITEM, problems)
    category = _category(values, categories)
    whose = sector or _sector(values, catalog)
    if sector and values.text("sector"):
        values.wrong("插件加的条目就是本行业的，不用写“行业”。", "请删去。", "sector")
    before = len(problems)
    nature, whole = values.word("nature", NATURES, "计分"), values.flag("whole")
    known = len(problems) == before  # of a wrong word nobody knows what points it asks for
    points = values.points("points")
    opened = values.text("open")
    if nature == "一票否决" and points:
        values.wrong("一票否决的条目不能有分值。", "请把分值空着，或把性质改成“计分”。", "points")
    if known and nature != "一票否决" and points is None and not opened and values.text("points") == "":
        values.wrong("没有写「分值」。", "请写这一条值几分；还不知道的，在“待补充”里写明由谁补。", "points")
    if whose is None:
        return values.text("sector")
    worthless = (whole or nature == "一票否决") if known else None
    read = [
        read_point(one, "" if whose == OTHERS else whose, worthless=worthless, catalog=catalog, problems=problems)
        for one in parts
    ]
    number, content = values.needed("number"), values.needed("content")
    if not number or not content:
        return None
    kept: tuple[Point, ...] = tuple(part for part in read if part is not None)
    return Item(
        number=number,
        category=category,
        content=content,
        points=points,
        scoring=values.text("scoring"),
        evidence=values.text("evidence"),
        nature=nature,
        whole=whole,
        absent=values.flag("absent"),
        sector=whose,
        source=values.text("source"),
        open=opened,
        parts=kept,
    )


def _category(values: Values, categories: dict[str, str]) -> str:
    name = values.needed("category")
    # A category whose name is a formula without its result may be any.
    if name and name not in categories and not any(one.startswith("=") for one in categories):
        near = difflib.get_close_matches(name, categories, n=1, cutoff=0.4)
        hint = f"是不是「{near[0]}」？" if near else ""
        titles: dict[str, str] = {}
        for word, category in categories.items():  # the title comes before the identifier
            titles.setdefault(category, word)
        values.wrong(f"没有「{name}」这个考评项目。", f"{hint}有：{'、'.join(titles.values())}。", "category")
    return categories.get(name, name)


def _sector(values: Values, catalog: Catalog) -> str | None:
    """Return the identifier of an item's sector; None where no plugin here serves it."""
    name = values.text("sector")
    if name in ("", OTHERS, "其它"):
        return name and OTHERS
    known = {word: sector.id for sector in catalog.sectors for word in sector.names}
    if name in known:
        return known[name]
    if near := difflib.get_close_matches(name, known, n=1, cutoff=0.75):
        values.wrong(f"没有「{name}」这个行业。", f"是不是「{near[0]}」？", "sector")
        return known[near[0]]  # so that its 台账 are not told as another sector's
    return None


def _idle_warning(idle: tuple[str, ...], catalog: Catalog) -> list[Problem]:
    if not idle:
        return []
    message = f"有些条目属于没有安装的行业，没有用上：{'、'.join(idle)}。"
    there = "、".join((*labels_of(catalog).values(), OTHERS))
    fix = f"名称写错了的请改（装着的有：{there}）；没有写错的，要给这些行业的单位打分，请先安装它们的插件。"
    return [warning("idle-items", message, fix)]
