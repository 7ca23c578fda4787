"""``shuangyong assess`` over ledgers: text, JSON, files, several years, standards, and what it refuses."""

import json
from decimal import Decimal

import openpyxl
import pytest
from click import UsageError
from shuangyong.model.problems import ProblemsFound


def answer(done):
    assert done.exception is None, done.exception
    assert done.return_value == 0
    return json.loads(done.stdout)


def test_a_ledger_is_scored_with_the_keys_of_the_contract(run):
    found = answer(run("2026.xlsx", "--format", "json", "--today", "2026-12-31"))
    assert {"total", "full", "items", "due"} <= found.keys()
    assert (found["total"], found["full"], found["verdict"]) == ("84.25", "100", "合格")
    assert len(found["items"]) == 35
    for item in found["items"]:
        assert {"id", "title", "points", "score", "why", "missing"} <= item.keys()
        assert isinstance(item["score"], str)
    assert {one["status"] for one in found["due"]} <= {"done", "due", "overdue", "upcoming", "exempt"}


def test_points_of_json_add_up(run):
    found = answer(run("2026.xlsx", "--format", "json"))
    basic = sum(float(item["score"]) for item in found["items"] if item["nature"] == "计分")
    assert basic == float(found["basic"]) == float(found["total"]) - float(found["bonus"])
    assert basic == sum(float(category["score"]) for category in found["categories"])


def test_a_person_reads_the_score_why_and_what_to_do(run):
    done = run("2026.xlsx", "--today", "2026-12-31")
    lines = done.stdout.splitlines()
    assert lines[0] == "李沧区沧口湾医院 2026 年：84.25 分（满分 100 分，合格）"
    assert "  6  2/2  制度健全，职责明确：有“制度文件（制度或职责）” 1 条，得 2 分。" in lines
    assert "        依据：会议第 5、6 行（双拥工作领导小组第一次会议等）" in lines
    advice = lines.index("可以补得的分（11 项，省力的在前）：")
    assert lines[advice + 1].startswith("  1. 给“为部队办实事”补上佐证材料")
    assert any(line.startswith("应办事项（按 2026-12-31）") for line in lines)


