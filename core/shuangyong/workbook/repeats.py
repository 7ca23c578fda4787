"""Sensitive values that stand again in other cells: a veteran's name in the remarks of a visit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import attrs

from ..model.privacy import Folded

#: A value so short, or so short a number, stands in words and amounts that have nothing to do with it.
_SHORTEST, _SHORTEST_NUMBER = 2, 4


@attrs.frozen
class Repeats:
    """Values to be replaced, found by their first two characters: a register may hold thousands."""

    _by_start: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, replacements: Iterable[tuple[str, str]]) -> Self:
        """Return what replaces each value by what is given beside it; the longer one where two begin alike."""
        found: dict[str, dict[str, str]] = {}
        for value, instead in replacements:
            sought = Folded.of(value, blanks=False).text
            if len(sought) >= (_SHORTEST_NUMBER if sought.isdigit() else _SHORTEST):
                found.setdefault(sought[:2], {})[sought] = instead
        return cls({start: sorted(same.items(), key=lambda pair: -len(pair[0])) for start, same in found.items()})

    def replaced(self, text: str) -> str:
        """Return a text without the values, in whatever spacing they stand; a number only where it stands alone."""
        if not self._by_start:
            return text
        folded = Folded.of(text, blanks=False)
        parts: list[str] = []
        done = at = 0
        while at < len(folded.text):
            value, instead = self._at(folded.text, at)
            if value:
                start, end = folded.place(at, at + len(value))
                parts += (text[done:start], instead)
                done = end
            at += len(value) or 1
        return "".join((*parts, text[done:]))

    def _at(self, text: str, at: int) -> tuple[str, str]:
        for value, instead in self._by_start.get(text[at : at + 2], ()):
            if text.startswith(value, at) and not (value.isdigit() and _in_number(text, at, at + len(value))):
                return value, instead
        return "", ""


def _in_number(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start].isdigit() or text[end : end + 1].isdigit()
