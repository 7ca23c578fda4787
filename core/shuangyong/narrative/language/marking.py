"""What the words that mark come to: the marks of each clause, and of each quantity in it."""

import re
from collections.abc import Iterator, Sequence

import attrs

from .analysis import NO_MARKS, Clause, Heading, Mark, Marks, Moment, Quantity
from .cues import Cue
from .plans import title_of
from .sections import OTHERS, told_by
from .sentences import Piece
from .sharing import shared
from .writers import Writer
from .years import is_since

#: A sentence that says itself whose figures it tells: 不属本中心工作, 上述不是我乡数字.
_NOT_OURS = re.compile(
    r"(?:不属于?|不是|并?非|不计入|未计入|不含在|不列入|不在)(?:[我本该][^，。；\s]{1,6}|统计范围)[^，。；]{0,6}"
    r"(?:工作|数字|数据|之内|范围|成绩|台账|统计|开展|承担)"
)
_SELF = re.compile("[我本该](?:[院校局委办镇乡所站村行县市区旗部]|社区|街道|单位|公司|系统|中心)")
_OWN: tuple[Mark, ...] = ("negated", "masked")
_PLANNED: Marks = frozenset(("planned",))
_CUMULATIVE: Marks = frozenset(("cumulative",))
_BACKGROUND: Marks = frozenset(("background",))
_NAMES_YEAR = re.compile(r"\d{4}|[一二][〇零○九]|去年|前年|上年|今年|本年|明年|来年")
_SINCE = re.compile(r"[^，。；\n]{0,20}?以来|(?:\d{1,2}月)?[^，。；\n]{0,4}(?:至今|起|开始)")
_OPENING = re.compile(r"\s*(?:目前|现在|当前|全年|据统计|其中)?")
_STANDARD = re.compile("(?:[/每][人户名月年]){0,2}的?标准")
#: What a unit was told to reach: 完成下达的15名任务.
_TARGET = re.compile("的?(?:征集|征兵|招收|年度|目标)?(?:任务|指标|目标)")
_TARGET_IS = re.compile("(?:任务|指标|目标)数?[为是：:]?$")
_TARGET_ENDS = frozenset("务标数为是：:")
#: By how much more than another time, which is not how much: 比上年增加5000元, 同比增长12%.
_COMPARISON = re.compile("(?:同比|环比|[比较][^，。；]{1,8}?)(?:增加|增长|提高|上升|下降|减少|降低|增|降|多|少)了?$")
_COMPARED_WITH = frozenset("比较")
_AT_RATE = re.compile("按照?[^，。；]{0,4}$")
#: Behind these a year is only what another is compared with.
_COMPARED = frozenset("由从比较与同")
_NOW = re.compile("今年|本年")
_FROM_HOLDS = frozenset("由从")
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
    title = title_of(headings)
    told = told_by(title.title if title else None, tuple(heading.title for heading in headings if heading.level))
    planned = told.planned if told.planned is not None else title is not None and title.start in outlook.plans
    lasting = _CUMULATIVE if outlook.cumulative else NO_MARKS
    aside = told.marks | (OTHERS if _NOT_OURS.search(text, piece.start, piece.end) else NO_MARKS)
    if outlook.year is not None and told.year is not None:
        planned = planned or told.year > outlook.year
        lasting |= _BACKGROUND if told.year < outlook.year else NO_MARKS
    if not cues and not moments:
        every = lasting | aside | (_PLANNED if planned else NO_MARKS) | (_BACKGROUND if told.rule else NO_MARKS)
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
        if wider or (told.rule and "done" not in said):
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
    near = text[max(clause.start, quantity.start - _NEAR) : quantity.start]
    if _TARGET.match(text, quantity.end) or (near[-1:] in _TARGET_ENDS and _TARGET_IS.search(near)):
        marks.add("planned")
    if (
        "rate" in before
        or ("rule" in before and quantity.each)
        or _STANDARD.match(text, quantity.end)
        or (quantity.unit == "%" and _AT_RATE.search(near))
        or (not _COMPARED_WITH.isdisjoint(near) and _COMPARISON.search(near))
        or (not _FROM_HOLDS.isdisjoint(near) and _FROM.search(near) and _TO.match(text, quantity.end))
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
