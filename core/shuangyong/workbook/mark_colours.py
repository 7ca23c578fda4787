"""The colours of marks: what a cell looked like before is kept, so that a later check can take the mark away again.

A mark differs from the cell's own format in nothing but its fill. The shade of the mark tells what the fill was: the
plain shade stands for none, each other shade for the one fill recorded under a hidden name of the workbook. Colours
and names outlive a save by Excel, WPS or LibreOffice, which renumber every format; and they travel with the cell
when rows are inserted or sorted.
"""

import itertools
import re
from typing import Self

import attrs
from lxml import etree

from ..model.problems import Severity
from .ooxml.markup import element, shape
from .ooxml.package import NotEditableError
from .ooxml.styles import Styles, solid
from .ooxml.workbook import Workbook

#: Light red and light yellow.
_PLAIN: dict[Severity, int] = {"error": 0xFDC7CC, "warning": 0xFEF1C4}
_NAME = "_shuangyong_fill_"
_LONGEST_STRING = 200  # Excel takes 255 characters in one string of a formula


@attrs.define
class MarkColours:
    """The marks of one workbook.

    Attributes:
        unmarked: The cell formats that are marks of an earlier check -> what the cells had before.
    """

    _workbook: Workbook
    _styles: Styles
    _recorded: dict[str, etree._Element | None]
    unmarked: dict[int, int]
    _foreign: set[str]
    _painted: dict[tuple[int, Severity], int] = attrs.field(factory=dict)
    _used: set[str] = attrs.field(factory=set)

    @classmethod
    def open(cls, workbook: Workbook, styles: Styles) -> Self:
        """Find the marks that an earlier check has left in a workbook."""
        recorded: dict[str, etree._Element | None] = {_shade(severity, 0): None for severity in _PLAIN}
        for name, formula in workbook.defined(_NAME).items():
            fill = _read(formula)
            if fill is not None:
                recorded[name.removeprefix(_NAME)] = fill
        foreign = {colour for fill in styles.fills() if (colour := _solid(fill))} - set(recorded)
        marks = styles.where(lambda fill: _solid(fill) in recorded)
        unmarked = {mark: styles.with_fill(mark, recorded[_solid(styles.fill(mark))]) for mark in marks}
        return cls(workbook, styles, recorded, unmarked, foreign)

    def paint(self, style: int, severity: Severity) -> int:
        """Return the cell format that is ``style`` with the colour of a mark."""
        if (style, severity) not in self._painted:
            colour = self._colour(self._styles.fill(style), severity)
            self._used.add(colour)
            self._painted[style, severity] = self._styles.with_fill(style, solid(colour))
        return self._painted[style, severity]

    def save(self) -> None:
        """Record in the workbook what the marks that are in it now stand for."""
        for name in self._workbook.defined(_NAME):
            self._workbook.undefine(name)
        for colour in sorted(self._used):
            fill = self._recorded[colour]
            if fill is not None:
                self._workbook.define(_NAME + colour, _written(fill))

    def _colour(self, own: etree._Element | None, severity: Severity) -> str:
        if own is None:
            return _shade(severity, 0)
        shades = (_shade(severity, number) for number in itertools.count(1))
        colour = next(shade for shade in shades if shade not in self._foreign and self._stands_for(shade, own))
        self._recorded[colour] = own
        return colour

    def _stands_for(self, colour: str, own: etree._Element) -> bool:
        """Return whether a colour stands for a fill, or may: for no other one."""
        recorded = self._recorded.get(colour)
        return recorded is None or shape(recorded) == shape(own)


def _shade(severity: Severity, number: int) -> str:
    """Return a colour that the eye does not tell from the plain one."""
    green, blue = divmod(number, 32)
    return f"{_PLAIN[severity] - green * 0x100 - blue:06X}"


def _solid(fill: etree._Element | None) -> str:
    """Return the colour of a solid fill as six digits, or ``""``."""
    pattern = fill.find("{*}patternFill[@patternType='solid']") if fill is not None else None
    colour = pattern.find("{*}fgColor") if pattern is not None else None
    return colour.get("rgb", "")[-6:].upper() if colour is not None else ""


def _written(fill: etree._Element) -> str:
    """Return a formula that is the fill's markup as text."""
    text = etree.tostring(fill, encoding="unicode", with_tail=False)
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)
    text = re.sub(r"(</?)\w+:", r"\1", text).replace('"', "'")
    strings = (text[start : start + _LONGEST_STRING] for start in range(0, len(text), _LONGEST_STRING))
    return "&".join(f'"{string}"' for string in strings)


def _read(formula: str) -> etree._Element | None:
    text = "".join(re.findall(r'"([^"]*)"', formula))
    try:
        return element(text) if text.startswith("<fill") else None
    except NotEditableError:
        return None
