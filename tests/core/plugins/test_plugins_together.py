"""Plugins side by side: no order, no clash unseen, kinds and choices across them."""

import gc
import itertools
import os
import subprocess
import sys
from importlib.metadata import Distribution

import attrs
import pluggy
import pytest
from shuangyong.catalog import load

PORT = """
    @record("军运保障")
    class Transport(TrainingSupport):
        "Loading and unloading for the troops."

        form2: str | None = choice("方式", ("海运",))

    @hookimpl
    def sectors():
        yield Sector(id="port", label="港口", units="港口", self_name="我港", aliases=("码头",))

    @hookimpl
    def record_kinds():
        yield Transport

    @hookimpl
    def choices():
        yield Choices(kind="core.support", field="form", choices=("港航拥军", "其他"))
"""

FERRY = """
    from plugin_port import Transport

    @record("轮渡军运")
    class Ferrying(Transport):
        "Loading onto ferries."

    @hookimpl
    def record_kinds():
        yield Ferrying

    @hookimpl
    def choices():
        yield Choices(kind="port.transport", field="form2", choices=("轮渡",))
        yield Choices(kind="core.support", field="form", choices=("轮渡拥军", "港航拥军"))
"""

QUAY = """
    @hookimpl
    def sectors():
        yield Sector(id="quay", label="{label}", units="码头", self_name="我码头")

    @hookimpl
    def checks():
        yield LedgerCheck(code="{code}", find=lambda ledger: ())

    @hookimpl
    def renderers():
        yield Renderer(format="{format}", label="文本", render=lambda document: b"")
"""


def described(catalog):
    """Return all that a catalog says, as values that compare (kinds compare by identity)."""
    plugins = [(one.name, one.distribution, one.broken, one.offers.sectors) for one in catalog.plugins]
    kinds = [
        (name, kind.label, str(kind.parent), [attrs.astuple(field) for field in kind.fields])
        for name, kind in catalog.kinds.items()
    ]
    return plugins, kinds


def test_order_never_matters(plugin, catalog):
    entries = [
        plugin("port", PORT),
        plugin("ferry", FERRY),
        plugin("quay", QUAY.format(label="码头", code="a", format="txt")),
        plugin("broken", "1 / 0"),
    ]
    first, *others = [described(catalog(*order)) for order in itertools.permutations(entries)]
    assert all(other == first for other in others)


def test_a_kind_may_extend_one_of_another_plugin(plugin, catalog):
    loaded = catalog(plugin("ferry", FERRY), plugin("port", PORT))
    lineage = [kind.name for kind in loaded.kind("ferry.ferrying").lineage]
    assert lineage == ["ferry.ferrying", "port.transport", "core.training_support", "core.support", "core.activity"]


def test_choices_reach_the_kinds_that_extend_the_one_they_are_added_to(plugin, catalog):
    before = catalog().kind("core.support").field("form").choices
    loaded = catalog(plugin("port", PORT), plugin("ferry", FERRY))
    for name in ("core.support", "core.training_support", "port.transport", "ferry.ferrying"):
        assert loaded.kind(name).field("form").choices == (*before, "轮渡拥军", "港航拥军")
    assert loaded.kind("ferry.ferrying").field("form2").choices == ("海运", "轮渡")
    assert loaded.kind("core.visit").fields == catalog().kind("core.visit").fields
    assert catalog().kind("core.support").field("form").choices == before


def test_a_kind_whose_parent_is_in_a_broken_plugin_goes_with_it(plugin, catalog):
    port = plugin("port", PORT.replace('"Loading and unloading for the troops."', ""))
    loaded = catalog(port, plugin("ferry", FERRY))
    broken = {one.name: one.broken for one in loaded.plugins}
    assert broken["port"] == "Transport：没有文档字符串，请写一句它记什么。"
    assert broken["ferry"].startswith("Ferrying 的上级类 Transport（plugin_port）不在任何完好的插件里")
    assert list(loaded.kinds) == list(catalog().kinds)


def test_a_kind_whose_parent_is_in_no_plugin_is_told_to_install_it(plugin, catalog):
    plugin("port", PORT)
    loaded = catalog(plugin("ferry", FERRY))
    assert "若是别的插件的，请先装好那个插件。" in loaded.plugins[1].broken


