"""What is planned, denied, of several years, of a wider place, another unit's deed, or masked."""

import pytest
from shuangyong.narrative.language import analyse


def marked(text, title="某县人民医院2026年双拥工作总结", year=2026):
    """Return the marks of each quantity of a text, spans of time left out."""
    analysis = analyse(f"{title}\n{text}\n", year)
    return [
        sorted(quantity.marks)
        for sentence in analysis.sentences
        for quantity in sentence.quantities
        if quantity.unit not in ("年", "月", "天")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "拟定春节前慰问20户军属。",
        "计划走访30户，发放慰问金2万元。",
        "将组织医生50名下乡义诊。",
        "力争全年培训200人次。",
        "要开展活动不少于4次。",
        "明年打算赠书300册。",
        "计划下半年再聘请辅导员4名。",
        "下一步，继续为12户军属送医上门。",
        "五、下一步打算\n走访老兵40名。",
        "六、2027年工作计划\n1、走访老兵40名。",
        "三、下半年打算\n一是年底前完成剩余4400人；二是共安排座谈2次。",
        "四、今后工作思路\n（一）做好慰问。走访老兵40名。",
    ],
)
def test_planned(text):
    assert all("planned" in marks for marks in marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "走访了30户军属。",
        "计划走访30户，实际已走访28户。",
        "按照年初计划，先后慰问官兵60名。",
        "今年以来走访老兵40名。",
        "为将士们送去图书300册。",
        "把将要退伍的8名战士请到院里座谈，共发放纪念品8份。",
        "五、下一步打算\n走访老兵。\n附：全年已走访40名。",
        "近日走访军属3户。",
        "解决了没有工作的3名家属的难题。",
        "为未就业家属4名安排了岗位。",
        "一年来，慰问官兵60名。",
        "2026年，慰问官兵60名。",
        "2026年以来，慰问官兵60名。",
        "今年以来，截至目前累计慰问官兵60名。",
        "荣获全省先进个人3名。",
        "完成全市征兵体检343人。",
        "走访抗美援朝老兵12名。",
        "主要在春节期间走访30户。",
        "参加重要会议3次。",
        "按计划开展义诊6次。",
        "按规定发放优待金110万元。",
        "将慰问品送到30户军属手中。",
        "草拟文件5份。",
        "积极争取上级资金50万元。",
        "确保30名新兵顺利入伍。",
        "将大批图书300册送到军营。",
        "根据工作需要开展培训4期。",
        "看望近50年党龄的老兵4名。",
    ],
)
def test_plainly_done(text):
    assert marked(text)[-1] == []


def test_done_beats_planned_in_its_clause_only():
    assert marked("计划走访30户，已走访28户。") == [["planned"], []]


@pytest.mark.parametrize("text", ["没有发生1起上访。", "全年未发生一起事故、2起投诉。", "取消活动2次。"])
def test_negated(text):
    assert marked(text)[-1] == ["negated"]


def test_a_target_is_no_deed():
    assert marked("输送新兵16名，完成下达的15名任务，目标数12名。") == [[], ["planned"], ["planned"]]


def test_what_stands_before_a_denial_is_not_denied():
    assert marked("走访军属3户没有遗漏。") == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "近年来，共接收退伍军人8名。",
        "近两年来，接收退伍军人8名。",
        "五年来，投入资金30万元。",
        "3年来，我院安置干部1人、士兵7人。",
        "三年间，送医上门200户。",
        "2019年以来，投入资金30万元。",
        "截至目前，全院累计悬挂光荣牌35块。",
        "历年投入资金30万元。",
        "自2019年成立服务站以来，已接待老兵1300多人次。",
        "2023—2026年，投入资金30万元。",
    ],
)
def test_cumulative(text):
    assert all(marks == ["cumulative"] for marks in marked(text))


def test_cumulative_until_this_year():
    assert marked("五年来，投入资金30万元，今年投入8万元。") == [["cumulative"], []]


def test_an_opening_tells_of_how_many_years_all_is():
    text = "近两年来，我校重视双拥，现将这两年来的工作总结如下：\n走访军属6户。"
    assert marked(text, "某小学双拥工作总结", None) == [["cumulative"]]


