"""What is planted in a county: recipes of deeds that several units report, and of deeds that only look like it."""

from collections.abc import Mapping
from decimal import Decimal

import attrs

from .county import Truth


@attrs.frozen(kw_only=True)
class Part:
    """How one of the units reports it.

    Attributes:
        sector: Of which sector the unit is.
        kind: The sheet that it enters it in.
        titles: What it may call it.
        share: By measure, what part of the whole it counts, in percent; the whole where not given.
    """

    sector: str
    kind: str
    titles: tuple[str, ...]
    share: Mapping[str, int] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Recipe:
    """A deed and its reporters.

    Attributes:
        truth: Whether what they report is one deed.
        what: What it is, in Chinese.
        festival: The festival that it is near; None for ``month``.
        month: The month that it is done in.
        days: The first and last day that it may be on, from the festival or the first of the month.
        place: Where; ``{place}`` is filled in.
        form: The choice of its form, if it has one.
        figures: By measure, the least, the most, and the step.
        apart: What differs between the reporters of deeds that only look alike.
        parts: The reporters.
    """

    truth: Truth
    what: str
    festival: str | None = None
    month: int = 6
    days: tuple[int, int]
    place: str
    form: str | None = None
    figures: Mapping[str, tuple[int, int, int]]
    apart: frozenset[str] = frozenset()
    parts: tuple[Part, ...]


_EVENING = ("庆“八一”军民联欢晚会", "“八一”军民联欢会", "军民鱼水情联欢晚会", "庆祝建军节军民文艺晚会")
_VISIT = ("“八一”走访慰问驻军官兵", "“八一”前夕慰问子弟兵", "建军节前慰问驻军", "联合走访慰问驻地官兵")
_TOMB = ("清明祭扫烈士墓", "“缅怀先烈”清明祭扫", "清明节祭英烈活动")
_STALL = ("全民国防教育日集中宣传", "国防教育日广场宣传咨询", "国防教育宣传日活动")
_SPORTS = ("军民趣味运动会", "军地趣味运动会", "双拥杯趣味运动会")
_BALL = ("军民篮球友谊赛", "军地篮球赛", "双拥杯篮球赛")
_CROWD = (120, 420, 2)
_MONEY = (3000, 12000, 100)

RECIPES: tuple[Recipe, ...] = (
    Recipe(
        truth="same",
        what="社区与学校合办的“八一”联欢",
        festival="八一",
        days=(-5, 0),
        place="{place}文化广场",
        form="联欢晚会",
        figures={"participants": _CROWD, "spending": _MONEY},
        parts=(Part(sector="community", kind="community.festival_event", titles=_EVENING),
               Part(sector="school", kind="core.gathering", titles=_EVENING)),
    ),
    Recipe(
        truth="different",
        what="两个社区同一天各办各的“八一”联欢",
        festival="八一",
        days=(-2, 0),
        place="{place}小广场",
        form="文艺演出",
        figures={"participants": _CROWD, "spending": _MONEY},
        apart=frozenset({"troops", "place", "figures", "joint"}),
        parts=(Part(sector="community", kind="community.festival_event", titles=_EVENING[:2]),) * 2,
    ),
    Recipe(
        truth="same",
        what="机关与医院的同一次走访",
        festival="八一",
        days=(-8, -1),
        place="驻地营区",
        figures={"people": (30, 120, 5), "units_visited": (1, 1, 1), "cash": _MONEY, "goods_value": _MONEY},
        parts=(Part(sector="bureau", kind="core.visit", titles=_VISIT),
               Part(sector="hospital", kind="core.visit", titles=_VISIT)),
    ),
    Recipe(
        truth="same",
        what="社区与学校同去祭扫",
        festival="清明",
        days=(-6, 0),
        place="{district}烈士陵园",
        form="祭扫",
        figures={"participants": (60, 260, 1), "sessions": (1, 1, 1)},
        parts=(Part(sector="community", kind="core.education_event", titles=_TOMB),
               Part(sector="school", kind="core.education_event", titles=_TOMB)),
    ),
    Recipe(
        truth="partly",
        what="机关填了走访的全部物资，医院填了自己出的一份",
        festival="春节",
        days=(-14, -2),
        place="驻地营区",
        figures={"goods_value": (12000, 30000, 1000)},
        parts=(Part(sector="bureau", kind="core.visit", titles=("春节前联合慰问驻军", "迎新春联合走访驻军")),
               Part(sector="hospital", kind="core.visit", titles=("春节前慰问驻军", "迎新春慰问驻军官兵"),
                    share={"goods_value": 40})),
    ),
    Recipe(
        truth="different",
        what="两所学校同一天各自慰问同一部队",
        festival="八一",
        days=(-6, -1),
        place="驻地营区",
        figures={"people": (20, 60, 5), "units_visited": (1, 1, 1), "goods_value": (1000, 9000, 100)},
        apart=frozenset({"figures", "joint"}),
        parts=(Part(sector="school", kind="core.visit", titles=_VISIT[1:3]),) * 2,
    ),
    Recipe(
        truth="same",
        what="街道、社区和学校同一场国防教育日宣传",
        festival="国防教育日",
        days=(-1, 1),
        place="{place}文化广场",
        form="咨询",
        figures={"participants": (150, 600, 10), "sessions": (1, 1, 1)},
        parts=(Part(sector="township", kind="core.education_event", titles=_STALL),
               Part(sector="community", kind="core.education_event", titles=_STALL),
               Part(sector="school", kind="core.education_event", titles=_STALL)),
    ),
    Recipe(
        truth="partly",
        what="社区填了运动会的全部人次，学校填了自己的学生",
        month=10,
        days=(12, 24),
        place="{place}体育场",
        form="其他",
        figures={"participants": _CROWD},
        parts=(Part(sector="community", kind="core.gathering", titles=_SPORTS),
               Part(sector="school", kind="core.gathering", titles=_SPORTS, share={"participants": 50})),
    ),
    Recipe(
        truth="different",
        what="社区与学校的两场篮球赛，各记一场",
        month=6,
        days=(1, 10),
        place="{place}体育场",
        form="球类比赛",
        figures={"participants": (30, 60, 2)},
        apart=frozenset({"date"}),
        parts=(Part(sector="community", kind="core.gathering", titles=tuple(f"{title}第一场" for title in _BALL)),
               Part(sector="school", kind="core.gathering", titles=tuple(f"{title}第二场" for title in _BALL))),
    ),
    Recipe(
        truth="same",
        what="商务局与街道合办的退役军人招聘会",
        month=5,
        days=(6, 24),
        place="{district}人力资源市场",
        figures={"fairs": (1, 1, 1), "trained": (40, 120, 1), "employed": (8, 30, 1)},
        parts=(Part(sector="commerce", kind="core.employment", titles=("退役军人专场招聘会", "军地联合专场招聘会")),
               Part(sector="township", kind="core.employment", titles=("退役军人招聘专场", "退役军人专场招聘会"))),
    ),
)  # fmt: skip

#: What ``figures`` counts money in; the rest are whole numbers.
MONEY = ("spending", "cash", "goods_value")


def typed(measure: str, number: int) -> int | Decimal:
    """Return a figure as the measure's type."""
    return Decimal(number) if measure in MONEY else number
