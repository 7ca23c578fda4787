import time

import pytest
from shuangyong.narrative.proofreading.findings import FLAWS
from shuangyong.narrative.proofreading.proofreading import MOST

PARAGRAPH = (
    "在节日前夕，组织医务人员到驻地营区为官兵体检126人，送去价值3000元的药品，并召开座谈会听取意见；"
    "对生活有困难的军属、烈属和退役军人，登记造册，安排专人联系，做到优先挂号、优先就诊、优先取药、优先住院。"
)


@pytest.mark.parametrize(
    "text",
    ["x" * 40_000, "*" * 40_000, "一" * 40_000, "（" * 40_000, "1" * 40_000, "一、\n" * 10_000, "2024年" * 10_000],
    ids=["x", "stars", "ones", "brackets", "digits", "numbers", "years"],
)
def test_no_text_takes_long(marked, text):
    begun = time.process_time()
    marked("双拥工作总结", *text.split("\n"))
    assert time.process_time() - begun < 10


def test_a_dump_of_flaws_is_cut_short(marked):
    found = marked("双拥工作总结", *["XX镇召开会议。"] * (MOST * 2), flaw="placeholder")
    assert len(found) == MOST


def test_every_flaw_that_is_found_has_a_name(marked):
    assert {flaw for flaw, _ in marked("XX医院双拥工作总结", "我校走访慰问。", "二、拥军忧属")} <= set(FLAWS)
