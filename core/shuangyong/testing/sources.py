"""What a plugin's own files say: which modules they import, which templates lie unused."""

import ast
import importlib.util
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import shuangyong

from ..report.templates import environment, template

_FRONT_DOOR = "shuangyong"


def foreign_imports(module: str) -> Iterator[str]:
    """Yield what a plugin's package imports of the core elsewhere than at the front door, with file and line."""
    package = module.partition(".")[0]
    if package == _FRONT_DOOR:
        return  # the core is at home
    for path in _files(package):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _of_the_core(node):
                yield f"{path.name} 第{node.lineno}行：{name} 不在插件可用的名称里，只能 from shuangyong import …"  # type: ignore[attr-defined]


def idle_templates(module: str, used: set[str]) -> Iterator[str]:
    """Yield the templates of a plugin that none of these uses: forgotten, or meant for a section never offered."""
    folder = files(module) / "sections"
    if not folder.is_dir():
        return
    there = {found.name for found in folder.iterdir() if found.name.endswith(".md")}
    reached: set[str] = set()
    waiting = [*used]
    while waiting:
        name = waiting.pop()
        if name in there - reached:
            reached.add(name)
            waiting += _included(module, name)
    yield from sorted(there - reached)


def compiles(module: str, name: str) -> bool:
    """Tell whether a template is found among a plugin's files and compiles."""
    return template(module, name).name == f"{module}/{name}"


def _files(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    assert spec is not None, f"找不到 {package}"
    folders = [Path(place) for place in spec.submodule_search_locations or ()]
    found = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return found or [Path(spec.origin or "")]


def _of_the_core(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names if name.name.startswith(f"{_FRONT_DOOR}.")]
    if not isinstance(node, ast.ImportFrom) or node.level or not node.module:
        return []
    if node.module.startswith(f"{_FRONT_DOOR}."):
        return [node.module]
    if node.module == _FRONT_DOOR:
        return [name.name for name in node.names if name.name not in (*shuangyong.__all__, "__version__", "*")]
    return []


def _included(module: str, name: str) -> Iterator[str]:
    from jinja2 import nodes

    source = (files(module) / "sections" / name).read_text(encoding="utf-8")
    for node in environment().parse(source).find_all(nodes.Include):
        if isinstance(node.template, nodes.Const):
            yield str(node.template.value)
