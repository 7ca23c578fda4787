"""The command line's contract: names, arguments, exit codes, JSON keys, and Chinese for people."""

import json
import os
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from shuangyong import __version__
from shuangyong.cli.commands import OWN


def test_version_is_the_packages(run):
    assert run("--version") == (0, f"shuangyong {__version__}\n", "")


def test_help_lists_every_command_in_chinese(run):
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in OWN)
    assert "Usage" not in out
    assert "Options" not in out


@pytest.mark.parametrize("name", OWN)
def test_every_command_has_help_with_an_example(run, name):
    code, out, _ = run(name, "--help")
    assert code == 0
    assert "例：shuangyong" in out


def test_an_unknown_command_names_the_nearest_and_all(run):
    code, _, err = run("chek")
    assert code == 2
    assert "是不是 check" in err
    assert "report" in err


def test_a_missing_path_is_wrong_usage(run):
    code, _, err = run("check", "没有.xlsx")
    assert code == 2
    assert "不存在" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("report", "台账.xlsx"), "错误：缺少选项「-o」。\n"),
        (("check",), "错误：缺少参数「LEDGER.xlsx…」。\n"),
        (("check", "--nix"), "错误：没有「--nix」这个选项。\n"),
        (("report", "台账.xlsx", "-o", "a", "--fonts", "x"), "「x」不在可选的范围内：「gov」、「windows」。\n"),
    ],
)
def test_clicks_own_words_end_and_quote_as_chinese_does(run, sample, args, said):
    code, _, err = run(*args)
    assert code == 2 and err.endswith(said) and "'" not in err.splitlines()[-1]


def test_new_makes_a_blank_ledger_of_the_unit(run, tmp_path):
    code, _, _ = run("new", "a.xlsx", "--sector", "医院", "--unit", "某某医院", "--year", 2026, "--region", "370213")
    info = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    values = {row[0].value: row[1].value for row in info.iter_rows() if row[0].value}
    assert code == 0
    assert (values["单位名称"], str(values["年度"]), values["行政区划代码"]) == ("某某医院", "2026", "370213")


def test_new_never_overwrites_unless_told_to(run, sample):
    before = sample.read_bytes()
    code, _, err = run("new", sample, "--sector", "hospital", "--unit", "某某医院")
    assert code == 1
    assert "已经存在" in err
    assert sample.read_bytes() == before
    assert run("new", sample, "--sector", "hospital", "--unit", "某某医院", "--force")[0] == 0


def test_new_lists_the_sectors_where_the_named_one_is_unknown(run):
    code, _, err = run("new", "a.xlsx", "--sector", "hospitl", "--unit", "某某医院")
    assert code == 1
    assert "hospital（医院）" in err


def test_new_refuses_codes_that_cannot_be_right(run, tmp_path):
    code, _, err = run(
        "new", "a.xlsx", "--sector", "hospital", "--unit", "某某", "--region", "999999", "--code", "91370200MA3000000X"
    )
    assert code == 1
    assert "行政区划代码" in err
    assert "统一社会信用代码" in err
    assert not (tmp_path / "a.xlsx").exists()


