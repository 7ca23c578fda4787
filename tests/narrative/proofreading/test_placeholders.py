import pytest

BLANKS = [
    ("20xx年3月，全局召开动员会。", "20xx年"),
    ("202X年工作安排如下。", "202X年"),
    ("在20**年夏季征兵中，做好后勤。", "20**年"),
    ("XX镇召开了双拥工作会议。", "XX镇"),
    ("共慰问军属x户。", "x"),
    ("新增共建单位××家。", "××家"),
    ("同驻地***部队座谈。", "***"),
    ("举办军*联谊会一场。", "*"),
    ("投入经费____元。", "____"),
    ("□已落实。", "□"),
    ("设立军人优先窗口（ ）个。", "（ ）"),
    ("由（此处填写姓名）负责。", "（此处填写姓名）"),
    ("学习贯彻党的xx大精神。", "xx大"),
    ("某某社区开展了国防教育。", "某某社区"),
    ("以庆祝建军周年为契机，开展宣传。", "建军周年"),
    ("向驻军赠送了书籍，折合元。", "折合元"),
    ("成文于2024年 月 日。", "年 月 日"),
]


@pytest.mark.parametrize(("said", "quote"), BLANKS)
def test_a_blank_that_was_left_in_is_marked(marked, said, quote):
    assert marked("关于双拥工作的汇报", said, flaw="placeholder") == [("placeholder", quote)]


def test_a_year_cut_out_is_missed_where_the_paragraph_opens(marked):
    assert marked("双拥工作总结", "以来，我局积极拥军，帮助部队解决困难。", flaw="placeholder") == [
        ("placeholder", "以来，我局积极拥军")
    ]


def test_a_year_cut_out_is_missed_in_the_title(marked):
    assert marked("清水镇年双拥工作计划", "全镇拥军优属工作安排如下。", flaw="placeholder") == [
        ("placeholder", "清水镇年双拥工作计划")
    ]


@pytest.mark.parametrize(
    "said",
    [
        "二〇〇九年，驻地某部官兵支援抢险。",
        "使用X光机为官兵检查身体，拍片5×8寸。",
        "慰问款近万元，全部发到军属手中。",
        "**一、加强领导**",
        "近 20 年来，共建活动从未间断。",
        "医护人员为73901部队官兵体检。",
        "“八一”前夕，走访了军属。",
    ],
)
def test_what_is_no_blank_is_left_alone(marked, said):
    assert marked("双拥工作总结", said, flaw="placeholder") == []
