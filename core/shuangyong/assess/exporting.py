"""A standard as a file that an office edits: the same content as TOML or as a workbook."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from .conditions import TIMES
from .scores import short
from .spelling import CATEGORY, CATEGORY_TABLE, ITEM, ITEM_TABLE, POINT, POINT_TABLE, SETTINGS, SETTINGS_TABLE
from .standards import OTHERS, Category, Item, Point, Standard

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def standard_toml(standard: Standard, sectors: Mapping[str, str]) -> bytes:
    """Return a standard as TOML.

    Args:
        standard: The standard.
        sectors: The labels of sectors by their ids.
    """
    lines = ["# 改好后用：shuangyong assess 台账.xlsx --standard 这个文件", "", f"[{SETTINGS_TABLE}]"]
    lines += _lines(settings(standard), SETTINGS)
    for category in standard.categories:
        lines += ["", f"[[{CATEGORY_TABLE}]]", *_lines(category_values(category), CATEGORY)]
    for item in standard.items:
        lines += ["", f"[[{ITEM_TABLE}]]", *_lines(item_values(item, standard, sectors), ITEM)]
        for part in item.parts:
            lines += [f"[[{ITEM_TABLE}.{POINT_TABLE}]]", *_lines(point_values(part), POINT)]
    return ("\n".join(lines) + "\n").encode()


def settings(standard: Standard) -> dict[str, Any]:
    """Return a standard's settings by key; None for what it does not say."""
    first, last = standard.years or (None, None)
    years = None if first is None else f"{first}" if first == last else f"{first}-{last}"
    return {
        "id": standard.id,
        "title": standard.title,
        "level": standard.level,
        "total": standard.total,
        "years": years,
        "passing": standard.passing,
        "bonus": standard.bonus,
        "cycle": standard.cycle,
        "source": standard.source,
        "note": standard.note,
    }


def category_values(category: Category) -> dict[str, Any]:
    """Return a category's values by key."""
    return {key: getattr(category, key) for key in CATEGORY}


def item_values(item: Item, standard: Standard, sectors: Mapping[str, str]) -> dict[str, Any]:
    """Return an item's values by key; its category and its sector by the words that people use."""
    values = {key: getattr(item, key) for key in ITEM}
    values["category"] = standard.category(item.category).title
    values["sector"] = OTHERS if item.sector == OTHERS else sectors.get(item.sector, item.sector)
    values["nature"] = "" if item.nature == "计分" else item.nature
    return values


def point_values(point: Point) -> dict[str, Any]:
    """Return a scoring point's values by key, as :func:`parts.read_point` understands them."""
    measure = point.measure
    counting = point.how in ("有", "各", "申报") or measure is None or (measure.id == "count" and not measure.share)
    least = point.least if point.how in ("至少", "每", "比例") else None
    return {
        "title": point.title,
        "points": point.points,
        "how": point.how,
        "kind": point.subject.label if point.subject else "",
        "where": "；".join(map(str, point.where)),
        "measure": "" if counting or measure is None else _measure(point),
        "least": None if least == 1 and measure is not None and counting else least,
        "gain": point.gain or None,
        "each": _things(point),
        "proof": point.proof,
    }


def _measure(point: Point) -> str:
    assert point.measure is not None, "asked for rules with a measure"
    if point.measure.parts and point.measure.id == point.measure.parts[0]:
        return "/".join(point.measure.labels)
    return point.measure.label


def _things(point: Point) -> str:
    if point.things is None:
        return ""
    return point.things.label if TIMES.get(point.things.field) == point.things.values else str(point.things)


def _lines(values: Mapping[str, Any], order: Mapping[str, str]) -> Iterator[str]:
    for key in order:
        value = values.get(key)
        if value is None or value == "" or value is False:
            continue
        yield f"{key} = {_told(value)}"


def _told(value: Any) -> str:
    if value is True:
        return "true"
    if isinstance(value, Decimal):
        return short(value)
    return '"' + "".join(_ESCAPES.get(character, character) for character in str(value)) + '"'
