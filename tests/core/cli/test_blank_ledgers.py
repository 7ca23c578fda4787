"""What the program says of a ledger that nobody has filled yet."""

import json

import openpyxl
import pytest
from shuangyong.cli.output import problem_lines
from shuangyong.model.problems import error, warning


@pytest.fixture
def blank(run):
    assert run("new", "空.xlsx", "--sector", "hospital", "--unit", "某某医院", "--year", 2026)[0] == 0
    return "空.xlsx"


def test_sheets_without_a_declaration_are_one_line_for_people_and_each_one_for_programs(run, blank):
    code, out, _ = run("check", blank)
    (line,) = [line for line in out.splitlines() if "没有填报情况" in line]
    found = json.loads(run("check", blank, "--format", "json")[1])["problems"]
    labels = [one["message"][1:].split("」")[0] for one in found if one["code"] == "undeclared"]
    assert code == 0 and len(labels) > 20
    assert line.startswith("  提醒  单位信息：") and f"{len(labels)} 项没有填报情况" in line
    assert line.endswith(f"：{'、'.join(labels)}。")


def test_errors_come_first_and_a_single_sheet_keeps_its_cell():
    one = warning("undeclared", "「征兵体检」没有填报情况。", "选一个。", sheet="单位信息", cell="C20")
    lines = [*problem_lines([one, warning("any", "提醒的事"), error("bad", "错误的事", sheet="走访慰问", cell="B4")])]
    assert lines == [
        "  错误  走访慰问!B4：错误的事",
        "  提醒  单位信息!C20：「征兵体检」没有填报情况。",
        "        改法：选一个。",
        "  提醒  提醒的事",
    ]


@pytest.mark.parametrize("kind", ["summary", "table"])
def test_a_year_in_which_nothing_was_done_is_pointed_out(run, blank, kind):
    code, _, err = run("report", blank, "-o", "总结.docx", "--kind", kind)
    assert code == 0 and "台账里还没有2026年的活动" in err


def test_a_filled_ledger_is_not_pointed_out(run):
    assert run("new", "例.xlsx", "--sector", "hospital", "--sample", "--year", 2026)[0] == 0
    assert "台账里还没有" not in run("report", "例.xlsx", "-o", "总结.docx")[2]


def test_rows_that_nobody_has_looked_at_are_refused_without_being_counted_first(run, tmp_path):
    (tmp_path / "总结.txt").write_text(
        "某某医院2025年双拥工作总结\n8月12日，我院承担征兵体检，体检343名青年。\n", "utf-8"
    )
    assert run("read", "总结.txt", "--sector", "hospital", "-o", "建议.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "建议.xlsx")
    for label, value in book["单位信息"].iter_rows(max_col=2):
        if label.value == "单位名称":
            value.value = "某某医院"
    book.save(tmp_path / "建议.xlsx")
    code, _, err = run("submit", "建议.xlsx", "-o", "上报.xlsx")
    assert code == 1 and "标着“待核”" in err and "也算在内" not in err
