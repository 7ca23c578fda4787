"""Sums that must not be made: days over units, things unlike (vocabulary: Numbers, Measures without a unit).

That a stock is never summed over months and a ratio never averaged follows from how they are made; nobody can ask.
"""

from collections.abc import Iterable, Mapping

import attrs

from ...catalog import Catalog
from ...model.problems import ProblemsFound, error
from .figures import Omission
from .names import kind_and_field, label_of

_DAYS = "天"
_UNIT, _FORM = "unit", "form"


@attrs.frozen
class Rule:
    """In which groups alone a measure may be added up.

    Attributes:
        dim: The dimension that a group must name one value of.
        because: Why, in words.
        ask: What to ask for instead.
    """

    dim: str
    because: str
    ask: str


_OF_DAYS = Rule(
    _UNIT,
    "天数不能跨单位相加：两个单位各 7 天不是 14 天",
    "请加 --by unit 看各单位自己的天数，或改看次数、人数",
)
_UNLIKE = Rule(
    f"choice:{_FORM}",
    "没有计量单位的数量，不同类别的东西不能相加：3 条横幅和 200 份资料不是 203",
    f"请加 --by choice:{_FORM} 分类别看，或改看次数、金额",
)


def rules(names: Iterable[str], catalog: Catalog) -> Mapping[str, Rule]:
    """Return the rule of each figure that has one."""
    found = {}
    for name in names:
        _, field = kind_and_field(name, catalog)
        if field.unit == _DAYS:
            found[name] = _OF_DAYS
        elif field.unit is None and field.measure != "ratio":
            found[name] = _UNLIKE
    return found


def allowed(rule: Rule, by: Mapping[str, str | None]) -> bool:
    """Tell whether a figure under a rule may be printed for a group."""
    return by.get(rule.dim) is not None


def omission(name: str, rule: Rule, dims: Iterable[str]) -> Omission:
    """Return what to say of the groups that a figure is not printed for."""
    return Omission(
        measure=name, by=tuple(dim for dim in dims if dim != rule.dim), because=f"{rule.because}。{rule.ask}。"
    )


def refuse(asked: Iterable[str], dims: Iterable[str], catalog: Catalog) -> None:
    """Refuse to add up what somebody asks for by name and no group may be told of.

    Raises:
        ProblemsFound: The dimensions lack the one that the figure needs.
    """
    dims = tuple(dims)
    problems = [
        error(
            "wrong-sum",
            f"「{label_of(name, catalog)}」（{name}）不能这样汇总：{rule.because}。",
            f"{rule.ask}。",
            value=name,
        )
        for name, rule in rules(asked, catalog).items()
        if rule.dim not in dims
    ]
    if problems:
        raise ProblemsFound(problems)
