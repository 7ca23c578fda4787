"""A new sector's plugin, written from templates: it installs, makes and reports a ledger, and passes its tests."""

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import attrs

from .. import __version__
from ..catalog import Catalog
from ..model.atomic import write_atomically
from ..model.problems import Problem, ProblemsFound, error

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_WORD = re.compile(r"[\w·（）]+")
_LONGEST_NAME, _LONGEST_LABEL, _LONGEST_SELF_NAME = 30, 20, 8
_SUFFIX = ".tmpl"
_PACKAGE = "package"


@attrs.frozen(kw_only=True)
class Scaffold:
    """What a new plugin is called.

    Attributes:
        name: Its entry point's name and its sector's id: ``port``.
        label: The sector as it stands in a ledger's 行业: 港口.
        self_name: What a unit of the sector calls itself: 我港.
    """

    name: str
    label: str
    self_name: str

    @property
    def distribution(self) -> str:
        """What it is installed by: ``shuangyong-port``."""
        return f"shuangyong-{self.name.replace('_', '-')}"

    @property
    def package(self) -> str:
        """What it is imported by: ``shuangyong_port``."""
        return f"shuangyong_{self.name}"

    @property
    def words(self) -> dict[str, str]:
        """What stands in the templates for ``${…}``."""
        return {
            "name": self.name,
            "label": self.label,
            "self_name": self.self_name,
            "distribution": self.distribution,
            "package": self.package,
            "core": _core_range(),
        }


def write_scaffold(scaffold: Scaffold, folder: Path, catalog: Catalog) -> list[Path]:
    """Write the project into a folder that is new or empty and return its files.

    Raises:
        ProblemsFound: A name will not do or is taken, or something lies in the folder; nothing was written.
    """
    if problems := [*_problems(scaffold, catalog), *_folder_problems(folder)]:
        raise ProblemsFound(problems)
    written = []
    for place, text in _filled(scaffold):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode())
        written.append(path)
    return sorted(written)


def _filled(scaffold: Scaffold) -> Iterator[tuple[str, str]]:
    for place, template in _templates(files(__name__) / "template"):
        package, _, rest = place.partition("/")
        name = f"{scaffold.package}/{rest}" if package == _PACKAGE else place
        yield name.removesuffix(_SUFFIX), Template(template).substitute(scaffold.words)


def _templates(folder: Traversable, place: str = "") -> Iterator[tuple[str, str]]:
    for found in folder.iterdir():
        if found.is_dir():
            yield from _templates(found, f"{place}{found.name}/")
        elif found.name.endswith(_SUFFIX):
            yield place + found.name, found.read_text(encoding="utf-8")


def _core_range() -> str:
    """Return the versions of the core that a plugin of today takes: hooks may change with the minor version."""
    major, minor = __version__.split(".")[:2]
    return f">={major}.{minor},<{major}.{int(minor) + 1}"


def _problems(scaffold: Scaffold, catalog: Catalog) -> Iterator[Problem]:
    name, label = scaffold.name, scaffold.label
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        fix = f"只用小写字母、数字和下划线，字母开头，至多 {_LONGEST_NAME} 个字符，如 port、tax_office。"
        yield error("bad-name", f"插件名「{name}」不能用：它要作 Python 包名。", fix, value=name)
    elif name in {plugin.name for plugin in catalog.plugins}:
        taken = "、".join(plugin.name for plugin in catalog.plugins)
        yield error("taken-name", f"已经装了名为「{name}」的插件。", f"请换个名字；已有的：{taken}。", value=name)
    if not _WORD.fullmatch(label) or len(label) > _LONGEST_LABEL:
        fix = f"请写行业的中文名，如 港口，至多 {_LONGEST_LABEL} 个字，不含空格和引号。"
        yield error("bad-label", f"行业名称「{label}」不能用。", fix, value=label)
    elif sector := next((sector for sector in catalog.sectors if label in sector.names), None):
        yield error("taken-label", f"已经有行业「{label}」（{sector.id}）。", "请用 --label 换个名称。", value=label)
    if not _WORD.fullmatch(scaffold.self_name) or len(scaffold.self_name) > _LONGEST_SELF_NAME:
        fix = f"请写单位在公文里怎样称自己，如 我局、我港，至多 {_LONGEST_SELF_NAME} 个字。"
        yield error("bad-self-name", f"自称「{scaffold.self_name}」不能用。", fix, value=scaffold.self_name)


def _folder_problems(folder: Path) -> Iterator[Problem]:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        yield error("folder-exists", f"{folder} 已经存在，里面有东西，没有改动它。", "请换个文件夹。")
