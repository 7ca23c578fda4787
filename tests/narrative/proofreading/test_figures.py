import pytest


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("投资3000元万元修路。", "3000元万元"),
        ("受益350人人次。", "350人人次"),
        ("投入1.2万余万元。", "1.2万余万"),
        ("知晓率达到120%。", "知晓率达到120%"),
        ("慰问了20名人。", "20名人"),
    ],
)
def test_a_unit_that_makes_no_sense_is_marked(marked, said, quote):
    assert marked("总结", said, flaw="unit") == [("unit", quote)]


@pytest.mark.parametrize(
    "said",
    ["发放500元元旦慰问金。", "3名人大代表参加。", "走访10家家庭医生签约户。", "新增岗位5个名额。", "业务量增长120%。"],
)
def test_units_in_order_are_left_alone(marked, said):
    assert marked("总结", said, flaw="unit") == []


@pytest.mark.parametrize(
    "said",
    [
        "现有退役军人52人（在职30人、退休21人）。",
        "慰问120户，其中烈属40户、军属50户、残疾军人45户。",
        "慰问烈属12户、军属25户，共36户。",
    ],
)
def test_parts_that_do_not_add_up_are_marked(marked, said):
    assert [flaw for flaw, _ in marked("总结", said, flaw="sum")] == ["sum"]


@pytest.mark.parametrize(
    "said",
    [
        "现有退役军人52人（在职30人、退休22人）。",
        "慰问120户，其中烈属40户、军属50户。",
        "慰问烈属12户、军属25户，共37户，送去慰问金3万元。",
        "派出医生5人、护士8人，共体检官兵230人。",
        "举办讲座3场（每场50人，共150人）。",
    ],
)
def test_sums_in_order_are_left_alone(marked, said):
    assert marked("总结", said, flaw="sum") == []


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("做好拥军忧属工作。", "拥军忧属"),
        ("慰问复原退伍军人。", "复原退伍军人"),
        ("截止目前，已走访30户。", "截止目前"),
        ("受益近300余人。", "近300余"),
    ],
)
def test_a_certain_slip_is_marked(marked, said, quote):
    assert marked("总结", said, flaw="typo") == [("typo", quote)]


def test_words_that_are_right_are_no_slips(marked):
    said = "专业干部为军烈属服务，拥军优属，将军署名，抚恤优待，近300人受益，征兵工作顺利。"
    assert marked("总结", said, flaw="typo") == []
