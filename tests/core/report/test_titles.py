"""Titles break by sense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shuangyong.report.titles import LINE, break_title
from shuangyong.report.widths import width


@pytest.mark.parametrize(
    "lines",
    [
        ["滨海市第一人民医院2026年双拥工作总结"],
        ["滨海市临江区卫生健康委员会", "2026年度双拥工作总结"],
        ["滨海市第一人民医院关于", "2026年双拥工作情况的报告"],
        ["滨海市第一人民医院", "2026年第三季度双拥工作简报第3期"],
        ["滨海市双拥工作领导小组办公室关于", "开展2026年“八一”走访慰问活动的通知"],
        ["关于表彰2026年滨海市", "双拥模范单位和先进个人的决定"],
        ["滨海市和平街道双拥办2026年上半年", "拥军优属工作情况统计表（定稿）"],
        ["滨海市临江区人民政府关于进一步", "加强新形势下拥军优属拥政爱民工作", "和军民共建活动的实施意见"],
    ],
)
def test_a_title_breaks_between_words(lines):
    assert list(break_title("".join(lines))) == lines


def test_a_short_title_stays_in_one_line():
    assert break_title("双拥工作总结") == ("双拥工作总结",)


def test_a_name_stays_whole_even_with_words_that_lines_break_at():
    name = "滨海市国防教育双拥工作活动中心"
    lines = break_title(f"关于表彰{name}的决定及有关先进单位名单", names=[name])
    assert len(lines) > 1
    assert any(name in line for line in lines)


@pytest.mark.parametrize("year", ["2026年", "2026年度", "2023—2026年", "二〇二六年", "2026年8月1日", "2026年第三季度"])
def test_a_date_is_never_torn(year):
    title = f"滨海市临江区退役军人事务局{year}拥军优属拥政爱民工作和军民共建活动总结"
    lines = break_title(title)
    assert len(lines) > 1
    assert any(year in line for line in lines)


def test_a_quotation_is_never_torn():
    lines = break_title("滨海市双拥办关于组织开展学习《退役军人保障法》宣传教育活动的通知")
    assert any("《退役军人保障法》" in line for line in lines)


def test_no_line_begins_with_a_particle_or_a_closing_mark():
    lines = break_title("滨海市临江区卫生健康委员会开展征兵体检、走访慰问和义诊的情况报告（第二次修改稿）")
    assert not any(line[0] in "的、）" for line in lines)


def test_a_name_longer_than_a_line_breaks_after_a_place_or_body():
    lines = break_title("滨海市临江区和平街道办事处幸福社区居民委员会2026年双拥工作总结")
    assert lines[0].endswith(("办事处", "居民委员会"))


@given(st.text(alphabet="滨海市第一人民医院关于2026年双拥工作总结的、“”（）(ab c", max_size=300))
def test_nothing_is_lost_and_no_line_overflows(title):
    lines = break_title(title)
    assert "".join(lines).replace(" ", "") == "".join(title.split())
    assert all(width(line) <= LINE for line in lines)
