"""A plugin without a sector of its own: what it adds to the core's and to another sector's work."""

import io
import os
import subprocess
import sys

import openpyxl
import pytest
from shuangyong import Ledger, PartialDate, Publicity, Row, Unit, Visit
from shuangyong.catalog import discover
from shuangyong.checks import run_checks
from shuangyong.examination import examine
from shuangyong.report.document import plain
from shuangyong.report.statistics import statistics
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes
from shuangyong_hospital.kinds import RecruitExam

DAY = PartialDate(2026, 8, 1)
UNIT = Unit(name="某某医院", sector="医院", year=2026)

ANNEX = """
    @hookimpl
    def renderers():
        yield Renderer(format="txt", label="纯文本", render=lambda document: document.title.encode())

    @hookimpl
    def choices():
        yield Choices(kind="core.publicity", field="form", choices=("短视频",))

    @hookimpl
    def checks():
        yield RowCheck(
            code="annex.crowded", kind="hospital.recruit_exam", needs=("examined",),
            holds=lambda row: row.examined <= 500, message="一天体检 {examined} 人，太多。", fix="请核对。",
        )
        yield RowCheck(
            code="annex.alone", kind="core.visit", needs=("participants",),
            holds=lambda row: row.participants > 1, message="只去了 {participants} 人。", fix="请核对。",
            severity="warning",
        )
        yield LedgerCheck(code="annex.sheets", sector="hospital", find=sheets)

    def sheets(ledger, kinds):
        if not any(kind.label == "征兵体检" for kind in kinds):
            yield error("annex.sheets", "没有征兵体检这张表。")
        yield warning("annex.sheets", f"{ledger.unit.name}有 {len(kinds)} 张表。")
"""


@pytest.fixture
def annexed(plugin, catalog):
    """The core, the hospitals and the annex."""
    hospital = next(entry for entry in discover() if entry.name == "hospital")
    loaded = catalog(hospital, plugin("annex", ANNEX))
    assert [one.broken for one in loaded.plugins] == [None, None, None]
    return loaded


def ledger(catalog, *records):
    kinds = {kind.cls: kind for kind in catalog.kinds.values()}
    return Ledger(unit=UNIT, rows=tuple(Row(kind=kinds[type(one)], record=one) for one in records))


def test_rules_hold_for_kinds_of_the_core_and_of_another_sector(annexed):
    found = run_checks(
        ledger(annexed, RecruitExam(date=DAY, examined=501), Visit(date=DAY, participants=1)), annexed
    ).problems
    told = {problem.code: (problem.severity, problem.message) for problem in found}
    assert told["annex.crowded"] == ("error", "一天体检 501 人，太多。")
    assert told["annex.alone"] == ("warning", "只去了 1 人。")


def test_a_rule_over_the_ledger_may_ask_for_its_kinds(annexed):
    (problem,) = (one for one in run_checks(ledger(annexed), annexed).problems if one.code == "annex.sheets")
    assert problem.message == f"某某医院有 {len(annexed.kinds_of('hospital'))} 张表。"


def test_a_choice_is_in_the_drop_down_is_taken_and_is_counted(annexed, filled, tmp_path):
    data = ledger_bytes(annexed, Ledger(unit=UNIT))
    book = openpyxl.load_workbook(io.BytesIO(data))
    (rule,) = (one for one in book["宣传"].data_validations.dataValidation if one.type == "list")
    cells = book.defined_names[rule.formula1.lstrip("=")].attr_text.partition("!")[2].replace("$", "")
    assert "短视频" in [cell.value for row in book["_字典"][cells] for cell in row]

    file = tmp_path / "台账.xlsx"
    file.write_bytes(filled(data, "宣传", {"日期": "8月1日", "形式": "短视频", "数量": 3}))
    examined = examine(file, annexed)
    assert examined.ok
    lines = [[plain(cell) for cell in line] for table in statistics(examined.ledger, annexed) for line in table.rows]
    assert ["宣传", "数量（短视频）", "", "3"] in lines
    assert [line for line in lines if line[0] == "宣传"] == [["宣传", "数量（短视频）", "", "3"]]


def test_without_the_plugin_its_choice_is_refused(annexed, catalog, filled, tmp_path):
    file = tmp_path / "台账.xlsx"
    made = ledger(annexed, Publicity(date=DAY, form="短视频", items=3))
    file.write_bytes(ledger_bytes(annexed, made))
    hospital = next(entry for entry in discover() if entry.name == "hospital")
    (problem,) = (one for one in examine(file, catalog(hospital)).problems if one.severity == "error")
    assert (problem.code, problem.sheet, problem.value) == ("unknown-choice", "宣传", "短视频")


