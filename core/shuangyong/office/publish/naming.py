"""What people call the figures, groups and units of a roll-up."""

import re
from collections import Counter
from collections.abc import Mapping

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import Kind
from ...model.periods import Period
from ...model.quantities import printed_unit
from ...model.regions import Region
from ..rollup.figures import Figure, Rollup
from ..rollup.names import called
from ..status.status import Status

_QUARTERS = "一二三四"
_HALVES = ("上半年", "下半年")
_OFFICE = re.compile(r"(?:人民政府)?(?:双拥工作领导小组办公室|双拥办公室|双拥办|退役军人事务局)$")
#: How a place speaks of itself, by the last character of its name.
_WHOLE = {ending: f"全{ending}" for ending in "省市县区旗州盟镇乡"}
_AUTHORITY = re.compile(r"(?:办事处|人民政府)$")
_NAMED_DIGITS, _TOWN_DIGITS = 6, 9  # the standard lists regions down to counties

#: What a group is called whose rows have no such value.
NONE_OF_IT = {"month": "未注明月份", "region": "本级及未注明", "sector": "未注明行业"}

#: What regions of a level are called together, by the digits of their codes.
LEVEL_LABELS = {2: "省（区、市）", 4: "市（州、盟）", 6: "县（市、区）", 9: "乡镇（街道）", 12: "村（社区）"}

#: What a dimension is called; a choice by its field's label.
DIMENSIONS = {
    "sector": "行业",
    "region": "地区",
    "unit": "单位",
    "month": "月份",
    "quarter": "季度",
    "half": "半年",
    "year": "年度",
}


class GroupNaming:
    """The words for dimensions and their groups.

    Args:
        catalog: What is installed.
        units: The names of units by their codes.
        regions: The names of regions that no standard lists, by their codes.
    """

    def __init__(self, catalog: Catalog, units: Mapping[str, str], regions: Mapping[str, str] | None = None) -> None:
        self._catalog = catalog
        self._sectors = {sector.id: sector.label for sector in catalog.sectors}
        self._units = units
        self._regions = regions or {}

    def dimension(self, dim: str) -> str:
        """Return the Chinese name of a dimension as ``by`` has it: ``region:county`` is 地区."""
        name, _, detail = dim.partition(":")
        if name == "choice":
            fields = (field for kind in self._catalog.kinds.values() for field in kind.fields if field.id == detail)
            return next((field.label for field in fields), detail)
        return DIMENSIONS.get(name, name)

    def group(self, dim: str, value: str | None) -> str:
        """Return what a group of a dimension is called."""
        name = dim.partition(":")[0]
        if value is None:
            return NONE_OF_IT.get(name, "未注明")
        match name:
            case "sector":
                return self._sectors.get(value, value)
            case "region":
                return self._regions.get(value) or region_name(value)
            case "unit":
                return self.unit_name(value)
            case "month" | "quarter" | "half" | "year":
                return span(Period.parse(value))
        return value

    def unit_name(self, code: str) -> str:
        """Return a unit's name, or its code where no list names it."""
        return self._units.get(code, code)


class Naming(GroupNaming):
    """The words for a roll-up: of kinds and fields from the catalog, of units from the roll-up."""

    def __init__(self, rollup: Rollup, catalog: Catalog, status: Status | None = None) -> None:
        units = {**dict((*rollup.coverage.missing, *rollup.coverage.unexpected)), **rollup.units}
        super().__init__(catalog, units, _governed(status) if status else None)
        self._bearers = Counter(kind.label for kind in catalog.kinds.values())
        self.rollup = rollup

    @property
    def place(self) -> str:
        """Whose figures they are: 青岛市, also where the roll-up bears the office's name."""
        return _OFFICE.sub("", self.rollup.title) or self.rollup.title

    @property
    def issuer(self) -> str:
        """Who signs."""
        title = self.rollup.title
        return title if _OFFICE.search(title) else f"{title}双拥工作领导小组办公室"

    @property
    def everywhere(self) -> str:
        """全市, 全县 …; 各单位 where the name does not tell."""
        return _WHOLE.get(self.place[-1:], "各单位")

    @property
    def period(self) -> str:
        """2026年, 2026年上半年, 2026年第三季度, 2026年8月."""
        return f"{self.rollup.period.year}年{'' if self.rollup.period.whole_year else span(self.rollup.period)}"

    @property
    def planned_for(self) -> str:
        """Whose plan it is: 年度, 上半年, 8月."""
        return "年度" if self.rollup.period.whole_year else span(self.rollup.period)

    def kind(self, measure: str) -> Kind:
        """Return the kind of a figure's name."""
        return self._catalog.kind(measure.rpartition(".")[0])

    def field(self, measure: str) -> Field:
        """Return the measure of a figure's name."""
        return self.kind(measure).field(measure.rpartition(".")[2])

    def label(self, kind: Kind) -> str:
        """Return what a kind is called among those of all sectors: with its sector where another bears its name."""
        alike = self._bearers[kind.label] > 1 and kind.namespace in self._sectors
        return f"{kind.label}（{self._sectors[kind.namespace]}）" if alike else called(kind)

    def unit(self, figure: Figure) -> str:
        """Return the unit that a figure is printed with; of a ratio none."""
        return printed_unit(self.field(figure.measure), figure.records)


def region_name(code: str) -> str:
    """Return the name of a region; of towns and villages, which no standard lists, with the code."""
    try:
        name = Region(code).name
    except (KeyError, ValueError):
        return code
    return name if len(code) <= _NAMED_DIGITS else f"{name}（{code}）"


def _governed(status: Status) -> Mapping[str, str]:
    """Return the names of towns, which no standard lists: a unit that has others below it in its region bears one."""
    below = {unit.parent for unit in status.units if unit.parent and len(unit.region or "") > _TOWN_DIGITS}
    found = {}
    for unit in status.units:
        if unit.unit in below and unit.region and len(unit.region) == _TOWN_DIGITS:
            county = Region(unit.region).at("county")
            bare = _AUTHORITY.sub("", unit.name)
            found[unit.region] = bare.removeprefix(region_name(county.code)) or bare
    return found


def span(period: Period) -> str:
    """Return a part of a year in words: 上半年, 第三季度, 8月; a whole year as 2026年."""
    if period.whole_year:
        return f"{period.year}年"
    if period.first_month == period.last_month:
        return f"{period.first_month}月"
    if period.last_month - period.first_month == 5:
        return _HALVES[period.last_month // 6 - 1]
    return f"第{_QUARTERS[period.last_month // 3 - 1]}季度"
