"""Where a text names a congress, a plan or a law campaign, and whether it does so as the present or as history."""

import re
from collections.abc import Iterator
from typing import Literal

import attrs

from . import eras
from .draft import Draft
from .eras import Era

_QUOTE = "[“”\"'‘’「」]?"
_TENS = "[一二三四五六七八九十]{1,3}"
_CONGRESS = re.compile(
    rf"(?<![一二三四五六七八九十第])(?P<short>十[四五六七八九]?|二十一?)大(?![道街厦桥队型学会楼院堂])"
    rf"|第(?P<long>{_TENS})次全国代表大会"
    rf"|(?<![一二三四五六七八九十])(?P<of>十[四五六七八九]|二十一?)届(?:中央委员会)?第?(?P<session>[一二三四五六七八])[次中]?(?:中全会|全体会议|全会|中)"
)
#: More sessions of the same committee: 十八届三中、四中、五中全会.
_MORE = re.compile(r"[、和及与](?P<session>[一二三四五六七八])中")
_PLAN = re.compile(
    rf"(?<![一二三四五六七八九十第]){_QUOTE}(?P<plan>十[一二三四五]?|九)五{_QUOTE}(?P<rest>[一-龥]{{0,12}})"
)
_CAMPAIGN = re.compile(
    rf"(?<![一二三四五六七八九十第]){_QUOTE}(?P<campaign>[一二三四五六七八九])五{_QUOTE}的?(?:年)?(?=普法|法治宣传|法制宣传)"
)
_PLAN_WORDS = re.compile("(?:发展)?(?:规划|计划|期间|时期|开局|收官|末|以来)|国防|国民经济")

#: What makes a mention history, behind it and before it.
_PAST_AFTER = re.compile(
    r"[”\"’精神》]*(?:胜利)?(?:召开)?(?:以来|之后|以后|后[，,]|起[，,]|期间|时期|期末|末[，,期年]|时[，,]|前[，,夕]|之前|召开前)"
)
_PAST_BEFORE = re.compile(r"(?:自从|自|从|继|早在|曾在|回顾|截至|直到|到|至)(?:党的|中国共产党)?[“\"]?$")
_TO_COME = re.compile("迎接|喜迎|即将|召开前|谋划|编制|展望|面向|衔接|起草|前期|献礼|筹备|准备")

Of = Literal["congress", "plenary", "plan", "campaign"]


@attrs.frozen(kw_only=True)
class Mention:
    """A place that names an era.

    Attributes:
        of: What sort of thing is named.
        era: Which one.
        past: Whether it is told as history (十六大以来, “十二五”期间).
        to_come: Whether it is told as something to come (迎接, 编制).
    """

    start: int
    end: int
    of: Of
    era: Era
    past: bool
    to_come: bool


def mentions(draft: Draft) -> Iterator[Mention]:
    """Yield every place that names an era, in order of its kind."""
    for match in draft.matches(_CONGRESS):
        yield from _congress(draft, match)
    for match in draft.matches(_CAMPAIGN):
        number = eras.number_of(match["campaign"]) or 0
        if number in eras.law_education():
            yield _mention(draft, match.span(), "campaign", eras.law_education()[number])
    for match in draft.matches(_PLAN):
        number = eras.number_of(match["plan"]) or 0
        quoted = match.group()[0] in "“\"'‘「"
        told = _PLAN_WORDS.match(match["rest"]) or (quoted and match["plan"] != "十" and "普法" not in match["rest"])
        if number in eras.plans() and told and not match["rest"].startswith(("普法", "法治", "法制")):
            yield _mention(draft, (match.start(), match.start("rest")), "plan", eras.plans()[number])


def _congress(draft: Draft, match: re.Match[str]) -> Iterator[Mention]:
    number = eras.number_of(match["short"] or match["long"] or match["of"]) or 0
    if number not in eras.congresses():
        return
    if not match["of"]:
        yield _mention(draft, match.span(), "congress", eras.congresses()[number])
        return
    sessions = [(match.span(), match["session"])]
    while more := _MORE.match(draft.text, sessions[-1][0][1]):
        sessions.append((more.span(), more["session"]))
    for span, session in sessions:
        if era := eras.plenaries().get((number, eras.number_of(session) or 0)):
            yield _mention(draft, span, "plenary", era)


def _mention(draft: Draft, span: tuple[int, int], of: Of, era: Era) -> Mention:
    start, end = span
    before, after = draft.before(start, 10), draft.after(end, 8)
    past = bool(_PAST_AFTER.match(after) or _PAST_BEFORE.search(before) or "历次" in after)
    clause = draft.text[slice(*draft.clause(start, end))]
    return Mention(start=start, end=end, of=of, era=era, past=past, to_come=bool(_TO_COME.search(clause)))
