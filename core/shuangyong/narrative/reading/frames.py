"""What stands beside a number: the words before it and behind it that can say what it counts."""

import re
from collections.abc import Sequence

import attrs

from ..language.analysis import Clause, Moment, Quantity, Sentence
from .lexicon import Hit

#: Words between what is counted and its number that say nothing: 慰问金共计1.6万元.
_FILLING = re.compile(
    r"(?:[\s、“”‘’\"'：:（(【\[]|共计|合计|总计|累计|一共|总共|共有|计有|现有|分别|平均值?|人数|金额|数量|总数|"
    r"[由从][^，。；]{0,14}?(?:增加|提高|上升|扩大|增长|减少|下降|降低|发展|上调|调整|扩充|扩建|压缩|增)?(?:到|至|为)|"
    r"目前|现在|当前|年底|全(?:[院校园局镇乡村区县市旗省社站所]区?|街道)|办成了?|举办了?|举行了?|前后|讲了|共?办了|(?<![一-龥])实?出|实际|"
    r"每[人户名位家]|各|人均|户均|达到了?|达|为|了|有|等|(?<=[^拨开收])发|(?<=[^赠运护接])送|(?<=[^费使])用|各类|各|先后|已经?|的|共|计|约|近|是|到|至|就|即|其中|人民币|多达|超过|总额|资金)+$"
)
#: How far back words that say nothing are looked for.
_FAR = 40
#: Behind which the words no longer belong to the number in front.
_BREAK = re.compile(r"[，,；;：:。！？!?\n\t（(）)]")
_LISTING = "、"
#: What it has risen or fallen to is of what it was: 由35名扩大到41名.
_RISEN = re.compile(r"[由从][^，。；]{0,14}?\d[^，。；\d]{0,6}(?:到|至|为)$")
#: What stands before the first number of a clause that says nothing of what is counted: 全年两批共18名.
_OPENING = re.compile(r"\s*(?:全年|年内|今年|当年|本年|先后|前后|分|共|累计|上半年|下半年|总共|一共|、)*")
_TOWARD = re.compile("[到赴往向给]")
#: What stands about a date: 在春节期间.
_TIME = ' ，、；。：（(“”‘’"\t\n前后期间节日中当天其在于'


@attrs.define(eq=False)
class Frame:
    """The words beside a number. Not frozen, for each number has one.

    Attributes:
        before: Where the words before it begin.
        near: Where they end, but for words that say nothing (共计, 约).
        number: Where the number begins.
        after: Where the words behind it begin.
        limit: Where they end: at the next number or the end of the clause.
        listing: Where the first 、 stands among them: what comes behind it belongs to the number less surely.
        whither: Where the words behind it begin that say where to (12家企业到部队慰问), and so not what is counted.
        since: Where the number before it ends; the sentence begins where there is none.
        followed: Whether a word stands right behind it.
        bare: Whether nothing in its clause says what it counts (共计6.2万元), so that the clauses before it must.
    """

    before: int
    near: int
    number: int
    after: int
    limit: int
    listing: int
    whither: frozenset[int]
    since: int
    followed: bool
    bare: bool

    def nearness(self, hit: Hit) -> float:
        """Return how surely a word belongs to the number: 3 beside it, less farther off, 0 outside."""
        start, end, _ = hit
        near = self.near
        if self.before <= start < near:
            # A word may run into what says nothing (慰问金额 before 共): it still stands beside the number.
            gap = near - end if end < near else 0
            filled = 0.25 if near < self.number else 0.0
            return max(0.4, (2.2 if self.bare else 3.0) - filled - 0.16 * gap)
        if self.after <= start and end <= self.limit:
            gap = start - self.after
            less = (1.0 if start > self.listing else 0.0) + (1.0 if start in self.whither else 0.0)
            return max(0.5, (3.05 if not gap else 2.9) - 0.03 * gap - less)
        return 0.0


def frame_of(text: str, sentence: Sentence, quantities: Sequence[Quantity], place: int) -> Frame:
    """Return the words beside the number at a place among a sentence's quantities."""
    quantity = quantities[place]
    clause = sentence.clause_at(quantity.start)
    before = _before(text, clause, quantity, quantities[place - 1].end if place else clause.start)
    near = _near(text, before, quantity.start, sentence.moments)
    after, limit = quantity.end, _limit(text, quantity, clause, quantities, place)
    bare = near <= before and not _said(text, after, limit)
    if bare:
        before = _farther(text, sentence, quantities, place, clause)
        near = max(near, before)
    listing = text.find(_LISTING, after, limit)
    since = quantities[place - 1].end if place else sentence.start
    return Frame(
        before,
        near,
        quantity.start,
        after,
        limit,
        limit if listing < 0 else listing,
        frozenset(match.end() for match in _TOWARD.finditer(text, after, limit)),
        since,
        _said(text, after, limit),
        bare,
    )


def _before(text: str, clause: Clause, quantity: Quantity, last: int) -> int:
    """Return where the words before a number begin: behind the number before it, and behind what that one counts."""
    if last <= clause.start or not text[last : quantity.start].strip():  # 15批82人次 are of one thing
        return clause.start
    if _RISEN.search(text, clause.start, quantity.start):
        return clause.start
    listing = text.rfind(_LISTING, last, quantity.start)
    counted = listing > last and not text[listing + 1 : quantity.start].strip()
    return listing + 1 if counted else last


def _near(text: str, before: int, start: int, moments: Sequence[Moment]) -> int:
    """Return where the words before a number end that say what it counts; a date says nothing of that."""
    near = max(before, start - _FAR)
    filling = _FILLING.search(text[near:start])
    near = near + filling.start() if filling else start
    dated = next(
        (one for one in moments if before <= one.start and one.end <= near and not text[one.end : near].strip(_TIME)),
        None,
    )
    if dated is not None and not text[before : dated.start].strip(_TIME):
        return before
    return near


def _limit(text: str, quantity: Quantity, clause: Clause, quantities: Sequence[Quantity], place: int) -> int:
    limit = min(clause.end, quantities[place + 1].start) if place + 1 < len(quantities) else clause.end
    found = _BREAK.search(text, quantity.end, limit)
    return found.start() if found else limit


def _said(text: str, start: int, end: int) -> bool:
    return bool(text[start:end].partition(_LISTING)[0].strip(" 、，。；“”）)"))


def _farther(text: str, sentence: Sentence, quantities: Sequence[Quantity], place: int, clause: Clause) -> int:
    """Return where the words begin that a bare number goes back to: the clause before, or the words of its number."""
    index = sentence.clauses.index(clause)
    in_clause = [one for one in quantities[:place] if one.start >= clause.start]
    if in_clause and not _OPENING.fullmatch(text, clause.start, in_clause[0].start):
        return clause.start
    return sentence.clauses[index - 1].start if index else clause.start
