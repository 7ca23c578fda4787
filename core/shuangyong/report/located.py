"""Where figures stand in a plain text, and what stands there after somebody edited it."""

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from .document import FigureRun, Inline
from .provenance import damaged

# A full stop before a figure may be a heading's, as in 1.343名.
_BEFORE = re.compile(r"(?:[0-9０-９]+,)*[0-9０-９]*\Z")
_AFTER = re.compile(r"[0-9０-９]*(?:[.,][0-9０-９]+)*")


@attrs.frozen
class Located:
    """A text, and between which offsets each figure stands in it, by ordinal."""

    text: str
    spans: Mapping[int, tuple[int, int]]

    def to_json(self) -> str:
        """Return it as one line of JSON."""
        spans = [[ordinal, *span] for ordinal, span in self.spans.items()]
        return json.dumps({"text": self.text, "spans": spans}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Located":
        """Return what ``to_json`` wrote; raises ProblemsFound where it is damaged."""
        try:
            stored = json.loads(text)
            spans = {int(ordinal): (int(start), int(end)) for ordinal, start, end in stored["spans"]}
            return cls(str(stored["text"]), spans)
        except (ValueError, TypeError, KeyError) as cause:
            raise damaged() from cause

    def edited(self, current: str) -> dict[int, str]:
        """Return what stands in the place of each figure that ``current`` has otherwise; "" where it is gone."""
        if current == self.text:
            return {}
        moved = _Moved(self.text, current)
        found = {}
        for ordinal, (start, end) in self.spans.items():
            begins, ends = moved.span(start, end)
            now = touching(current, begins, ends) if begins < ends else ""
            if now != touching(self.text, start, end):
                found[ordinal] = now
        return found


def located(pieces: Iterable[str | tuple[Inline, str]]) -> Located:
    """Return the text that pieces make: words, and inlines with the text that a writer gave them."""
    text: list[str] = []
    spans = {}
    length = 0
    for piece in pieces:
        inline, written = (None, piece) if isinstance(piece, str) else piece
        if isinstance(inline, FigureRun):
            spans[inline.figure.ordinal] = (length, length + len(written))
        text.append(written)
        length += len(written)
    return Located("".join(text), spans)


def touching(text: str, start: int, end: int) -> str:
    """Return a part of a text with the digits right before and after it, which are read as one number with it."""
    before, after = _BEFORE.search(text[:start]), _AFTER.match(text, end)
    assert before is not None and after is not None  # both match the empty text
    return before.group() + text[start:end] + after.group()


class _Moved:
    """Maps places of a text to those of its edited form."""

    def __init__(self, original: str, current: str) -> None:
        self._steps = [*_steps(original, current)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part went; what was typed at its edges stays outside."""
        begins = ends = 0
        for old_start, old_end, new_start, new_end, equal in self._steps:
            if old_start <= start < old_end:
                begins = new_start + (start - old_start if equal else 0)
            if old_start < end <= old_end:
                ends = new_end - (old_end - end if equal else 0)
        return begins, max(begins, ends)


def _steps(original: str, current: str) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield the stretches of both texts that answer each other, and whether they are equal."""
    # What is equal at both ends is most of a text and need not be compared character by character.
    head = next((i for i, (a, b) in enumerate(zip(original, current, strict=False)) if a != b), None)
    head = min(len(original), len(current)) if head is None else head
    rest = min(len(original), len(current)) - head
    pairs = enumerate(zip(reversed(original), reversed(current), strict=False))
    tail = min(rest, next((i for i, (a, b) in pairs if a != b), rest))
    old, new = original[head : len(original) - tail], current[head : len(current) - tail]
    yield 0, head, 0, head, True
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield a + head, b + head, c + head, d + head, tag == "equal"
    yield len(original) - tail, len(original), len(current) - tail, len(current), True
