import pytest


@pytest.mark.parametrize(
    ("year", "said", "quote"),
    [
        (2016, "认真学习贯彻党的十七大精神，做好拥军优属工作。", "十七大"),
        (2009, "全面落实党的十六大和十六届五中全会精神。", "十六大和十六届五中全会"),
        (2013, "深入学习党的十九大精神。", "十九大"),
        (2023, "依据“十二五”国防动员发展规划，推进各项建设。", "“十二五”"),
        (2018, "今年是“十三五”规划的开局之年。", "“十三五”"),
        (2019, "结合“五五”普法，宣传国防法规。", "“五五”"),
        (2012, "结合“七五”普法，宣传国防法规。", "“七五”"),
        (2014, "宣传《退役军人保障法》，营造尊崇氛围。", "《退役军人保障法》"),
        (2015, "在县退役军人事务局指导下开展工作。", "退役军人事务局"),
    ],
)
def test_what_belongs_to_another_year_is_marked(marked, year, said, quote):
    assert marked(f"某县{year}年双拥工作总结", said, flaw="wrong_year") == [("wrong_year", quote)]


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2016, "党的十六大以来，军民共建不断深入。"),
        (2019, "深入学习贯彻党的十八大、十九大精神。"),
        (2019, "“十二五”期间，共为部队办实事50件。"),
        (2012, "以实际行动迎接党的十八大胜利召开。"),
        (2025, "谋划好“十六五”之前的“十五五”规划编制工作。"),
        (2017, "2011年结合“五五”普法总结验收，建成了宣传栏。"),
        (2011, "组织“五五”普法总结验收。"),
        (2016, "今年是“十三五”规划的开局之年。"),
        (2020, "十五个村都成立了服务站，三十五户军属受到慰问。"),
    ],
)
def test_history_and_the_present_are_in_order(marked, year, said):
    assert marked(f"某县{year}年双拥工作总结", said, flaw="wrong_year") == []


def test_without_a_year_the_latest_that_is_named_decides(marked):
    found = marked(
        "双拥工作计划",
        "以党的十八届四中全会精神为指导，做好双拥工作。",
        "结合“五五”普法，宣传国防法规。",
    )
    assert found == [("wrong_year", "“五五”")]


@pytest.mark.parametrize(
    ("title", "said", "quote"),
    [
        ("2023年双拥工作总结", "围绕庆祝建军85周年，开展系列活动。", "建军85周年"),
        ("2021年双拥工作总结", "庆祝中国共产党成立九十周年。", "中国共产党成立九十周年"),
        ("2019年双拥工作总结", "热烈庆祝新中国成立60周年。", "新中国成立60周年"),
        ("2013年双拥工作总结", "纪念延安双拥运动60周年。", "延安双拥运动60周年"),
        ("双拥工作总结", "贯彻党的十八届三中全会精神，庆祝建军80周年。", "建军80周年"),
    ],
)
def test_an_anniversary_of_another_year_is_marked(marked, title, said, quote):
    assert marked(title, said, flaw="anniversary") == [("anniversary", quote)]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2023年双拥工作总结", ["围绕庆祝建军96周年，开展系列活动。"]),
        ("2023年双拥工作总结", ["2017年建军90周年时建成的展馆，今年重新布展。"]),
        ("2023年双拥工作总结", ["一、主要做法", "慰问军属。", "二、2024年打算", "办好庆祝建军97周年的晚会。"]),
        ("双拥工作总结", ["庆祝建军九十周年，慰问驻军。"]),
    ],
)
def test_the_right_anniversary_is_left_alone(marked, title, lines):
    assert marked(title, *lines, flaw="anniversary") == []


def test_each_document_of_a_collection_has_its_own_year(marked):
    found = marked(
        "第一篇：2012年双拥工作总结",
        "迎接党的十八大，庆祝建军85周年。",
        "第二篇：2018年双拥工作总结",
        "学习党的十九大精神，庆祝建军91周年。",
    )
    assert {flaw for flaw, _ in found} == {"web_residue"}


def test_whoever_asks_may_say_the_year(marked):
    assert marked("双拥工作总结", "庆祝建军98周年。", year=2026, flaw="anniversary") == [("anniversary", "建军98周年")]


@pytest.mark.parametrize("title", ["某某医院2026年双拥工作总结", "某某医院2025—2027年双拥工作规划", "双拥工作总结"])
def test_a_title_of_the_year_asked_for_is_right(marked, title):
    assert marked(title, "一年来，我院认真做好双拥工作。", year=2026, flaw="wrong_year") == []


def test_a_title_of_another_year_than_the_one_asked_for_is_marked(marked):
    lines = ("某某医院2026年双拥工作总结", "一年来，我院认真做好双拥工作。")
    assert marked(*lines, year=2024, flaw="wrong_year") == [("wrong_year", "2026")]
    assert marked(*lines, flaw="wrong_year") == []
