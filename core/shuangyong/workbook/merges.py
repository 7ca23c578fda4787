"""Cells merged downwards among the rows: only the topmost holds the value, the rows below have none."""

import re
from collections.abc import Iterator

from ..model.problems import Problem, warning
from .book import Sheet, column_letter
from .headers import Header

_RANGE = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")


def merged_problems(sheet: Sheet, header: Header) -> Iterator[Problem]:
    """Yield a warning for each filled cell of a known column that reaches over several rows."""
    for merged in sheet.merged:
        match = _RANGE.fullmatch(merged)
        if match is None or int(match[2]) <= header.last:  # titles are merged sideways, and above
            continue
        top, bottom = int(match[2]), int(match[4])
        columns = {column_letter(number): (number, column.field) for number, column in header.columns.items()}
        number, field = columns.get(match[1], (0, None))
        if field is not None and top < bottom and number in sheet.rows.get(top, {}):
            yield warning(
                "merged-cells",
                f"「{field.label}」合并了第 {top} 至 {bottom} 行，只有第 {top} 行读到了内容，下面几行按空白处理。",
                "请取消合并，每一行都填上；如果本来是一件事，请写成一行。",
                sheet=sheet.name,
                cell=f"{match[1]}{top}",
            )
