"""One number for all, and every plugin's range holds it (a workspace hides it where one does not)."""

import importlib.metadata

import shuangyong
from packaging.requirements import Requirement


def test_all_versions_are_equal(project, core):
    assert project.metadata["version"] == core.metadata["version"] == shuangyong.__version__


def test_what_is_installed_is_what_is_here(project):
    assert importlib.metadata.version(project.name) == project.metadata["version"]


def test_a_plugin_takes_the_core_that_it_comes_with(plugin, core):
    (need,) = (one for one in map(Requirement, plugin.metadata["dependencies"]) if one.name == core.name)
    assert need.specifier.contains(core.metadata["version"])
    upper = [one for one in need.specifier if one.operator == "<"]
    assert upper, "the next minor version may change hooks: give an upper end"


def test_a_plugin_needs_no_other_plugin(plugin):
    names = {Requirement(one).name for one in plugin.metadata["dependencies"]}
    assert not {name for name in names if name.startswith("shuangyong-")}


def test_a_plugin_is_named_alike_everywhere(plugin):
    assert plugin.name == f"shuangyong-{plugin.folder.name}"
    assert plugin.metadata["entry-points"] == {"shuangyong": {plugin.folder.name: plugin.package}}


def test_all_are_of_one_licence_and_one_python(project, core):
    assert project.metadata["license"] == "MIT"
    assert project.metadata["requires-python"] == core.metadata["requires-python"]
