"""The part of a workbook in which its record's figures stand: some columns of one sheet's table."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from .provenance import damaged

if TYPE_CHECKING:
    from openpyxl import Workbook


@attrs.frozen
class Extract:
    """Where to look in a workbook that also holds much else: a sheet, and the names of columns in its header."""

    sheet: str
    columns: tuple[str, ...]

    def to_json(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(attrs.asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Extract":
        """Return what ``to_json`` wrote; raises ProblemsFound where it is damaged."""
        try:
            stored = json.loads(text)
            return cls(str(stored["sheet"]), tuple(map(str, stored["columns"])))
        except (ValueError, TypeError, KeyError) as cause:
            raise damaged() from cause

    def rows(self, book: "Workbook") -> list[Sequence[object]]:
        """Return what stands below the header in the columns, row by row; nothing where they are no longer there.

        Columns are known by name, so that some may have been put in between.
        """
        found = [*book[self.sheet].iter_rows(values_only=True)] if self.sheet in book.sheetnames else []
        for number, row in enumerate(found, 1):
            if all(name in row for name in self.columns):
                places = [row.index(name) for name in self.columns]
                below = ([values[place] for place in places] for values in found[number:])
                return [values for values in below if any(value is not None for value in values)]
        return []
