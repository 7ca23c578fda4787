"""How the demonstration speaks of its county."""

import json
import re

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.office.county import plan_county
from shuangyong.office.demonstration import _counted, write_office


@pytest.mark.parametrize("asked", [24, 40])
def test_as_many_units_are_named_as_were_asked_for_and_the_closed_apart(asked):
    county = plan_county(installed(), asked, 2026)
    closed = len(county.units) - asked
    assert closed > 0
    assert _counted(county) == f"{asked} 个单位，另有 {closed} 个上年以后撤销的"


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What a visitor is given to see."""
    folder = tmp_path_factory.mktemp("county")
    for _ in write_office(installed(), folder, 24, 2026):
        pass
    return folder


def test_a_county_is_told_by_its_towns(shown):
    told = json.loads((shown / "汇总.json").read_bytes())
    assert "region:township" in told["dims"]
    towns = {figure["by"]["region:township"] for figure in told["figures"] if "region:township" in figure["by"]}
    assert len(towns - {None}) > 1
    assert {"分地区", "分行业"} <= {*openpyxl.load_workbook(shown / "汇总.xlsx", read_only=True).sheetnames}


@pytest.mark.parametrize("name", ["汇总.html", "公开版.html"])
def test_towns_are_called_by_their_names(shown, name):
    page = (shown / name).read_text(encoding="utf-8")
    assert "街道" in page
    assert not re.search(r"（\d{9}）", page)