@pytest.mark.parametrize(
    ("label", "code", "format_", "told"),
    [
        ("港口", "b", "txt", "行业名称「港口」重复，提供者：port、quay。"),
        ("码头", "b", "txt", "行业名称「码头」重复，提供者：port、quay。"),
        ("栈桥", "a", "txt", "规则代码「a」重复，提供者：port、quay。"),
        ("栈桥", "b", "rtf", "文件格式「rtf」重复，提供者：port、quay。"),
    ],
)
def test_two_of_one_name_are_refused_both_named(plugin, catalog, label, code, format_, told):
    hooks = QUAY.format(label="港务", code="a", format="rtf").partition("@hookimpl\n    def checks")
    port = plugin("port", PORT + "    @hookimpl\n    def checks" + hooks[2])
    loaded = catalog(port, plugin("quay", QUAY.format(label=label, code=code, format=format_)))
    assert [one.broken for one in loaded.plugins] == [None, told, told]


def test_against_the_core_only_the_plugin_loses(plugin):
    core = plugin("core", QUAY.format(label="核心", code="a", format="txt").replace('id="quay"', 'id="core"'))
    loaded = load([plugin("quay", QUAY.format(label="栈桥", code="a", format="rtf")), core])
    assert [one.broken for one in loaded.plugins] == [None, "规则代码「a」重复，提供者：core、quay。"]


def test_a_plugin_that_is_left_out_clashes_with_nobody(plugin, catalog):
    broken = PORT.replace('"Loading and unloading for the troops."', "")
    loaded = catalog(plugin("port", broken), plugin("quay", QUAY.format(label="港口", code="a", format="txt")))
    assert [one.name for one in loaded.plugins if one.broken] == ["port"]


def install(folder, distribution, name, module):
    """Write the metadata of an installed distribution with one plugin."""
    info = folder / f"{distribution}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[shuangyong]\n{name} = {module}\n", encoding="utf-8")


def test_one_name_in_two_distributions_is_refused_both_named(plugin, catalog, tmp_path):
    install(tmp_path, "north-port", "port", plugin("port", PORT).value)
    install(tmp_path, "south-port", "port", plugin("quay", QUAY).value)
    entries = [one for found in Distribution.discover(path=[str(tmp_path)]) for one in found.entry_points]
    assert len(entries) == 2
    loaded = [catalog(*entries), catalog(*reversed(entries))]
    assert described(loaded[0]) == described(loaded[1])
    assert loaded[0].plugins[1].distribution == "north-port"
    assert loaded[0].plugins[1].broken == (
        "几个安装包（north-port、south-port）用了同一个插件名「port」，请卸载其余的。"
    )


@pytest.mark.parametrize(
    ("switch", "imported"),
    [("", True), ("hospital", True), ("port", False), ("hospital, port", False), ("*", False), ("core", True)],
)
def test_a_plugin_switched_off_is_not_even_imported(tmp_path, switch, imported):
    install(tmp_path, "north-port", "port", "noisy_port")
    (tmp_path / "noisy_port.py").write_text("print('imported')\n", encoding="utf-8")
    program = (
        "from shuangyong.catalog import installed\nprint('\\n'.join(plugin.name for plugin in installed().plugins))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "SHUANGYONG_DISABLE_PLUGINS": switch}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    lines = done.stdout.split()
    assert "core" in lines
    assert ("imported" in lines, "port" in lines) == (imported, imported)


def test_no_plugin_manager_outlives_the_loading(plugin, catalog):
    catalog(plugin("port", PORT))
    gc.unfreeze()  # what was made while tests were collected counts too
    gc.collect()
    managers = [one for one in gc.get_objects() if isinstance(one, pluggy.PluginManager)]
    gc.freeze()
    assert managers
    assert "shuangyong" not in {one.project_name for one in managers}  # pytest's own is among them


def test_one_catalog_knows_nothing_of_another(plugin, catalog):
    with_port = catalog(plugin("port", PORT))
    assert "port.transport" in with_port.kinds
    assert [one.name for one in catalog().plugins] == ["core"]
