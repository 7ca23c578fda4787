"""For tests of several parts: ledgers filled in as a clerk does it, in the workbook."""

import io
from collections.abc import Callable

import openpyxl
import pytest

Filled = Callable[..., bytes]


@pytest.fixture
def filled() -> Filled:
    """Return a workbook with a row typed under headers: ``filled(data, "走访慰问", {"日期": "8月1日"})``.

    A header that the sheet does not have is added behind the others.
    """

    def fill(data: bytes, name: str, values: dict[str, object]) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(data))
        sheet = book[name]
        head = next(row for row in sheet.iter_rows() if sum(cell.value in values for cell in row) >= 2)
        columns = {cell.value: cell.column for cell in head if cell.value}
        number = head[0].row + 1
        while any(cell.value is not None for cell in sheet[number]):
            number += 1
        for header, value in values.items():
            column = columns.get(header) or max(columns.values()) + 1
            columns[header] = column
            sheet.cell(head[0].row, column, header)
            sheet.cell(number, column, value)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    return fill
