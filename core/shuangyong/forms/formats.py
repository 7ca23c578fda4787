"""How cells show their numbers: 约 before what is approximate, and per cent where a form's cell says so."""

import copy
import re
from decimal import Decimal

import attrs
from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS

from ..report.document import Figure
from ..workbook.ooxml.markup import STYLES, child, main, whole
from ..workbook.ooxml.styles import Styles
from ..workbook.ooxml.workbook import Workbook

_ABOUT = '"约"'
_GENERAL, _TEXT = "General", "@"
#: The first number that a file may give to a format of its own.
_OWN = 164
#: Colours and conditions, which a format begins with: [红色][>100].
_BEGINNING = re.compile(r"(?:\[[^\]]*\])*")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_HUNDRED = Decimal(100)


@attrs.define
class Formats:
    """The number formats of a workbook's cells; the style sheet is written back only where one was added."""

    workbook: Workbook
    _styles: Styles | None = None
    _added: bool = False

    def amount(self, cell: etree._Element, figure: Figure) -> Decimal:
        """Return a figure as its cell holds it: a ratio is a hundredth where the cell shows per cent."""
        if figure.unit == "%" and "%" in _QUOTED.sub("", self._code(cell)):
            return figure.amount / _HUNDRED
        return figure.amount

    def show_about(self, cell: etree._Element) -> None:
        """Let a cell show 约 before its number, all else as it was."""
        styles = self._opened()
        code = self._code(cell)
        beginning = _BEGINNING.match(code)
        start = beginning.end() if beginning else 0
        shown = f"{code[:start]}{_ABOUT}{code[start:]}" if code != _TEXT else f"{_ABOUT}{_GENERAL}"
        formats = child(styles.root, "cellXfs", STYLES)
        made = copy.deepcopy(formats[self._place(cell)])
        made.set("numFmtId", str(self._number(shown)))
        made.set("applyNumberFormat", "1")
        cell.set("s", str(styles.add("cellXfs", made)))
        self._added = True

    def save(self) -> None:
        """Write back what was added."""
        if self._added:
            self._opened().save()

    def _opened(self) -> Styles:
        if self._styles is None:
            self._styles = Styles.open(self.workbook)
        return self._styles

    def _place(self, cell: etree._Element) -> int:
        place = whole(cell.get("s"))
        return place if place < len(child(self._opened().root, "cellXfs", STYLES)) else 0

    def _code(self, cell: etree._Element) -> str:
        styles = self._opened().root
        number = whole(child(styles, "cellXfs", STYLES)[self._place(cell)].get("numFmtId"))
        own = {whole(entry.get("numFmtId")): entry.get("formatCode", "") for entry in styles.iter(main("numFmt"))}
        return own.get(number) or BUILTIN_FORMATS.get(number, _GENERAL)

    def _number(self, code: str) -> int:
        """Return the number of a format of the file's own; it is added if new."""
        collection = child(self._opened().root, "numFmts", STYLES)
        known = {entry.get("formatCode"): whole(entry.get("numFmtId")) for entry in collection}
        if code not in known:
            known[code] = max([_OWN - 1, *known.values()]) + 1
            etree.SubElement(collection, main("numFmt"), numFmtId=str(known[code]), formatCode=code)
            collection.set("count", str(len(collection)))
        return known[code]
