"""What holds for every text: nothing fails, offsets say what they stand for, a numeral in any style reads back."""

import string
from decimal import Decimal

import cn2an
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from shuangyong.model import numerals
from shuangyong.narrative.language import analyse

PROSE = st.text(
    alphabet=st.sampled_from(
        "今去年月日至第三季度八一二十百千万亿两半余多近约各每人名户次元%分之个场,.，。；：、\n\t“”《》（）()0123456789xX*-—～"
        "计划将了已没有全市县政府向截至目前累计的春节总结汇报如下以来是篇第章①１２％𠀀\u200b "
    ),
    max_size=80,
)
ANY = st.one_of(PROSE, st.text(max_size=60))


@given(ANY)
@settings(max_examples=400, deadline=None)
@example("")
@example("\n")
@example("20xx年8月\x00")
@example("一二三四五六七八九十百千万亿" * 40)
@example("9" * 400 + "元")
@example("99999999999999亿亿元")
@example("零分之三")
@example("0月\n")
@example("8月\n1日")
@example(" \n3、走访")
@example("第\n3名")
@example("十十成")
def test_no_text_fails_and_offsets_hold(text):
    analysis = analyse(text)
    ends = 0
    for sentence in analysis.sentences:
        assert ends <= sentence.start < sentence.end <= len(text)
        assert text[ends : sentence.start].strip("\n") == ""
        assert [sentence.start, *(clause.end for clause in sentence.clauses)][:-1] == [
            clause.start for clause in sentence.clauses
        ]
        assert sentence.clauses[-1].end == sentence.end
        for one in (*sentence.quantities, *sentence.moments, *sentence.vague):
            assert sentence.start <= one.start < one.end <= sentence.end
            assert text[one.start : one.end] == one.said
        for clause in sentence.clauses:
            assert clause.item is None or clause.start <= clause.item.start < clause.item.end <= clause.end
        ends = sentence.end
    assert text[ends:].strip("\n") == ""
    places = [one.start for sentence in analysis.sentences for one in sentence.quantities]
    assert places == sorted(set(places))


@given(st.text(alphabet="双拥工作总结慰问军属开展活动，。；：“”（）\n" + string.ascii_letters, max_size=60))
def test_a_text_without_numbers_has_no_quantities(text):
    assert not [one for sentence in analyse(text).sentences for one in (*sentence.quantities, *sentence.vague)]


def value_of(said):
    [quantity] = [one for sentence in analyse(f"共计{said}。").sentences for one in sentence.quantities]
    return quantity.value, quantity.unit


@given(st.integers(2, 10**11))
def test_a_whole_number_in_every_style(number):
    styles = [
        f"{number}元",
        f"{number:,}元",
        str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")) + "元",
        f"{number} 元",
        numerals.spell(number) + "元",
        cn2an.an2cn(number) + "元",
        cn2an.an2cn(number, "up") + "元",
    ]
    assert {value_of(style) for style in styles} == {(Decimal(number), "元")}


@given(st.decimals(min_value="0.01", max_value="9999.99", places=2), st.sampled_from(["", "万", "亿", "千"]))
def test_a_decimal_with_a_scale(amount, scale):
    times = {"": 1, "千": 1000, "万": 10**4, "亿": 10**8}[scale]
    assert value_of(f"{amount}{scale}元") == (amount * times, "元")


@given(st.integers(1, 100))
def test_a_share_as_cn2an_writes_it(share):
    assume(share != 100)  # cn2an writes 百分之一百, documents write 百分之百
    assert value_of(cn2an.transform(f"{share}%", "an2cn")) == (Decimal(share) / 100, "%")


@pytest.mark.parametrize("words", ["百分之百", "百分之一百"])
def test_the_whole(words):
    assert value_of(words) == (1, "%")
