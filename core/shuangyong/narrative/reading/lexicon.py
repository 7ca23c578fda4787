"""Finding thousands of words in a text at once."""

from collections.abc import Iterable
from typing import NamedTuple


class Hit(NamedTuple):
    """A word where it stands; hits are in order as tuples are."""

    start: int
    end: int
    word: str


class Lexicon:
    """Words of two characters and more, found wherever they stand, words within words included.

    Words are looked up by their first two characters, so that a text is gone through once, whatever their number.
    """

    def __init__(self, words: Iterable[str]) -> None:
        by_pair: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            if len(word) > 1:
                by_pair.setdefault(word[:2], []).append(word)
        self._by_pair = by_pair

    def hits(self, text: str, start: int, end: int) -> list[Hit]:
        """Return each word that stands wholly between two places of a text, in order."""
        passage, known = text[start:end], self._by_pair
        pairs = map(str.__add__, passage, passage[1:])
        found = []
        for at, words in enumerate(map(known.get, pairs)):
            if words is not None:
                for word in words:
                    if passage.startswith(word, at):
                        here = start + at
                        found.append(Hit(here, here + len(word), word))
        return found
