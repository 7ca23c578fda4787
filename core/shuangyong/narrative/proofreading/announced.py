"""``numbering``: a list that has more or fewer points than its lead says (三个方面 with four), and ordinals mixed."""

import re
from collections.abc import Iterator

from . import eras
from .draft import Draft
from .findings import Finding

_CN = "二两三四五六七八九十"
#: 三个方面的工作：一是…; “四个到位”：一是…; what is counted may have words around it, but no other sentence.
_LEAD = re.compile(
    rf"(?P<said>[个方项点条大](?<=[{_CN}\d].)(?:(?<=方)面|(?<=[项点条])|(?<=大)(?:举措|措施|任务|重点|行动)|"
    r"(?<=个)(?:方面|到位|加强|坚持|突出|强化|结合|注重|落实|狠抓|明确|确保|环节|层面|重点|举措|抓好|特点|问题))"
    r"[^，。；：:\n“”0-9一二三四五六七八九十]{0,8}[”\"]?)"
    r"[^，。；：:\n0-9一二三四五六七八九十]{0,8}[：:，。]\s*"
    r"(?P<first>一(?:是|要)|第一(?=[，,、])|首先(?=[，,])|[（(]一[)）]|一、|①|[（(]1[)）]|1[、.．])"
)
#: A figure that ends a sentence announces nothing: 落实政策7项。 and a new section.
_NUMBER = re.compile(rf"(?<![第一{_CN}\d])(?:[{_CN}]{{1,2}}|\d)$")
_NO_LEAD = re.compile(r".*[项点条][^方个大]*[，。]\s*\n.*", re.DOTALL)
#: Sections that follow the list that was announced without belonging to it.
_AFTER = re.compile("问题|不足|打算|下一步|今后|明年|计划|思路|体会|经验|建议|措施|要求|目标|保障|安排|附件")
#: What may be a last point that is not numbered.
_UNNUMBERED = re.compile("最后|同时|此外|另外|再者|还要|其余")
#: How far one point is from the next at most: within a paragraph, and as paragraphs or sections of their own.
_WITHIN, _APART = 600, 3000

_ORDINAL = re.compile(
    r"(?:(?<=[。；：;:\s])|^)(?P<said>首先|其次|再次|第(?P<number>[一二三四五六七八九]))(?=[，,])", re.MULTILINE
)


def find(draft: Draft) -> Iterator[Finding]:
    """Yield lists whose number of points is not the one announced, and ordinals of two sorts in one list."""
    for match in draft.matches(_LEAD):
        numeral = _NUMBER.search(draft.before(match.start(), 4))
        if numeral is None or _NO_LEAD.fullmatch(match.group()):
            continue
        number = 2 if numeral.group() == "两" else eras.number_of(numeral.group())
        count = _count(draft, match, number or 0)
        if number and count > 1 and count != number:
            span = match.start() - len(numeral.group()), match.end("said")
            message = f"前面说的是“{draft.text[slice(*span)]}”，后面列了{count}条，对不上。"
            yield draft.finding("numbering", span, message, "请核对：改数目，或补上漏掉、删去多出的条目。")
    yield from _mixed(draft)


def _count(draft: Draft, lead: re.Match[str], number: int) -> int:
    """Return how many points follow a lead; 0 where that is not certain."""
    first, text = lead["first"], draft.text
    alone = "\n" in text[lead.end("said") : lead.start("first")]
    end = draft.part_of(lead.start()).end
    if not alone:
        line = text.find("\n", lead.end())
        end = line if 0 <= line < end else end
    place, count = lead.end(), 1
    while True:
        stop = min(end, place + (_APART if alone else _WITHIN))
        again, found = (_marker(first, value, alone=alone).search(text, place, stop) for value in (1, count + 1))
        if found is None or (again and again.start() < found.start()):
            break
        if alone and count >= number and _AFTER.search(draft.after(found.end(), 24)):
            return number
        place, count = found.end(), count + 1
    rest = text[place : min(draft.part_of(place).end, place + _WITHIN)]
    more = f"{eras.numeral(count + 1)}[、是要，,）)]|{count + 1}[、.．）)]"
    if count < number and (_UNNUMBERED.search(rest) or re.search(more, rest)):
        return 0
    return count


def _marker(first: str, value: int, *, alone: bool) -> re.Pattern[str]:
    """Return what the point of a number looks like in a list that begins so."""
    opening = r"(?:^[ \t\u3000]*)" if alone else r"(?:(?<=[。；：，,;:\s])|^)"
    if first == "首先":
        said = {1: "首先", 2: "其次"}.get(value, "再次|最后" if value == 3 else "最后")
    elif first == "①":
        said, opening = chr(ord("①") + value - 1), ""
    else:
        numeral = eras.numeral(value) if "一" in first else str(value)
        said = re.escape(first).replace("一", numeral).replace("1", numeral)
        said = re.sub(r"[、.．]|\\\.", "[、.．]", said, count=1) if first[-1] in "、.．" else said
    return re.compile(f"{opening}(?:{said})", re.MULTILINE)


def _mixed(draft: Draft) -> Iterator[Finding]:
    """首先…其次…第三, 第一…第二…再次."""
    before, line = "", -1
    for match in draft.matches(_ORDINAL):
        here = draft.text.rfind("\n", 0, match.start())
        said, counted = match["said"], bool(match["number"])
        clash = said not in ("首先", "第一") and here == line and before and (before[0] == "第") != counted
        if clash:
            message = f"前面用的是“{before}”，这里接着用“{said}”，两种序数混着用。"
            span = match.start(), draft.clause(match.end() + 1, match.end() + 1)[1]
            yield draft.finding("numbering", span, message, "请统一用“首先、其次、再次”或“第一、第二、第三”。")
        before, line = ("" if clash else said), here
