"""Values of a standard's entries as what they mean, with a problem for each that means nothing."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from ..model.problems import Problem
from .drafts import Entry, plain
from .standards import STEP

W = TypeVar("W", bound=str)

_YES, _NO = ("是", "对", "√", "true", "yes", "1"), ("否", "不", "×", "false", "no", "0", "")
#: What a standard asks for lies within these; arithmetic on more has no end.
_MOST, _FINEST = Decimal(10) ** 12, Decimal("0.0001")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_YEARS = re.compile(r"(\d{4})\s*年?(?:\s*[-—–－~～至]\s*(\d{4})\s*年?)?")


class Values:
    """The values of one entry; what is wrong is added to ``problems``."""

    def __init__(self, entry: Entry, labels: Mapping[str, str], problems: list[Problem]) -> None:
        self.entry, self.labels, self.problems = entry, labels, problems
        for key in entry.cells:
            if key not in labels:
                self.wrong(f"不认识「{key}」。", f"可以写的有：{'、'.join(labels)}。", key)

    def wrong(self, message: str, fix: str = "", key: str = "") -> None:
        """Add an error at a key's value."""
        self.problems.append(self.entry.problem(message, fix, key))

    def _raw(self, key: str) -> object:
        cell = self.entry.cells.get(key)
        return None if cell is None else cell.value

    def text(self, key: str) -> str:
        """Return a text; empty where there is none."""
        value = self._raw(key)
        if isinstance(value, list | dict):
            self.wrong(f"「{self.labels[key]}」应是文字。", "请去掉括号，只写一个值。", key)
            return ""
        return plain(value)

    def needed(self, key: str) -> str:
        """Return a text that must be there."""
        text = self.text(key)
        if not text and not isinstance(self._raw(key), list | dict):
            self.wrong(f"没有写「{self.labels[key]}」。", "请补上。", key)
        return text

    def number(self, key: str, unit: str) -> Decimal | None:
        """Return a number that is not negative; ``unit`` may stand behind it."""
        text = unicodedata.normalize("NFKC", self.text(key)).removesuffix(unit).strip()
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_nan():
            self.wrong(f"「{self.labels[key]}」不是数：「{self.text(key)}」。", "请只写数字，如 0.5。", key)
            return None
        if number < 0:
            self.wrong(f"「{self.labels[key]}」不能是负数：「{text}」。", "请写零或正数；扣分请改写成得分。", key)
            return None
        if number > _MOST or number % _FINEST:
            self.wrong(f"「{self.labels[key]}」太大或小数位太多：「{text}」。", "请核对，最多写四位小数。", key)
            return None
        return number

    def points(self, key: str) -> Decimal | None:
        """Return points, in steps of a quarter."""
        number = self.number(key, "分")
        if number is not None and number % STEP:
            low = number - number % STEP
            near = [_short(one) for one in (low, low + STEP) if one]
            fix = f"分值以 0.25 分为一档，请改成 {' 或 '.join(near)}。"
            self.wrong(f"「{self.labels[key]}」是 {_short(number)} 分，不是 0.25 的整数倍。", fix, key)
            return None
        return number

    def flag(self, key: str) -> bool:
        """Return whether 是 is written."""
        text = self.text(key).lower()
        if text not in (*_YES, *_NO):
            self.wrong(f"「{self.labels[key]}」应写 是 或 否：「{text}」。", "", key)
        return text in _YES

    def word(self, key: str, words: Sequence[W], default: W) -> W:
        """Return one of some words; the default where none is written."""
        text = self.text(key)
        found = next((word for word in words if word == text), None)
        if text and found is None:
            self.wrong(f"「{self.labels[key]}」写了「{text}」。", f"可以写的有：{'、'.join(words)}。", key)
        return found or default

    def years(self, key: str) -> tuple[int, int] | None:
        """Return the first and the last year of ``2026`` or ``2024-2027``."""
        text = self.text(key)
        if not text:
            return None
        match = _YEARS.fullmatch(text)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
            self.wrong(f"「{self.labels[key]}」看不懂：「{text}」。", "请写成 2026 或 2024-2027。", key)
            return None
        return first, last


def _short(number: Decimal) -> str:
    return f"{number.normalize():f}"
