"""What the words that mark come to: the marks of each clause, and of each quantity in it."""

import functools
import re
from collections.abc import Iterator, Sequence

import attrs

from .analysis import NO_MARKS, Clause, Heading, Mark, Marks, Moment, Quantity
from .cues import Cue
from .plans import title_of
from .sentences import Piece
from .sharing import shared
from .writers import Writer
from .years import is_since

_PLAN_SECTION = re.compile(
    r"下一步|下步|下阶段|今后|明年|来年|打算|设想|努力方向|20\d\d年(?:度)?(?:双拥)?(?:工作)?(?:计划|打算|安排|思路|要点)"
    r"|工作(?:计划|安排|打算|思路|设想)$|^计划|^原|(?:下半年|季度|上半年|全年|年度|年初|初步|总体|月份?|后期|后续)(?:主要|重点|工作|双拥)*"
    r"(?:目标|任务|安排|计划|要点|重点)(?:任务)?$"
)
_RULE_SECTION = re.compile(
    "^(?!.*(?:健全|完善|建立|落实|执行|规范|制定|明确|严格|坚持|强化|加强|抓|修订|履行|贯彻)).*(?:制度|职责|规定|办法|细则|规则|条例|公约)$"
)
#: A section of a plan that tells what has been done of it.
_DONE_SECTION = re.compile(
    r"(?:完成|进展|落实|执行|开展|推进)(?:的)?(?:情况|成效|结果)|实际|进展$|已[完开落做]|工作回顾|主要做法|主要成效"
)
#: Sections about others: neighbours, other units of the place; and about older times.
_OTHERS_SECTION = re.compile(r"邻近|相邻|周边|兄弟|友邻|外地|外单位|其他(?:单位|社区|学校|医院|乡镇|部门)|他山之石")
_OLD_SECTION = re.compile(r"背景|历史沿革|往年|历年")
_SECTION_YEAR = re.compile(r"((?:19|20)\d\d)年(?!以来|来|起)")
_OWN: tuple[Mark, ...] = ("negated", "masked")
_PLANNED: Marks = frozenset(("planned",))
_CUMULATIVE: Marks = frozenset(("cumulative",))
#: Surely of others: as little of the writer's year as what is of a wider place.
_OTHERS: Marks = frozenset(("others", "background"))
_BACKGROUND: Marks = frozenset(("background",))
_NAMES_YEAR = re.compile(r"\d{4}|[一二][〇零○九]|去年|前年|上年|今年|本年|明年|来年")
_SINCE = re.compile(r"[^，。；\n]{0,20}?以来|(?:\d{1,2}月)?[^，。；\n]{0,4}(?:至今|起|开始)")
_OPENING = re.compile(r"\s*(?:目前|现在|当前|全年|据统计|其中)?")
#: A sentence that says itself whose figures it tells: 不属本中心工作, 上述不是我乡数字.
_NOT_OURS = re.compile(
    r"(?:不属于?|不是|并?非|不计入|未计入|不含在|不列入|不在)(?:[我本该][^，。；\s]{1,6}|统计范围)[^，。；]{0,6}(?:工作|数字|数据|之内|范围|成绩|台账|统计|开展|承担)"
)
_SELF = re.compile("[我本该](?:[院校局委办镇乡所站村行县市区旗部]|社区|街道|单位|公司|系统|中心)")
_STANDARD = re.compile("(?:[/每][人户名月年]){0,2}的?标准")
#: What a unit was told to reach: 完成下达的15名任务.
_TARGET = re.compile("的?(?:征集|征兵|招收|年度|目标)?(?:任务|指标|目标)")
_TARGET_IS = re.compile("(?:任务|指标|目标)数?[为是：:]?$")
#: By how much more than another time, which is not how much: 比上年增加5000元, 同比增长12%.
_COMPARISON = re.compile("(?:同比|环比|[比较][^，。；]{1,8}?)(?:增加|增长|提高|上升|下降|减少|降低|增|降|多|少)了?$")
_AT_RATE = re.compile("按照?[^，。；]{0,4}$")
#: Behind these a year is only what another is compared with.
_COMPARED = frozenset("由从比较与同")
_NOW = re.compile("今年|本年")
_FROM = re.compile(r"[由从](?:\d{4}年的?)?[^，。；\d]{0,12}$")
_TO = re.compile(
    r"[^，。；\d]{0,8}(?:增加|提高|上升|提升|扩大|增长|减少|下降|降低|降|发展|增|涨|上调|调整|扩充)?(?:到|至|为)"
)