@pytest.mark.parametrize(
    ("title", "text", "background"),
    [
        ("某县人民医院双拥工作总结", "全市共有优抚对象5000名。", True),
        ("某县人民医院双拥工作总结", "全院共有军属15名。", False),
        ("某市退役军人事务局工作总结", "引导全市130家企业参与。", False),
        ("某市退役军人事务局工作总结", "全国共有300个城市入选。", True),
        ("某镇双拥工作总结", "全镇共有军属15户。", False),
        ("某镇双拥工作总结", "全县共有军属1500户。", True),
        ("某县双拥工作总结", "全县共有军属1500户。", False),
        ("某县人民医院双拥工作总结", "2021年，慰问官兵60名。", True),
        ("某县人民医院双拥工作总结", "2021年，我院慰问官兵60名。", True),
        ("某县人民医院双拥工作总结", "我院创办于1956年，现有职工180人。", False),
        ("某县人民医院双拥工作总结", "抗美援朝中，有12名医生上前线。", True),
        ("某县人民医院双拥工作总结", "按照每人每月800元的标准发放。", True),
        ("某县人民医院双拥工作总结", "门诊量由去年的30人次增加到50人次。", None),
        ("某县人民医院双拥工作总结", "手术费按照80%支付。", True),
        ("某县人民医院双拥工作总结", "救助标准为每户3000元。", True),
        ("某县人民医院双拥工作总结", "按3000元的标准救助。", True),
        ("某县双拥工作制度", "每年召开会议两次。", True),
        ("某县双拥工作总结", "一、健全制度\n召开会议两次。", False),
    ],
)
def test_background(title, text, background):
    marks = marked(text, title)
    if background is None:
        assert marks == [["background"], []]
    else:
        assert [("background" in one) for one in marks] == [background]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("支出4万元，比上年增加5000元，同比增长12%，较去年多3户。", [False, True, True, True]),
        ("共建单位由2020年的5家发展到现在的13家。", [True, False]),
        ("全年增加岗位3个，减少纠纷2起。", [False, False]),
    ],
)
def test_what_is_only_compared(text, background):
    assert [("background" in marks) for marks in marked(text)] == background


def test_a_wider_place_until_the_writer_speaks_of_itself():
    assert marked("全市共有军属500户、老兵300名，我院服务60名。") == [["background"], ["background"], []]


@pytest.mark.parametrize(
    ("title", "text", "others"),
    [
        ("某县人民医院双拥工作总结", "县民政局向军属发放补助3万元。", True),
        ("某县人民医院双拥工作总结", "县委、县政府投入资金200万元。", True),
        ("某县人民医院双拥工作总结", "在县民政局支持下，为军属减免费用3万元。", False),
        ("某县人民医院双拥工作总结", "配合县人武部体检青年300名。", False),
        ("某县民政局双拥工作总结", "县民政局向军属发放补助3万元。", False),
        ("某县双拥工作总结", "县委、县政府投入资金200万元。", False),
        ("某县双拥办工作总结", "县民政局向军属发放补助3万元。", False),
    ],
)
def test_others(title, text, others):
    [marks] = marked(text, title)
    assert ("others" in marks) == others


@pytest.mark.parametrize(
    "text", ["为xx部队送书300册。", "向**村军属送米30袋。", "为___送书3册。", "向×××部队送书3册。"]
)
def test_masked(text):
    [sentence] = analyse(text).sentences
    assert sentence.marks == {"masked"}
    assert marked(text) == [[]]  # the number is none the less one


@pytest.mark.parametrize(
    ("title", "text", "plan"),
    [
        ("某院2026年双拥工作计划", "慰问军属20户。\n座谈2次。", True),
        ("某院2026年双拥工作总结和2027年计划", "慰问军属20户。", False),
        ("某院双拥工作计划", "现将工作汇报如下：\n慰问军属20户。", False),
        ("某院双拥工作计划", "慰问了军属20户。送去了米20袋。开展了座谈2次。", False),
        ("某院双拥工作总结", "慰问军属20户。", False),
    ],
)
def test_a_plan_as_a_whole(title, text, plan):
    assert analyse(f"{title}\n{text}").plan == plan
    assert all(("planned" in marks) == plan for marks in marked(text, title))


def test_the_writer_is_who_it_calls_itself_not_what_a_copied_title_says():
    text = "我校重视双拥。\n县民政局向军属发放补助3万元。\n全县共有军属500户。"
    assert marked(text, "某县双拥工作总结") == [["others"], ["background"]]


def test_a_section_of_another_year():
    text = "一、2025年工作\n走访30户。\n二、2026年工作\n走访40户。\n三、2027年重点任务\n走访50户。"
    assert marked(text) == [["background"], [], ["planned"]]


def test_an_older_year_holds_for_the_dates_behind_it():
    assert marked("2025年7月走访30户。8月走访40户。\n8月走访50户。") == [["background"], ["background"], []]


def test_an_opening_that_looks_back_on_many_years_but_tells_of_one():
    text = "十年来，我校重视双拥，现将2026年工作总结如下：\n走访军属6户。"
    assert marked(text, "某小学双拥工作总结") == [[]]


def test_each_document_of_a_collection_has_its_own_title():
    text = "某院双拥工作计划\n走访军属20户。\n某院双拥工作总结\n走访军属18户。"
    sentences = analyse(text).sentences
    assert [sorted(one.marks) for sentence in sentences for one in sentence.quantities] == [["planned"], []]
    assert not analyse(text).plan
