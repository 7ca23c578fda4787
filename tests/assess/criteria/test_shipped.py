"""What ships: a national part with its sources and nothing invented, a sample for units, items of every sector."""

from decimal import Decimal

import pytest
from shuangyong.assess.shipped import installed_standards, standard_of
from shuangyong.catalog import installed_for_figures
from shuangyong.model.problems import UnknownNameError

SECTORS = [sector.id for sector in installed_for_figures().sectors]


def test_two_standards_ship(catalog):
    assert [*installed_standards(catalog)] == ["national", "unit"]


@pytest.mark.parametrize("name", ["national", "unit"])
def test_they_load_without_a_warning(catalog, name):
    assert standard_of(catalog, name).warnings == ()


def test_an_unknown_standard_lists_the_known_ones(catalog):
    with pytest.raises(UnknownNameError) as refused:
        standard_of(catalog, "unti")
    assert "unit（双拥合格单位考评标准（示范稿））" in refused.value.problems[0].fix


@pytest.mark.parametrize("sector", [*SECTORS, "another"])
def test_every_sectors_units_can_reach_the_hundred(catalog, sector):
    standard = standard_of(catalog, "unit").standard
    items = standard.items_for(sector)
    assert sum(item.points for item in items if item.nature == "计分") == standard.full(sector) == 100
    assert len({item.number for item in items}) == len(items)


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_brings_its_own_items(catalog, sector):
    own = [item for item in standard_of(catalog, "unit").standard.items_for(sector) if item.sector]
    assert own and {item.sector for item in own} == {sector}
    assert any(part.subject.kind.startswith(f"{sector}.") for item in own for part in item.parts)


def test_a_unit_of_another_sector_is_judged_by_what_all_have(catalog):
    standard = standard_of(catalog, "unit").standard
    assert {item.sector for item in standard.items_for("another")} == {"", "其他"}


def test_the_sample_says_that_it_is_one(catalog):
    standard = standard_of(catalog, "unit").standard
    assert "示范稿" in standard.title and "不是任何机关的文件" in standard.note


def test_the_national_part_names_the_eight_basic_standards(catalog):
    titles = [category.title for category in standard_of(catalog, "national").standard.categories]
    assert [title.partition("、")[2] for title in titles[:8]] == [
        "组织领导坚强有力",
        "宣传教育广泛深入",
        "拥军工作扎实有效",
        "拥政爱民成果显著",
        "政策法规落到实处",
        "双拥活动坚持经常",
        "军民共建富有成效",
        "军政军民关系融洽",
    ]


def test_nothing_of_it_is_invented(catalog):
    """Points stand where the opening of the table was seen: 6 = 2+1+1+1+1, 5 of which only item 6 (1) is known."""
    standard = standard_of(catalog, "national").standard
    assert standard.total is None and "未见原文" in standard.note
    points = {item.number: item.points for item in standard.items if item.nature == "计分"}
    assert points == {"1": 2, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1}
    assert [category.points for category in standard.categories] == [6, 5, None, None, None, None, None, None, None]
    for category in standard.categories[2:8]:
        assert category.open and not [item for item in standard.items if item.category == category.id]
    assert all(item.source for item in standard.items)
    assert all(category.source for category in standard.categories)


def test_its_rules_are_those_that_were_seen(catalog):
    items = {item.number: item for item in standard_of(catalog, "national").standard.items}
    assert [part.points for part in items["1"].parts] == [Decimal("0.5")] * 4
    assert [part.points for part in items["2"].parts] == [Decimal("0.5")] * 2
    assert [part.points for part in items["3"].parts] == [Decimal("0.25"), Decimal("0.25"), Decimal("0.5")]
    assert items["4"].whole and items["5"].whole and len(items["5"].parts) == 2
    assert not items["6"].parts and "截断" in items["6"].open
