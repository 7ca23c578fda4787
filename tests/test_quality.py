"""The tools that judge the code, run as tests: one command says whether all is well."""

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def judge(tool, *arguments):
    """Run a tool of the dev group over the workspace; without it, CI fails and other machines skip."""
    if importlib.util.find_spec(tool) is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"needs {tool}, which is not installed")
    done = subprocess.run([sys.executable, "-m", tool, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def test_ruff_finds_nothing():
    judge("ruff", "check", "--no-fix")


def test_ruff_would_format_nothing():
    judge("ruff", "format", "--check")


@pytest.mark.slow
def test_mypy_finds_nothing():
    judge("mypy")


def test_mypy_is_asked_about_every_package():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    asked = {path for pattern in settings["files"] for path in ROOT.glob(pattern)}
    assert settings["strict"] is True
    assert asked == {ROOT / "core/shuangyong", *ROOT.glob("plugins/*/shuangyong_*")}


def test_every_package_says_that_it_is_typed():
    for package in (ROOT / "core/shuangyong", *ROOT.glob("plugins/*/shuangyong_*")):
        assert (package / "py.typed").is_file(), package
