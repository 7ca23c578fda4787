"""The shapes in which offices' documents show a flaw, and what only looks like one."""

import pytest

TITLE = "双拥工作总结"
HOSPITAL = (
    "我院领导高度重视双拥工作，成立领导小组，全院干部职工积极参与，为驻军官兵和军属开通绿色通道，看病、住院优先。",
    "节日前夕，院领导带队看望驻军官兵，送去药品和慰问金，军民关系更加融洽，我院将继续努力，把工作做好做实。",
)
SCHOOL = (
    "我校高度重视双拥工作，成立领导小组，将国防教育纳入德育内容，组织学生军训，全校师生积极参与，热情很高。",
    "节日前夕，校领导看望驻军官兵，学生为官兵表演节目，军民关系更加融洽，我校将继续努力，把工作做好做实。",
)


@pytest.mark.parametrize(
    ("flaw", "said"),
    [
        ("numbering", "我们主要做好以下三个方面的工作：一是抓领导；二是抓宣传。"),
        ("numbering", "着力做到“四个到位”：一是领导到位；二是宣传到位；三是服务到位。"),
        ("numbering", "首先，抓领导。其次，抓宣传。第三，抓服务。"),
        ("numbering", "第一，加强领导。第二，加强宣传。再次，加强服务。"),
        ("numbering", "其一，抓领导。其二，抓宣传。其四，抓服务。"),
        ("numbering", "做法：①抓领导；②抓宣传；②抓服务。"),
        ("numbering", "一、 加强领导，成立小组。二、 深入宣传。四、走访慰问，解决困难。"),
        ("sum", "慰问军属30户，每户500元，共计1.8万元。"),
        ("sum", "向15名老兵各送200元，共2000元。"),
        ("sum", "走访优抚对象86人：伤残军人20人、烈属6人、老复员军人55人。"),
        ("sum", "今年接收退役士兵45人，其中自主就业38人，政府安置8人。"),
        ("placeholder", "由……（单位）负责实施。"),
        ("placeholder", "某年某月，我们走访了军属。"),
        ("placeholder", "存在问题：待补充"),
        ("placeholder", "慰问了 名军属、 名烈属。"),
        ("placeholder", "在（时间）开展（活动名称）。"),
        ("placeholder", "×县×镇积极开展活动。"),
        ("placeholder", "20—年，工作开展顺利。"),
        ("unit", "走访军属50人次户。"),
        ("unit", "满意率提高5%点。"),
        ("unit", "有退役军人1,23人。"),
        ("unit", "投入资金12.万元。"),
        ("web_residue", "工作扎实有效。（责任编辑：小李）"),
        ("web_residue", "共2页: 1 2 下一页"),
        ("web_residue", "收藏(0)"),
        ("web_residue", "本文已被浏览300次"),
        ("web_residue", "[键入文字]"),
    ],
)
def test_a_flaw_in_another_shape_is_marked(marked, flaw, said):
    assert {one for one, _ in marked(TITLE, "我们认真抓好各项工作。", said, flaw=flaw)} == {flaw}


