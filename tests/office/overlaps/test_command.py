"""The command: what it lists, how it decides, and what it refuses."""

import json

import openpyxl
import pytest
from click.testing import CliRunner
from shuangyong.catalog import installed
from shuangyong.cli.overlaps import command
from shuangyong.model.problems import ProblemsFound


@pytest.fixture
def run(store):
    def run(*arguments):
        return CliRunner().invoke(command, [str(store.folder), *arguments], catch_exceptions=True, standalone_mode=True)

    return run


@pytest.fixture
def id_of(told, evening, overlaps):
    told("甲社区", "community", evening("community.festival_event", participants=378))
    told("乙学校", "school", evening(participants=120))
    (candidate,) = overlaps().undecided
    return candidate.id


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout_bytes)


def test_the_list_shows_both_rows_the_reasons_and_how_to_decide(run, store, id_of):
    said = run().output
    for words in (
        "待裁定（1）",
        "同日；",
        "甲社区（甲社区）  甲社区.xlsx「节日联谊」第 4 行",
        "乙学校（乙学校）  乙学校.xlsx「联谊活动」第 4 行",
        "参加人次 378人次\n",
        f"shuangyong overlaps {store.folder} --decide {id_of}=same --by 姓名 --because 理由",
    ):
        assert words in said


def test_json_tells_each_part(run, id_of):
    before = answer(run("--format", "json"))
    assert [one["id"] for one in before["undecided"]] == [id_of]
    assert {row["unit"] for row in before["undecided"][0]["rows"]} == {"甲社区", "乙学校"}
    assert {row["revision"] for row in before["undecided"][0]["rows"]} == {1}  # as the unit's own are counted
    signed = ("--by", "张三", "--because", "核实")
    decided = answer(run("--decide", f"{id_of}=参加人次:1,00", *signed, "--format", "json"))
    assert decided["undecided"] == [] and decided["stale"] == [] and decided["scopes"] == []
    (one,) = decided["decided"]
    assert (one["verdict"], one["amounts"], one["actor"]) == ("partly", {"participants": "100"}, "张三")


def test_a_verdict_may_be_written_as_it_is_listed(run, id_of):
    run("--decide", f"{id_of}=不同活动", "--by", "张三", "--because", "两场")
    assert "不同活动" in run().output.partition("已裁定（1）")[2]


def test_a_decision_is_said_and_then_listed(run, id_of):
    assert "已裁定 1 项" in run("--decide", f"{id_of}=same", "--by", "张三", "--because", "同一场").output
    said = run().output
    assert "已裁定（1）" in said and "同一活动" in said and "张三" in said and "同一场" in said


def test_a_part_is_told_by_the_measures_label_and_unit(run, id_of):
    run("--decide", f"{id_of}=参加人次:60", "--by", "张三", "--because", "算进去了")
    assert "部分重复（参加人次 60人次）" in run().output


def test_a_pair_that_is_not_listed_is_decided_by_its_rows(run, told, id_of):
    told("丙学校", "school", ("core.meeting", {"date": "2026-03-01", "title": "筹备", "participants": 20}))
    pair = "丙学校/会议/4+甲社区/节日联谊/4"
    said = run("--decide", f"{pair}=同一活动", "--by", "张三", "--because", "同一场").output
    assert "已裁定 1 项。" in said and "丙学校" in said and "甲社区" in said
    assert said.split()[3] in run().output.partition("已裁定（1）")[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--decide", "x=same"),
        ("--decide", "x=same", "--by", "张三"),
        ("--decide", "x=same", "--by", " ", "--because", "y"),
        ("--decide", "x", "--by", "张三", "--because", "y"),
        ("--decide", "x=perhaps", "--by", "张三", "--because", "y"),
        ("--decide", "x=participants:many", "--by", "张三", "--because", "y"),
        ("-o", "list.csv"),
        ("--period", "2026-13"),
    ],
)
def test_wrong_usage_is_refused(run, id_of, arguments):
    assert run(*arguments).exit_code == 2


def test_a_part_of_a_year_lists_its_own_pairs(run, id_of):
    assert [one["id"] for one in answer(run("--period", "2026-07", "--format", "json"))["undecided"]] == [id_of]
    assert answer(run("--period", "2026-Q1", "--format", "json"))["undecided"] == []


def fill(path, **values):
    book = openpyxl.load_workbook(path)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for label, value in values.items():
        sheet.cell(2, columns[label], value)
    book.save(path)


def test_a_list_is_filled_in_and_read_back(run, id_of, tmp_path, overlaps):
    path = tmp_path / "待裁定.xlsx"
    assert run("-o", str(path)).exit_code == 0
    fill(path, 裁定="部分重复", 重复指标="参加人次", 重复数量=60, 理由="学生已含在内")
    assert run("--decide-file", str(path), "--by", "张三", "--because", "逐项核实").exit_code == 0
    (settled,) = overlaps().settled
    assert settled.ruling.amounts == {"participants": 60}
    assert (settled.ruling.actor, settled.ruling.because) == ("张三", "学生已含在内")


