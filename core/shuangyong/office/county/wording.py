"""Saying a sample's words as another unit would: its own names, its troops, and other words for the same."""

import random
from collections.abc import Callable, Mapping, Sequence

from ...model.kinds import Kind
from ...model.regions import Region
from ...model.units import Unit
from . import names
from .county import Member
from .guises import Guise

_SOME_TROOPS = "驻地某部"
_OTHER_TROOPS = ("驻地某部保障队", "驻地某部教导队", "驻地某部卫生队")

#: Of a hundred units, so many write 驻地某部 instead of a code name.
_DISCREET = 25

#: What one unit calls so, another calls otherwise; the first that fits is taken. No word binds a deed to another time.
_OTHERWISE: Sequence[tuple[str, Sequence[str]]] = (
    ("春节前慰问", ("春节前慰问", "春节走访慰问", "迎新春走访慰问")),
    ("“八一”前慰问", ("“八一”前慰问", "“八一”走访慰问", "“八一”前夕慰问", "庆“八一”慰问")),
    ("驻地部队", ("驻地部队", "驻军部队", "驻地官兵")),
    ("共建部队", ("共建部队", "共建部队官兵", "共建连队")),
    ("到烈士陵园祭扫", ("到烈士陵园祭扫", "清明祭扫烈士墓", "开展缅怀先烈祭扫")),
    ("迎新春军民联欢会", ("迎新春军民联欢会", "迎新春军地联欢", "军民迎新春茶话会")),
    ("军民联欢会", ("军民联欢会", "军民鱼水情联欢会", "军民同乐联欢会")),
    ("军民联欢晚会", ("军民联欢晚会", "“八一”军民联欢晚会", "双拥联欢晚会")),
    ("军民联谊演出", ("军民联谊演出", "军民联谊文艺演出", "双拥文艺演出")),
    ("国防知识竞赛", ("国防知识竞赛", "国防教育知识竞赛", "国防知识答题赛")),
    ("国防形势报告", ("国防形势报告", "国家安全形势报告", "国防教育报告")),
    ("军民篮球友谊赛", ("军民篮球友谊赛", "军地篮球赛", "军民篮球联谊赛")),
    ("看望", ("看望", "走访看望", "慰问")),
    ("座谈会", ("座谈会", "座谈", "恳谈会")),
    ("打扫卫生", ("打扫卫生", "上门打扫卫生", "帮助料理家务")),
    ("检修水电", ("检修水电", "检修水电线路", "更换灯具、检修水管")),
)

#: A planned activity's 类别 is the label of a sheet, not a word of the unit's own.
_LABELS = ("category",)

Say = Callable[[str], str]


def voice(member: Member, about: Guise, sample: Unit, rng: random.Random) -> Say:
    """Return what makes a unit's own words of a sample's."""
    district = Region.parse(member.region).at("county").name
    troops, others = member.troops
    discreet = rng.randrange(100) < _DISCREET
    pairs = [
        (sample.name, member.name),
        (Region.parse(sample.region).at("county").name if sample.region else "", district),
        (sample.liaison or "", names.person(rng)),
        *((other, other if discreet else others) for other in _OTHER_TROOPS),
        (_SOME_TROOPS, _SOME_TROOPS if discreet else troops),
        *about.swap,
        *((words, rng.choice(others)) for words, others in _OTHERWISE),
    ]
    return lambda text: _replaced(text, pairs)


def _replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return a text with each of the words replaced once over, so that what is put in is not replaced again."""
    for number, (old, _) in enumerate(pairs):
        if old and old in text:
            text = text.replace(old, chr(0xE000 + number))
    return "".join(pairs[ord(c) - 0xE000][1] if 0xE000 <= ord(c) < 0xE000 + len(pairs) else c for c in text)


def said(kind: Kind, values: Mapping[str, object], say: Say) -> dict[str, object]:
    """Return a row's values with its texts in the unit's own words."""
    texts = {field.id for field in kind.columns if field.type == "text" and field.id not in _LABELS}
    return {
        field: say(value) if field in texts and isinstance(value, str) else value for field, value in values.items()
    }
