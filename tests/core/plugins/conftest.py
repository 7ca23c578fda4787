"""Plugins made of a few lines of source, loaded as installed ones are."""

import importlib
import sys
from importlib.metadata import EntryPoint
from textwrap import dedent

import pytest
from shuangyong.catalog import load

CORE = EntryPoint("core", "shuangyong.kinds", "shuangyong")

DOCK = """
    @record("修船")
    class Repair(Support):
        "Ships repaired for the troops."

        ships: int | None = measure("修船数", unit="艘")

    @hookimpl
    def sectors():
        yield Sector(id="dock", label="船坞", units="船厂", self_name="我坞")

    @hookimpl
    def record_kinds():
        yield Repair
"""


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Make a plugin of this name and source; whatever it imports is the front door's."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # a module may be written twice within a second
    modules = set()

    def make(name, source):
        module = f"plugin_{name}"
        modules.add(module)
        sys.modules.pop(module, None)
        head = "from decimal import Decimal\nfrom shuangyong import *\n"
        (tmp_path / f"{module}.py").write_text(head + dedent(source), encoding="utf-8")
        importlib.invalidate_caches()
        return EntryPoint(name, module, "shuangyong")

    yield make
    for module in modules:
        sys.modules.pop(module, None)


@pytest.fixture
def catalog():
    """Load the core and these plugins."""
    return lambda *entries: load([CORE, *entries])


@pytest.fixture
def fault(plugin, catalog):
    """Return why the plugin ``port`` of this source is broken; the core and its neighbour go on."""

    def of(source):
        entry = source if isinstance(source, EntryPoint) else plugin("port", source)
        with_dock = catalog(plugin("dock", DOCK))
        loaded = catalog(entry, plugin("dock", DOCK))
        assert [one.name for one in loaded.plugins] == ["core", "dock", "port"]
        assert {one.name: one.broken for one in loaded.plugins[:2]} == {"core": None, "dock": None}
        assert list(loaded.kinds) == list(with_dock.kinds)
        assert loaded.sectors == with_dock.sectors
        return loaded.plugins[2].broken

    return of
