"""List numbers of a Word document: no text holds them, so they are counted as Word counts (ECMA-376 part 1, 17.9)."""

import re
from collections import defaultdict
from collections.abc import Callable

import attrs
from lxml import etree

from .docx_markup import attribute, child, children, named

_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FINANCIAL = str.maketrans("〇一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_PLACEHOLDER = re.compile("%([1-9])")
_CLOSED = ("、", "）", ")", "】", "》", "〕", "．")


@attrs.frozen
class Level:
    """One level of a list: how its number looks."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@attrs.frozen
class Instance:
    """A ``w:num``: a list of some definition, its numbers perhaps begun anew."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


@attrs.define
class Numbers:
    """The lists of a document, counted on with each numbered paragraph in document order."""

    _instances: dict[str, Instance]
    _counters: defaultdict[str, dict[int, int]] = attrs.field(init=False, factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = attrs.field(init=False, factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> "Numbers":
        """Return the lists that ``numbering.xml`` defines; none where there is no such part."""
        if root is None:
            return cls({})
        definitions = {attribute(entry, "abstractNumId"): entry for entry in named(root, "abstractNum")}
        styled = {attribute(child(entry, "styleLink"), "val"): entry for entry in definitions.values()}
        for number, entry in definitions.items():  # one that only names a list style is what that style defines
            if link := attribute(child(entry, "numStyleLink"), "val"):
                definitions[number] = styled.get(link, entry)
        instances = {}
        for entry in named(root, "num"):
            definition = attribute(child(entry, "abstractNumId"), "val") or ""
            instances[attribute(entry, "numId") or ""] = _instance(entry, definition, definitions.get(definition))
        return cls(instances)

    def level_of_style(self, number: str, style: str) -> int | None:
        """Return the level that a list ties to a paragraph style."""
        instance = self._instances.get(number)
        levels = instance.levels.items() if instance else ()
        return next((index for index, level in levels if level.style == style), None)

    def next(self, number: str, index: int) -> str:
        """Count one paragraph on; return what Word shows before it, ``（二）``, and a space where text would touch."""
        instance = self._instances.get(number)
        if instance is None or index not in instance.levels:
            return ""
        counter = self._counters[instance.definition]
        if index in instance.starts and (number, index) not in self._begun:
            counter[index] = instance.starts[index]
        elif index in counter:
            counter[index] += 1
        else:
            counter[index] = instance.levels[index].start
        self._begun.add((number, index))
        for lower in [level for level in counter if level > index]:
            restart = instance.levels[lower].restart if lower in instance.levels else None
            if restart is None or (restart and index < restart):
                del counter[lower]
        return _shown(instance, counter, index)


def _instance(entry: etree._Element, definition: str, root: etree._Element | None) -> Instance:
    levels = {} if root is None else {_index(one): _level(one) for one in children(root, "lvl")}
    starts = {}
    for override in children(entry, "lvlOverride"):
        start, level = child(override, "startOverride"), child(override, "lvl")
        if level is not None:
            levels[_index(override)] = _level(level)
        if start is not None:
            starts[_index(override)] = _whole(attribute(start, "val"), 1)
    return Instance(definition, starts, levels)


def _level(entry: etree._Element) -> Level:
    restart = child(entry, "lvlRestart")
    return Level(
        start=_whole(attribute(child(entry, "start"), "val"), 0),
        form=attribute(child(entry, "numFmt"), "val") or "decimal",
        pattern=attribute(child(entry, "lvlText"), "val") or "",
        legal=child(entry, "isLgl") is not None,
        restart=None if restart is None else _whole(attribute(restart, "val"), 0),
        style=attribute(child(entry, "pStyle"), "val"),
    )


def _shown(instance: Instance, counter: dict[int, int], index: int) -> str:
    level = instance.levels[index]
    if level.form in {"bullet", "none"} or not level.pattern:
        return ""

    def number(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        its = instance.levels.get(other, Level())
        return written(counter.get(other, its.start), "decimal" if level.legal else its.form)

    shown = _PLACEHOLDER.sub(number, level.pattern).strip()
    return shown if shown.endswith(_CLOSED) or not shown else f"{shown} "


def written(number: int, form: str) -> str:
    """Return a number in one of Word's forms (``w:numFmt``); unknown forms are decimal."""
    write = _FORMS.get(form, str)
    return write(number) if number >= 0 else str(number)


def _chinese(number: int) -> str:
    """Return 一, 十, 二十一, 一百零三; from 1000 on Arabic numerals, which no list of a report reaches."""
    if number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_HAN[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_HAN[ones] if ones else "") if number else _HAN[0]


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN if number < 4000 else ():
        words += letters * (number // value)
        number %= value
    return words or str(number)


def _letters(number: int) -> str:
    """Return A … Z, AA, BB …, as Word goes on behind Z."""
    return chr(65 + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number else ""


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)]


def _circled(number: int) -> str:
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    return chr(0x3251 + number - 21) if 21 <= number <= 35 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                     "taiwaneseCountingThousand"), _chinese),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"),
                    lambda number: _chinese(number).translate(_FINANCIAL)),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
                    lambda number: "".join(_HAN[int(digit)] for digit in str(number))),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalZero": lambda number: f"{number:02}",
}  # fmt: skip


def _index(entry: etree._Element) -> int:
    return _whole(attribute(entry, "ilvl"), 0)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else default
