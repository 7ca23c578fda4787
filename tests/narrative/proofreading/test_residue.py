import pytest


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("双拥工作计划篇三", "双拥工作计划篇三"),
        ("第二篇：街道拥军工作小结", "第二篇：街道拥军工作小结"),
        ("拥军优属方案范文", "拥军优属方案范文"),
        ("双拥工作总结精选12篇", "总结精选12篇"),
        ("小编为您整理了以上材料。", "小编为您整理了以上材料"),
        ("点击下载文档", "点击下载文档"),
        ("返回目录", "返回目录"),
        ("上一篇：拥军优属讲话", "上一篇：拥军优属讲话"),
        ("详情请见www.example.com网站。", "www.example.com"),
        ("来源：某某文库", "来源：某某文库"),
        ("军民`共建有声有色。", "军民`共建有"),
        ("下发了慰问工作的.通知。", "工作的.通知"),
        ("坚持邓-小-平理论。", "坚持邓-小-平理论"),
    ],
)
def test_what_a_web_page_left_is_marked(marked, said, quote):
    assert ("web_residue", quote) in marked("双拥工作总结", "全镇开展了慰问。", said, flaw="web_residue")


@pytest.mark.parametrize(
    "said",
    [
        "全年报送双拥信息12篇，撰写心得体会30篇。",
        "工作经费来源：财政拨款。",
        "一.加强领导",
        "健全县-乡-村三级网络，周一-周五开放。",
        "在'八一'前夕走访。",
        "退役军人服务站设在便民中心，本站有2名工作人员。",
        "目录",
        "扫码可以查询优待政策，服务更加方便快捷，得到军属好评。",
    ],
)
def test_what_belongs_to_a_text_is_left_alone(marked, said):
    assert marked("双拥工作总结", said, flaw="web_residue") == []


def test_a_passage_told_twice_is_marked(marked):
    passage = "门诊大厅设立军人窗口，安排专人引导就诊，做到优先挂号、优先检查、优先取药。"
    assert marked("总结", f"一、{passage}", "二、组织义诊。", f"三、{passage}", flaw="duplicate_passage") == [
        ("duplicate_passage", f"三、{passage.rstrip('。')}")
    ]


def test_a_heading_that_repeats_the_words_before_it_is_marked(marked):
    found = marked("总结", "情况如下：领导重视，组织健全是做好工作的保证。", "一、领导重视，组织健全是做好工作的保证。")
    assert found == [("duplicate_passage", "一、领导重视，组织健全是做好工作的保证")]


def test_phrases_of_the_day_may_come_again(marked):
    words = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神"
    assert marked("2024年总结", f"{words}，慰问军属。", f"{words}，服务官兵。", flaw="duplicate_passage") == []
