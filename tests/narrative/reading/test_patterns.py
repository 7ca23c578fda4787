"""Patterns as plugins write them: words in one text, faults found when the plugin is loaded."""

import attrs
import pytest
from shuangyong import Pattern
from shuangyong.assembly import Offers
from shuangyong.catalog import installed_for_figures
from shuangyong.contradictions import contradictions
from shuangyong.narrative.language import analyse
from shuangyong.narrative.reading.proposing import propose

CATALOG = installed_for_figures()


def faults(**pattern):
    """Return what is wrong with the hospital plugin, were this its only pattern."""
    offers = {plugin.name: plugin.offers for plugin in CATALOG.plugins}
    offers["hospital"] = attrs.evolve(offers["hospital"], patterns=(Pattern(**pattern),))
    return [fault for name, fault in contradictions(offers, CATALOG.kinds) if name == "hospital"]


def test_words_stand_in_one_text_each_once():
    pattern = Pattern(kind="core.visit", triggers="走访 慰问 走访", figures={"cash": "慰问金 慰问款"})
    assert pattern.triggers == ("走访", "慰问")
    assert pattern.figures == {"cash": ("慰问金", "慰问款")}


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ({"kind": "hospital.recruit_exams"}, "不存在的种类「hospital.recruit_exams」"),
        ({"kind": "hospital.recruit_exam", "figures": {"exams": "体检"}}, "没有的指标「exams」"),
        ({"kind": "hospital.recruit_exam", "units": {"exams": "批"}}, "没有的指标「exams」"),
        ({"kind": "core.publicity", "choices": {"横幅": "条幅"}}, "没有的选项「横幅」"),
        ({"kind": "hospital.recruit_exam", "triggers": "征兵体检 检"}, "词语「检」太短"),
    ],
)
def test_a_fault_is_named_with_its_mend(pattern, said):
    (fault,) = faults(**pattern)
    assert said in fault


def test_a_sound_pattern_has_no_fault():
    assert not faults(kind="hospital.recruit_exam", figures={"pass_rate": "合格率", "count": "体检批次"})


def test_a_kind_without_a_pattern_is_read_by_its_labels():
    """What a plugin's author has not written yet costs other words only, not the kind."""
    plugins = tuple(
        attrs.evolve(plugin, offers=attrs.evolve(plugin.offers, patterns=())) if plugin.name == "hospital" else plugin
        for plugin in CATALOG.plugins
    )
    bare = attrs.evolve(CATALOG, plugins=plugins)
    (one,) = propose(analyse("征兵体检人数412名，合格人数296名。", 2026), bare, "hospital").proposals
    assert one.kind == "hospital.recruit_exam"
    assert (one.fields["examined"], one.fields["qualified"]) == (412, 296)


def test_every_plugin_offers_patterns_for_its_kinds():
    told = {pattern.kind for plugin in CATALOG.plugins for pattern in plugin.offers.patterns}
    texts = {"core.reflection", "core.document", "core.policy"}  # papers and sentences, no figures
    lacking = {kind.name for kind in CATALOG.kinds.values()} - told - texts
    assert not lacking
    assert isinstance(CATALOG.plugins[0].offers, Offers)
