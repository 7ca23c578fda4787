"""The ninth sector as a stranger makes it: wheels in a fresh environment, commands as the guide gives them."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MOST_LINES = 120
OFFLINE = re.compile("NewConnectionError|NameResolutionError|Network is unreachable|timed out|ProxyError")


def absent(reason):
    """Skip for want of something; in CI everything is there."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.fixture(scope="session")
def core_wheel(tmp_path_factory):
    """The core's wheel."""
    if not all(map(importlib.util.find_spec, ("build", "hatchling"))):
        absent("needs build and hatchling, which are not installed")
    folder = tmp_path_factory.mktemp("core")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT / "core"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def stranger(core_wheel, typed, tmp_path_factory):
    """Type a command where nothing but the core's wheel and pytest is installed, outside the repository."""
    folder = tmp_path_factory.mktemp("stranger")
    assert ROOT not in folder.parents
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")

    def type_(*words, codes=(0,)):
        return typed(words, folder, programs=programs, codes=codes)

    told = type_("pip", "install", "--quiet", str(core_wheel), "pytest", "hatchling", codes=(0, 1))
    if "ERROR" in told and OFFLINE.search(told):
        absent("needs the network to install what the core depends on")
    assert "ERROR" not in told, told
    type_.folder, type_.programs = folder, programs
    return type_


@pytest.fixture(scope="module")
def followed(guide, stranger):
    """The output of every command of the guide, typed in order after its files were written."""
    guide.write(stranger.folder)
    return {command.line: stranger(*command.words) for command in guide.commands}


def listed(stranger):
    found = json.loads(stranger("shuangyong", "plugins", "--format", "json"))["plugins"]
    return {plugin["name"]: plugin for plugin in found}


def test_the_guide_is_followed_from_beginning_to_end(guide, followed):
    assert set(followed) == {command.line for command in guide.commands}
    for command in guide.commands:
        for expected in command.shown:
            assert expected in followed[command.line]


def test_the_plugin_stands_beside_the_core_alone(followed, stranger):
    found = listed(stranger)
    assert {name: plugin["broken"] for name, plugin in found.items()} == {"core": None, "tax": None}
    kinds = [kind["kind"] for kind in found["tax"]["kinds"]]
    assert kinds == ["tax.tax_relief", "tax.tax_window", "tax.tax_lecture"]


def test_it_runs_from_its_wheel_and_not_from_its_source(followed, stranger):
    python = shutil.which("python", path=stranger.programs)
    where = stranger(
        python, "-c", "import shuangyong_tax, shuangyong; print(shuangyong_tax.__file__, shuangyong.__file__)"
    )
    assert all("site-packages" in file for file in where.split())
    (wheel,) = (stranger.folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        templates = [name for name in packed.namelist() if re.fullmatch(r"shuangyong_tax/sections/\w+\.md", name)]
    assert len(templates) == 4


def test_its_ledger_is_checked_and_reported(followed, stranger):
    checked = json.loads(stranger("shuangyong", "check", "台账.xlsx", "--format", "json"))
    assert checked["ok"] and checked["problems"] == []
    for file in ("总结.docx", "计划.docx", "统计表.xlsx"):
        assert zipfile.is_zipfile(stranger.folder / file)
    for kind, words in (("plan", "到驻地部队讲税法，全年2次"), ("table", "落实率")):
        assert words in stranger("shuangyong", "report", "台账.xlsx", "-o", "-", "--kind", kind)


def test_three_activities_and_their_sections_are_short(guide):
    parts = [name for name in guide.files if re.search(r"/kinds\.py$|/reports\.py$|/sections/\w+\.md$", name)]
    assert len(parts) == 6
    lines = sum(len(guide.files[name].splitlines()) for name in parts)
    assert lines <= MOST_LINES
    assert f"一共 {lines} 行" in guide.text


def test_a_scaffolded_plugin_works_and_passes_its_tests_at_once(followed, stranger):
    """The guide's last command has made one; its README says what to type next."""
    project = stranger.folder / "shuangyong-port"
    stranger("pip", "install", "--quiet", str(project))
    assert listed(stranger)["port"]["broken"] is None
    told = stranger("pytest", str(project), "-W", "error")
    assert "passed" in told and "failed" not in told and "skipped" not in told
    stranger("shuangyong", "new", "港口.xlsx", "--sector", "port", "--sample", "--year", "2026")
    assert json.loads(stranger("shuangyong", "check", "港口.xlsx", "--format", "json"))["problems"] == []
    for kind in ("summary", "plan", "table"):
        assert stranger("shuangyong", "report", "港口.xlsx", "-o", "-", "--kind", kind)


def test_the_core_is_untouched(followed, stranger, core_wheel):
    with zipfile.ZipFile(core_wheel) as packed:
        site = next((stranger.folder / "venv").rglob("site-packages"))
        for name in packed.namelist():
            if name.startswith("shuangyong/"):
                assert (site / name).read_bytes() == packed.read(name)
