"""What a search leaves for the next: a file in the store's folder of derived files, safe to delete.

A text tells that it was made by the same code from the same kinds; any other file is as none. Each is right for the
units that it names.
"""

import json
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import attrs

from ..store.leaving import leave, left
from ..store.opening import Store
from .index import Packed
from .likeness import Likeness
from .searching import Pair

#: What stands in a cell 联合单位, and the codes of the units that are meant.
Joint = tuple[str, frozenset[str]]

_FOLDER = "overlaps"
_LEVEL = 1

#: Before the head stands how long it is, in so many bytes.
_LENGTH = 8


class Held(NamedTuple):
    """The reports of one unit.

    Attributes:
        sign: Changes where its ledger or its region does.
        county: The region that it lay in.
        start: The number of its first report; the others follow.
        total: How many there are.
        offset: Where its lines begin among all, in bytes, packed.
        length: How long they are.
    """

    sign: str
    county: str
    start: int
    total: int
    offset: int
    length: int

    @property
    def numbers(self) -> range:
        """The numbers of its reports."""
        return range(self.start, self.start + self.total)


@attrs.frozen(kw_only=True)
class Memory:
    """A search as it is remembered.

    Attributes:
        form: By what code and from what kinds it was made; see ``finding``.
        names: A digest of the names that 联合单位 was understood by.
        units: What each unit reports, by its code.
        joints: By number, what stands in a report's 联合单位 and whom it means; only where anything does.
        likely: The pairs that may be one activity.
        at_hand: The lines of the reports in such pairs by number, as they are: whoever looks wants these.
        keys: The index's.
        numbers: The index's.
        text: The packed lines of all units, and of some that are gone.
        size: One more than the highest number.
    """

    form: str
    names: str
    units: Mapping[str, Held]
    joints: Mapping[int, Joint]
    likely: Mapping[Pair, Likeness]
    at_hand: Mapping[int, str]
    keys: "array[int]"
    numbers: "array[int]"
    text: bytes | bytearray | memoryview
    size: int

    def alive(self) -> bytearray:
        """Return by number which reports are there."""
        found = bytearray(self.size)
        for held in self.units.values():
            found[held.start : held.start + held.total] = b"\1" * held.total
        return found

    def index(self) -> Packed:
        """Return the index of the reports that are there."""
        return Packed(self.keys, self.numbers, self.alive())

    def lines(self, held: Held) -> list[str]:
        """Return the lines of a unit's reports."""
        data = bytes(self.text[held.offset : held.offset + held.length])
        return zlib.decompress(data).decode().split("\n")

    def told(self, keys: Collection[str]) -> Iterator[int]:
        """Yield the reports that have one of some keys; lines begin with them."""
        for held in self.units.values():
            for number, line in zip(held.numbers, self.lines(held), strict=False):
                if line.partition("\t")[0] in keys:
                    yield number

    @classmethod
    def empty(cls, form: str) -> "Memory":
        """Return a memory of no reports."""
        return cls(
            form=form,
            names="",
            units={},
            joints={},
            likely={},
            at_hand={},
            keys=array("Q"),
            numbers=array("I"),
            text=b"",
            size=0,
        )


def packed(lines: Iterable[str]) -> bytes:
    """Return the lines of one unit, small: all units' as they are would be the most of a memory."""
    return zlib.compress("\n".join(lines).encode(), _LEVEL)


def remembered(store: Store, year: int, form: str) -> Memory | None:
    """Return what the last search left, if it is whole and of a form."""
    whole = left(_path(store, year))
    if whole is None:
        return None
    rest = _LENGTH + int.from_bytes(whole[:_LENGTH], "big")
    head = json.loads(bytes(whole[_LENGTH:rest]))
    if head["form"] != form:
        return None
    codes, *held = head["units"]  # column by column: as rows they take twice as long to read
    keys, numbers = array("Q"), array("I")
    for one in (keys, numbers):
        length = head["entries"] * one.itemsize
        one.frombytes(whole[rest : rest + length])
        rest += length
    return Memory(
        form=form,
        names=head["names"],
        units=dict(zip(codes, map(Held._make, zip(*held, strict=True)), strict=True)),
        joints={number: (cell, frozenset(meant)) for number, cell, meant in head["joints"]},
        likely={(one, other): Likeness(points, tuple(reasons)) for one, other, points, reasons in head["likely"]},
        at_hand=dict(head["at_hand"]),
        keys=keys,
        numbers=numbers,
        text=whole[rest:],
        size=head["size"],
    )


def remember(store: Store, year: int, memory: Memory) -> None:
    """Leave a search for the next; where the folder cannot be written, the next begins anew."""
    head = {
        "form": memory.form,
        "names": memory.names,
        "entries": len(memory.keys),
        "size": memory.size,
        "units": [[*memory.units], *zip(*memory.units.values(), strict=True)],
        "joints": [(number, cell, sorted(meant)) for number, (cell, meant) in memory.joints.items()],
        "likely": [[*pair, likeness.points, likeness.reasons] for pair, likeness in memory.likely.items()],
        "at_hand": [*memory.at_hand.items()],
    }
    said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    leave(
        _path(store, year),
        len(said).to_bytes(_LENGTH, "big"),
        said,
        memory.keys,
        memory.numbers,
        memory.text,
    )


def _path(store: Store, year: int) -> Path:
    return store.facts / _FOLDER / f"{year}.found"
