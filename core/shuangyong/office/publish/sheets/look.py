"""How the workbook looks: its typefaces, number formats and paper, and texts that never become formulas."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ....model.fields import Field
from ....report.widths import width

RED, INK, GREY, BAND, PALE = "#A61C1C", "#1F1F1F", "#7A7A7A", "#F4ECE8", "#FBF7F5"
_LINE = "#BFBFBF"
_LONGEST = 30_000  # characters; a cell holds 32 767
_LINE_HEIGHT = 14.5  # pt
_CHARACTER = 2.0  # of a Chinese character, in digits of the standard type, which measure columns
_DEEPEST = 9  # levels below a pillar; kinds stand three deep
WITHHELD, NOTHING = "*", "—"
WITHHELD_NOTE = "带 * 的数字涉及的人数很少，为保护个人信息不予公布，也不参加差额计算。"


class Look:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        song, hei = {"font_name": "宋体", "font_size": 10}, {"font_name": "黑体", "font_size": 10}
        grid = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
        add = book.add_format
        self.title = add({"font_name": "宋体", "bold": True, "font_size": 18, "font_color": RED, "valign": "vcenter"})
        self.line = add({**song, "font_color": INK, "text_wrap": True, "valign": "vcenter"})
        self.warning = add({**song, "bold": True, "font_color": RED, "text_wrap": True, "valign": "vcenter"})
        self.head = add({**hei, **grid, "bg_color": BAND, "align": "center", "text_wrap": True})
        self.band = add({**hei, **grid, "bg_color": PALE, "font_color": RED})
        self.text = add({**song, **grid})
        self.inner = [add({**song, **grid, "indent": depth}) for depth in range(_DEEPEST)]
        self.wrapped = add({**song, **grid, "text_wrap": True})
        self.centre = add({**song, **grid, "align": "center"})
        self.right = add({**song, **grid, "align": "right", "font_color": GREY})
        self.quoted = add({**song, **grid, "quote_prefix": True, "text_wrap": True})
        self.grid = add({"border": 1, "border_color": _LINE})
        self._grid = {**song, **grid, "align": "right"}
        self._numbers: dict[tuple[str, bool], Any] = {}
        self._values: dict[tuple[str | None, int, bool], tuple[Any, Any, Any, Any]] = {}
        self.whole = self.form("#,##0")

    def number(self, field: Field, approx: bool) -> Any:
        """Return the format of a measure's values: money with its cents, ratios in percent, 约 where approximate."""
        if field.measure == "ratio":
            return self.form("0.00%", approx)
        places = field.decimals
        return self.form(f"#,##0.{'0' * places}" if places else "#,##0", approx)

    def change(self, field: Field, approx: bool) -> Any:
        """Return the format of a difference: signed; of ratios in percentage points."""
        if field.measure == "ratio":
            return self.form('+0.00"个百分点";-0.00"个百分点";0.00"个百分点"', approx)
        form = f"#,##0.{'0' * field.decimals}" if field.decimals else "#,##0"
        return self.form(f"+{form};-{form};0", approx)

    def taken(self, field: Field) -> Any:
        """Return the format of what is taken out: a dash for nothing."""
        form = f"#,##0.{'0' * field.decimals}" if field.decimals else "#,##0"
        return self.form(f'{form};-{form};"{NOTHING}"')

    def values(self, field: Field, approx: bool) -> tuple[Any, Any, Any, Any]:
        """Return the formats of a measure's value, of what is taken out, of last year's value and of the change."""
        key = field.measure, field.decimals, approx
        found = self._values.get(key)
        if found is None:
            last = self.number(field, False)
            found = self.number(field, approx), self.taken(field), last, self.change(field, approx)
            self._values[key] = found
        return found

    def form(self, code: str, approx: bool = False) -> Any:
        """Return the format of a number format's code."""
        key = code, approx
        if key not in self._numbers:
            shown = ";".join(f'"约"{part}' for part in code.split(";")) if approx else code
            self._numbers[key] = self._book.add_format({**self._grid, "num_format": shown})
        return self._numbers[key]