#: How far before a quantity 由 or 从 may stand.
_NEAR = 18


@attrs.frozen
class Outlook:
    """What holds for a whole text.

    Attributes:
        plans: Where the titles begin under which nothing is done unless it is said so.
        cumulative: Whether all its figures are of several years, as its opening says (近两年来…总结如下).
        writer: Who writes it.
        year: The year that it tells of.
    """

    plans: frozenset[int]
    cumulative: bool
    writer: Writer
    year: int | None


def marks_of(
    text: str,
    piece: Piece,
    cues: Sequence[Cue],
    moments: Sequence[Moment],
    headings: Sequence[Heading],
    outlook: Outlook,
) -> list[Marks]:
    """Return the marks of each clause of a sentence.

    What is planned goes on until something is told as done (in a plan: surely done); several years and an older
    time go on to the sentence's end or to 今年; the other marks hold in their own clause.

    Args:
        text: The folded text.
        piece: The sentence.
        cues: The marking words in it, in order.
        moments: Those in it, in order.
        headings: Those that it stands under.
        outlook: What holds for the whole text.
    """
    sections = [heading.title for heading in headings if heading.level]
    title = title_of(headings)
    done = any(_DONE_SECTION.search(one) for one in sections)
    planned = not done and (
        (title is not None and title.start in outlook.plans) or any(_announces(title) for title in sections)
    )
    rule = any(_is_rule(heading.title) for heading in headings)
    lasting = _CUMULATIVE if outlook.cumulative else NO_MARKS
    aside = _marks_of_sections(sections)
    if _NOT_OURS.search(text, piece.start, piece.end):
        aside |= _OTHERS
    if outlook.year is not None and (years := {year for title in sections if (year := _year_of(title))}):
        planned = planned or max(years) > outlook.year
        lasting |= _BACKGROUND if max(years) < outlook.year else NO_MARKS
    if not cues and not moments:
        every = lasting | aside | (_PLANNED if planned else NO_MARKS) | (_BACKGROUND if rule else NO_MARKS)
        return [every] * len(piece.clauses)
    announced = wider = False
    marks = []
    parts = zip(piece.clauses, shared(cues, piece.clauses), shared(moments, piece.clauses), strict=True)
    for clause, here, dated in parts:
        said = {cue.says for cue in here}
        planned = planned and "done" not in said
        announced = "done" not in said and ("planned" in said or (announced and "perhaps done" not in said))
        for moment in dated:
            lasting = _told_by(text, moment, outlook.year, lasting)
        if "cumulative" in said or ("to date" in said and not _NOW.search(text, piece.start, clause.end)):
            lasting |= _CUMULATIVE
        if "background" in said:
            lasting |= _BACKGROUND
        wider = (wider and not _SELF.search(text, clause.start, clause.end)) or any(
            _is_wider(text, clause, cue, outlook) for cue in here
        )
        own = lasting | aside | (_own(text, clause, said, outlook) if here else NO_MARKS)
        if planned or announced:
            own |= _PLANNED
        if wider or (rule and "done" not in said):
            own |= _BACKGROUND
        marks.append(own)
    return marks


