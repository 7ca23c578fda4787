"""``duplicate_passage``: the same passage twice, found by the hashes of its clauses in one pass."""

import re
from collections.abc import Iterator

import attrs

from .draft import Draft
from .findings import Finding

_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n\t]+")
_NUMBERED = re.compile(
    r"^[\s#*-]*(?:[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．])"
)
_NOISE = re.compile(r"[^一-龥A-Za-z0-9]+")

#: How long a repeated passage is at least, in characters that count: one clause alone, or several together.
_ALONE, _TOGETHER = 24, 20


@attrs.frozen
class Clause:
    """A clause, and what it comes to without signs and blanks."""

    start: int
    end: int
    words: str


def find(draft: Draft) -> Iterator[Finding]:
    """Yield passages that stand in the text before, the whole repeated stretch as one."""
    clauses = [*_clauses(draft)]
    first: dict[str, int] = {}
    at = 0
    while at < len(clauses):
        before = first.setdefault(clauses[at].words, at)
        length = 1 if before == at else _length(clauses, before, at)
        if before != at and _long_enough(clauses[at : at + length]):
            yield _finding(draft, clauses, before, at, length)
        at += length


def _clauses(draft: Draft) -> Iterator[Clause]:
    cells = {block.start for block in draft.extracted.blocks if block.form == "cell"}
    for match in draft.matches(_CLAUSE):
        words = _NOISE.sub("", _NUMBERED.sub("", match.group()))
        if words and match.start() not in cells and match.start() >= draft.body:
            said = match.group()
            start = match.start() + len(said) - len(said.lstrip())
            yield Clause(start, start + len(said.strip()), words)


def _length(clauses: list[Clause], before: int, at: int) -> int:
    """Return how many clauses from ``at`` repeat those from ``before``, which end where the repetition begins."""
    length = 1
    while at + length < len(clauses) and before + length < at and _same(clauses, before + length, at + length):
        length += 1
    return length


def _same(clauses: list[Clause], one: int, other: int) -> bool:
    return clauses[one].words == clauses[other].words


def _long_enough(clauses: list[Clause]) -> bool:
    return sum(len(clause.words) for clause in clauses) >= (_ALONE if len(clauses) == 1 else _TOGETHER)


def _finding(draft: Draft, clauses: list[Clause], before: int, at: int, length: int) -> Finding:
    span = clauses[at].start, clauses[at + length - 1].end
    first = draft.text.count("\n", 0, clauses[before].start) + 1
    message = f"这一段与第{first}行的“{_short(draft, clauses[before])}”重复。"
    return draft.finding("duplicate_passage", span, message, "请删去其中一处；确是两件事的，请各写各的情况。")


def _short(draft: Draft, clause: Clause) -> str:
    said = draft.text[clause.start : clause.end]
    return said if len(said) <= 12 else said[:12] + "…"
