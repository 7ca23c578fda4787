"""Where values stand: which reports, by their numbers, have a title, troops, a place, an amount or a partner on a day.

A key is a number of 64 bits: what the value is of, a digest of it, and the day. So the keys of a value's days lie side
by side, and all of a county's are an array that is read as it lies in a file.
"""

import datetime
import functools
import hashlib
import itertools
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

import attrs

#: What a value is of. The last two are not parted by days.
TITLE, TROOPS, PLACE, TELLING, JOINT, ANY_TITLE, ANY_JOINT = range(7)

#: Set in the keys of a report that is known to the month only; the day is then the month's first.
VAGUE = 1 << 63

#: At which bits of a key the code, the digest and the day begin, and how many of a digest's 48 are too many.
_CODE, _SLOT, _SPARE = 60, 16, 4

#: The first day that can be told from others, 1900-01-01, and how many can; one more is the next of the last.
FIRST_DAY, _DAYS = datetime.date(1900, 1, 1).toordinal(), (1 << _SLOT) - 2

Entry = tuple[int, int]


class Index(Protocol):
    """Finds the reports that stand at a key."""

    def at(self, key: int) -> Sequence[int]:
        """Return the reports at a key, each once."""

    def within(self, value: int, first: int, last: int) -> Iterable[int]:
        """Return the reports that have a value on any day from one to another."""


@functools.lru_cache(maxsize=1 << 17)
def value_of(code: int, text: str) -> int:
    """Return the key of a value on day 0, which stands for no day."""
    digest = hashlib.blake2b(text.encode(), digest_size=6).digest()
    return code << _CODE | int.from_bytes(digest, "big") >> _SPARE << _SLOT


def day_of(ordinal: int) -> int:
    """Return a day as keys have it; those of other centuries are as one."""
    return min(max(ordinal - FIRST_DAY + 1, 1), _DAYS)


def parts_of(key: int) -> tuple[bool, int, int, int]:
    """Return whether a key is of vague reports, what its value is of, the value, and the day."""
    value = key & ~VAGUE
    day = value & ((1 << _SLOT) - 1)
    return bool(key & VAGUE), value >> _CODE, value - day, day


@attrs.frozen
class Gathered:
    """An index in memory."""

    groups: dict[int, list[int]] = attrs.field(factory=dict)

    def add(self, number: int, keys: Iterable[int]) -> None:
        """Enter the report of the next number at its keys."""
        for key in keys:
            if (group := self.groups.get(key)) is None:
                self.groups[key] = [number]
            else:
                group.append(number)

    def at(self, key: int) -> Sequence[int]:
        """Return the reports at a key, each once."""
        return self.groups.get(key, ())

    def within(self, value: int, first: int, last: int) -> Iterable[int]:
        """Return the reports that have a value on any day from one to another."""
        return {number for day in range(first, last + 1) for number in self.groups.get(value | day, ())}

    def packed(self) -> "tuple[array[int], array[int]]":
        """Return the keys in order and beside each its report."""
        keys, numbers = array("Q"), array("I")
        for key in sorted(self.groups):
            group = self.groups[key]
            keys.extend(itertools.repeat(key, len(group)))
            numbers.extend(group)
        return keys, numbers


@attrs.frozen
class Packed:
    """An index as it lies in a file.

    Attributes:
        keys: In order.
        numbers: The report beside each key.
        alive: By number, whether a report is still there; the others are passed over.
    """

    keys: "array[int]"
    numbers: "array[int]"
    alive: bytearray
    _found: dict[tuple[int, int], list[int]] = attrs.field(factory=dict)

    def at(self, key: int) -> Sequence[int]:
        """Return the reports at a key, each once."""
        return self._from_to(key, key)

    def within(self, value: int, first: int, last: int) -> Iterable[int]:
        """Return the reports that have a value on any day from one to another."""
        return set(self._from_to(value | first, value | last))

    def _from_to(self, first: int, last: int) -> list[int]:
        found = self._found.get((first, last))
        if found is None:
            start = bisect_left(self.keys, first)
            standing = self.numbers[start : bisect_right(self.keys, last, start)]
            there = itertools.compress(standing, map(self.alive.__getitem__, standing))
            found = self._found[first, last] = [*there]
        return found


def merged(keys: "array[int]", numbers: "array[int]", entries: Iterable[Entry]) -> "tuple[array[int], array[int]]":
    """Return keys in order and the reports beside them with some more."""
    all_keys, all_numbers, start = array("Q"), array("I"), 0
    for key, number in sorted(entries):
        place = bisect_right(keys, key, start)
        all_keys += keys[start:place]
        all_numbers += numbers[start:place]
        all_keys.append(key)
        all_numbers.append(number)
        start = place
    return all_keys + keys[start:], all_numbers + numbers[start:]
