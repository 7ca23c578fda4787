"""The unit data on the first sheet: who keeps the ledger, and for which year."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from ..catalog import Catalog
from ..model.fields import Field
from ..model.problems import Problem, error, warning
from ..model.regions import Region
from ..model.structuring import made_of
from ..model.units import Unit, uscc_is_valid
from ..offers import Sector
from .book import Cell, Sheet, address
from .declarations import heads_of
from .keys import fold, key
from .layout import unit_fields
from .masking import discreet, shown
from .refusals import Doubted, Refused
from .values import nearest, parse, problem_of

_YEARS = range(2000, 2100)
_USCC_LENGTH = 18
#: Not in the code's alphabet, for they look like 1, 0, 2, 5 and U (GB 32100-2015).
_NOT_IN_USCC = frozenset("IOZSV")


@attrs.frozen(kw_only=True)
class Info:
    """What the first sheet says of the unit.

    Attributes:
        unit: Who reports; None where the year or the sector cannot be known.
        sector: The unit's sector, if a plugin serves it.
        year: The ledger's year, if it is a sane one.
        problems: Everything that is wrong with the unit data.
    """

    unit: Unit | None
    sector: Sector | None
    year: int | None
    problems: tuple[Problem, ...]


@attrs.frozen
class _Place:
    """Where a label's value stands; the cell is None where it is blank."""

    address: str
    cell: Cell | None


def read_info(sheet: Sheet, catalog: Catalog, plugin: str = "", remark: str = "") -> Info:
    """Return the unit data: labels, and each one's value in the next column.

    Args:
        sheet: The first sheet.
        catalog: For the sectors.
        plugin: The one that the ledger's template says it is of, to be named if it is missing.
        remark: What to add where a label is not known: that the ledger's template is newer.
    """
    places, problems = _labelled(sheet, remark)
    values: dict[str, Any] = {}
    for field in sorted(unit_fields(), key=lambda field: field.id != "year"):
        place = places.get(field.id, _Place("", None))
        value, problem = _value(place.cell, field, values.get("year"), catalog, plugin)
        if value is not None:
            values[field.id] = value
        elif field.required and (problem is None or problem.severity == "warning"):
            problems.append(_missing(field, places.get(field.id)))
        if problem is not None:
            problems.append(attrs.evolve(problem, cell=place.address))
    sector = next((sector for sector in catalog.sectors if sector.label == values.get("sector")), None)
    # Without its name the ledger is refused, but its rows can still be judged.
    unit = made_of({"name": "", **values}, Unit) if sector and "year" in values else None
    placed = tuple(attrs.evolve(problem, sheet=sheet.name) for problem in problems)
    return Info(unit=unit, sector=sector, year=values.get("year"), problems=placed)


def looks_like_info(sheet: Sheet) -> bool:
    """Tell whether a sheet has several labels of unit data at the head of its rows, whatever it is called."""
    heads = (cells[min(cells)] for cells in sheet.rows.values() if cells)
    return sum(key(cell.text) in _labels() for cell in heads) >= 3


@functools.cache
def _labels() -> Mapping[str, Field]:
    labels = {key(alias): field for field in unit_fields() for alias in field.aliases}
    return labels | {key(field.label): field for field in unit_fields()}


def _labelled(sheet: Sheet, remark: str) -> tuple[dict[str, _Place], list[Problem]]:
    """Return where the values stand by field, and what is wrong with the labels."""
    places: dict[str, _Place] = {}
    problems: list[Problem] = []
    table = heads_of(sheet)
    for number, cells in sheet:
        if table is not None and number >= table.row:
            break
        column = min(cells, default=0)
        value = cells.get(column + 1)
        blank = value is None or (value.type == "text" and not value.text.strip())
        field = _labels().get(key(cells[column].text)) if column else None
        if field is not None and field.id not in places:
            places[field.id] = _Place(address(number, column + 1), None if blank else value)
        elif not blank:
            problems.append(_odd_label(cells[column].text, field, address(number, column), remark))
    return places, problems


