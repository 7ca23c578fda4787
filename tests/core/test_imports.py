"""Who may know whom: `model` knows nobody, the parts know `model` and not each other, plugins know the front door."""

import ast
import functools
import graphlib
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
import shuangyong

ROOT = Path(__file__).parents[2]
LONGEST = 350
LONGEST_TEST = 400  # a file of tests tells one thing in many cases
NAMELESS = {"utils", "util", "helpers", "helper", "base", "common", "misc"}

#: What each part of the core may import at any place, beside itself.
MAY_IMPORT = {
    "model": set(),
    "offers": {"model"},
    "hooks": {"model", "offers"},
    "kinds": {"model", "offers", "hooks"},
    "contradictions": {"model", "offers", "assembly"},
    "assembly": {"model", "offers", "contradictions"},
    "loading": {"model", "offers", "hooks", "assembly"},
    "catalog": {"model", "offers", "hooks", "assembly", "loading", "extension"},
    "extension": {"model", "offers", "assembly", "catalog"},
    "workbook": {"model", "offers", "catalog", "extension"},
    "checks": {"model", "offers", "catalog"},
    "report": {"model", "offers", "catalog"},
    "narrative": {"model", "offers", "catalog"},
    "forms": {"model", "offers", "catalog", "workbook", "report"},
    "evidence": {"model", "offers", "catalog", "workbook", "report"},
    "assess": {"model", "offers", "catalog", "report", "evidence"},
    "submission": {"model", "catalog", "workbook", "evidence"},
    "office": {"model", "offers", "catalog", "extension", "examination", "workbook", "checks", "report"},
    "web": {
        "model",
        "offers",
        "catalog",
        "extension",
        "examination",
        "assessment",
        "office_standards",
        "proofing",
        "transcription",
        "submission",
        "workbook",
        "checks",
        "report",
        "office",
        "assess",
        "narrative",
        "evidence",
        "forms",
    },
}

#: What it may import inside a function besides: the core contributes its own rules and writers through the hooks,
#: and the catalog has section templates looked at before it calls a plugin sound.
MAY_IMPORT_LAZILY = {"kinds": {"checks", "report"}, "catalog": {"report"}}


@attrs.frozen
class Import:
    """One import: of what, and whether it runs when the module does."""

    target: str
    lazy: bool = False
    typing_only: bool = False


