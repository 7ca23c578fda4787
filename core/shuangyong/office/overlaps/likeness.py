"""How likely two reports tell of one activity: points for what agrees and against what does not, each with its reason.

What many share says little: a title or a troop of a crowd counts for less than one that only these two have.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from ...model.kinds import CORE, Kind
from . import agreement, wording
from .agreement import Evidence
from .blocking import CROWD
from .commonness import RARE, STOCK, Commonness
from .naming import NAMED_APART, days_apart
from .reports import Report

Grade = Literal["高", "中", "低"]

GRADES: Mapping[Grade, int] = {"高": 70, "中": 55, "低": 45}
_LEAST = min(GRADES.values())

#: Points for what agrees.
_RARE_TITLE, _COMMON_TITLE, _STOCK_TITLE, _LIKE_TITLE, _RATHER_LIKE_TITLE = 28, 14, 6, 16, 8
_RARE_PLACE, _COMMON_PLACE = 20, 8
_RARE_TROOP, _COMMON_TROOP = 14, 5
_KINDRED = 6
#: Points against.
_TOLD_APART, _OTHER_TROOP, _OTHER_PLACE, _OTHER_TITLE = 40, 25, 12, 12

#: Titles from this likeness on are alike, or rather alike; of 100.
_ALIKE, _RATHER_ALIKE = 80, 60


@attrs.frozen
class Likeness:
    """Points for a pair being one activity, and the reasons in words."""

    points: int
    reasons: tuple[str, ...]

    @property
    def grade(self) -> Grade | None:
        """高, 中 or 低; None where the two are hardly one activity."""
        return next((grade for grade, least in GRADES.items() if self.points >= least), None)

    @property
    def telling(self) -> bool:
        """Whether it has a grade."""
        return self.points >= _LEAST


_NOTHING = Likeness(0, ())


@attrs.frozen
class Comparison:
    """What is needed to compare reports.

    Attributes:
        kinds: What the kinds are.
        commonness: What is common among all reports.
    """

    kinds: Mapping[str, Kind]
    commonness: Commonness
    _kindred: dict[tuple[str, str], bool] = attrs.field(factory=dict)

    def of(self, one: Report, other: Report) -> Likeness:
        """Return how likely two reports of different units are one activity; of those that are not, hardly anything."""
        if self._only_stock(one, other):
            return _NOTHING
        names = other.unit.unit in one.joint, one.unit.unit in other.joint
        if (days_apart(one, other) or 0) > (NAMED_APART if any(names) else 1):
            return _NOTHING
        often = any(names) and self._named_often(one, other)
        first = agreement.of_time(one, other), *agreement.of_partners(one, other, often=often)
        middle = self._of_places(one, other), self._of_troops(one, other)
        last = self._of_kinds(one, other)
        # What takes long comes last, and only where the pair may still get a grade.
        stock = self._least_uses(one, other) > STOCK
        points = sum(points for points, _ in (*first, *middle, last)) + agreement.most_of_amounts(
            one, other, stock=stock
        )
        if points + (_STOCK_TITLE if stock and one.title == other.title else _RARE_TITLE) < _LEAST:
            return _NOTHING
        title = self._of_titles(one, other)
        if points + title[0] < _LEAST:
            return _NOTHING
        found = (*first, title, *middle, *agreement.of_amounts(one, other, stock=stock), last)
        return Likeness(sum(points for points, _ in found), tuple(reason for _, reason in found if reason))

    def kindred(self, one: str, other: str) -> bool:
        """Tell whether two kinds share an ancestor that says more than that something was done."""
        if one == other:
            return True
        known = self._kindred.get((one, other))
        if known is None:
            known = self._kindred[one, other] = self._share_an_ancestor(one, other)
        return known

    def _share_an_ancestor(self, one: str, other: str) -> bool:
        first, second = self.kinds.get(one), self.kinds.get(other)
        if first is None or second is None:
            return False
        shared = next((kind for kind in first.lineage if second.is_a(kind)), None)
        return shared is not None and shared.name != f"{CORE}.activity"

    def _only_stock(self, one: Report, other: Report) -> bool:
        """Tell whether all that agrees, besides the time, is a title that everybody uses: most pairs end here."""
        return (
            one.title == other.title
            and self.commonness.title(one) > STOCK
            and not one.joint
            and not other.joint
            and (not one.place or one.place != other.place)
            and one.told != other.told
            and not _meet(one.troops, other.troops)
            and not _meet(one.telling, other.telling)
        )

    def _named_often(self, one: Report, other: Report) -> bool:
        return any(
            named.unit.unit in by.joint and self.commonness.joint(by, named.unit.unit) > CROWD
            for by, named in ((one, other), (other, one))
        )

    def _least_uses(self, one: Report, other: Report) -> int:
        return min(self.commonness.title(one), self.commonness.title(other))

    def _of_titles(self, one: Report, other: Report) -> Evidence:
        if not one.title or not other.title:
            return 0, ""
        if wording.told_apart(one.title, other.title):
            return -_TOLD_APART, "名称中的次序或节日不同"
        if one.title == other.title:
            uses = self.commonness.title(one)
            if uses <= RARE:
                return _RARE_TITLE, "名称相同"
            return (
                (_COMMON_TITLE, "名称相同（有几处这样写）")
                if uses <= STOCK
                else (_STOCK_TITLE, "名称相同（很多处这样写）")
            )
        like = _alike(one.title, other.title)
        if like >= _ALIKE:
            rare = self._least_uses(one, other) <= RARE
            return (_LIKE_TITLE, "名称相近") if rare else (_RATHER_LIKE_TITLE, "名称相近（多家都用）")
        if like >= _RATHER_ALIKE:
            return _RATHER_LIKE_TITLE, "名称有相同的字"
        return (-_OTHER_TITLE, "名称不同") if like < _RATHER_ALIKE / 2 else (0, "")

    def _of_places(self, one: Report, other: Report) -> Evidence:
        if not one.place or not other.place:
            return 0, ""
        if one.place == other.place or _same_place(one.place, other.place):
            rare = self.commonness.place(_dated(one, other)) <= RARE
            return (_RARE_PLACE, "地点相同") if rare else (_COMMON_PLACE, "地点相同（当天多家在此）")
        return -_OTHER_PLACE, "地点不同"

    def _of_troops(self, one: Report, other: Report) -> Evidence:
        if not one.troops or not other.troops:
            return 0, ""
        common = [troop for troop in one.troops if troop in other.troops]
        if not common:
            return -_OTHER_TROOP, "部队不同"
        dated = _dated(one, other)
        rare = any(self.commonness.troop(dated, troop) <= RARE for troop in common)
        return (_RARE_TROOP, "部队相同") if rare else (_COMMON_TROOP, "部队相同（当天多家与其活动）")

    def _of_kinds(self, one: Report, other: Report) -> Evidence:
        return (_KINDRED, "同类活动") if self.kindred(one.kind, other.kind) else (0, "")


def _dated(one: Report, other: Report) -> Report:
    """Return the report that tells what else was on that day: what is common in a month may be rare on a day of it."""
    return other if other.exact and not one.exact else one


def _meet(some: Sequence[str], others: Sequence[str]) -> bool:
    return bool(some and others) and not {*some}.isdisjoint(others)


def _same_place(one: str, other: str) -> bool:
    """Tell whether two places, each with its region before the colon, may be one."""
    (region, place), (another, name) = one.split(":", 1), other.split(":", 1)
    return (region.startswith(another) or another.startswith(region)) and _alike(place, name) >= _ALIKE


def _alike(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return max(fuzz.ratio(one, other), fuzz.partial_ratio(one, other) * 0.9 if min(len(one), len(other)) > 3 else 0)
