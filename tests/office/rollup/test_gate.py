"""What is private never leaves, and codes are not taken for it."""

from decimal import Decimal

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.rollup.figures import Adjustment, Coverage, Figure, Rollup, Sum
from shuangyong.office.rollup.gate import assert_public, gate, gate_rollup, texts_in

ID_NUMBER = "370213199003077714"
PHONE = "13812345678"


def rollup(**changes):
    whole = Rollup(
        title="李沧区",
        period=Period(2026),
        dims=("region:county", "unit"),
        coverage=Coverage(expected=1, received=1, counted=1),
        figures=(
            Figure(
                measure="core.visit.people",
                by={"region:county": "370213", "unit": "12370213MB2857133G"},
                sum=Sum(Decimal(138123)),
                units=1,
                records=2,
            ),
        ),
        units={"12370213MB2857133G": "李沧医院"},
    )
    return attrs.evolve(whole, **changes)


def adjustment(**changes):
    one = Adjustment(
        id="ab12cd34ef56ab12",
        cause="event",
        units=("H1", "B1"),
        label="八一慰问",
        amounts={},
        actor="王科长",
        because="同一次活动",
        at="2026-12-20T08:00:00+08:00",
    )
    return attrs.evolve(one, **changes)


def test_what_holds_nothing_private_leaves():
    gate_rollup(rollup(adjustments=(adjustment(),)), installed(), "汇总.xlsx")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"title": f"李沧区 {PHONE}"}, "标题"),
        ({"units": {"H1": f"医院 {ID_NUMBER}"}}, "单位名称"),
        ({"units": {PHONE: "医院"}}, "单位名称旁的代码"),
        ({"coverage": Coverage(expected=1, received=0, counted=0, missing=(("H1", "第82集团军医务所"),))}, "未报单位"),
        ({"adjustments": (adjustment(because=f"电话核实 {PHONE}"),)}, "重复核减 ab12cd34ef56ab12 的理由"),
        ({"undecided": ({"reports": [{"title": f"看望{ID_NUMBER}"}]},)}, "第 1 条未处理的重复的 reports的 title"),
        ({"open_problems": (f"联系 {PHONE}",)}, "第 1 条遗留问题"),
    ],
)
def test_what_is_private_is_refused_by_its_place_and_never_told(changes, place):
    with pytest.raises(ProblemsFound) as refusal:
        gate_rollup(rollup(**changes), installed(), "汇总.xlsx")
    said = str([attrs.asdict(one) for one in refusal.value.problems])
    assert "汇总.xlsx" in said and place in said
    assert PHONE not in said and ID_NUMBER not in said and "82集团军" not in said


def test_every_place_is_named_at_once():
    with pytest.raises(ProblemsFound) as refusal:
        gate([("甲", PHONE), ("乙", "好"), ("丙", ID_NUMBER)])
    assert [one.message[:1] for one in refusal.value.problems] == ["甲", "丙"]
    assert "电话号码" in refusal.value.problems[0].message
    assert "身份证号" in refusal.value.problems[1].message


@pytest.mark.parametrize(
    "safe",
    [
        "12370213MB2857133G",
        "370213004001",
        "370213",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "a381381234567890",
        "2026-08-01",
        "2026-08-01T08:00:00+08:00",
        "C17",
        "-1234567890.50",
    ],
)
def test_codes_hashes_dates_and_amounts_are_no_text(safe):
    assert not [*texts_in({"value": [safe]}, "这里")]


@pytest.mark.parametrize("unsafe", [PHONE, ID_NUMBER, "053288888888", "6222020200112230", "370213900307771"])
def test_a_number_that_may_name_a_person_is_no_code(unsafe):
    assert [*texts_in([{"unit": unsafe}], "这里")] == [("这里的 unit", unsafe)]


def test_a_sensitive_field_among_the_groups_is_our_own_fault():
    with pytest.raises(AssertionError, match="sensitive"):
        assert_public(rollup(dims=("choice:id_number",)), installed())
