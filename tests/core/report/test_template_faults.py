"""Faults of section templates cost the plugin, with the template, the line and the nearest name."""

import pytest


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ transprot.count }}", "第1行：没有名为 transprot 的变量，是不是 transport？"),
        ("甲\n{{ transport.shipz }}", "第2行：transport 没有 shipz，是不是 ships？"),
        ("{{ transport.all.shipz }}", "第1行：transport.all 没有 shipz，是不是 ships？"),
        ("{% for row in visit %}{{ row.titel }}{% endfor %}", "第1行：row 没有 titel，是不是 title？"),
        ('{% for group in visit.by("festival") %}{{ group.titel }}{% endfor %}', "group 没有 titel"),
        ("{% set one = leading_group.latest %}{{ one.leadr }}", "one 没有 leadr，是不是 leader？"),
        ("{{ leading_group.latest.liaison_phone }}", "的 liaison_phone 是敏感信息，不写进公文"),
        ("{{ last.vist.count }}", "last 没有 vist，是不是 visit？"),
        ("{{ totals.visit.peple }}", "totals.visit 没有 peple，是不是 people？"),
        ("{{ unit.phone }}", "unit 没有 phone"),
        ("{{ visit.title }}", "visit 的 title 每行不同，要逐行来写"),
        ("{{ visit.count|mesured }}", "没有名为 mesured 的过滤器，是不是 measured？"),
        ("{% if visit.count is bigg %}{% endif %}", "没有名为 bigg 的判断"),
        ("甲\n{% if visit %}", "told.md 第2行写法有误"),
        ('{% include "nothing.md" %}', "没有模板文件 sections/nothing.md"),
        ('{{ visit.where(festvial="春节").count }}', "visit.where 没有 festvial，是不是 festival？"),
        ('{{ visit.where(festival="春季").count }}', "visit.where 的 festival 没有「春季」这一项，是不是 春节？"),
        ('{{ visit.festival("八一", "春季").count }}', "visit.festival 的 festival 没有「春季」这一项"),
        (
            '甲\n{% if last.visit.without(festival=[none, "中元"]) %}{% endif %}',
            "第2行：last.visit.without 的 festival",
        ),
        ('{% for group in visit.all.by("节典") %}{% endfor %}', "visit.all.by 没有 节典，是不是 节点？"),
        ('{{ visit.all.where(kind="慰门").count }}', "visit.all.where 的 kind 没有「慰门」这一项"),
        ("{{ lipsum() }}", "没有名为 lipsum 的变量"),
    ],
)
def test_a_fault_is_named_with_its_line(port, template, fault):
    broken = port(told=template).broken
    assert broken is not None
    assert broken.startswith("报告段落 told（sections/told.md）：")
    assert fault in broken


def test_a_missing_file_is_named(port):
    assert "没有模板文件 sections/gone.md" in port('Section(id="gone", place="closing")').broken


def test_two_sections_may_not_tell_the_same_kind_in_one_report(port):
    broken = port(one="{{ visit.count }}", two="{% if visit %}{% endif %}").broken
    assert "报告段落 one 和 two 在工作总结里都讲「走访慰问」" in broken


def test_sections_of_different_reports_may_tell_the_same_kind(port):
    offered = 'Section(id="one", place="closing"), Section(id="two", place="closing", reports=("plan",))'
    assert port(offered, one="{{ visit.count }}", two="{{ visit.count }}").broken is None


def test_what_a_template_defines_itself_is_known(port):
    template = """
        {% macro said(rows, word) %}{{ word }}{{ rows.count }}{{ caller is defined }}{% endmacro %}
        {% set word = "共" %}{% set block %}甲{% endset %}{% set ns = namespace(n=1) %}
        {% for row in visit if row.title %}{{ loop.index }}{{ word }}{{ block }}{{ ns.n }}{% else %}无{% endfor %}
        {{ said(visit, "共") }}{{ we }}{{ unit }}{{ unit.name }}{{ year }}
        {% for group in rest %}{{ group.label }}{% endfor %}{{ plan.items("甲").planned }}{{ last.of("甲") }}
    """
    assert port(told=template).broken is None


def test_a_plugins_fault_leaves_the_core_whole(port):
    made = port(told="{{ nothing }}")
    assert [plugin.name for plugin in made.catalog.plugins if plugin.broken is None] == ["core"]


@pytest.mark.parametrize("template", ["{{ visit.__class__ }}", "{{ visit._rows }}", '{{ ""["__class__"] }}'])
def test_a_template_reaches_nothing_but_what_it_is_given(tell, template):
    with pytest.raises(Exception, match=r"__class__|_rows"):
        tell(template)
