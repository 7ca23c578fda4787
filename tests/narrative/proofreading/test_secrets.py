import pytest


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("到第83集团军某旅巡诊。", "第83集团军"),
        ("与武警第三支队开展共建。", "武警第三支队"),
        ("到驻地钢铁英雄团联欢。", "驻地钢铁英雄团"),
    ],
)
def test_a_designation_is_marked(marked, said, quote):
    assert marked("总结", said, flaw="military_designation") == [("military_designation", quote)]


@pytest.mark.parametrize(
    "said",
    [
        "与73901部队、驻地某部、武警某支队共建。",
        "慰问武警清水中队官兵。",
        "讲述志愿军第38军在抗美援朝中的事迹。",
        "第一师范学校组织军训，第三营养餐厅免费。",
    ],
)
def test_what_may_be_printed_is_left_alone(marked, said):
    assert marked("总结", said, flaw="military_designation") == []


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("继续为“三老功臣”陈大山、李水生等送医送药，解决治病难问题。", "三老功臣”陈大山、李水生"),
        ("看望了身患重病的军属王秀兰，送去慰问金。", "军属王秀兰"),
        ("为独居的赵德福老人打扫卫生，解决困难。", "赵德福"),
        ("联系人：小李，13912345678。", "13912345678"),
        ("身份证号11010519491231002X。", "11010519491231002X"),
    ],
)
def test_a_private_person_is_marked(marked, said, quote):
    assert marked("总结", said, flaw="personal_data") == [("personal_data", quote)]


@pytest.mark.parametrize(
    "said",
    [
        "县委书记张国强看望了困难军属。",
        "老兵代表李大江同志作报告会宣讲，介绍困难时期的奋斗经历。",
        "为残疾军人安装义肢，为军属解决困难，帮困难户常年打扫卫生。",
        "慰问军属王某，送去救助金。",
        "咨询电话：0571-86543210。",
        "学习雷锋、张思德的精神，帮助困难群众。",
    ],
)
def test_others_are_left_alone(marked, said):
    assert marked("总结", said, flaw="personal_data") == []
