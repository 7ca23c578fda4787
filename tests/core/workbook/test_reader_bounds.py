"""Files made to exhaust the reader: each in its own process, with a limit on memory and time."""

import subprocess
import sys

import pytest

pytest.importorskip("resource")

READ = """
import resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (800 << 20, 800 << 20))
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.reader import read_book
try:
    book = read_book(Path(sys.argv[1]))
    print(sum(len(cells) for sheet in book.sheets for cells in sheet.rows.values()))
except ProblemsFound as found:
    print(found.problems[0].code)
"""
OPEN = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


@pytest.fixture
def outcome(tmp_path, forge):
    """Read a forged workbook in a child; its cells, counted, or the code of the refusal."""

    def read(*args, **kwargs) -> str:
        path = tmp_path / "台账.xlsx"
        path.write_bytes(forge(*args, **kwargs))
        done = subprocess.run(
            [sys.executable, "-c", READ, path], capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr[-500:]
        return done.stdout.strip()

    return read


def test_a_million_styled_empty_rows_cost_little(outcome):
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(2, 1048577))
    assert outcome(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}', formats=[14]) == "1"


def test_a_long_sheet_is_read_whole(outcome):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="str"><v>甲{n}</v></c></row>' for n in range(1, 100_001)
    )
    assert outcome(rows) == "200000"


def test_more_cells_than_any_ledger_has_are_refused_by_name(outcome):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 500_003))
    assert outcome(rows) == "too-large"


# Before, the flood, how often, after; too large to stand here in full.
MARKUP = {
    "rows": ("", "<row/>", 8_000_000, "", "too-large"),
    "numbered rows": ("", '<row r="1"/>', 8_000_000, "", "0"),
    "cells": ('<row r="1">', '<c r="A1"/>', 3_000_000, "</row>", "too-large"),
    "torn cells": ('<row r="1">', '<c r="A1"><f', 1_000_000, "</row>", "too-large"),
    "fewer torn cells": ('<row r="1">', '<c r="A1"><f', 15_000, "</row>", "damaged-file"),
    "open rows": ("", '<row r="1">', 4_000_000, "", "too-large"),
    "deep": ("", "<a>", 1_000_000, "", "damaged-file"),
    "odd": ("<!-- -->", "<row><c/></row>", 350_000, "", "0"),
    "digits": ('<row r="1"><c r="A1"><v>', "9", 20_000_000, "</v></c></row>", "too-large"),
}
TEXT = {
    "many": ("", "<si><t>a</t></si>", 2_000_000, "", "too-large"),
    "runs": ("<si>", "<r><t>a</t></r>", 1_000_000, "</si>", "0"),
    "one": ("<si><t>", "a", 60_000_000, "</t></si>", "too-large"),
    "astral": ("", "<si><t>" + "a" * 32_000 + "\U0001f600</t></si>", 2_000, "", "too-large"),
}


@pytest.mark.parametrize("flood", MARKUP)
def test_floods_of_markup_end_soon(outcome, flood):
    before, unit, times, after, expected = MARKUP[flood]
    assert outcome(before + unit * times + after) == expected


@pytest.mark.parametrize("flood", TEXT)
def test_floods_of_text_end_soon(outcome, flood):
    before, unit, times, after, expected = TEXT[flood]
    sst = f"{OPEN}{before}{unit * times}{after}</sst>"
    assert outcome("", strings="", parts={"xl/sharedStrings.xml": sst}) == expected


def test_many_odd_sheets_are_refused_together(outcome, sheet_of):
    odd = sheet_of("<!-- -->" + "<row/>" * 600_000)
    assert outcome(sheets={f"表{n}": odd for n in range(12)}) == "too-large"
