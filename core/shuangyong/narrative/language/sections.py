"""What the headings over a sentence say of it: planned, done, a rule, others', of an older time, of a year."""

import functools
import re

import attrs

from .analysis import NO_MARKS, Marks

_PLAN_SECTION = re.compile(
    r"下一步|下步|下阶段|今后|明年|来年|打算|设想|努力方向|20\d\d年(?:度)?(?:双拥)?(?:工作)?(?:计划|打算|安排|思路|要点)"
    r"|工作(?:计划|安排|打算|思路|设想)$|^计划|^原"
    r"|(?:下半年|季度|上半年|全年|年度|年初|初步|总体|月份?|后期|后续)(?:主要|重点|工作|双拥)*"
    r"(?:目标|任务|安排|计划|要点|重点)(?:任务)?$"
)
_RULE_SECTION = re.compile(
    "^(?!.*(?:健全|完善|建立|落实|执行|规范|制定|明确|严格|坚持|强化|加强|抓|修订|履行|贯彻)).*"
    "(?:制度|职责|规定|办法|细则|规则|条例|公约)$"
)
#: A section of a plan that tells what has been done of it.
_DONE_SECTION = re.compile(
    r"(?:完成|进展|落实|执行|开展|推进)(?:的)?(?:情况|成效|结果)|实际|进展$|已[完开落做]|工作回顾|主要做法|主要成效"
)
#: Sections about others: neighbours, other units of the place; and about older times.
_OTHERS_SECTION = re.compile(
    r"邻近|相邻|周边|兄弟|友邻|外地|外单位|其他(?:单位|社区|学校|医院|乡镇|部门)|他山之石|先进经验|外地经验"
)
_OLD_SECTION = re.compile(r"背景|历史沿革|往年|历年")
_SECTION_YEAR = re.compile(r"((?:19|20)\d\d)年(?!以来|来|起)")

#: Surely of others: as little of the writer's year as what is of a wider place.
OTHERS: Marks = frozenset(("others", "background"))
_BACKGROUND: Marks = frozenset(("background",))


@attrs.frozen
class Told:
    """What headings say.

    Attributes:
        planned: Whether nothing under them is done yet (True) or all of it is (False); None where they say neither.
        rule: Whether they head a rule, whose figures are no deeds.
        year: The latest year that they name, else None.
        marks: What holds for all that stands under them.
    """

    planned: bool | None
    rule: bool
    year: int | None
    marks: Marks


@functools.lru_cache(maxsize=512)
def told_by(title: str | None, sections: tuple[str, ...]) -> Told:
    """Return what the headings over a sentence say: the document's title, and those of its sections outermost first."""
    years = [int(match[1]) for one in sections if (match := _SECTION_YEAR.search(one))]
    others = OTHERS if any(map(_OTHERS_SECTION.search, sections)) else NO_MARKS
    return Told(
        planned=_planned(sections),
        rule=any(_RULE_SECTION.search(one) for one in (title, *sections) if one),
        year=max(years, default=None),
        marks=others | (_BACKGROUND if any(map(_OLD_SECTION.search, sections)) else NO_MARKS),
    )


def _planned(sections: tuple[str, ...]) -> bool | None:
    for title in reversed(sections):  # the innermost that says so
        if _PLAN_SECTION.search(title):
            return True
        if _DONE_SECTION.search(title):
            return False
    return None
