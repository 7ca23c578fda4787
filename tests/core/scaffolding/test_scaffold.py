"""A scaffolded plugin works at once, and a name that will not do is refused before anything is written."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
import shuangyong
from packaging.requirements import Requirement
from shuangyong.catalog import discover, installed, load
from shuangyong.cli import main
from shuangyong.model.problems import ProblemsFound
from shuangyong.scaffolding import Scaffold, write_scaffold

PROGRAMS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def core():
    return load(entry for entry in discover() if entry.name == "core")


@pytest.fixture(scope="module")
def port(tmp_path_factory, core):
    """A scaffolded plugin of two words."""
    folder = tmp_path_factory.mktemp("scaffolded") / "new"
    write_scaffold(Scaffold(name="sea_port", label="海港", self_name="我港"), folder, core)
    return folder


@pytest.fixture
def refused(core, tmp_path):
    """Return the codes of what is wrong with a scaffold; nothing is written."""

    def of(catalog=core, **changed):
        with pytest.raises(ProblemsFound) as found:
            write_scaffold(
                Scaffold(**{"name": "port", "label": "港口", "self_name": "我港", **changed}), tmp_path, catalog
            )
        assert not list(tmp_path.iterdir())
        assert all(problem.message and problem.fix for problem in found.value.problems)
        return [problem.code for problem in found.value.problems]

    return of


def test_it_is_a_project_that_installs(port):
    project = tomllib.loads((port / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "shuangyong-sea-port"
    assert project["entry-points"]["shuangyong"] == {"sea_port": "shuangyong_sea_port"}
    (need,) = map(Requirement, project["dependencies"])
    assert need.name == "shuangyong" and need.specifier.contains(shuangyong.__version__)
    assert {one.operator for one in need.specifier} == {">=", "<"}
    assert (port / "shuangyong_sea_port" / "py.typed").read_bytes() == b""


def test_nothing_of_the_templates_is_left(port):
    files = [path for path in port.rglob("*") if path.is_file()]
    assert len(files) == 12
    for path in files:
        assert "${" not in path.read_text(encoding="utf-8") and path.suffix != ".tmpl"


def test_its_tests_pass_and_it_is_listed(port, typed, as_installed):
    as_installed(port)
    told = typed(["pytest", "-q", "-W", "error"], port, programs=PROGRAMS, path=[port])
    assert int(re.search(r"(\d+) passed", told)[1]) > 15 and "skipped" not in told, told
    assert "行业：海港（sea_port）" in typed(["shuangyong", "plugins"], port, programs=PROGRAMS, path=[port])


@pytest.mark.parametrize("tool", [["ruff", "check", "--isolated", "--select", "E,F,I,D1", "--line-length", "120"],
                                  ["ruff", "format", "--check", "--isolated", "--line-length", "120"],
                                  ["mypy", "--strict", "shuangyong_sea_port"]])  # fmt: skip
def test_it_is_written_as_we_write(port, typed, tool):
    pytest.importorskip(tool[0])
    ignored = ["--ignore", "D103,D101,D102"] if "D1" in " ".join(tool) else []
    typed([*tool, *ignored], port, programs=PROGRAMS, path=[port])


@pytest.mark.parametrize(
    "name", ["Port", "9port", "sea-port", "港口", "port_", "a__b", "class.x", "", "../port", "a" * 31]
)
def test_a_name_that_is_no_package_is_refused(refused, name):
    assert refused(name=name) == ["bad-name"]


def test_a_name_or_label_that_is_taken_is_refused(refused):
    assert refused(name="core") == ["taken-name"]
    assert refused(installed(), name="hospital", label="医院") == ["taken-name", "taken-label"]
    assert refused(installed(), label="卫生院") == ["taken-label"]


@pytest.mark.parametrize("word", ['港"口', "港 口", "港\n口", "{{港}}", "$港", ""])
def test_words_that_would_break_the_files_are_refused(refused, word):
    assert refused(label=word, self_name=word) == ["bad-label", "bad-self-name"]


def test_everything_wrong_is_told_at_once(refused):
    assert refused(name="X", label="", self_name="") == ["bad-name", "bad-label", "bad-self-name"]


def test_a_folder_with_something_in_it_is_left_alone(core, tmp_path):
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        write_scaffold(Scaffold(name="port", label="港口", self_name="我港"), tmp_path, core)
    assert [problem.code for problem in found.value.problems] == ["folder-exists"]
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_the_command_writes_beside_where_it_is_run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(["scaffold", "sea_port", "--label", "海港"])
    assert stopped.value.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["shuangyong-sea-port"]
    assert "pip install -e shuangyong-sea-port" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        main(["scaffold", "sea_port", "--label", "海港"])
    assert stopped.value.code == 1
    assert "已经存在" in capsys.readouterr().err
