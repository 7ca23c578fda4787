"""From the text stored for a cell to the cell it means, each text read once a workbook."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final

from ..book import Cell, KeptRow
from ..file_refusals import CELL_CHARACTERS, CELLS, CHARACTERS, too_large
from ..stored_numbers import day, numeral
from .markup import Damaged, cell_text, unescape
from .package import Stored
from .scan import NotPlain

_ATTRIBUTES: Final = re.compile(r'(?:\s+[A-Za-z_][\w:.-]*="[^"<>&]*")*+\s*')
_ATTRIBUTE: Final = re.compile(r'([A-Za-z_][\w:.-]*)="([^"]*)"')
_PICTURE: Final = re.compile(r'=?(?:_xlfn\.)?DISPIMG\("([^"]*)",\s*\d+\)')
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?)?", re.ASCII)
_RETYPE: Final = "请在 Excel 或 WPS 里把这一格清除后重新填写，再保存。"

_SHORT: Final = 256
_REMEMBERED: Final = 2**16
_ROWS: Final = 4096
_SHEETS: Final = 256
_LONG_ROW: Final = 8192


class Unreadable(Exception):
    """A cell whose content has no meaning: the problem's code, message and fix, and the value found."""

    def __init__(self, code: str, message: str, value: str = "", fix: str = _RETYPE) -> None:
        super().__init__(message)
        self.code, self.message, self.value, self.fix = code, message, value[:100], fix


class Memo(dict[str, Cell | None]):
    """The cells of one type by their raw text; None is blank."""

    def __init__(self, read: Callable[[str], Cell | None], *, may_be_empty: bool = False) -> None:
        super().__init__()
        self.may_be_empty = may_be_empty
        self._read = read

    def __missing__(self, raw: str) -> Cell | None:
        cell = self._read(raw)
        if len(self) < _REMEMBERED:
            self[raw] = cell
        return cell