def modules_of(folder, package):
    """Return the file of each module of a package by its full name."""
    found = {}
    for path in sorted((folder / package).rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(name, modules):
    """Return every import of a module."""
    path = modules[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return [*walk(ast.parse(path.read_text(encoding="utf-8")), package, modules, Import(""))]


def walk(node, package, modules, place):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            for target in targets(child, package, modules):
                yield attrs.evolve(place, target=target)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from walk(child, package, modules, attrs.evolve(place, lazy=True))
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from walk(child, package, modules, attrs.evolve(place, typing_only=True))
        else:
            yield from walk(child, package, modules, place)


def targets(node, package, modules):
    """Return the modules that a statement imports; ``from package import module`` is an import of the module."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        base = ".".join(filter(None, (".".join(package.split(".")[: len(package.split(".")) + 1 - node.level]), base)))
    return [f"{base}.{alias.name}" if f"{base}.{alias.name}" in modules else base for alias in node.names]


CORE = modules_of(ROOT / "core", "shuangyong")
PLUGINS = {
    folder.name: modules_of(folder.parent, folder.name) for folder in sorted((ROOT / "plugins").glob("*/shuangyong_*"))
}
EVERY_FILE = sorted(
    path for part in ("core", "plugins", "tests", "bench") for path in (ROOT / part).rglob("*.py")
)  # fmt: skip


def part_of(module):
    """Return the part of the core that a module belongs to; the front door is its own."""
    return module.split(".")[1] if "." in module else "the front door"


@functools.cache
def core_imports(name):
    """Return a core module's imports, read once for all that is asked of them."""
    return imports_of(name, CORE)


def inner_imports(name):
    """Return a core module's imports of the core."""
    return [one for one in core_imports(name) if one.target.split(".")[0] == "shuangyong"]


def test_the_reading_of_imports_itself_is_right(tmp_path):
    source = (
        "from typing import TYPE_CHECKING\nfrom . import a\nfrom .a import x\nfrom .. import p\nimport p.b\n"
        "if TYPE_CHECKING:\n    from .b import y\ndef f():\n    from p.q import a\n"
    )
    (tmp_path / "m.py").write_text(source, encoding="utf-8")
    modules = {"p.q.m": tmp_path / "m.py", "p.q": tmp_path, "p.q.a": tmp_path}
    assert imports_of("p.q.m", modules) == [
        Import("typing"),
        Import("p.q.a"),
        Import("p.q.a"),
        Import("p"),
        Import("p.b"),
        Import("p.q.b", typing_only=True),
        Import("p.q.a", lazy=True),
    ]


@pytest.mark.parametrize("name", [name for name in CORE if part_of(name) in MAY_IMPORT])
def test_each_part_of_the_core_knows_only_those_below(name):
    part = part_of(name)
    allowed = MAY_IMPORT[part] | {part}
    wrong = [
        one.target
        for one in inner_imports(name)
        if part_of(one.target) not in allowed | (MAY_IMPORT_LAZILY.get(part, set()) if one.lazy else set())
    ]
    assert not wrong, f"{name} must not import {wrong}"


@pytest.mark.parametrize("name", [name for name in CORE if part_of(name) != "cli"])
def test_nobody_but_the_command_line_knows_the_command_line(name):
    assert not [one.target for one in inner_imports(name) if part_of(one.target) == "cli"]


def test_the_front_door_imports_nothing_when_it_runs():
    assert all(one.typing_only for one in inner_imports("shuangyong"))


def test_no_circle_of_imports():
    graph = {}
    for name in CORE:
        needed = {one.target for one in inner_imports(name) if not one.lazy and not one.typing_only}
        # Importing a module runs the packages above it, too; those above the importer run already.
        above = {".".join(target.split(".")[:depth]) for target in needed for depth in range(1, target.count(".") + 1)}
        graph[name] = (needed | {one for one in above if not name.startswith(f"{one}.")}) - {name, "shuangyong"}
    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("name", CORE)
def test_the_core_knows_no_plugin(name):
    assert not [one.target for one in core_imports(name) if one.target.startswith("shuangyong_")]


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plugin_knows_the_front_door_and_itself(plugin):
    modules = PLUGINS[plugin]
    wrong = {
        (name, one.target)
        for name in modules
        for one in imports_of(name, modules)
        if one.target.startswith("shuangyong") and one.target.split(".")[0] != plugin and one.target != "shuangyong"
    }
    assert not wrong


@pytest.mark.parametrize("plugin", PLUGINS)
def test_what_a_plugin_takes_through_the_front_door_is_offered_there(plugin):
    taken = {
        alias.name
        for path in PLUGINS[plugin].values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "shuangyong" and not node.level
        for alias in node.names
    }
    assert taken and taken <= set(shuangyong.__all__)


@pytest.mark.parametrize("path", EVERY_FILE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_of_one_idea_with_a_name(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    most = LONGEST_TEST if path.is_relative_to(ROOT / "tests") else LONGEST
    assert lines <= most, f"{lines} lines: two ideas?"
    assert not NAMELESS & set(path.relative_to(ROOT).with_suffix("").parts)


def test_asking_for_help_imports_no_heavy_library():
    program = """
import sys
sys.argv = ["shuangyong", "--help"]
from shuangyong.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
print("\\n".join(sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "click" in loaded
    assert not loaded & {
        "openpyxl",
        "docx",
        "lxml",
        "xlrd",
        "jinja2",
        "markdown_it",
        "cattrs",
        "lunar_python",
        "duckdb",
        "xlsxwriter",
        "pyspark",
        "starlette",
        "uvicorn",
        "argon2",
    }