class Paper:
    """A sheet that is written row after row, so that a book of any length needs little memory."""

    def __init__(
        self, book: Any, look: Look, name: str, widths: Sequence[float], *, dashes: bool = True, long: bool = False
    ) -> None:
        self.sheet = book.add_worksheet(name, _long_sheet() if long else None)
        self.look = look
        self._dashes = dashes
        self.columns = len(widths)
        self.row = 0
        for column, size in enumerate(widths):
            self.sheet.set_column(column, column, size)
        self._widths = tuple(widths)
        self._lines = 1  # that the row needs
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.set_footer("&C— &P —")
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(16)

    def title(self, text: str) -> None:
        """Write the sheet's title."""
        self.sheet.set_row(self.row, 32)
        self._put(0, text, self.look.title)
        self.row += 1

    def note(self, text: str, form: Any = None) -> None:
        """Write a text over the whole width, as high as it needs."""
        text = text[:_LONGEST]
        self.sheet.set_row(self.row, _LINE_HEIGHT * _lines(text, sum(self._widths)) + 3)
        self.sheet.merge_range(self.row, 0, self.row, self.columns - 1, "", form or self.look.line)
        self.sheet.write_string(self.row, 0, text, form or self.look.line)
        self.row += 1

    def head(self, names: Sequence[str], *, freeze: int | None = None, height: float = 30) -> None:
        """Write a table's header; ``freeze`` keeps it and so many columns in sight and on each printed page."""
        self.sheet.set_row(self.row, height)
        for column, name in enumerate(names):
            self._put(column, name, self.look.head)
        if freeze is not None:
            self.sheet.freeze_panes(self.row + 1, freeze)
            self.sheet.repeat_rows(self.row)
        self.row += 1

    def begin(self, *, charted: bool = False) -> None:
        """Say that from here on a long sheet is written cell after cell, row after row; whether charts show it."""
        self.sheet.begin(self.row, charted=charted)

    def band(self, text: str) -> None:
        """Write a row that names the rows below it."""
        self._put(0, text, self.look.band)
        for column in range(1, self.columns):
            self.sheet.write_blank(self.row, column, None, self.look.band)
        self.row += 1

    def text(self, column: int, text: str, form: Any = None) -> None:
        """Write a text as text, also where it looks like a formula; a row grows with what is wrapped."""
        if form is self.look.wrapped:
            self._lines = max(self._lines, _lines(text, self._widths[column]))
        self._put(column, text[:_LONGEST], self.look.quoted if text[:1] in ("=", "+", "-", "@") else form)

    def number(self, column: int, value: Decimal | int, form: Any) -> None:
        """Write a number."""
        self.sheet.write_number(self.row, column, value, form)

    def amount(self, column: int, value: Decimal | None, form: Any, *, withheld: bool = False) -> None:
        """Write a value; a star where it is withheld, a dash (or, without dashes, nothing) where there is none."""
        if withheld:
            self.sheet.write_string(self.row, column, WITHHELD, self.look.right)
        elif value is None:
            if self._dashes:
                self.sheet.write_string(self.row, column, NOTHING, self.look.right)
        else:
            self.sheet.write_number(self.row, column, value, form)

    def next(self) -> None:
        """Go to the next row."""
        if self._lines > 1:
            self.sheet.set_row(self.row, _LINE_HEIGHT * self._lines + 3)
            self._lines = 1
        self.row += 1

    def _put(self, column: int, text: str, form: Any) -> None:
        self.sheet.write_string(self.row, column, text, form or self.look.text)


def _long_sheet() -> type:
    from .long import LongSheet  # XlsxWriter is an extra

    return LongSheet


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes in a column of so many digits."""
    return sum(max(1, math.ceil(width(line) * _CHARACTER / (room - 1))) for line in text.split("\n")) or 1
