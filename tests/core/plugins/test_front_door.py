"""The front door: every name resolves, is typed, and costs nothing before it is used."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest
import shuangyong

HEAVY = ("attrs", "cattrs", "pluggy", "openpyxl", "docx", "lxml", "jinja2", "xlrd", "markdown_it", "lunar_python")


def typed():
    """Return each name that type checkers see, with the module that it comes from."""
    tree = ast.parse(Path(shuangyong.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    return {alias.asname: node.module for node in block.body for alias in node.names if alias.asname == alias.name}


def test_type_checkers_see_what_programs_get():
    assert typed() == shuangyong._HOME_OF
    assert sorted(typed()) == shuangyong.__all__ == dir(shuangyong)


@pytest.mark.parametrize("name", shuangyong.__all__)
def test_every_name_is_that_of_its_home(name):
    home = importlib.import_module(f"shuangyong.{shuangyong._HOME_OF[name]}")
    assert getattr(shuangyong, name) is getattr(home, name)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'Supprt'"):
        _ = shuangyong.Supprt


def test_importing_it_imports_nothing_heavy():
    program = "import sys, shuangyong; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert "shuangyong" in modules
    assert not {name for name in modules if name.split(".")[0] in (*HEAVY, "attr")}
    assert [name for name in modules if name.startswith("shuangyong")] == ["shuangyong"]


def test_every_kind_of_the_core_is_at_the_front_door():
    from shuangyong.catalog import installed

    core = {kind.cls.__name__ for kind in installed().kinds.values() if kind.namespace == "core"}
    assert core <= set(shuangyong.__all__)