def test_new_only_leaves_the_other_sheets_out(run, tmp_path):
    code, _, _ = run("new", "a.xlsx", "--sector", "hospital", "--unit", "某某医院", "--only", "义诊", "--only", "会议")
    visible = [sheet.title for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx") if sheet.sheet_state == "visible"]
    assert code == 0
    assert visible == ["单位信息", "义诊", "会议"]


def test_check_passes_the_sample(run, sample):
    code, out, _ = run("check", sample)
    assert code == 0
    assert "没有问题" in out


def test_check_json_has_the_contracts_keys(run, faulty):
    path, cell = faulty
    code, out, _ = run("check", path, "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert list(told) == ["file", "ok", "problems", "skipped", "unverified"]
    assert told["ok"] is False
    (problem,) = (one for one in told["problems"] if one["severity"] == "error")
    assert set(problem) == {"severity", "code", "message", "fix", "sheet", "cell", "value"}
    assert (problem["sheet"], problem["cell"], problem["value"]) == ("征兵体检", cell, "若干")


def test_check_answers_a_list_for_several_files(run, sample, faulty):
    assert [one["file"] for one in json.loads(run("check", sample, sample, "--format", "json")[1])] == ["台账.xlsx"] * 2


def test_a_file_that_cannot_be_read_is_a_problem_of_the_whole_file(run, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    code, out, _ = run("check", "坏.xlsx", "--format", "json")
    (problem,) = json.loads(out)["problems"]
    assert code == 1
    assert (problem["sheet"], problem["cell"]) == (None, None)


def test_check_mark_returns_the_senders_file(run, faulty, tmp_path):
    path, cell = faulty
    before = path.read_bytes()
    code, _, err = run("check", path, "--mark", "退改.xlsx")
    marked = openpyxl.load_workbook(tmp_path / "退改.xlsx")
    assert code == 1
    assert "退改.xlsx" in err
    assert path.read_bytes() == before
    assert "若干" in marked["征兵体检"][cell].comment.text
    assert "问题清单" in marked.sheetnames


@pytest.mark.parametrize("suffix", ["docx", "html", "xlsx", "md"])
@pytest.mark.parametrize("kind", ["summary", "plan", "table"])
def test_report_writes_every_kind_in_every_format(run, sample, tmp_path, kind, suffix):
    run("new", "去年.xlsx", "--sector", "hospital", "--sample", "--year", 2025)
    code, _, err = run("report", sample, "-o", f"out.{suffix}", "--kind", kind, "--last", "去年.xlsx")
    assert (code, "已写出" in err) == (0, True)
    assert (tmp_path / f"out.{suffix}").stat().st_size > 500


def test_report_to_the_screen_is_markdown(run, sample):
    code, out, _ = run("report", sample, "-o", "-")
    assert code == 0
    assert "343" in out


def test_report_refuses_a_ledger_with_errors_and_writes_nothing(run, faulty, tmp_path):
    path, cell = faulty
    code, _, err = run("report", path, "-o", "out.docx")
    assert code == 1
    assert f"征兵体检!{cell}" in err
    assert not (tmp_path / "out.docx").exists()


def test_report_lists_the_formats_where_the_suffix_is_unknown(run, sample):
    code, _, err = run("report", sample, "-o", "out.pdf")
    assert code == 1
    assert "docx" in err


def test_submit_empties_what_is_sensitive(run, sample, tmp_path):
    code, _, _ = run("submit", sample, "-o", "上报.xlsx")
    assert code == 0
    assert b"0532-80000000" not in (tmp_path / "上报.xlsx").read_bytes()
    assert run("check", "上报.xlsx")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("submit", "台账.xlsx", "-o", "台账.xlsx"),
        ("report", "台账.xlsx", "-o", "台账.xlsx", "--kind", "table"),
        ("report", "台账.xlsx", "-o", "去年.xlsx", "--last", "去年.xlsx"),
        ("check", "台账.xlsx", "--mark", "台账.xlsx"),
    ],
)
def test_no_command_writes_over_what_it_reads(run, sample, tmp_path, words):
    (tmp_path / "去年.xlsx").write_bytes(sample.read_bytes())
    before = sample.read_bytes()
    code, _, err = run(*words)
    assert (code, "请换个文件名" in err) == (2, True)
    assert {path.read_bytes() for path in tmp_path.glob("*.xlsx")} == {before}


def test_a_workbook_is_not_written_under_a_name_that_excel_would_not_open(run, sample):
    assert run("submit", sample, "-o", "上报.docx")[0] == 2
    assert run("new", "台账.xls", "--sector", "hospital", "--sample")[0] == 2


def test_a_unit_needs_a_name(run):
    assert run("new", "空.xlsx", "--sector", "hospital", "--unit", " ")[0] == 2


def test_last_year_is_the_same_units_year_before(run, sample):
    run("new", "学校.xlsx", "--sector", "school", "--sample", "--year", 2026)
    code, _, err = run("report", sample, "-o", "-", "--last", "学校.xlsx")
    assert code == 1
    assert all(word in err for word in ("上一年度（2025年）", "本行业", "本单位"))


def test_explain_names_the_cells_of_a_figure(run, sample):
    run("report", sample, "-o", "总结.docx")
    code, out, _ = run("explain", "总结.docx", "hospital.recruit_exam.examined")
    assert code == 0
    assert "征兵体检!" in out
    assert "343" in out
    told = json.loads(run("explain", "总结.docx", "--format", "json")[1])
    assert told["file"] == "总结.docx"
    assert {"figure", "text", "sources", "edited"} <= set(told["figures"][0])


def test_explain_lists_the_figures_where_the_name_is_unknown(run, sample):
    run("report", sample, "-o", "总结.docx")
    code, _, err = run("explain", "总结.docx", "hospital.recruit_exam.exmined")
    assert code == 1
    assert "hospital.recruit_exam.examined" in err


def test_plugins_json_tells_kinds_with_inherited_fields(run):
    code, out, _ = run("plugins", "--format", "json")
    plugins = {plugin["name"]: plugin for plugin in json.loads(out)["plugins"]}
    exam = next(kind for kind in plugins["hospital"]["kinds"] if kind["kind"] == "hospital.recruit_exam")
    fields = {field["id"]: field for field in exam["fields"]}
    assert code == 0
    assert plugins["hospital"]["broken"] is None
    assert plugins["hospital"]["sectors"][0]["id"] == "hospital"
    assert (exam["extends"], exam["pillar"]) == ("core.support", "co_building")
    assert fields["examined"]["counts_as"] == "beneficiaries"
    assert fields["pass_rate"]["measure"] == "ratio"
    assert "participants" in fields


@pytest.mark.slow
def test_demo_produces_everything_and_says_what(run, tmp_path):
    code, out, _ = run("demo", "out", "--year", 2026)
    written = {str(path.relative_to(tmp_path)) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert code == 0
    assert {line.split("  ")[0] for line in out.splitlines() if line.startswith("out")} == written
    assert "out/医院/工作总结.docx" in written
    hospital = tmp_path / "out" / "医院"
    code, out, _ = run("evidence", hospital / "示例台账.xlsx")
    assert (code, "4 条记录有佐证材料，共 6 份" in out, "没有问题" in out) == (0, True, True)
    assert all(b"DEMO PHONE" in path.read_bytes() for path in (hospital / "示例台账").rglob("*.jpg"))
    with zipfile.ZipFile(hospital / "上报件.zip") as package:
        copies = [package.read(name) for name in package.namelist() if name.endswith(".jpg")]
    assert len(copies) == 6 and not any(b"DEMO PHONE" in copy or b"Exif" in copy for copy in copies)
    with zipfile.ZipFile(hospital / "配照片的简报.docx") as brief:
        assert [name for name in brief.namelist() if "/media/" in name] == [
            "word/media/picture1.jpg",
            "word/media/picture2.jpg",
        ]
    assert "爱国拥军模范单位证书.jpg" in (hospital / "台账目录.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(hospital / "配照片的总结.docx") as summary:
        assert len([name for name in summary.namelist() if "/media/" in name]) == 5, "no certificate is shown"


def in_process(*args, **environment):
    return subprocess.run(
        [sys.executable, "-m", "shuangyong.cli", *map(str, args)],
        capture_output=True,
        env={**os.environ, **environment},
        timeout=300,
    )


def test_output_survives_a_gbk_console(sample):
    done = in_process("check", sample, PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    assert "没有问题" in done.stdout.decode("gbk")


def test_json_is_utf8_whatever_the_console(sample):
    done = in_process("check", sample, "--format", "json", PYTHONIOENCODING="gbk")
    assert json.loads(done.stdout.decode("utf-8"))["file"] == "台账.xlsx"


def test_a_bug_of_ours_keeps_its_traceback_and_exits_with_3():
    code = (
        "import shuangyong.catalog as c\nc.installed = lambda: 1 / 0\n"
        "from shuangyong.cli import main; main(['plugins'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300)
    assert done.returncode == 3
    assert b"ZeroDivisionError" in done.stderr
    assert "程序内部出错" in done.stderr.decode()


def test_an_interruption_exits_with_130():
    code = (
        "import shuangyong.catalog as c\ndef stop(): raise KeyboardInterrupt\nc.installed = stop\n"
        "from shuangyong.cli import main; main(['plugins'])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=300).returncode == 130


def test_who_reads_no_further_is_no_problem(sample):
    """As ``| head -1`` does, which ends after a line."""
    command = [sys.executable, "-m", "shuangyong.cli", "plugins", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom shuangyong.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'openpyxl', 'docx', 'lxml', 'jinja2', 'attrs', 'attr', 'cattrs', 'pluggy', 'duckdb', 'starlette'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_shells_can_complete_commands(shell):
    done = in_process(_SHUANGYONG_COMPLETE=f"{shell}_source")
    assert done.returncode == 0
    assert b"_SHUANGYONG_COMPLETE" in done.stdout


def test_a_figure_is_found_by_its_chinese_label_and_by_its_ordinal(run, sample):
    run("report", sample, "-o", "总结.docx")
    assert "hospital.recruit_exam.examined" in run("explain", "总结.docx", "征兵体检·体检人数")[1]
    assert run("explain", "总结.docx", "1")[1].startswith("1. ")
    code, _, err = run("explain", "总结.docx", "9999")
    assert (code, "没有第 9999 个数字" in err) == (1, True)


def test_the_screen_shows_the_document_without_its_record(run, sample):
    assert "<!--" not in run("report", sample, "-o", "-")[1]


@pytest.mark.parametrize("asked", ["assess", "figures", "explain", "evidence"])
def test_a_program_is_told_in_json_what_is_refused(run, tmp_path, asked):
    (tmp_path / "坏.xlsx").write_text("不是表格", encoding="utf-8")
    code, out, err = run(asked, "坏.xlsx", "--format", "json")
    answer = json.loads(out)
    assert (code, err, answer["ok"]) == (1, "", False)
    assert {"severity", "code", "message", "fix", "sheet", "cell", "value"} == {*answer["problems"][0]}
    code, out, err = run(asked, "坏.xlsx")
    assert (code, out) == (1, "") and answer["problems"][0]["message"] in err


def test_a_standard_with_mistakes_is_refused_in_json(run, sample, tmp_path):
    (tmp_path / "坏.toml").write_text('[standard]\nid = "x"\ntotal = -1\n', encoding="utf-8")
    code, out, err = run("assess", sample, "--standard", "坏.toml", "--format", "json")
    answer = json.loads(out)
    assert (code, err, answer["file"], answer["ok"]) == (1, "", "坏.toml", False)
    assert ("第 3 行", "-1") in {(one["cell"], one["value"]) for one in answer["problems"]}


def test_an_answer_in_json_stays_one_document(run, tmp_path):
    (tmp_path / "空.txt").write_text("今天天气很好。", encoding="utf-8")
    code, out, err = run("read", "空.txt", "-o", "账.xlsx", "--year", 2026, "--sector", "hospital", "--format", "json")
    assert code == 1 and json.loads(out)["records"] == [] and "没有读出可以记账的内容" in err
