"""Regions by the codes of GB/T 2260 and the longer ones of towns and villages."""

import pytest
from shuangyong.model.regions import Region


@pytest.mark.parametrize(
    ("code", "level", "path"),
    [
        ("370000", "province", "山东省"),
        ("370200", "prefecture", "山东省青岛市"),
        ("370213", "county", "山东省青岛市李沧区"),
        ("370213004", "township", "山东省青岛市李沧区"),
        ("370213004010", "village", "山东省青岛市李沧区"),
        ("110101", "county", "北京市东城区"),
        ("500229", "county", "重庆市城口县"),
        ("441900003", "township", "广东省东莞市"),
        ("429004", "county", "湖北省仙桃市"),
        ("659001", "county", "新疆维吾尔自治区石河子市"),
    ],
)
def test_a_code_tells_its_level_and_the_names_from_the_province_down(code, level, path):
    region = Region.parse(code)
    assert (region.level, region.path) == (level, path)


def test_zeros_of_lower_levels_say_nothing():
    assert Region.parse("370213000") == Region.parse("370213000000") == Region.parse("370213")


@pytest.mark.parametrize(
    "text", ["", "37021", "3702130", "37021a", "３７０２１３", "370299", "999999", "000000", "-70213"]
)
def test_a_code_of_no_region_is_refused(text):
    with pytest.raises(ValueError, match="行政区划代码"):
        Region.parse(text)


def test_a_region_holds_itself_and_what_lies_in_it():
    city, district, town = (Region.parse(code) for code in ("370200", "370213", "370213004"))
    assert city.holds(city)
    assert city.holds(district)
    assert district.holds(town)
    assert not district.holds(city)
    assert not district.holds(Region.parse("370203"))


def test_a_higher_level_of_a_region_holds_it():
    town = Region.parse("370213004")
    assert town.at("prefecture") == Region.parse("370200")
    assert town.at("village") == town
    assert all(town.at(level).holds(town) for level in ("province", "prefecture", "county", "township"))
