"""Reporting periods: a year, or a half, a quarter or a month of one."""

import datetime
import re
from typing import Self

import attrs

from .dates import PartialDate

_FORM = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")


@attrs.frozen
class Period:
    """Months ``first_month`` to ``last_month`` of a year; written ``2026``, ``2026-H1``, ``2026-Q3``, ``2026-08``."""

    year: int
    first_month: int = 1
    last_month: int = 12

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the period that a text names.

        Raises:
            ValueError: The text has none of the four forms.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"not a period: {text!r}")
        year, half, quarter, month = match.groups()
        if half:
            return cls(int(year), int(half) * 6 - 5, int(half) * 6)
        if quarter:
            return cls(int(year), int(quarter) * 3 - 2, int(quarter) * 3)
        if month:
            return cls(int(year), int(month), int(month))
        return cls(int(year))

    @property
    def whole_year(self) -> bool:
        """Whether it is a whole year, which also counts what has no month."""
        return (self.first_month, self.last_month) == (1, 12)

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, self.first_month, 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return PartialDate(self.year, self.last_month).last

    def holds(self, date: PartialDate | None) -> bool:
        """Tell whether a row of this date is counted; one without a month counts in the whole year only."""
        if self.whole_year:
            return True
        if date is None or date.month is None:
            return False
        return date.year == self.year and self.first_month <= date.month <= self.last_month

    def __str__(self) -> str:
        if self.whole_year:
            return str(self.year)
        if self.first_month == self.last_month:
            return f"{self.year}-{self.first_month:02d}"
        if self.last_month - self.first_month == 5:
            return f"{self.year}-H{self.last_month // 6}"
        return f"{self.year}-Q{self.last_month // 3}"
