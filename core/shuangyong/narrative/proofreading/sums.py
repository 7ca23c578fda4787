"""``sum``: a total whose parts, told beside it, come to something else. A warning: parts may overlap or be left out."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..language.analysis import Quantity, Sentence
from .draft import Draft
from .findings import Finding

_TOTAL_BEFORE = re.compile(r"(?:共计|合计|总计|总共|一共|共有|共|计|总数为?|总人数为?)(?:为|达|有)?$")
_AMONG = re.compile("其中")
_CLOSED = re.compile(r"^[^（(，,。；、]{0,4}[（(](?!其中|含|包括|不含)")
#: What makes a bracket another thing than a list of parts.
_NO_LIST = re.compile("时间|上年|去年|每|[包]?含|其中|以上|：|:|；")
#: Between two parts of one list.
_BETWEEN = re.compile(r"[、，,；;和及]?[^、，,。；;：:（()）]{0,16}")
#: Numbers of several steps are no parts of one number: 报名16名，体检11名，入伍3名.
_STAGES = re.compile("报名|体检|合格|入伍|参加|参训|受益|获奖|考核|录取|就业")
#: A rest that nobody has told is likelier a slip than a category left out if it is so small a part of the whole.
_SLIP = Decimal("0.05")
#: The same where three kinds or more are told: a writer who lists so many lists them all.
_SLIP_OF_MANY = Decimal("0.12")
#: Qualities that one person may have together: no parts of a whole.
_OVERLAPPING = re.compile(
    "党员|团员|女(?!生|教|职|兵|性|同)|以上|以下|学历|周岁|岁|骨干|先进|技术人员|医护人员|专任|在编|[高中初]级|本科|硕士|优秀|获得|荣获|重点"
)
#: 42户：烈属8户…, 42户，分别为…: what follows is the whole.
_OPENED = re.compile(
    r"[^，,。；、：:（(]{0,10}[：:]|[，,][^，,。；、：:（(]{0,6}(?:分别为|分别是|包括|即)[^，,。；、：:（(]{0,4}"
)
#: 每户500元，共计1.5万元
_COMES_TO = re.compile(
    r"[）)]?(?:的?[^，,。；、：:0-9并和及另等]{0,8})[，,]?(?:[^，,。；、：:0-9并和及另]{0,4})"
    r"(?:共计|合计|总计|总共|一共|累计|共|计)(?:发放|发|送去|投入|支出)?[^，,。；、：:0-9]{0,6}$"
)
_EACH_MONTH = re.compile("每月|每年|每季|每次|每天|/月|/年|以上|不等|起|左右|不低于|至")
_COUNTED = frozenset(("人", "户", "家", "个", "件", "套", "台", "份", "对"))
_MONEY = "元"
#: Men and women are all there are.
_BOTH = re.compile("男[^，、。]{0,4}\\d+[^。]{0,6}女[^，、。]{0,4}\\d+")
#: How far behind 其中 the first part stands at most.
_NEAR = 16
_OPENING = " \t\u3000一二三四五六七八九十（）()、.．0123456789"


def find(draft: Draft) -> Iterator[Finding]:
    """Yield totals that their parts contradict."""
    before: Sequence[Quantity] = ()
    for sentence in draft.analysis.sentences:
        if len(sentence.quantities) > 2:
            yield from _brackets(draft, sentence)
            yield from _at_the_end(draft, sentence)
            yield from _opened(draft, sentence)
            yield from _each(draft, sentence)
        if len(sentence.quantities) > 1:
            yield from _among(draft, sentence, before)
        before = sentence.quantities


def _brackets(draft: Draft, sentence: Sentence) -> Iterator[Finding]:
    """52人（在职30人、退休22人）: what the brackets list is the whole."""
    for at, total in enumerate(sentence.quantities):
        behind = draft.text[total.end : sentence.end]
        if opened := _CLOSED.match(behind):
            inside = re.split("[）)]", behind[opened.end() :])[0]
            end = total.end + opened.end() + len(inside)
            parts = [one for one in sentence.quantities[at + 1 :] if one.start < end]
            whole = len(parts) > 1 and len(_list(draft, parts)) == len(parts) and not _NO_LIST.search(inside)
            if whole and _comparable(draft, total, parts) and _sum(parts) != total.value:
                yield _finding(draft, total, parts)


def _among(draft: Draft, sentence: Sentence, before: Sequence[Quantity]) -> Iterator[Finding]:
    """共32户，其中烈属12户、军属25户: parts may be left out, but never come to more; a small rest is a slip.

    The total is the last of the same unit before 其中, be it in the sentence before.
    """
    text = draft.text[sentence.start : sentence.end]
    for among in _AMONG.finditer(text):
        place = sentence.start + among.start()
        listed = [one for one in sentence.quantities if one.start > place]
        told = [one for one in sentence.quantities if one.end <= place]
        if not told and not text[: among.start()].strip(_OPENING):
            told = [*before]
        if not listed or listed[0].start - place > _NEAR:
            continue
        parts = _list(draft, listed)
        total = next((one for one in reversed(told) if one.unit == parts[0].unit), None)
        if total is None or not _comparable(draft, total, parts):
            continue
        rest, both = total.value - _sum(parts), _BOTH.search(text)
        if _OVERLAPPING.search(draft.text, place, parts[-1].end) and not both:
            continue
        slip = total.value * (_SLIP if len(parts) == 2 else _SLIP_OF_MANY)
        if rest < 0 or (rest and (both or rest <= slip)):
            yield _finding(draft, total, parts)


def _opened(draft: Draft, sentence: Sentence) -> Iterator[Finding]:
    """42户：烈属8户、军属20户、残疾军人12户; 620人，男生310人，女生300人: the list is the whole."""
    for at, total in enumerate(sentence.quantities[:-2]):
        parts = _list(draft, sentence.quantities[at + 1 :])
        between = draft.text[total.end : parts[0].start]
        listed = draft.text[total.start : parts[-1].end]
        opened = _OPENED.match(between) and len(between) <= _NEAR
        both = (
            len(parts) == 2
            and re.fullmatch(r"[^，,。；、]{0,4}[，,（(]男[^，,。；、]{0,4}", between)
            and "女" in listed
        )
        if not (opened or both) or "其中" in listed or (_OVERLAPPING.search(listed) and not both):
            continue
        if _comparable(draft, total, parts) and _sum(parts) != total.value:
            yield _finding(draft, total, parts)


def _each(draft: Draft, sentence: Sentence) -> Iterator[Finding]:
    """30户，每户500元，共计1.8万元: so many times so much is the whole."""
    for count, each, total in zip(*(sentence.quantities[at:] for at in range(3)), strict=False):
        if not each.each or count.each or total.each or any(one.approx for one in (count, each, total)):
            continue
        if (each.unit, total.unit) != (_MONEY, _MONEY) or count.unit not in _COUNTED:
            continue
        before, after = draft.text[count.end : each.start], draft.text[each.end : total.start]
        if len(before) > _NEAR or re.search("[。；：]|其中", before) or not _COMES_TO.fullmatch(after):
            continue
        if _EACH_MONTH.search(draft.text, count.start, min(sentence.end, total.end + 3)):
            continue
        listed = _list(draft, [one for one in sentence.quantities if one.end <= count.end][::-1])
        counts = {count.value, _sum([one for one in listed if not one.approx])}
        if all(value * each.value != total.value for value in counts):
            message = f"{count.said}×{each.said}＝{count.value * each.value:f}元，与“{total.said}”对不上。"
            yield draft.finding("sum", (count.start, total.end), message, "请核对户数（人数）、标准和总数。")


def _at_the_end(draft: Draft, sentence: Sentence) -> Iterator[Finding]:
    """烈属12户、军属25户，共36户."""
    for at, total in enumerate(sentence.quantities):
        before = draft.text[sentence.start : total.start]
        if at < 2 or not _TOTAL_BEFORE.search(before):
            continue
        parts = _list(draft, sentence.quantities[at - 1 :: -1])[::-1]
        lead = draft.text[sentence.start : parts[0].start]
        if "其中" in lead or not re.fullmatch(r"[，,：:]?[^，,、。；]{0,8}", draft.text[parts[-1].end : total.start]):
            continue
        if _comparable(draft, total, parts) and _sum(parts) != total.value:
            yield _finding(draft, total, parts)


def _list(draft: Draft, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """Return the first quantities that stand in one list, in the order given."""
    listed = [quantities[0]]
    for one in quantities[1:]:
        first, second = sorted((listed[-1], one), key=lambda quantity: quantity.start)
        if one.unit != listed[0].unit or not _BETWEEN.fullmatch(draft.text[first.end : second.start]):
            break
        listed.append(one)
    return listed


def _comparable(draft: Draft, total: Quantity, parts: Sequence[Quantity]) -> bool:
    if len(parts) < 2 or any(one.unit != total.unit or one.approx or one.each for one in (total, *parts)):
        return False
    lead = draft.text[total.start : parts[-1].end]
    if any(one.value > total.value for one in parts) or _STAGES.search(draft.text, parts[0].start, parts[-1].end):
        return False
    return total.unit not in ("", "%") and not re.search("其中.*其中|占|同比|比去年|比上年|增长|每", lead)


def _sum(parts: Sequence[Quantity]) -> Decimal:
    return sum((one.value for one in parts), Decimal())


def _finding(draft: Draft, total: Quantity, parts: Sequence[Quantity]) -> Finding:
    span = min(total.start, parts[0].start), max(total.end, parts[-1].end)
    added = "＋".join(f"{one.value:f}" for one in parts)
    message = f"分项 {added}＝{_sum(parts):f}{total.unit}，与“{total.said}”对不上。"
    return draft.finding("sum", span, message, "请核对总数和分项；分项有重复或没有列全的，请说明。")
