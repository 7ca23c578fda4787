"""``numbering``: headings and items that skip a number, repeat one or lack one."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from . import announced, eras
from .draft import Draft
from .findings import Finding

_CN = "[一二三四五六七八九十]{1,3}"
_LINE_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:#+[ \t]*|[-*+][ \t]+)?(?:"
    rf"(?P<part>第{_CN}(?:章|部分))|(?P<top>{_CN})(?:[、.．，](?!{_CN}(?:[月日年季级班]|类))"
    rf"|[ \t\u3000]+(?=[一-龥]{{2,20}}$))"
    rf"|(?P<bracket>[（(]{_CN}[)）])|(?P<article>第{_CN}条)(?![规之的第款、和至，]|中)"
    r"|(?P<digit>\d{1,2})(?:[、．.](?!\d))|(?P<round>[（(]\d{1,2}[)）])|(?P<half>\d{1,2}[)）])"
    r")[ \t\u3000]*(?P<words>[^\n]*)",
    re.MULTILINE,
)
#: Items within a paragraph: …；2.…；3.…
_IN_LINE = re.compile(
    rf"(?<=[。；;：:])[ \t\u3000]*"
    rf"(?:(?P<bracket>[（(]{_CN}[)）])|(?P<within>{_CN})、[ \t\u3000]*(?![一二三四五六七八九十])"
    r"|(?P<digit>\d{1,2})(?:[、．]|\.(?!\d))|(?P<round>[（(]\d{1,2}[)）])|(?P<half>\d{1,2}[)）]))"
    r"(?=[一-龥“《])(?P<words>[^，。；\n]*)"
)
#: From the outermost in; a number of one level ends the lists of the levels below, but articles (第三条) run on
#: through chapters.
_LEVELS = ("part", "top", "bracket", "digit", "round", "half", "within", "article")

_POINTS = re.compile(
    r"(?:(?<=[。；：:，,;\s])|^)(?:(?P<number>[一二三四五六七八九十])(?P<word>是|要|抓)(?!否|把手|般|到底|[一二三四五六七八九十])(?=[一-龥“])"
    r"|(?P<word_first>[第其])(?P<number_last>[一二三四五六七八九十])[，,：:])",
    re.MULTILINE,
)
_CIRCLED = re.compile("[①-⑳]")
_BREAKS = re.compile(
    rf"^[ \t\u3000]*(?:#+[ \t]*)?"
    rf"(?:第?{_CN}[、.．章部]|[（(][一二三四五六七八九十\d]{{1,3}}[)）]|\d{{1,2}}[、.．](?!\d))",
    re.MULTILINE,
)

_BARE = re.compile(r"^[ \t\u3000]*(?P<said>[一-龥“”]{4,16})[ \t\u3000]*$", re.MULTILINE)

_SHORT = 24
#: Two （一） closer than this are no lists of two sections.
_NEAR = 1000
#: How far back a number that seems to be lost is looked for.
_LOOKED_FOR = 4000


@attrs.frozen
class Number:
    """A number that opens a line, or a point (一是) within the text."""

    start: int
    end: int
    level: str
    value: int
    said: str
    inline: bool = False


def find(draft: Draft) -> Iterator[Finding]:
    """Yield numbers that are out of order, and headings that have lost theirs."""
    numbers = [*_numbers(draft)]
    for start, together in itertools.groupby(numbers, key=lambda number: draft.part_of(number.start).start):
        of_part = [*together]
        for run in _runs(of_part):
            yield from _faults(draft, run)
        top = [number for number in of_part if number.level == "top"]
        yield from _unnumbered(draft, top, draft.part_of(start).end)
    yield from _points(draft)
    yield from _circled(draft)
    yield from announced.find(draft)


def _numbers(draft: Draft) -> Sequence[Number]:
    inside = _Inside((block.start, block.end) for block in draft.extracted.blocks if block.form == "cell")
    found = [*_matched(draft, _LINE_NUMBER, inline=False), *_matched(draft, _IN_LINE, inline=True)]
    return [number for number in sorted(found, key=lambda one: one.start) if not inside.holds(number.start)]


def _matched(draft: Draft, pattern: re.Pattern[str], *, inline: bool) -> Iterator[Number]:
    for match in draft.matches(pattern):
        groups = match.groupdict()
        level = next(level for level in _LEVELS if groups.get(level))
        if value := eras.number_of(re.sub(r"[第章部分条（(）)]", "", match[level])):
            end = min(match.end(), match.start("words") + _SHORT)
            yield Number(match.start(level), end, level, value, match[level], inline)


def _runs(numbers: Iterable[Number]) -> Iterator[list[Number]]:
    """Yield the lists: the numbers of one level between two of a level above, or on from there (二、…（四）)."""
    open_runs: dict[str, list[Number]] = {}
    ended: dict[str, list[Number]] = {}
    for number in numbers:
        depth = _LEVELS.index(number.level)
        for level in _LEVELS[depth + 1 : -1]:
            if run := open_runs.pop(level, None):
                yield from [ended.pop(level)] if level in ended else []
                ended[level] = run
        if number.level not in open_runs:
            before = ended.get(number.level)
            goes_on = before is not None and number.value == before[-1].value + 1
            open_runs[number.level] = ended.pop(number.level) if goes_on else []
        open_runs[number.level].append(number)
    yield from ended.values()
    yield from open_runs.values()


def _faults(draft: Draft, run: Sequence[Number]) -> Iterator[Finding]:
    """Yield what is wrong in a list: it may begin anew at 1 once it was whole."""
    if len(run) == 1 and run[0].level not in ("top", "part"):
        return
    seen: set[int] = set()
    whole, last, line, here = True, 0, 0, draft.part_of(run[0].start).start
    for number in run:
        before, here = here, number.start
        span = number.start, number.end
        outer, line = line, line if number.inline else number.value
        if not number.inline and outer and number.value == outer + 1 != last + 1:
            pass  # 2. of the lines goes on behind 1. 2. 3. within the paragraph above
        elif number.value == last + 1:
            if not whole and number.value in seen:
                yield _repeated(draft, number)
        elif number.value == last == 1 and number.level == "bracket" and number.start - before < _NEAR:
            yield _repeated(draft, number)
        elif number.value == 1:
            seen = seen if not whole and number.level in ("top", "part") else set()
            whole = whole or not seen
        elif number.value in seen or number.value == last:
            yield _repeated(draft, number)
            whole = False
        elif (stand := _standing(draft, before, number, last)) is not None:
            yield from _mixed(draft, stand, number)
        elif last == 0:
            lost = eras.numeral(1) if number.level in ("top", "bracket", "part") else "1"
            yield draft.finding(
                "numbering", span, f"序号从“{number.said}”开始，前面缺了“{lost}”。", "请补上漏掉的标题或改序号。"
            )
            whole = False
        else:
            message = f"序号从{_told(number, last)}跳到了{_told(number, number.value)}。"
            mend = f"请改为{_told(number, last + 1)}，或补上漏掉的部分。"
            yield draft.finding("numbering", span, message, mend)
            whole = False
        seen.add(number.value)
        last = number.value


def _standing(draft: Draft, start: int, number: Number, last: int) -> list[tuple[int, int]] | None:
    """Return where the numbers that seem to be lost stand in the text before; None where one does not."""
    first = max(start, number.start - _LOOKED_FOR)
    arabic = number.level in ("digit", "round")
    found = []
    for value in range(last + 1, number.value):
        said = str(value) if arabic else eras.numeral(value)
        pattern = re.compile(rf"[（(]?(?<![\d一二三四五六七八九十]){said}[、.．）)]")
        match = pattern.search(draft.text, first, number.start)
        if match is None:
            return None
        found.append(match.span())
    return found


def _mixed(draft: Draft, standing: Iterable[tuple[int, int]], number: Number) -> Iterator[Finding]:
    """Yield those that open a line in another shape than the list's: 1. 2. (3) 4."""
    for start, end in standing:
        said = draft.text[start:end]
        if not draft.before(start, 8).strip() and (said[0] in "（(") != (number.said[0] in "（("):
            span = start, min(draft.clause(end, end)[1], end + _SHORT)
            message = f"同一列序号有的写成“{number.said}”的样子，有的写成“{said}”，写法不一致。"
            yield draft.finding("numbering", span, message, "请统一写法：一、（一）1.（1）逐级使用。")


