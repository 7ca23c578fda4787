"""What a plugin adds to the standards of assessment, and what is wrong with it."""

import pytest
from shuangyong.assess.shipped import installed_standards, standard_of
from shuangyong.model.problems import ProblemsFound

SECTOR = """
    @record("修船")
    class Repair(Support):
        "Ships repaired for the troops."

    @hookimpl
    def sectors():
        yield Sector(id="dock", label="船坞", units="船厂", self_name="我坞")

    @hookimpl
    def record_kinds():
        yield Repair

    @hookimpl
    def criteria():
        yield Criteria(standard="{standard}", file="dock.toml")
"""
ITEM = """
[[item]]
category = "speciality"
number = "特1"
content = "修船"
points = {points}
[[item.point]]
points = {points}
kind = "{kind}"
"""


@pytest.fixture
def dock(plugin, catalog, tmp_path):
    """The catalog of the core and a plugin with this file of items."""

    def make(text, standard="unit", source=SECTOR):
        if text is not None:
            (tmp_path / "criteria").mkdir()
            (tmp_path / "criteria" / "dock.toml").write_text(text, encoding="utf-8")
        return catalog(plugin("dock", source.replace("{standard}", standard)))

    return make


def test_its_items_stand_in_place_of_those_for_others(dock):
    made = standard_of(dock(ITEM.format(points=10, kind="修船")), "unit")
    assert made.warnings == ()
    own = [item for item in made.standard.items_for("dock") if item.category == "speciality"]
    assert [(item.content, item.sector) for item in own] == [("修船", "dock")]
    others = [item for item in made.standard.items_for("another") if item.category == "speciality"]
    assert {item.sector for item in others} == {"其他"}


def test_items_that_do_not_fill_their_category_are_told(dock):
    made = standard_of(dock(ITEM.format(points=9, kind="修船")), "unit")
    assert [one.message for one in made.warnings] == [
        "「七、立足行业特色拥军」分值 10 分，各条（船坞）加起来是 9 分。",
        "总分写的是 100 分，各条（船坞）加起来是 99 分。",
    ]


def test_a_file_that_is_not_there_breaks_the_plugin(dock):
    assert dock(None).plugins[1].broken == "考评标准文件 criteria/dock.toml 不在插件的文件夹里。"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ITEM.format(points=10, kind="修床"), "没有名为「修床」的台账。"),
        (ITEM.format(points=10, kind="修船").replace("特1", "1"), "序号「1」标准里已经有了。"),
        (ITEM.format(points=10, kind="修船").replace("speciality", "speciallity"), "没有「speciallity」这个考评项目。"),
        (ITEM.format(points=10, kind="修船") + 'sector = "医院"', "不认识「sector」。"),
        ("[[item]", "考评标准第 1 行第 7 列的写法不对"),
    ],
)
def test_what_is_wrong_in_it_is_told_with_the_plugins_file(dock, text, message):
    with pytest.raises(ProblemsFound) as refused:
        standard_of(dock(text), "unit")
    assert refused.value.file == "dock/dock.toml"
    assert message in refused.value.problems[0].message


def test_a_plugin_may_bring_a_standard_of_its_own(dock):
    text = '[standard]\nid = "dock"\ntitle = "船坞标准"\n[[category]]\nid = "speciality"\ntitle = "一、修船"\n'
    loaded = dock(text + ITEM.format(points=10, kind="会议"), standard="dock")
    assert installed_standards(loaded)["dock"] == "船坞标准"
    assert standard_of(loaded, "dock").standard.full("dock") == 10


def test_a_plugin_without_a_sector_adds_no_points_to_the_hundred(dock):
    source = """
    @hookimpl
    def criteria():
        yield Criteria(standard="{standard}", file="dock.toml")
    """
    with pytest.raises(ProblemsFound) as refused:
        standard_of(dock(ITEM.format(points=10, kind="会议"), source=source), "unit")
    assert "没有行业的插件只能加" in refused.value.problems[0].message
