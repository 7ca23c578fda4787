"""Dealing out what was found in a whole text to its sentences, and what is in a sentence to its clauses."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


class _Ends(Protocol):
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def shared(things: Sequence[P], parts: Iterable[_Ends]) -> Iterator[Sequence[P]]:
    """Yield for each part of a text (a sentence, a clause) those of the things that begin in it, all in order."""
    place = 0
    for part in parts:
        first = place
        while place < len(things) and things[place].start < part.end:
            place += 1
        yield things[first:place]
