"""Rows that were proposed and that nobody has looked at keep a ledger in the unit."""

import attrs
from shuangyong.catalog import installed
from shuangyong.checks.unverified import unverified
from shuangyong.workbook.samples import sample_ledger


def test_an_error_a_sheet_names_the_rows():
    ledger = sample_ledger(installed(), "hospital", 2026)
    assert unverified(ledger) == ()
    first = ledger.rows[0]
    rows = [attrs.evolve(first, number=number, unverified=number % 2 == 1) for number in range(5, 10)]
    rows += [attrs.evolve(first, sheet="会议", number=8, unverified=True)]
    found = unverified(attrs.evolve(ledger, rows=tuple(rows)))
    assert [(one.severity, one.code, one.sheet, one.cell) for one in found] == [
        ("error", "unverified", first.sheet, "A5"),
        ("error", "unverified", "会议", "A8"),
    ]
    assert "3 行" in found[0].message and "第 5、7、9 行" in found[0].message and "清空" in found[0].fix


def test_many_rows_are_named_in_part():
    ledger = sample_ledger(installed(), "hospital", 2026)
    rows = tuple(attrs.evolve(ledger.rows[0], number=number, unverified=True) for number in range(5, 40))
    (problem,) = unverified(attrs.evolve(ledger, rows=rows))
    assert "35 行" in problem.message and "13、14等 行" in problem.message
