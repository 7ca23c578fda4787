"""What the author's guide tells its reader to do works, and what it shows is what is seen."""

import sys
from pathlib import Path

import pytest

HERE = Path(sys.executable).parent
PROJECT = "shuangyong-tax"

#: What installs or builds is typed for real by test_ninth_sector, into an environment of its own.
INSTALLERS = {"pip"}


@pytest.fixture(scope="module")
def home(guide, as_installed, tmp_path_factory):
    """A folder with the files that the reader has written, the plugin found as an installed one is."""
    folder = tmp_path_factory.mktemp("reader")
    guide.write(folder)
    as_installed(folder / PROJECT)
    return folder


@pytest.fixture(scope="module")
def session(guide, home, typed):
    """The output of each command of the guide, typed in order."""
    return {
        command.line: typed(command.words, home, programs=HERE, path=[home / PROJECT])
        for command in guide.commands
        if command.words[0] not in INSTALLERS
    }


def test_every_block_is_a_file_or_typed_or_shown(guide):
    kinds = {(bool(block["file"]), block["language"]) for block in guide.blocks}
    assert kinds == {(True, "toml"), (True, "python"), (True, "jinja"), (False, "sh"), (False, "text")}
    assert len(guide.text.split("\n```")) == 2 * len(guide.blocks) + 1, "a fence that is no block"
    assert {command.words[0] for command in guide.commands} == {"pip", "shuangyong", "pytest"}


def test_the_files_are_a_whole_project(guide):
    assert {name.partition("/")[0] for name in guide.files} == {PROJECT}
    names = {Path(name).name for name in guide.files}
    assert {"pyproject.toml", "__init__.py", "kinds.py", "reports.py", "rules.py", "sample.py"} <= names


def test_every_command_does_what_it_says(guide, session):
    shown = [(command.line, line) for command in guide.commands for line in command.shown]
    assert len(shown) >= 7
    for line, expected in shown:
        assert expected in session[line], f"{line} does not print {expected}:\n{session[line]}"


def test_the_contract_finds_nothing(session):
    assert "passed" in session["pytest shuangyong-tax"]
    assert "failed" not in session["pytest shuangyong-tax"] and "skipped" not in session["pytest shuangyong-tax"]


def test_the_ledger_and_the_documents_are_there(home, session):
    written = {path.name for path in home.iterdir() if path.suffix in (".xlsx", ".docx")}
    assert session and written == {"台账.xlsx", "总结.docx", "计划.docx", "统计表.xlsx"}


def test_what_the_guide_links_to_is_there(guide):
    import re

    docs = Path(__file__).parents[2] / "docs"
    for target, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", guide.text):
        text = (docs / target).read_text(encoding="utf-8") if target else guide.text
        assert not anchor or f"## {anchor}\n" in text, f"{target}#{anchor}"
