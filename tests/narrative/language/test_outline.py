"""Headings, sentences, clauses and the numbers of enumerations."""

import pytest
from shuangyong.narrative.extracted import Extracted, Piece
from shuangyong.narrative.language import analyse

TEXT = """某县医院2026年双拥工作总结
全院上下同心协力。
一、加强领导，健全机制
（一）成立班子。由院长任组长，书记任副组长。
（二）完善制度
1.建立例会制度。每月一次。
2、建立台账制度：专人负责。
二、做好慰问。
一是看望军属。春节前看望了6户；二是慰问官兵。八一前送去图书100册。
存在问题
经费不足。
"""


def headings_of(text):
    return [(heading.level, heading.item and heading.item.style, heading.title) for heading in analyse(text).headings]


def test_a_numbered_tree():
    assert headings_of(TEXT) == [
        (0, None, "某县医院2026年双拥工作总结"),
        (1, "一、", "加强领导，健全机制"),
        (2, "（一）", "成立班子"),
        (2, "（一）", "完善制度"),
        (3, "1.", "建立例会制度"),
        (3, "1.", "建立台账制度"),
        (1, "一、", "做好慰问"),
        (2, "一是", "看望军属"),
        (2, "一是", "慰问官兵"),
        (1, None, "存在问题"),
    ]


def test_a_sentence_stands_under_its_headings():
    analysis = analyse(TEXT)
    [books] = [sentence for sentence in analysis.sentences if "100册" in analysis.text[sentence.start : sentence.end]]
    assert [heading.title for heading in books.headings] == ["某县医院2026年双拥工作总结", "做好慰问", "慰问官兵"]
    assert books.paragraph == 8


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("十一、落实政策", "一、", 11),
        ("（三）落实政策", "（一）", 3),
        ("(3) 落实政策", "（1）", 3),
        ("3. 落实政策", "1.", 3),
        ("3．落实政策", "1.", 3),
        ("3、落实政策", "1.", 3),
        ("3）落实政策", "1）", 3),
        ("③落实政策", "①", 3),
        ("第三章 落实政策", "第一章", 3),
        ("第三部分：落实政策", "第一部分", 3),
        ("三是落实政策", "一是", 3),
        ("三要落实政策", "一要", 3),
        ("## 三、落实政策", "一、", 3),
        ("- 3、落实政策", "1.", 3),
        ("　　三、落实政策", "一、", 3),
    ],
)
def test_styles_of_numbers(line, style, number):
    [sentence] = analyse(line).sentences
    assert sentence.item is not None
    assert (sentence.item.style, sentence.item.number) == (style, number)


@pytest.mark.parametrize(
    "line", ["3.5万元已拨付", "三月走访", "2026年走访", "3名军医", "一要求就到", "（三五）", "三、四月走访"]
)
def test_what_is_no_item(line):
    assert analyse(line).sentences[0].item is None


def test_items_in_a_sentence():
    [sentence] = analyse("重点抓三件事：一是走访，二是体检，三是座谈。").sentences
    assert [clause.item.number for clause in sentence.clauses if clause.item] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去了军营。又去了医院！好吗？", ["去了军营。", "又去了医院！", "好吗？"]),
        ("送米；送油;送药", ["送米；", "送油;", "送药"]),
        ("开展“进军营。送温暖”活动。", ["开展“进军营。送温暖”活动。"]),
        ("他说：“谢谢。”大家鼓掌。", ["他说：“谢谢。”", "大家鼓掌。"]),
        ("慰问品（米；油）已送达。", ["慰问品（米；油）已送达。"]),
        ("第一行\n\n第二行\n", ["第一行", "第二行"]),
    ],
)
def test_sentences(text, expected):
    analysis = analyse(text)
    assert [analysis.text[one.start : one.end] for one in analysis.sentences] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("春节前，看望军属,送去慰问金1,200元。", ["春节前，", "看望军属,", "送去慰问金1,200元。"]),
        ("时间：8:30，地点：礼堂。", ["时间：", "8:30，", "地点：", "礼堂。"]),
        ("举办“爱国，强军”讲座，听众多。", ["举办“爱国，强军”讲座，", "听众多。"]),
        ("走访\t3\t45", ["走访\t", "3\t", "45"]),
    ],
)
def test_clauses(text, expected):
    analysis = analyse(text)
    [sentence] = analysis.sentences
    assert [analysis.text[one.start : one.end] for one in sentence.clauses] == expected
    assert all(sentence.clause_at(clause.end - 1) is clause for clause in sentence.clauses)


@pytest.mark.parametrize("line", ["尊敬的各位领导：", "2026年1月8日", "全院上下同心协力。", "联系人：张某"])
def test_lines_that_are_no_headings(line):
    assert line.rstrip("：") not in [title for _, _, title in headings_of(f"双拥工作总结\n{line}\n正文在此。")]


def test_the_name_above_the_date_signs():
    assert headings_of("双拥工作总结\n正文。\n某县医院\n2026年1月8日\n") == [(0, None, "双拥工作总结")]


def test_headings_that_the_document_marks():
    extracted = Extracted.of(
        "a.docx",
        [
            Piece(text="某院的一年", form="heading", level=0),
            Piece(text="我们做了什么，还差什么", form="heading", level=1),
            Piece(text="走访3次。"),
        ],
    )
    assert [(heading.level, heading.title) for heading in analyse(extracted).headings] == [
        (0, "某院的一年"),
        (1, "我们做了什么，还差什么"),
    ]


def test_items_of_a_list_are_no_headings():
    text = (
        "双拥工作职责\n1、收集资料，按时上报。\n2、开展走访；\n3、完成任务。\n4、全年走访6次\n（五）全年座谈不少于6次。"
    )
    assert headings_of(text) == [(0, None, "双拥工作职责")]


def test_a_bare_line_far_down_is_no_title():
    text = "今年走访军属。春节座谈。七月体检。八月义诊。九月宣讲。\n存在问题\n经费不足。"
    assert headings_of(text) == [(1, None, "存在问题")]
