"""Dimensions: what figures are grouped by, as ``--by`` names them."""

from collections.abc import Iterator
from typing import Literal

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...model.problems import Problem, ProblemsFound, error
from ...model.regions import LEVELS

What = Literal["region", "sector", "unit", "time", "choice"]

#: How many months each division of time holds.
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}

#: The level of a region where none is named.
DEFAULT_LEVEL = "county"

_SPLIT = ","

#: What people call a dimension, where the name does not say it.
_LABELS = {
    "region": "地区",
    "region:province": "省",
    "region:prefecture": "市",
    "region:county": "县",
    "region:township": "乡镇",
    "region:village": "村",
    "sector": "行业",
    "unit": "单位",
    "month": "月",
    "quarter": "季",
    "half": "半年",
    "year": "年",
}


@attrs.frozen
class Dimension:
    """One thing to group by.

    Attributes:
        name: As it was asked for: ``region:township``, ``month``, ``choice:form``.
        what: What it is.
        detail: A region's level, a time's division, a choice's field; empty for the others.
    """

    name: str
    what: What
    detail: str = ""

    @property
    def of_unit(self) -> bool:
        """Whether a unit as a whole stands in one group of it."""
        return self.what in ("region", "sector", "unit")


def parse_dimensions(text: str, catalog: Catalog) -> tuple[Dimension, ...]:
    """Return the dimensions that a comma list names; none for an empty one.

    Raises:
        ProblemsFound: An unknown one, one asked for twice, or two divisions of time.
    """
    names = [name.strip() for name in text.split(_SPLIT) if name.strip()]
    fields = _choice_fields(catalog)
    dims = [(name, _dimension(name, fields)) for name in names]
    found = tuple(dim for _, dim in dims if dim is not None)
    problems = [_unknown(name, fields) for name, dim in dims if dim is None]
    problems += _contradictions(found)
    if problems:
        raise ProblemsFound(problems)
    return found


def check_times(dims: tuple[Dimension, ...], period: Period) -> None:
    """Refuse a division of time that the period does not fill: half a quarter is no quarter.

    Raises:
        ProblemsFound: The period is shorter than the division.
    """
    length = period.last_month - period.first_month + 1
    problems = [
        error(
            "period-too-short",
            f"汇总期 {period} 不满一个「{dim.name}」，不能按它分组。",
            "请改用更短的时间分组，或汇总更长的时期。",
            value=dim.name,
        )
        for dim in dims
        if dim.what == "time" and MONTHS[dim.detail] > length
    ]
    if problems:
        raise ProblemsFound(problems)


def _dimension(name: str, fields: frozenset[str]) -> Dimension | None:
    head, _, tail = name.partition(":")
    if head == "region" and (tail or DEFAULT_LEVEL) in LEVELS and not name.endswith(":"):
        return Dimension(name, "region", tail or DEFAULT_LEVEL)
    if head == "choice" and tail in fields:
        return Dimension(name, "choice", tail)
    if name in MONTHS:
        return Dimension(name, "time", name)
    if name == "sector":
        return Dimension(name, "sector")
    if name == "unit":
        return Dimension(name, "unit")
    return None


def _choice_fields(catalog: Catalog) -> frozenset[str]:
    return frozenset(field.id for kind in catalog.kinds.values() for field in kind.columns if field.type == "choice")


def _unknown(name: str, fields: frozenset[str]) -> Problem:
    regions = (f"region:{level}" for level in LEVELS)
    known = ("region", *regions, "sector", "unit", *MONTHS, *(f"choice:{field}" for field in sorted(fields)))
    told = "、".join(f"{one}（{_LABELS[one]}）" if one in _LABELS else one for one in known)
    return error("unknown-dimension", f"不认识分组「{name}」。", f"可用的分组：{told}。", value=name)


def _contradictions(dims: tuple[Dimension, ...]) -> Iterator[Problem]:
    asked = [(dim.what, dim.detail) for dim in dims]
    for number, dim in enumerate(dims):
        if (dim.what, dim.detail) in asked[:number]:
            yield error("dimension-twice", f"分组「{dim.name}」写了两次。", "请只写一次。", value=dim.name)
    times = list(dict.fromkeys(dim.name for dim in dims if dim.what == "time"))
    if len(times) > 1:
        yield error(
            "two-times",
            f"时间只能按一种分组，这里写了 {'、'.join(times)}。",
            "请只留一种；要几种就分几次汇总。",
            value=_SPLIT.join(times),
        )
