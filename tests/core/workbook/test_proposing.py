"""A ledger of proposals: rows that await a clerk, each with its sentence, and a list of what no sheet took."""

import io
from decimal import Decimal

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.examination import examined
from shuangyong.model.dates import PartialDate
from shuangyong.workbook.making import blank_ledger
from shuangyong.workbook.proposing import NotEntered, Proposed, proposed_bytes
from shuangyong.workbook.reading import read_ledger_bytes

CATALOG = installed()
VISIT = CATALOG.kinds["core.visit"]
EXAM = CATALOG.kinds["hospital.recruit_exam"]


def proposed(kind, said=None, approx=(), comment="原文：八一慰问。", **values):
    record = kind.row_class(**values)
    return Proposed(kind=kind, record=record, approx=frozenset(approx), said=said or {}, comment=comment)


ROWS = (
    proposed(VISIT, date=PartialDate(2026, 8, 1), comment="原文：八一前夕慰问。\n理由：因“慰问”。"),
    proposed(
        EXAM,
        date=PartialDate(2026, 8),
        examined=800,
        qualified=500,
        approx=("examined", "qualified"),
        said={"examined": "近800名", "qualified": "五百多"},
    ),
    proposed(VISIT, cash=Decimal(12000), said={"cash": "1.2万元"}),
)
LISTED = (
    NotEntered(
        label="走访慰问", figures="=1+1", why="几年累计", sentence="近两年慰问150户。", source="总结.docx 第3段"
    ),
)


@pytest.fixture(scope="module")
def written():
    return proposed_bytes(CATALOG, blank_ledger(CATALOG.sector("hospital"), 2026, "某某医院"), ROWS, LISTED)


@pytest.fixture
def read(written):
    return read_ledger_bytes(written, "台账.xlsx", CATALOG)


def test_rows_are_read_back_as_they_were_proposed(read):
    assert not [one for one in read.problems if one.severity == "error"]
    rows = {kind: read.ledger.of(kind) for kind in (VISIT, EXAM)}
    assert [row.date for row in rows[VISIT]] == [PartialDate(2026, 8, 1), None]
    assert rows[VISIT][1].record.cash == Decimal(12000)
    assert (rows[EXAM][0].record.examined, rows[EXAM][0].record.qualified) == (800, 500)
    assert rows[EXAM][0].approx == {"examined", "qualified"}
    assert rows[EXAM][0].originals["examined"] == "近800名"


def test_every_row_awaits_a_clerk_and_check_counts_them(read):
    assert all(row.unverified for row in read.ledger.rows)
    examination = examined(read, CATALOG)
    assert examination.unverified == 3 and examination.to_json()["unverified"] == 3
    assert "有 3 行标着“待核”，请逐行核对。" in examination.remarks()


def test_the_list_of_what_was_not_entered_is_no_sheet_of_the_ledger(read):
    assert not [one for one in read.problems if one.sheet == "未入账"]


def test_kinds_with_rows_are_declared_and_the_others_left_to_the_clerk(read):
    assert read.ledger.declared(VISIT).status == "有数据"
    assert read.ledger.declared(CATALOG.kinds["core.meeting"]).status is None


def test_what_a_clerk_sees(written):
    book = openpyxl.load_workbook(io.BytesIO(written))
    sheet = book[VISIT.label]
    assert sheet["A5"].comment.text == "原文：八一前夕慰问。\n理由：因“慰问”。"
    last = sheet.max_column
    assert [sheet.cell(row, last).value for row in (4, 5, 6)] == ["待核"] * 3
    (area,) = sheet.conditional_formatting
    assert area.sqref.ranges.pop().coord == f"A5:{sheet.cell(6, last).coordinate}"
    listed = book["未入账"]
    assert [cell.value for cell in listed[4]] == [
        "走访慰问",
        None,
        "=1+1",
        "几年累计",
        "近两年慰问150户。",
        "总结.docx 第3段",
    ]
    assert listed["C4"].data_type == "s" and listed.sheet_state == "visible"


def test_a_cleared_cell_makes_the_row_a_plain_one(written):
    book = openpyxl.load_workbook(io.BytesIO(written))
    sheet = book[VISIT.label]
    sheet.cell(5, sheet.max_column).value = None
    stream = io.BytesIO()
    book.save(stream)
    read = read_ledger_bytes(stream.getvalue(), "台账.xlsx", CATALOG)
    assert [row.unverified for row in read.ledger.of(VISIT)] == [False, True] and read.unverified == 2


def test_equal_proposals_give_equal_bytes_and_without_a_list_there_is_no_sheet(written):
    blank = blank_ledger(CATALOG.sector("hospital"), 2026, "某某医院")
    assert proposed_bytes(CATALOG, blank, ROWS, LISTED) == written
    book = openpyxl.load_workbook(io.BytesIO(proposed_bytes(CATALOG, blank, ROWS, ())))
    assert "未入账" not in book.sheetnames