class Rows(dict[tuple[str, str, str], KeptRow]):
    """The cells of rows by prefix, number and markup; rows with nothing wrong in them.

    Attributes:
        sheets: Whole sheets whose rows were all known, such as those left blank, by their parts as stored: their rows
            and their merged ranges.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[Stored, tuple[Mapping[int, Mapping[int, Cell]], tuple[str, ...]]] = {}

    def keep_sheet(self, part: Stored, rows: Mapping[int, Mapping[int, Cell]], merged: tuple[str, ...]) -> None:
        """Remember a sheet; forget the others where they are many."""
        if len(self.sheets) >= _SHEETS:
            self.sheets.clear()
        self.sheets[part] = rows, merged

    def keep(self, prefix: str, number: str, markup: str, cells: KeptRow) -> None:
        """Remember a row, if it is no longer than headers and hints are; forget the others where they are many."""
        if len(markup) <= _LONG_ROW:
            if len(self) >= _ROWS:
                self.clear()
            self[prefix, number, markup] = cells


class Values(dict[str, Memo]):
    """The types of a workbook's cells: ``values[' s="3" t="s"'][raw]`` is the cell, or None where blank.

    Equal cells are one object: a ledger repeats the same words, and memory stays small.
    """

    def __init__(
        self,
        strings: Sequence[str],
        date_styles: Sequence[bool] | None,
        *,
        from_1904: bool,
        pictures: Mapping[str, str] | None = None,
        rows: Rows | None = None,
    ) -> None:
        """Take the shared strings (still escaped), which styles show dates (None: no styles part), Excel's pictures.

        Rows that were read before are looked up in ``rows``, if they mean the same in this workbook.
        """
        super().__init__()
        self.rows = Rows() if rows is None else rows
        self._strings = strings
        self._pictures = pictures or {}
        self._date_styles = date_styles
        self._cells = self._characters = 0
        self.texts = Memo(self._text, may_be_empty=True)
        self._dates = _DATES[from_1904]
        self._types = {
            "s": Memo(self._shared),
            "str": self.texts,
            "inlineStr": self.texts,
            "b": Memo(_boolean),
            "e": Memo(_error),
            "d": Memo(_iso_date),
        }

    def __missing__(self, attributes: str) -> Memo:
        if not _ATTRIBUTES.fullmatch(attributes):
            raise NotPlain
        pairs = _ATTRIBUTE.findall(attributes)
        named = dict(pairs)
        if len(named) != len(pairs) or "r" in named:
            raise NotPlain
        if named.get("t") == "e" and (part := self._pictures.get(named.get("vm", ""))):
            memo = Memo(lambda _: Cell("picture", part))
        else:
            memo = self._of_type(named.get("t", "n"), named.get("s", "0"))
        self[attributes] = memo
        return memo

    def count(self, cells: int) -> None:
        """Count cells of the whole workbook; refuse it where there are too many."""
        self._cells += cells
        if self._cells > CELLS:
            raise too_large(f"填了内容的单元格超过 {CELLS} 个")

    def _of_type(self, type_: str, style: str) -> Memo:
        if type_ == "n":
            return self._dates if self._shows_date(style) else _NUMBERS
        if type_ not in self._types:
            raise Unreadable("bad-cell", f"单元格的类型「{type_}」不合规定，文件可能已损坏。", type_)
        return self._types[type_]

    def _shows_date(self, style: str) -> bool:
        if self._date_styles is None:
            return False
        if not (style.isascii() and style.isdecimal() and len(style) < 7 and int(style) < len(self._date_styles)):
            raise Unreadable("bad-style", f"单元格的格式编号「{style}」在文件里没有，分不清是数字还是日期。", style)
        return self._date_styles[int(style)]

    def _shared(self, raw: str) -> Cell | None:
        if not (raw.isascii() and raw.isdecimal() and len(raw) < 8 and int(raw) < len(self._strings)):
            raise Unreadable(
                "bad-shared-string", f"单元格指向的第「{raw}」条文字在文件里没有，原来填的字已经丢失。", raw
            )
        text = self._strings[int(raw)]
        return _short_text(text) if len(text) <= _SHORT else _raw_text(text)

    def _text(self, raw: str) -> Cell | None:
        self._characters += len(raw)
        if self._characters > CHARACTERS:
            raise too_large("工作簿里的文字太多")
        return _short_text(raw) if len(raw) <= _SHORT else _raw_text(raw)


def text_cell(text: str) -> Cell | None:
    """Return the cell of a text: a picture where WPS keeps one in the cell, None where it is empty."""
    if len(text) > CELL_CHARACTERS:
        raise Unreadable(
            "text-too-long",
            f"这一格的文字有 {len(text)} 个字符，超过 Excel 的上限 {CELL_CHARACTERS}。",
            text,
            "请把内容改短，长的材料另附文件。",
        )
    if "DISPIMG" in text and (picture := picture_of(text)) is not None:
        return Cell("picture", picture)
    return Cell("text", text) if text else None


def picture_of(formula: str) -> str | None:
    """Return the image's id where a formula is WPS's for a picture in the cell, else None."""
    match = _PICTURE.fullmatch(formula)
    return match[1] if match else None


def _raw_text(raw: str) -> Cell | None:
    try:
        return text_cell(cell_text(raw))
    except Damaged as fault:
        raise Unreadable("bad-text", f"{fault}，文件可能已损坏。", raw) from None


_short_text: Final = lru_cache(8192)(_raw_text)
"""Many ledgers have the same headings, choices and hints."""


def _number(raw: str) -> Cell | None:
    number = _numeral(raw)
    return None if number is None else Cell("number", number)


def _date(raw: str, *, from_1904: bool) -> Cell | None:
    number = _numeral(raw)
    if number is None:
        return None
    # A number that no day bears is shown by Excel as ####; it stays the number it is.
    date = day(number, from_1904=from_1904)
    return Cell("date", date) if date else Cell("number", number)


def _numeral(raw: str) -> str | None:
    number = numeral(raw)
    if number is None and raw.strip(" \t\r\n"):
        raise Unreadable("bad-number", f"这一格存的数字「{raw[:40]}」不是 Excel 能有的数，文件可能已损坏。", raw)
    return number


# A number and a day mean the same in every workbook.
_NUMBERS: Final = Memo(_number, may_be_empty=True)
_DATES: Final = {system: Memo(partial(_date, from_1904=system), may_be_empty=True) for system in (False, True)}


def _boolean(raw: str) -> Cell:
    if raw not in ("0", "1", "true", "false"):
        raise Unreadable("bad-cell", f"这一格存的逻辑值「{raw[:40]}」不合规定，文件可能已损坏。", raw)
    return Cell("boolean", "TRUE" if raw in ("1", "true") else "FALSE")


def _error(raw: str) -> Cell:
    return Cell("error", unescape(raw))


def _iso_date(raw: str) -> Cell:
    """Return a date as Strict OOXML may store it."""
    try:
        moment = datetime.datetime.fromisoformat(raw) if _ISO.fullmatch(raw) else None
    except ValueError:
        moment = None
    if moment is None:
        raise Unreadable("bad-date", f"这一格存的日期「{raw[:40]}」不是真实的日期。", raw)
    moment = moment.replace(tzinfo=None)  # a cell knows no time zones
    midnight = moment.time() == datetime.time()
    return Cell("date", moment.date().isoformat() if midnight else moment.isoformat(timespec="seconds"))
