"""How the demonstration speaks of its county."""

import pytest
from shuangyong.catalog import installed
from shuangyong.office.county import plan_county
from shuangyong.office.demonstration import _counted


@pytest.mark.parametrize("asked", [24, 40])
def test_as_many_units_are_named_as_were_asked_for_and_the_closed_apart(asked):
    county = plan_county(installed(), asked, 2026)
    closed = len(county.units) - asked
    assert closed > 0
    assert _counted(county) == f"{asked} 个单位，另有 {closed} 个上年以后撤销的"
