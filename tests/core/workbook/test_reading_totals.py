"""合计 rows: recognised, compared, and never counted."""

from decimal import Decimal

import pytest
from shuangyong.catalog import installed
from shuangyong.model.ledgers import Row
from shuangyong.model.problems import Problem
from shuangyong.workbook.book import Cell, Sheet
from shuangyong.workbook.rows import read_sheet

VISIT = installed().kinds["core.visit"]
HEAD = ("日期", "活动名称", "慰问人数（人）", "慰问金（元）")
ROWS = (("8月1日", "走访驻地某部", 30, Decimal("1000.5")), ("2月10日", "春节慰问", 20, "近500"))

Value = str | int | Decimal | Cell | None


def read(*rows: tuple[Value, ...]) -> tuple[list[Row], list[Problem]]:
    def cell(value: Value) -> Cell:
        if isinstance(value, Cell):
            return value
        return Cell("text", value) if isinstance(value, str) else Cell("number", str(value))

    cells = {
        number: {column: cell(value) for column, value in enumerate(row, start=1) if value is not None}
        for number, row in enumerate(rows, start=1)
    }
    reading = read_sheet(Sheet("走访慰问", cells), VISIT, 2026)
    return list(reading.rows), list(reading.problems)


@pytest.mark.parametrize("label", ["合计", "合 计", "总计：", "共计", "合计（元）", "本页合计", "全年合计", "小计"])
def test_a_total_that_equals_the_sums_is_left_out_with_a_warning(label: str):
    rows, problems = read(HEAD, *ROWS, (label, None, 50, "1500.5元"))
    assert [row.number for row in rows] == [2, 3]
    (problem,) = problems
    assert (problem.severity, problem.code, problem.sheet, problem.cell) == ("warning", "total-row", "走访慰问", "A4")


def test_the_word_may_stand_in_any_column():
    rows, problems = read(HEAD, *ROWS, (None, "合计", 50, None))
    assert len(rows) == 2
    assert [(problem.code, problem.cell) for problem in problems] == [("total-row", "B4")]


def test_each_sum_that_differs_is_an_error_naming_column_stated_and_computed():
    rows, problems = read(HEAD, *ROWS, ("合计", None, 51, 1500))
    assert len(rows) == 2
    assert [(problem.severity, problem.code, problem.cell, problem.value) for problem in problems] == [
        ("error", "wrong-total", "C4", "51"),
        ("error", "wrong-total", "D4", "1500"),
    ]
    assert all(word in problems[0].message for word in ("慰问人数", "51", "50"))
    assert all(word in problems[1].message for word in ("慰问金", "1500", "1500.5"))


def test_a_total_over_the_data_sums_what_follows():
    rows, problems = read(HEAD, ("合计", None, 50, None), *ROWS)
    assert [row.number for row in rows] == [3, 4]
    assert [problem.code for problem in problems] == ["total-row"]
    assert [problem.code for problem in read(HEAD, ("合计", None, 49, None), *ROWS)[1]] == ["wrong-total"]


def test_subtotals_sum_since_the_last_one_and_the_total_sums_all():
    rows, problems = read(
        HEAD,
        ROWS[0],
        ("小计", None, 30, None),
        ROWS[1],
        ("9月1日", "慰问", 5, None),
        ("小计", None, 25, None),
        ("合计", None, 55, None),
    )
    assert [row.number for row in rows] == [2, 4, 5]
    assert [problem.code for problem in problems] == ["total-row"] * 3


def test_a_wrong_subtotal_is_an_error():
    _, problems = read(HEAD, ROWS[0], ("小计", None, 30, None), ROWS[1], ("小计", None, 50, None))
    assert [(problem.code, problem.cell) for problem in problems] == [("total-row", "A3"), ("wrong-total", "C5")]


def test_a_column_with_a_refused_cell_has_no_sum_to_compare():
    _, problems = read(HEAD, ROWS[0], ("2月10日", "慰问", "若干", 100), ("合计", None, 50, Decimal("1100.5")))
    assert [(problem.code, problem.cell) for problem in problems] == [("not-a-number", "C3"), ("total-row", "A4")]
    assert "没有全部核对" in problems[1].message


def test_a_total_without_a_stored_result_is_left_out_unread():
    rows, problems = read(HEAD, *ROWS, ("合计", None, Cell("formula", "=SUM(C2:C3)"), None))
    assert len(rows) == 2
    assert [(problem.severity, problem.code) for problem in problems] == [("warning", "total-row")]
    assert "没有全部核对" in problems[0].message


def test_rows_below_a_total_are_data_and_no_part_of_it():
    rows, problems = read(HEAD, *ROWS, ("合计", None, 50, None), ("9月1日", "慰问", 5, None))
    assert [row.number for row in rows] == [2, 3, 5]
    assert [problem.code for problem in problems] == ["total-row"]


def test_a_total_in_wan_yuan_is_compared_in_yuan():
    head = ("日期", "活动名称", "慰问金（万元）")
    _, problems = read(
        head, ("8月1日", "慰问", Decimal("0.1")), ("8月2日", "慰问", Decimal("0.2")), ("合计", None, Decimal("0.3"))
    )
    assert [problem.code for problem in problems] == ["total-row"]


def test_a_title_that_speaks_of_a_sum_is_data():
    rows, problems = read(HEAD, ("8月1日", "会计合计培训", 5, None), ("8月2日", "统计局慰问总结会", 5, None))
    assert len(rows) == 2
    assert problems == []


def test_a_remark_about_a_sum_makes_no_total_of_a_row():
    rows, _ = read((*HEAD, "备注"), ("8月1日", "慰问", 5, None, "合计"))
    assert len(rows) == 1


def test_a_total_beside_a_year_is_a_total():
    rows, problems = read(HEAD, *ROWS, ("2026年", "合计", 50, None))
    assert len(rows) == 2
    assert [(problem.code, problem.cell) for problem in problems] == [("total-row", "B4")]