def test_a_writer_is_given_those_options_only_that_it_names(annexed):
    document = type("Document", (), {"title": "双拥工作总结"})
    assert annexed.renderer("txt").write(document, fonts="gov").decode() == "双拥工作总结"


def test_a_writer_that_gives_no_bytes_is_named(plugin, catalog):
    source = ANNEX.partition("    @hookimpl\n    def choices")[0].replace(".encode()", "")
    writer = catalog(plugin("annex", source)).renderer("txt")
    with pytest.raises(TypeError, match="the writer of txt gave str, no bytes"):
        writer.write(type("Document", (), {"title": "双拥工作总结"}))


COMMAND = """
print("imported")
import click

@click.command("tally")
@click.argument("words", nargs=-1)
def command(words):
    "Count words."
    click.echo(f"{len(words)} words")
"""


@pytest.fixture
def installed_with(tmp_path):
    """Install modules and their entry points, by group, as a distribution; return a runner of the command line."""
    site = tmp_path / "site"
    site.mkdir()

    def install(distribution, modules, **entries):
        for name, source in modules.items():
            (site / f"{name}.py").write_text(source, encoding="utf-8")
        info = site / f"{distribution}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n", encoding="utf-8")
        groups = {"commands": "shuangyong.commands", "plugins": "shuangyong"}
        lines = [f"[{groups[group]}]\n{lines}" for group, lines in entries.items()]
        (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")

    def run(*args):
        environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "shuangyong.cli", *args]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
        return done.returncode, done.stdout, done.stderr

    run.install = install
    return run


def test_a_command_is_listed_without_being_imported_and_imported_when_run(installed_with):
    installed_with.install("annex", {"annex_command": COMMAND}, commands="tally = annex_command:command\n")
    code, out, _ = installed_with("--help")
    assert (code, "imported" in out) == (0, False)
    assert any(line.split() == ["tally", "（由", "annex", "提供）"] for line in out.splitlines())
    assert installed_with("tally", "a", "b") == (0, "imported\n2 words\n", "")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import no_such_library", "导入 annex_command:command 失败：ModuleNotFoundError: No module named"),
        ("raise SystemExit(7)", "失败：SystemExit: 7"),
        ("command = len", "annex_command:command 应是 click 的命令，却是 builtin_function_or_method"),
    ],
)
def test_a_broken_command_is_named_and_harms_no_other(installed_with, source, told):
    installed_with.install("annex", {"annex_command": source}, commands="tally = annex_command:command\n")
    code, out, _ = installed_with("--help")
    assert (code, "tally" in out, "check" in out) == (0, True, True)
    for arguments in (("tally",), ("tally", "a", "--b")):
        code, _, err = installed_with(*arguments)
        assert (code, "Traceback" in err) == (1, False)
        assert "命令 tally（由 annex 提供）装坏了：" in err
        assert told in err
    assert installed_with("plugins")[0] == 0


def test_a_command_that_two_distributions_give_is_refused_both_named(installed_with):
    for name in ("annex", "wing"):
        installed_with.install(name, {f"{name}_command": COMMAND}, commands=f"tally = {name}_command:command\n")
    code, out, err = installed_with("tally")
    assert (code, out) == (1, "")
    assert "命令 tally（由 annex、wing 提供）装坏了" in err


def test_a_command_of_the_core_cannot_be_taken(installed_with):
    installed_with.install("annex", {"annex_command": COMMAND}, commands="check = annex_command:command\n")
    code, out, _ = installed_with("check", "--help")
    assert (code, "imported" in out, "例：shuangyong check" in out) == (0, False, True)
    assert "（由 annex 提供，与自带的命令同名，没有用上）" in installed_with("--help")[1]


def test_report_writes_in_the_format_of_a_plugin(installed_with, tmp_path, annexed):
    source = "from shuangyong import *\n" + "\n".join(line[4:] for line in ANNEX.splitlines())
    installed_with.install("annex", {"annex_plugin": source}, plugins="annex = annex_plugin\n")
    (tmp_path / "台账.xlsx").write_bytes(ledger_bytes(annexed, sample_ledger(annexed, "hospital", 2026)))
    code, _, err = installed_with("report", "台账.xlsx", "-o", "总结.txt")
    assert (code, "已写出 总结.txt" in err) == (0, True), err
    assert (tmp_path / "总结.txt").read_text(encoding="utf-8").endswith("2026年双拥工作总结")