def _odd_label(label: str, field: Field | None, cell: str, remark: str) -> Problem:
    if field is not None:
        message = f"「{field.label}」写了两处，只读了前一处。"
        return error("repeated-label", message, "请删去一处。", cell=cell, value=label)
    near = nearest(label, tuple(field.label for field in unit_fields()))
    hint = f"是不是“{near}”？请改成模板的写法；" if near else ""
    message = f"不认识「{shown(label)}」这一项，没有读入。"
    return warning("unknown-label", message, f"{remark}{hint}不报的内容请删去。", cell=cell, value=discreet(label))


def _value(
    cell: Cell | None, field: Field, year: int | None, catalog: Catalog, plugin: str
) -> tuple[Any, Problem | None]:
    if cell is None:
        return None, None
    value, _, problem = parse(cell, field, year)
    judge = _JUDGES.get(field.id)
    if value is None or judge is None:
        return value, problem
    try:
        return judge(value, catalog, plugin), problem
    except Doubted as doubted:
        return doubted.value, problem_of(doubted, cell, field)
    except Refused as refused:
        return None, problem_of(refused, cell, field)


def _missing(field: Field, place: _Place | None) -> Problem:
    where = f"请在“{field.label}”右边填写" if place else f"请在 A 列写“{field.label}”，在它右边填写"
    hint = f"：{field.hint}" if field.hint else ""
    address = place.address if place else None
    return error("missing-unit-data", f"「{field.label}」没有填。", f"{where}{hint}。", cell=address)


def _year(value: int, *_: object) -> int:
    if value not in _YEARS:
        raise Refused("bad-year", "不是可用的年份", "请写四位年份，如 2026。")
    return value


def unit_code(value: str, *_: object) -> str:
    """Return a unit's code as it is kept: half-width, capitals, no blanks; refused where its check fails."""
    code = "".join(fold(value).split()).upper()
    if len(code) == _USCC_LENGTH and not uscc_is_valid(code):
        hint = "其中不会有字母 I、O、Z、S、V；" if _NOT_IN_USCC & {*code} else ""
        raise Refused(
            "bad-unit-code",
            "不是正确的统一社会信用代码，校验不符",
            f"{hint}请对照登记证书逐位核对；没有的，填双拥办编发的代码。",
        )
    if abs(len(code) - _USCC_LENGTH) == 1 and code.isalnum():
        raise Doubted(
            "unit-code-length",
            f"有 {len(code)} 位，统一社会信用代码是 {_USCC_LENGTH} 位",
            "请核对；是双拥办编发的代码则不必改。",
            code,
        )
    return code


def region_code(value: str, *_: object) -> str:
    """Return a region's code half-width and without blanks; refused where there is no such county."""
    code = "".join(fold(value).split())
    try:
        Region.parse(code)
    except ValueError as fault:
        raise Refused(
            "bad-region", f"不对（{fault}）", "县级写 6 位，如 370213；乡镇 9 位，村（社区）12 位。"
        ) from None
    return code


def _sector(value: str, catalog: Catalog, plugin: str) -> str:
    wanted = key(value)
    for sector in catalog.sectors:
        if wanted in map(key, sector.names):
            return sector.label
    known = "、".join(sector.label for sector in catalog.sectors) or "（无）"
    missing = f"shuangyong-{plugin or '行业名'}"
    broken = "".join(f"插件 {plugin.name} 装坏了：{plugin.broken}。" for plugin in catalog.plugins if plugin.broken)
    raise Refused(
        "unknown-sector",
        "没有对应的行业插件",
        f"已安装的行业：{known}。写错了请改正；没有写错，请安装该行业的插件（{missing}）。{broken}",
    )


_JUDGES: Mapping[str, Callable[[Any, Catalog, str], Any]] = {
    "year": _year,
    "code": unit_code,
    "region": region_code,
    "sector": _sector,
}
