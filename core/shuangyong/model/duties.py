"""Duties: what recurs every year, as data: who owes what, by when, and which rows of a ledger fulfil it."""

from collections.abc import Mapping
from typing import Literal

import attrs

Every = Literal["year", "half", "quarter", "month"]
Basis = Literal["law", "rule", "local", "custom"]

#: How binding what a duty rests on is, as people call it.
BASES: Mapping[Basis, str] = {"law": "法规", "rule": "上级规定", "local": "地方制度", "custom": "惯例"}


@attrs.frozen
class Deed:
    """Which rows fulfil a duty.

    Attributes:
        kind: The full name of their kind; kinds that extend it count too.
        choices: What their choice fields must say, any of these: ``{"form": ("领导小组会议",)}``.
        words: What their 活动名称 or 文件名称 must hold, any of these; empty for any title.
        dated: Whether the row's date says when it was done; False where it says something else, as the time that a
            planned activity is planned for.
    """

    kind: str
    choices: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    words: tuple[str, ...] = ()
    dated: bool = True


@attrs.frozen(kw_only=True)
class Duty:
    """A recurring obligation; ``every``, ``festivals`` and ``windows`` say when, and exactly one of them is given.

    Attributes:
        id: Unique among the plugin's: ``joint_meeting``.
        title: What is to be done, in Chinese.
        deeds: The rows that fulfil it: any of these.
        every: Once each year, half, quarter or month.
        months: For ``every="month"``: in which months; empty for all.
        festivals: Around these festivals together, by the last one's day: ``("元旦", "春节")``.
        windows: From a day to a day of the year, each a time of its own: ``(("02-15", "03-31"),)``.
        times: How often each time; 0 with ``replaces`` takes the replaced duty away.
        counts: The measure that is added up to ``times`` where a row may stand for several: ``items``.
        early: How many days before its time a row counts already.
        grace: How many days after its last day a row still counts.
        lead: How many days before its last day people are reminded.
        basis: What it rests on: a law, a rule from above, a rule of the area, or custom.
        source: The rule that it comes from, in Chinese.
        units: Words of which a unit's name must hold one, such as ``双拥办``; empty for every unit of the sector.
        replaces: The full name of another duty that it stands in place of: ``core.group_meeting``.
    """

    id: str
    title: str
    deeds: tuple[Deed, ...] = ()
    every: Every | None = None
    months: tuple[int, ...] = ()
    festivals: tuple[str, ...] = ()
    windows: tuple[tuple[str, str], ...] = ()
    times: int = 1
    counts: str = ""
    early: int = 0
    grace: int = 0
    lead: int = 20
    basis: Basis = "custom"
    source: str = ""
    units: tuple[str, ...] = ()
    replaces: str = ""

    def binds(self, unit: str) -> bool:
        """Tell whether it binds the unit of this name."""
        return not self.units or any(word in unit for word in self.units)
