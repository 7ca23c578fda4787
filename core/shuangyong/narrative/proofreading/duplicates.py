"""``duplicate_passage``: the same passage twice, found by the hashes of its clauses in one pass."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

import attrs

from .draft import Draft, Part
from .findings import Finding

#: What stands in brackets is told beside the passage.
_CLAUSE = re.compile(r"[（(][^（()）\n]*[)）]|[^，,。；;：:！!？?\n\t（()）]+")
#: Words of the day, which every part of a document may repeat.
_OF_THE_DAY = re.compile("思想|精神|理论|发展观|方针|指导|领导下")
_NUMBERED = re.compile(
    r"^[\s#*-]*(?:[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．])"
)
_NOISE = re.compile(r"[^一-龥A-Za-z0-9]+")

#: How long a repeated passage is at least, in characters that count: one clause alone, or several together.
_ALONE, _TOGETHER = 28, 24
#: The same where the repetition follows at once, or is a paragraph of its own.
_SHORT = 12
#: How many clauses may be other ones between two stretches of one repeated passage.
_APART = 12
#: A text with more of them was put together from several: the longest are enough.
_MOST = 6


@attrs.frozen
class Clause:
    """A clause, and what it comes to without signs and blanks."""

    start: int
    end: int
    words: str


@attrs.frozen
class Repeated:
    """A stretch of clauses, ``first`` to ``last``, that stands in the text before, from ``before`` on."""

    first: int
    last: int
    before: int
    before_last: int


def find(draft: Draft) -> Iterator[Finding]:
    """Yield passages that stand in the text before, each as one though single words of it differ."""
    cells = {block.start for block in draft.extracted.blocks if block.form == "cell"}
    for part in draft.parts:
        clauses = [*_clauses(draft, part, cells)]
        found = sorted(_joined(_repeated(draft.text, clauses)), key=lambda one: one.first - one.last)
        more = f"全文这样重复的共{len(found)}处。" if len(found) > _MOST else ""
        for repeated in found[:_MOST]:
            yield _finding(draft, clauses, repeated, more)


def _repeated(text: str, clauses: Sequence[Clause]) -> Iterator[Repeated]:
    first: dict[str, int] = {}
    at = 0
    while at < len(clauses):
        before = first.setdefault(clauses[at].words, at)
        length = 1 if before == at else _length(clauses, before, at)
        if before != at and _weight(clauses[at : at + length]) >= _least(
            length, short=before + length == at or _is_paragraph(text, clauses[at].start, clauses[at + length - 1].end)
        ):
            yield Repeated(at, at + length - 1, before, before + length - 1)
        at += length


def _joined(repeated: Iterable[Repeated]) -> Iterator[Repeated]:
    """Join stretches that follow each other closely both times."""
    whole: Repeated | None = None
    for one in repeated:
        if whole and one.first - whole.last <= _APART and 0 < one.before - whole.before_last <= _APART:
            whole = Repeated(whole.first, one.last, whole.before, one.before_last)
            continue
        if whole:
            yield whole
        whole = one
    if whole:
        yield whole


def _clauses(draft: Draft, part: Part, cells: Set[int]) -> Iterator[Clause]:
    for match in _CLAUSE.finditer(draft.text, part.body, part.end):
        said = match.group()
        words = _NOISE.sub("", _NUMBERED.sub("", said))
        if words and said[0] not in "（(" and match.start() not in cells:
            start = match.start() + len(said) - len(said.lstrip())
            yield Clause(start, start + len(said.strip()), words)


def _length(clauses: Sequence[Clause], before: int, at: int) -> int:
    """Return how many clauses from ``at`` repeat those from ``before``, which end where the repetition begins."""
    length = 1
    while (
        at + length < len(clauses)
        and before + length < at
        and clauses[before + length].words == clauses[at + length].words
    ):
        length += 1
    return length


def _weight(clauses: Iterable[Clause]) -> int:
    return sum(len(clause.words) // (3 if _OF_THE_DAY.search(clause.words) else 1) for clause in clauses)


def _is_paragraph(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a whole line that ends in a full stop."""
    return (
        text[max(0, start - 1) : start] in ("", "\n")
        and text[end : end + 1] == "。"
        and text[end + 1 : end + 2] in ("", "\n")
    )


def _least(length: int, *, short: bool) -> int:
    return _SHORT if short else _ALONE if length == 1 else _TOGETHER


def _finding(draft: Draft, clauses: Sequence[Clause], repeated: Repeated, more: str) -> Finding:
    span = clauses[repeated.first].start, clauses[repeated.last].end
    before = clauses[repeated.before]
    block = draft.extracted.block_at(before.start)
    place = f"{block.place}的" if block and block.place else "前面的"
    message = f"这一段与{place}“{_short(draft, before)}”一段重复。{more}"
    return draft.finding("duplicate_passage", span, message, "请删去其中一处；确是两件事的，请各写各的情况。")


def _short(draft: Draft, clause: Clause) -> str:
    said = draft.text[clause.start : clause.end]
    return said if len(said) <= 12 else said[:12] + "…"