def _own(text: str, clause: Clause, said: set[str], outlook: Outlook) -> set[Mark]:
    """Return the marks that only a clause's own words give it."""
    own: set[Mark] = {mark for mark in _OWN if mark in said}
    begins = clause.item.end if clause.item else clause.start
    if "office" in said and outlook.writer.is_others(text, begins, clause.end):
        own.add("others")
    return own


def _is_wider(text: str, clause: Clause, cue: Cue, outlook: Outlook) -> bool:
    """Tell whether a clause is about a wider place: 全市共有…, but not what the writer did for one (完成全市体检…)."""
    return (
        cue.says == "scope"
        and outlook.writer.is_beyond(text[cue.start : cue.end])
        and _OPENING.fullmatch(text, clause.start, cue.start) is not None
    )


def mark_quantities(
    text: str, quantities: Sequence[Quantity], clauses: Sequence[Clause], cues: Sequence[Cue]
) -> Iterator[Quantity]:
    """Yield the quantities of a sentence with their clauses' marks, and with those that only they have."""
    for clause, found, here in zip(clauses, shared(quantities, clauses), shared(cues, clauses), strict=True):
        before: set[str] = set()
        next_cue = 0
        for quantity in found:
            while next_cue < len(here) and here[next_cue].start < quantity.start:
                before.add(here[next_cue].says)
                next_cue += 1
            marks = _marks_of_quantity(text, quantity, clause, before)
            yield attrs.evolve(quantity, marks=marks) if marks else quantity


def _marks_of_quantity(text: str, quantity: Quantity, clause: Clause, before: set[str]) -> Marks:
    marks = set(clause.marks)
    marks.discard("masked")
    if "negated" not in before:
        marks.discard("negated")
    near = max(clause.start, quantity.start - _NEAR)
    if _TARGET.match(text, quantity.end) or _TARGET_IS.search(text, near, quantity.start):
        marks.add("planned")
    if (
        "rate" in before
        or ("rule" in before and quantity.each)
        or _STANDARD.match(text, quantity.end)
        or (quantity.unit == "%" and _AT_RATE.search(text, near, quantity.start))
        or _COMPARISON.search(text, near, quantity.start)
        or (_FROM.search(text, near, quantity.start) and _TO.match(text, quantity.end))
    ):
        marks.add("background")
    return frozenset(marks)


def _told_by(text: str, moment: Moment, year: int | None, lasting: Marks) -> Marks:
    """Return the marks of what stands behind a year that is named: an older one, several, or this one plainly."""
    if not _NAMES_YEAR.match(moment.said):
        older = moment.date is not None and moment.month and year is not None and moment.date.year < year
        return _BACKGROUND if older else lasting
    if text[moment.end : moment.end + 1] == "的":
        return lasting
    if _NOW.match(moment.said):
        return NO_MARKS
    if moment.date is None or year is None or text[moment.start - 1 : moment.start] in _COMPARED:
        return lasting
    if moment.until is not None and moment.until.year > moment.date.year:
        return _CUMULATIVE
    if is_since(text, moment):
        return _CUMULATIVE if moment.date.year < year and _SINCE.match(text, moment.end) else lasting
    return _BACKGROUND if moment.date.year < year else NO_MARKS


def _marks_of_sections(sections: Sequence[str]) -> Marks:
    """Return what headings say of all that stands under them: that it is of others, or of older times."""
    others = _OTHERS if any(map(_OTHERS_SECTION.search, sections)) else NO_MARKS
    return others | (_BACKGROUND if any(map(_OLD_SECTION.search, sections)) else NO_MARKS)


@functools.lru_cache(maxsize=256)
def _announces(title: str) -> bool:
    return _PLAN_SECTION.search(title) is not None


@functools.lru_cache(maxsize=256)
def _year_of(title: str) -> int | None:
    """Return the year that a section tells of, as its heading says."""
    match = _SECTION_YEAR.search(title)
    return None if match is None else int(match[1])


@functools.lru_cache(maxsize=256)
def _is_rule(title: str) -> bool:
    return _RULE_SECTION.search(title) is not None