def _repeated(draft: Draft, number: Number) -> Finding:
    message = f"序号“{number.said}”前面已经用过了。"
    return draft.finding("numbering", (number.start, number.end), message, "请顺着往下改序号，或看是不是粘贴了两遍。")


def _told(number: Number, value: int) -> str:
    return f"“{value if number.level in ('digit', 'round') else eras.numeral(value)}”"


def _points(draft: Draft) -> Iterator[Finding]:
    """Yield skips and repetitions in 一是…二是…三是; one that begins without 一是 is left alone."""
    places = sorted(match.start() for match in draft.matches(_BREAKS))
    at = at_last = 0
    last: dict[str, int] = {}
    for match in draft.matches(_POINTS):
        while at < len(places) and places[at] <= match.start():
            last, at = {}, at + 1
        number = match["number"] or match["number_last"]
        value, word = eras.number_of(number) or 0, match["word"] or match["word_first"]
        before = last.get(word)
        span = match.start(), draft.clause(match.end(), match.end())[1]
        if before is None:
            if value == 1:
                last[word], at_last = 1, match.start()
            continue
        stand = value > before and re.search(
            f"{eras.numeral(before + 1)}[、是要，,]", draft.text[at_last : match.start()]
        )
        at_last = match.start()
        if value in (1, before + 1) or stand:
            last[word] = value
            continue
        said = f"“{match.group().rstrip('，,：:')}”"
        if value == before:
            message = f"{said}前面已经用过了。"
        else:
            message = f"从“{_point(word, before)}”接到了{said}，序号不连续。"
        yield draft.finding("numbering", span, message, f"请改为“{_point(word, before + 1)}”，或补上漏掉的一条。")
        last[word] = value