def test_evidence_in_the_folder_beside_the_ledger_is_looked_at(run, tmp_path):
    book = openpyxl.load_workbook("2026.xlsx")
    sheet = book["征兵体检"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "佐证材料" for cell in row))
    column = next(cell.column for cell in head if cell.value == "佐证材料")
    sheet.cell(head[0].row + 1, column, "照片1.jpg")
    book.save("2026.xlsx")
    scored = {item["id"]: item for item in answer(run("2026.xlsx", "--format", "json"))["items"]}
    assert scored["13"]["score"] == "3"  # no folder: the filled cell is believed
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "别的.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    scored = {item["id"]: item for item in answer(run("2026.xlsx", "--format", "json"))["items"]}
    assert scored["13"]["score"] == "1"  # the folder does not hold what the row refers to
    (tmp_path / "2026" / "照片1.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    scored = {item["id"]: item for item in answer(run("2026.xlsx", "--format", "json"))["items"]}
    assert scored["13"]["score"] == "3"
    assert ["照片1.jpg"] in [row["evidence"] for row in scored["13"]["rows"]]
    assert "，附 照片1.jpg" in run("2026.xlsx").stdout


def test_several_years_are_a_cycle(run):
    found = answer(run("2026.xlsx", "2024.xlsx", "2025.xlsx", "--format", "json"))
    assert [year["year"] for year in found["years"]] == [2024, 2025, 2026]
    totals = {year["year"]: Decimal(year["total"]) for year in found["years"]}
    assert totals[2026] == Decimal("84.25")
    assert Decimal(found["total"]) == round(sum(totals.values()) / 3, 2) and not found["missing_years"]
    gap = answer(run("2026.xlsx", "2024.xlsx", "--format", "json"))
    assert Decimal(gap["total"]) == round((totals[2024] + totals[2026]) / 3, 2)
    assert gap["missing_years"] == [2025]


def _rewrite(source, target, **values):
    """Write a ledger anew with other values in the sheet of the unit."""
    book = openpyxl.load_workbook(source)
    for row in book["单位信息"].iter_rows():
        if row[0].value in values:
            row[1].value = values[row[0].value]
    book.save(target)


def test_ledgers_of_several_units_are_ranked(run):
    _rewrite("2025.xlsx", "另.xlsx", 单位代码="LC-YY-002", 单位名称="另一所医院")
    found = answer(run("2025.xlsx", "另.xlsx", "--format", "json"))
    assert [unit["rank"] for unit in found["units"]] == [1, 1]
    assert found["weak"][0]["losing"] == 2


def test_a_ledger_without_a_code_is_of_the_unit_of_its_name(run):
    _rewrite("2024.xlsx", "无代码.xlsx", 单位代码=None)
    found = answer(run("2026.xlsx", "无代码.xlsx", "--format", "json"))
    assert [year["year"] for year in found["years"]] == [2024, 2026]
    _rewrite("2026.xlsx", "又.xlsx", 单位代码=None)
    again = run("2026.xlsx", "又.xlsx")
    assert "2026 年的台账给了两本" in again.exception.problems[0].message


def test_a_name_that_two_codes_bear_tells_no_unit(run):
    _rewrite("2025.xlsx", "同名.xlsx", 单位代码="LC-YY-002")
    _rewrite("2024.xlsx", "无代码.xlsx", 单位代码=None)
    assert len(answer(run("2026.xlsx", "同名.xlsx", "无代码.xlsx", "--format", "json"))["units"]) == 3


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html"])
def test_the_score_table_is_written(run, tmp_path, suffix):
    done = run("2026.xlsx", "-o", f"评分表.{suffix}")
    assert done.return_value == 0
    assert (tmp_path / f"评分表.{suffix}").stat().st_size > 4000
    assert "已写出" in done.stderr


@pytest.mark.parametrize("suffix", ["toml", "xlsx"])
def test_a_standard_written_out_and_changed_is_used(run, tmp_path, suffix):
    assert run("--export", f"写出的.{suffix}").return_value == 0
    assert answer(run("2026.xlsx", "--standard", f"写出的.{suffix}", "--format", "json"))["total"] == "84.25"


def test_a_standard_that_may_be_changed_is_not_written_over(run):
    again = run("--export", "区标准.xlsx")
    assert again.return_value != 0 and "已经存在" in str(again.exception or again.stderr)


def test_what_people_judge_stands_in_the_standards_own_workbook(run):
    book = openpyxl.load_workbook("区标准.xlsx")
    book["人工评定"].append(("李沧区沧口湾医院", 2026, "22", 2.25, "看了原件"))
    book["人工评定"].append((None, None, "否4", "不否决", "抽查无误"))
    book.save("区标准.xlsx")
    found = answer(run("2026.xlsx", "--standard", "区标准.xlsx", "--format", "json"))
    items = {item["id"]: item for item in found["items"]}
    assert (found["total"], items["22"]["state"], items["否4"]["state"]) == ("86.5", "人工", "未触发")


def judged(file, *units):
    book = openpyxl.Workbook()
    book.active.append(("单位", "年度", "序号", "得分", "理由"))
    for unit in units:
        book.active.append((unit, 2026, "22", 1, "看了原件"))
    book.save(file)


def test_what_is_judged_of_other_units_is_told_and_not_used(run):
    judged("评定.xlsx", "李沧区沧口湾医", "李沧区沧口湾医院")
    done = run("2026.xlsx", "--manual", "评定.xlsx")
    assert done.return_value == 0
    assert "没有用上：李沧区沧口湾医。「李沧区沧口湾医」是不是「李沧区沧口湾医院」？" in done.stderr


def test_a_table_of_other_units_only_is_refused(run):
    judged("评定.xlsx", "别处的单位", "李沧区沧口湾医")
    done = run("2026.xlsx", "--manual", "评定.xlsx")
    assert isinstance(done.exception, ProblemsFound) and done.exception.file == "评定.xlsx"
    (one,) = done.exception.problems
    assert (one.place, one.value) == ("Sheet!A3", "李沧区沧口湾医")
    assert "是不是「李沧区沧口湾医院」？" in one.fix


def test_a_standards_own_table_may_be_of_other_units_only(run):
    book = openpyxl.load_workbook("区标准.xlsx")
    book["人工评定"].append(("别处的单位", 2026, "22", 2.25, "看了原件"))
    book.save("区标准.xlsx")
    done = run("2026.xlsx", "--standard", "区标准.xlsx")
    assert done.return_value == 0
    assert "人工评定里有 1 个名称不是这里的单位，没有用上：别处的单位。" in done.stderr


def test_a_standard_with_mistakes_scores_nothing(run, tmp_path):
    (tmp_path / "坏.toml").write_text('[standard]\nid = "x"\n', encoding="utf-8")
    done = run("2026.xlsx", "--standard", "坏.toml", "-o", "表.xlsx")
    assert isinstance(done.exception, ProblemsFound)
    assert {one.message for one in done.exception.problems} == {"没有写「名称」。", "一个考评项目也没有。"}
    assert not (tmp_path / "表.xlsx").exists()


def test_points_that_do_not_add_up_are_told_and_the_rest_goes_on(run):
    book = openpyxl.load_workbook("区标准.xlsx")
    book["标准"]["B4"] = 99
    book.save("区标准.xlsx")
    done = run("2026.xlsx", "--standard", "区标准.xlsx")
    assert done.return_value == 0
    assert "提醒  标准!B4：总分写的是 99 分，各条加起来是 100 分。" in done.stderr


def test_a_ledger_with_errors_is_not_scored(run):
    book = openpyxl.load_workbook("2026.xlsx")
    book["征兵体检"]["B5"] = "2026-02-30"
    book["征兵体检"]["A5"] = "2026-02-30"
    book.save("2026.xlsx")
    assert isinstance(run("2026.xlsx").exception, ProblemsFound)


def test_years_that_a_standard_is_not_for_are_told(run, tmp_path):
    run("--export", "区标准.toml")
    file = tmp_path / "区标准.toml"
    text = file.read_text(encoding="utf-8").replace('cycle = "平均"', 'cycle = "平均"\nyears = "2027-2030"')
    file.write_text(text, encoding="utf-8")
    assert "适用于 2027—2030 年，2026 年不在其中" in run("2026.xlsx", "--standard", "区标准.toml").stderr


def test_an_areas_standard_over_a_units_ledger_says_what_it_is_for(run):
    done = run("2026.xlsx", "--standard", "national")
    assert done.return_value == 0
    assert "请用双拥办自己的台账来评" in done.stderr
    assert "未见原文" in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "请写要评的台账或数据库"),
        (("2026.xlsx", "--year", "2026"), "用于数据库"),
        (("2026.xlsx", "-o", "表.pdf"), "后缀不认识"),
        (("2026.xlsx", "-o", "2026.xlsx"), "要读的文件"),
        (("--export", "标准.pdf"), "后缀不认识"),
        (("2026.xlsx", "--standard", "没有.xlsx"), "没有“没有.xlsx”这个标准文件"),
        (("2026.xlsx", "--years", "去年"), "不是几年"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run, args, words):
    done = run(*args)
    assert isinstance(done.exception, UsageError)
    assert words in done.exception.format_message()


def test_one_year_twice_is_refused(run, tmp_path):
    (tmp_path / "又.xlsx").write_bytes((tmp_path / "2026.xlsx").read_bytes())
    done = run("2026.xlsx", "又.xlsx")
    assert isinstance(done.exception, ProblemsFound)
    assert "2026 年的台账给了两本" in done.exception.problems[0].message


def test_an_unknown_standard_lists_the_known_ones(run):
    done = run("2026.xlsx", "--standard", "nationale")
    assert "national" in done.exception.problems[0].fix
