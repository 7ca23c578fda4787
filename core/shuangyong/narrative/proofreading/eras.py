"""Congresses, plans, law campaigns and anniversaries as dated data: which years a text that names one may tell of."""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

import attrs

_DIGITS = "零一二三四五六七八九"


@attrs.frozen
class Era:
    """Years in which a thing is the current one: ``first`` to ``last``, both included."""

    name: str
    first: int
    last: int

    def holds(self, year: int) -> bool:
        """Tell whether it is the current one in a year."""
        return self.first <= year <= self.last

    @property
    def told(self) -> str:
        """Its years for a message."""
        return f"{self.first}—{self.last}年" if self.last < _OPEN else f"{self.first}年起"


@attrs.frozen
class Event:
    """What has anniversaries."""

    name: str
    year: int
    said: tuple[str, ...]


#: The last year of what goes on still.
_OPEN = 9999


def load(name: str) -> dict[str, Any]:
    """Return one of the tables of dated data beside this module."""
    return tomllib.loads(resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8"))


@functools.cache
def congresses() -> Mapping[int, Era]:
    """Return the congresses by number: each is the current one up to the year in which the next begins."""
    begins = {one["number"]: int(one["begins"][:4]) for one in load("eras.toml")["congress"]}
    return {
        number: Era(f"党的{numeral(number)}大", year, begins.get(number + 1, _OPEN)) for number, year in begins.items()
    }


@functools.cache
def plenaries() -> Mapping[tuple[int, int], Era]:
    """Return the plenary sessions by congress and number: current until the year of the next congress."""
    found = {}
    for congress, months in load("eras.toml")["plenaries"].items():
        for number, month in enumerate(months, 1):
            name = f"{numeral(int(congress))}届{numeral(number)}中全会"
            last = congresses()[int(congress)].last
            found[int(congress), number] = Era(name, int(month[:4]), last)
    return found


@functools.cache
def plans() -> Mapping[int, Era]:
    """Return the five-year plans by number."""
    return {
        int(number): Era(f"“{numeral(int(number))}五”", first, first + 4)
        for number, first in load("eras.toml")["plans"].items()
    }


@functools.cache
def law_education() -> Mapping[int, Era]:
    """Return the five-year plans of law education by number."""
    return {
        int(number): Era(f"“{numeral(int(number))}五”普法", first, first + 4)
        for number, first in load("eras.toml")["law_education"].items()
    }


@functools.cache
def events() -> tuple[Event, ...]:
    """Return what has anniversaries."""
    return tuple(Event(one["name"], one["year"], tuple(one["said"])) for one in load("eras.toml")["anniversary"])


def numeral(number: int) -> str:
    """Return a number below 100 in Chinese: 十六, 二十."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def number_of(said: str) -> int | None:
    """Return the number that Arabic or Chinese digits below 1000 say; None where they say none."""
    said = said.replace("〇", "零")
    if said.isdecimal():
        return int(said)
    if not said or said.strip(_DIGITS + "十百"):
        return None
    if not {"十", "百"} & set(said):
        return int("".join(str(_DIGITS.index(digit)) for digit in said))
    hundreds, _, rest = said.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * _digit(hundreds, 1) if hundreds or "百" in said else 0
    return value + (10 * _digit(tens.strip("零"), 1) if ten else 0) + _digit(ones.strip("零"), 0)


def _digit(said: str, otherwise: int) -> int:
    return _DIGITS.index(said) if said and said in _DIGITS else otherwise