def _circled(draft: Draft) -> Iterator[Finding]:
    """Yield skips and repetitions in ①②④."""
    last = 0
    for match in draft.matches(_CIRCLED):
        value = ord(match.group()) - ord("①") + 1
        if last and (value > last + 1 or value == last > 1):
            message = f"从“{chr(ord('①') + last - 1)}”接到了“{match.group()}”，序号不连续。"
            span = match.start(), draft.clause(match.end(), match.end())[1]
            yield draft.finding("numbering", span, message, f"请改为“{chr(ord('①') + last)}”，或补上漏掉的一条。")
        last = value


def _point(word: str, value: int) -> str:
    return f"{word}{eras.numeral(value)}" if word in "第其" else f"{eras.numeral(value)}{word}"


def _unnumbered(draft: Draft, top: Sequence[Number], end: int) -> Iterator[Finding]:
    """Yield a line that looks like the numbered headings around it and has no number."""
    heads = [draft.text[number.start : number.end].rstrip("。：: ") for number in top]
    endings = Counter(head[-2:] for head in heads)
    if len(top) < 3:
        return
    common = {ending for ending, count in endings.items() if count >= max(2, len(top) // 2)}
    for match in _BARE.finditer(draft.text, top[0].end, end):
        if match["said"][-2:] in common:
            span = match.span("said")
            message = f"“{match['said']}”像是与前面并列的标题，却没有序号。"
            yield draft.finding("numbering", span, message, f"请接着编号，如“{eras.numeral(top[-1].value + 1)}、”。")


class _Inside:
    """Tells whether places, asked for in order, stand in one of some stretches that are in order too."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = itertools.chain(stretches, [(1 << 62, 1 << 62)])
        self._here = next(self._stretches)

    def holds(self, place: int) -> bool:
        while self._here[1] <= place:
            self._here = next(self._stretches)
        return self._here[0] <= place