@pytest.mark.parametrize(
    ("flaw", "lines"),
    [
        ("numbering", ["全年做了三方面工作。", "一、抓学习", "二、抓慰问", "三、抓服务", "四、下一步打算"]),
        ("numbering", ["抓好三个方面：一是抓领导；二是抓宣传；三是抓服务。下一步：一是增经费；二是增人手。"]),
        ("numbering", ["开展两项活动：一是慰问；二是义诊。还有三项服务：一是看病；二是入学；三是就业。"]),
        ("numbering", ["一、落实优待政策7项。", "1、看病优先。", "2、入学优先。", "二、走访慰问。"]),
        ("numbering", ["3、4月份集中走访。", "5、6月份开展义诊。"]),
        ("numbering", ["第一章 总则", "第一条 制定本制度。", "第二章 职责", "第二条 小组负责。", "第三条 专人承办。"]),
        ("numbering", ["一抓到底，三抓三促。"]),
        ("sum", ["慰问军属30户，每户500元，并慰问部队官兵，共计4.5万元。"]),
        ("sum", ["走访烈属3户、伤残军人5户、复员军人10户，共18户，每户500元，共计9000元。"]),
        ("sum", ["走访军属20户，每户每月补助100元，全年共计24000元。"]),
        ("sum", ["共有党员120人，其中退役军人35人，女党员50人，35岁以下党员60人。"]),
        ("sum", ["安排资金20万元：慰问5万元，培训8万元，设施7万元。"]),
        ("placeholder", ["编号000123，体温37.0度，A3纸100张。"]),
        ("placeholder", ["为 全体官兵 送去问候，慰问了 10 户军属。"]),
        ("placeholder", ["某些单位重视不够；慰问了某部队官兵。"]),
        ("unit", ["举办活动5次，场面热烈；走访20户人家；每人/次20元；1,2,3号楼。"]),
        ("web_residue", ["来源：财政拨款5万元。"]),
        ("web_residue", ["上一篇报道反映了军民情谊。"]),
        ("web_residue", ["党建文库"]),
    ],
)
def test_what_only_looks_like_a_flaw_is_left_alone(marked, flaw, lines):
    assert marked(TITLE, "我们认真抓好各项工作。", *lines, flaw=flaw) == []


@pytest.mark.parametrize(
    ("title", "own", "said"),
    [
        ("人民医院双拥工作总结", HOSPITAL, "教育广大师生热爱人民军队，支持国防建设。"),
        ("人民医院双拥工作总结", HOSPITAL, "圆满完成了全年税收任务。"),
        ("人民医院双拥工作总结", HOSPITAL, "充分发挥教育部门的职能作用，把工作抓实。"),
        ("第一小学双拥工作总结", SCHOOL, "医院党委把它列入议事日程。"),
        ("第一小学双拥工作总结", SCHOOL, "安排专人负责军人挂号、就诊。"),
        ("第一小学双拥工作总结", SCHOOL, "本院为官兵提供服务。"),
    ],
)
def test_what_another_unit_alone_says_is_marked(marked, title, own, said):
    assert len(marked(title, *own, said, flaw="wrong_sector")) == 1


@pytest.mark.parametrize(
    ("title", "own", "said"),
    [
        ("人民医院双拥工作总结", HOSPITAL, "与实验小学师生联合开展国防教育，医疗质量显著提高。"),
        ("第一小学双拥工作总结", SCHOOL, "组织学生到医院看望受伤官兵，医护人员介绍了情况。"),
        ("第一小学双拥工作总结", SCHOOL, "教育教学质量稳步提高，教职工踊跃捐款。"),
    ],
)
def test_who_only_tells_of_another_unit_is_left_alone(marked, title, own, said):
    assert marked(title, *own, said, flaw="wrong_sector") == []


@pytest.mark.parametrize(
    ("year", "said", "quote"),
    [
        (2023, "民政局优抚科走访慰问。", "民政局优抚科"),
        (2023, "与二炮某部共建。", "二炮某部"),
        (2023, "为边检站官兵体检。", "边检站官兵"),
        (2023, "宣传《征兵条例》。", "《征兵条例》"),
        (2025, "乡村振兴局帮扶军属。", "乡村振兴局"),
        (2024, "学习《现役士兵服役条例》。", "《现役士兵服役条例》"),
    ],
)
def test_more_old_names_are_known(marked, year, said, quote):
    assert marked(f"某县{year}年双拥工作总结", said, flaw="old_name") == [("old_name", quote)]


@pytest.mark.parametrize("said", ["学习卫生部队经验。", "克服文化局限性。", "乡村振兴局帮扶军属。", "实行志愿兵役制。"])
def test_words_that_hold_an_old_name_are_left_alone(marked, said):
    assert marked("某县2023年双拥工作总结", said, flaw="old_name") == []
