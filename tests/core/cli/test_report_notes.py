"""What `report` says beside the document that it writes."""

import openpyxl
import pytest


@pytest.mark.parametrize(("kind", "told"), [("summary", True), ("plan", False)])
def test_a_summary_of_a_plan_with_blanks_says_where_the_first_is(run, tmp_path, kind, told):
    run("new", "台账.xlsx", "--sector", "hospital", "--sample", "--year", 2026)
    assert "没有填完成情况" not in run("report", "台账.xlsx", "-o", "总结.md", "--kind", kind)[2]
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    for cell in ("G6", "G9"):
        book["年度计划"][cell] = None
    book.save(tmp_path / "台账.xlsx")
    code, _, err = run("report", "台账.xlsx", "-o", "总结.md", "--kind", kind)
    assert code == 0
    assert ("年度计划有 2 项没有填完成情况（第一处在 年度计划!G6）" in err) == told
