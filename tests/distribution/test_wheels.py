"""What people install: wheels with every file inside, which work alone in a fresh environment."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

pytestmark = pytest.mark.slow

OFFLINE = re.compile("NewConnectionError|NameResolutionError|Network is unreachable|timed out|ProxyError")


def absent(reason):
    """Skip for want of something; in CI everything is there."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


def run(*command, cwd, codes=(0,)):
    """Run a program as a person would, in a folder of its own; warnings are errors."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode in codes, f"{done.returncode}: {done.stdout}{done.stderr}"
    return done


@pytest.fixture(scope="session")
def wheels(tmp_path_factory, projects):
    """Build each distribution's wheel out of its source archive."""
    if not all(map(importlib.util.find_spec, ("build", "hatchling"))):
        absent("needs build and hatchling, which are not installed")
    folder = tmp_path_factory.mktemp("wheels")
    for project in projects:
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, project.folder, cwd=folder)
    return {path.name.partition("-")[0]: path for path in folder.glob("*.whl")}


@pytest.fixture(scope="session")
def installed(tmp_path_factory, wheels):
    """Install the core and the hospital's plugin alone; return how to run the program there."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = shutil.which("python", path=programs)
    wanted = [wheels["shuangyong"], wheels["shuangyong_hospital"]]
    done = run(python, "-m", "pip", "install", "--quiet", *wanted, cwd=folder, codes=(0, 1))
    if done.returncode and OFFLINE.search(done.stderr):
        absent("needs the network to install what the core depends on")
    assert done.returncode == 0, done.stderr
    program = shutil.which("shuangyong", path=programs)
    return lambda *arguments, cwd=folder, codes=(0,): run(program, *arguments, cwd=cwd, codes=codes)


def test_every_file_is_in_the_wheel(wheels, project):
    with zipfile.ZipFile(wheels[project.package]) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert inside == project.files


def test_a_template_of_each_plugin_is_among_them(wheels, plugin):
    with zipfile.ZipFile(wheels[plugin.package]) as wheel:
        assert [name for name in wheel.namelist() if re.fullmatch(rf"{plugin.package}/sections/\w+\.md", name)]


def test_it_says_its_version(installed, core):
    assert core.metadata["version"] in installed("--version").stdout


def test_it_lists_itself_and_the_hospital_unbroken(installed):
    listed = json.loads(installed("plugins", "--format", "json").stdout)["plugins"]
    assert [(one["name"], one["broken"]) for one in listed] == [("core", None), ("hospital", None)]


def test_a_sample_ledger_becomes_every_document(installed, tmp_path):
    installed(
        *("new", "台账.xlsx", "--sector", "hospital", "--unit", "某某医院", "--year", "2026", "--sample"), cwd=tmp_path
    )
    checked = json.loads(installed("check", "台账.xlsx", "--format", "json", cwd=tmp_path).stdout)
    assert checked["ok"] and not [one for one in checked["problems"] if one["severity"] == "error"]
    for suffix in ("docx", "html", "xlsx", "md"):
        installed("report", "台账.xlsx", "-o", f"总结.{suffix}", cwd=tmp_path)
        assert (tmp_path / f"总结.{suffix}").stat().st_size > 500


def test_another_sector_is_told_what_is_installed(installed, tmp_path):
    told = installed(
        *("new", "台账.xlsx", "--sector", "school", "--unit", "某某学校", "--year", "2026"), cwd=tmp_path, codes=(1, 2)
    )
    assert "hospital（医院）" in told.stdout + told.stderr
    assert "Traceback" not in told.stderr and not list(tmp_path.iterdir())
