"""The READMEs and the manuals name every command, and no command that there is not."""

import re
from pathlib import Path

import pytest
from shuangyong.cli.commands import OWN

ROOT = Path(__file__).parents[2]
MANUALS = [ROOT / "docs" / name for name in ("填报手册.md", "双拥办手册.md", "插件开发.md")]


def commands(*files):
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    return {name for names in re.findall(r"\| (`shuangyong \w+[^|]*)\|", text) for name in told(names)}


def told(names):
    return re.findall(r"`(?:shuangyong )?([a-z]+)", names)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_tables_of_a_readme_have_every_command(name):
    assert commands(ROOT / name) == set(OWN)


def test_every_command_is_told_in_a_manual():
    text = "".join(file.read_text(encoding="utf-8") for file in MANUALS)
    assert [name for name in OWN if not re.search(rf"(?:shuangyong |`){name}\b", text)] == []
