"""Finding thousands of words in a text at once."""

from collections.abc import Iterable, Iterator

import attrs


@attrs.frozen
class Hit:
    """A word where it stands."""

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

    def hits(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """Yield each word that stands wholly between two places of a text, in order."""
        passage = text[start:end]
        known = self._by_pair
        for at, first in enumerate(passage[:-1]):
            words = known.get(first + passage[at + 1])
            if words is not None:
                for word in words:
                    if passage.startswith(word, at):
                        yield Hit(start + at, start + at + len(word), word)