def test_reasons_may_be_told_row_by_row_alone(run, id_of, tmp_path, overlaps):
    path = tmp_path / "待裁定.xlsx"
    run("-o", str(path))
    fill(path, 裁定="同一活动")
    refused = run("--decide-file", str(path), "--by", "张三")
    assert refused.exit_code == 2
    assert (
        "--because" in refused.output
        and "--by" not in refused.output.partition("请加上")[2]
        and id_of in refused.output
    )
    fill(path, 理由="两家电话核实")
    assert run("--decide-file", str(path), "--by", "张三").exit_code == 0
    assert [one.ruling.because for one in overlaps().settled] == ["两家电话核实"]


def test_a_list_without_a_pair_is_a_list(run, told, evening, tmp_path):
    told("甲社区", "community", evening("community.festival_event"))
    path = tmp_path / "待裁定.xlsx"
    run("-o", str(path))
    assert run("--decide-file", str(path), "--by", "张三", "--because", "核实").exit_code == 0


def test_a_list_that_may_be_filled_in_is_not_written_over(run, id_of, tmp_path, overlaps):
    path = tmp_path / "待裁定.xlsx"
    run("-o", str(path))
    before = path.read_bytes()
    again = run("-o", str(path))
    assert again.exit_code == 1 and "已经存在" in again.output
    assert path.read_bytes() == before


def test_a_list_left_blank_decides_nothing(run, id_of, tmp_path, overlaps):
    path = tmp_path / "待裁定.xlsx"
    run("-o", str(path))
    assert run("--decide-file", str(path), "--by", "张三", "--because", "核实").exit_code == 0
    assert overlaps().settled == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"裁定": "也许"}, [("unknown-choice", "F2")]),
        ({"裁定": "部分重复"}, [("missing-value", "G2"), ("missing-value", "H2")]),
        ({"裁定": "部分重复", "重复指标": "参加人次"}, [("missing-value", "H2")]),
        ({"裁定": "部分重复", "重复数量": 60}, [("missing-value", "G2")]),
        ({"裁定": "部分重复", "重复指标": "参加人次", "重复数量": "很多"}, [("bad-amount", "H2")]),
        ({"裁定": "部分重复", "重复指标": "参加人次", "重复数量": 500}, [("bad-amount", "H2")]),
        ({"裁定": "部分重复", "重复指标": "参军人次", "重复数量": 60}, [("measure-not-shared", "G2")]),
        ({"编号": "0000000000", "裁定": "也许"}, [("unknown-choice", "F2"), ("no-such-overlap", "A2")]),
        ({"编号": "甲社区/节日联谊/99+乙学校/联谊活动/4", "裁定": "同一活动"}, [("no-such-row", "A2")]),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_decided(run, id_of, tmp_path, overlaps, values, expected):
    path = tmp_path / "待裁定.xlsx"
    run("-o", str(path))
    fill(path, **values)
    refusal = run("--decide-file", str(path), "--by", "张三", "--because", "核实").exception
    assert isinstance(refusal, ProblemsFound)
    assert [(problem.code, problem.cell) for problem in refusal.problems] == expected
    assert {problem.sheet for problem in refusal.problems} == {"重复裁定"} and refusal.file == path.name
    assert "「」" not in str(refusal)
    assert overlaps().settled == ()


def test_all_that_is_wrong_with_a_list_is_told_at_once_each_with_its_cell(run, id_of, tmp_path, overlaps):
    path = tmp_path / "待裁定.xlsx"
    run("-o", str(path))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for number, values in enumerate(
        (
            {"编号": id_of, "裁定": "部分重复", "重复指标": "参军人次", "重复数量": "很多"},
            {"编号": "0000000000", "裁定": "同一活动"},
            {"裁定": "不同活动"},
            {"编号": "1111111111", "裁定": "也许"},
        ),
        start=2,
    ):
        for label, value in values.items():
            sheet.cell(number, columns[label], value)
    book.save(path)
    refusal = run("--decide-file", str(path), "--by", "张三", "--because", "核实").exception
    assert isinstance(refusal, ProblemsFound)
    assert sorted((problem.cell, problem.code) for problem in refusal.problems) == [
        ("A3", "no-such-overlap"),
        ("A4", "missing-value"),
        ("A5", "no-such-overlap"),
        ("F5", "unknown-choice"),
        ("G2", "measure-not-shared"),
        ("H2", "bad-amount"),
    ]
    assert overlaps().settled == ()


def test_another_workbook_is_no_list(run, tmp_path, id_of):
    path = tmp_path / "别的.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.save(path)
    refusal = run("--decide-file", str(path), "--by", "张三", "--because", "核实").exception
    assert isinstance(refusal, ProblemsFound)


def test_a_text_like_a_formula_stays_text(run, told, evening, tmp_path):
    title = '=HYPERLINK("http://x","点")'
    for name in ("甲社区", "乙社区"):
        told(name, "community", evening(title=title, participants=129))
    path = tmp_path / "待裁定.xlsx"
    run("-o", str(path))
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2) for cell in row]
    assert any(title in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_an_office_s_own_columns_and_choices_are_known(store, id_of, run, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "shuangyong.cli.extending.extended_catalog", lambda *args, **_: seen.append(args) or installed()
    )
    (store.folder / "本地扩展.toml").write_text("", encoding="utf-8")
    assert run().exit_code == 0
    assert seen == [(store.folder / "本地扩展.toml",)]
