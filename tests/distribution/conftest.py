"""The distributions of the workspace, as their folders and their metadata say."""

import tomllib
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).parents[2]


@attrs.frozen
class Project:
    """A distribution's source folder."""

    folder: Path

    @property
    def metadata(self):
        return tomllib.loads((self.folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    @property
    def name(self):
        return self.metadata["name"]

    @property
    def package(self):
        return self.name.replace("-", "_")

    @property
    def files(self):
        """The files of its package, as they are named in a wheel."""
        found = (path for path in (self.folder / self.package).rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix() for path in found if "__pycache__" not in path.parts}


PROJECTS = [Project(path.parent) for path in sorted(ROOT.glob("core/pyproject.toml"))]
PROJECTS += [Project(path.parent) for path in sorted(ROOT.glob("plugins/*/pyproject.toml"))]


def pytest_generate_tests(metafunc):
    """Run a test that takes ``project`` for each distribution, one that takes ``plugin`` for each but the core."""
    for argument, projects in (("project", PROJECTS), ("plugin", PROJECTS[1:])):
        if argument in metafunc.fixturenames:
            metafunc.parametrize(argument, projects, ids=lambda project: project.name)


@pytest.fixture(scope="session")
def core():
    """The core's source folder."""
    return PROJECTS[0]


@pytest.fixture(scope="session")
def projects():
    """Every distribution, the core first."""
    return PROJECTS
