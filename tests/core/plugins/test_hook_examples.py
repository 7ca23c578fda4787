"""The example in each hook's docstring runs, and gives what it says."""

import inspect
from textwrap import dedent

import pytest
from shuangyong import hooks
from shuangyong.assess.shipped import standard_of
from shuangyong.hooks import PROJECT

SPECS = {name: function for name, function in vars(hooks).items() if hasattr(function, f"{PROJECT}_spec")}

ITEM = """
[[item]]
category = "speciality"
number = "特1"
content = "保障部队军事运输"
points = 10
[[item.point]]
points = 10
kind = "军运保障"
"""


def example(hook):
    """Return the code under ``Example::`` in a hook's docstring."""
    before, found, code = inspect.cleandoc(hook.__doc__).partition("Example::\n")
    assert found, f"{hook.__name__} has no example: {before}"
    return dedent(code)


@pytest.fixture
def port(plugin, catalog, tmp_path):
    """The catalog of the core and of a plugin made of all examples."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "transport.md").write_text("{{ military_transport.ships }}", encoding="utf-8")
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "port.toml").write_text(ITEM, encoding="utf-8")
    loaded = catalog(plugin("port", "\n".join(example(hook) for hook in SPECS.values())))
    assert [one.broken for one in loaded.plugins] == [None, None]
    return loaded


@pytest.mark.parametrize("hook", SPECS.values(), ids=SPECS)
def test_each_hook_is_shown_by_its_own_example(port, hook):
    assert f"@hookimpl\ndef {hook.__name__}():\n" in example(hook)
    assert getattr(port.plugins[1].offers, hook.__name__)


def test_each_hook_asks_a_question(port):
    assert all(inspect.cleandoc(hook.__doc__).partition("\n")[0].find("?") > 0 for hook in SPECS.values())


def test_the_sector_is_found_by_its_label(port):
    assert port.sector("港口").self_name == "我港"


def test_the_kind_extends_support(port):
    kind = port.kind("port.military_transport")
    assert (kind.label, kind.parent.name, kind.field("ships").header) == (
        "军运保障",
        "core.support",
        "保障船次（艘次）",
    )


def test_the_choice_reaches_the_kind(port):
    for name in ("core.support", "port.military_transport"):
        assert port.kind(name).field("form").choices[-1] == "港航拥军"


def test_the_section_stands_in_its_place(port):
    ids = [section.id for _, section in port.sections("port", "summary")]
    assert "transport" in ids
    (section,) = port.plugins[1].offers.report_sections
    assert (section.place, section.template) == ("speciality", "transport.md")


def test_the_rule_asks_for_matters_where_there_are_ships(port):
    (check,) = (check for check in port.checks if check.code == "port.ships-without-matters")
    transport = port.kind(check.kind).cls
    assert check.holds(transport(ships=2, matters=1)) and check.holds(transport(ships=0, matters=0))
    assert not check.holds(transport(ships=2, matters=0))
    assert check.message.format(matters=0) == "有保障船次，办实事件数却是 0。"


def test_the_sample_is_of_the_year_asked_for(port):
    sample = port.sample("port")
    assert sample.unit(2026).year == 2026
    assert [str(record.date) for record in sample.records(2026)] == ["2026-08-01"]


def test_the_renderer_is_found_by_its_format(port):
    class Titled:
        title = "双拥工作总结"

    assert port.renderer("txt").render(Titled).decode() == "双拥工作总结"


def test_the_criteria_judge_the_sector(port):
    standard = standard_of(port, "unit").standard
    (own,) = (item for item in standard.items_for("port") if item.sector == "port")
    assert (own.content, own.parts[0].subject.kind) == ("保障部队军事运输", "port.military_transport")
