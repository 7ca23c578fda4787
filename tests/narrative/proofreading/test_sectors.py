import pytest

BODY = (
    "为把双拥工作落到实处，我们健全组织，明确分工，年初有部署、年中有检查、年底有总结，全体人员积极参与。",
    "在节日前夕，组织人员到驻地营区看望官兵，送去学习用品和生活用品，并召开座谈会听取意见，力所能及地解决困难。",
    "通过开展活动，干部群众的国防观念明显增强，同驻军的关系更加融洽，下一步将继续做好各项工作，巩固已有成果。",
)


def test_a_title_of_another_unit_is_marked(marked):
    found = marked("卫生院双拥工作计划", "我校高度重视双拥工作，全校师生积极参与。", *BODY, flaw="wrong_sector")
    assert found == [("wrong_sector", "卫生院双拥工作计划")]


def test_a_title_over_the_rules_of_an_office_is_marked(marked):
    rules = ("县领导每年到驻县部队走访。", "县直各有关部门建立责任制，双拥领导小组成员单位每季度汇报。")
    assert marked("医院双拥工作制度", *rules, *BODY, flaw="wrong_sector") == [("wrong_sector", "医院双拥工作制度")]


def test_a_title_of_another_trade_is_marked(marked):
    lines = ("各卫生单位要重视双拥工作。", "卫生系统开展义诊，卫生部门派出医疗队，卫生工作者积极参与。")
    assert marked("环卫处双拥工作计划", *lines, *BODY, flaw="wrong_sector") == [("wrong_sector", "环卫处双拥工作计划")]


@pytest.mark.parametrize(
    ("title", "said", "quote"),
    [
        ("人民医院双拥工作总结", "在工作中积极发挥税务的职能作用。", "发挥税务的职能作用"),
        ("人民医院双拥工作总结", "我校组织了报告会。", "我校组织了报告会"),
        ("县教育局双拥工作总结", "我镇召开了动员大会。", "我镇召开了动员大会"),
        ("实验小学双拥工作总结", "全局干部职工参加了捐赠。", "全局干部职工参加了捐赠"),
        ("人民医院双拥工作总结", "院党组专题研究双拥工作。", "院党组"),
    ],
)
def test_words_of_another_unit_are_marked(marked, title, said, quote):
    own = {
        "医": "我院很重视，我院投入大，我院效果好。",
        "教": "我局很重视，我局有计划。",
        "小": "我校很重视，我校有计划。",
    }
    ours = next(words for sign, words in own.items() if sign in title)
    assert marked(title, ours, said, *BODY, flaw="wrong_sector") == [("wrong_sector", quote)]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("人民医院双拥工作总结", ["我院到第二小学义诊，为全校师生讲解急救知识。", "我院配合税务部门发挥职能作用。"]),
        ("中心卫生院双拥工作总结", ["我院在镇党委领导下，为我镇军属体检，全镇覆盖。"]),
        ("阳光社区双拥工作总结", ["我社区有优抚对象20人，是我镇最多的。"]),
        ("市税务局双拥工作总结", ["我局充分发挥税务的职能作用，落实税收优惠。"]),
        ("县双拥办工作总结", ["县直各部门发挥职能作用，税务部门落实减免，教育部门安排入学。"]),
        ("医学院双拥工作总结", ["我院师生参加军训，我校与驻军共建。"]),
    ],
)
def test_whoever_only_tells_of_others_is_left_alone(marked, title, lines):
    assert marked(title, *lines, *BODY, flaw="wrong_sector") == []


def test_whoever_asks_may_say_the_sector(marked):
    found = marked("实验小学双拥工作总结", "校长任组长。", *BODY, sector="hospital", flaw="wrong_sector")
    assert found == [("wrong_sector", "实验小学双拥工作总结")]


def test_a_text_about_something_else_is_told(marked):
    lines = [
        "今年，全区免费为孕妇开展产前检查一千余人次，孕产妇系统管理率明显提高，妇幼保健工作再上新台阶。",
        "加强妇幼保健队伍建设，举办母婴保健培训班三期，评选先进保健院两家，妇女健康得到有效保障。",
        "下一步，继续抓好出生缺陷干预，推进儿童早期发展项目，提高妇幼健康服务水平，完成上级下达的任务。",
    ]
    assert [flaw for flaw, _ in marked("双拥工作总结", *lines, flaw="off_topic")] == ["off_topic"]
