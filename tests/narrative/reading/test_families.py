"""Words of one family say the same: each is tried with several objects, measure words and orders."""

from itertools import product

import pytest
from shuangyong.catalog import installed_for_figures
from shuangyong.narrative.language import analyse
from shuangyong.narrative.reading.proposing import propose

YEAR = 2026
GIVEN = [
    "捐赠",
    "赠送",
    "送去",
    "送上",
    "送来",
    "捐献",
    "配送",
    "配备",
    "添置",
    "添购",
    "购置",
    "援建",
    "安装",
    "捐助",
    "发放",
]
GOODS = (("图书", "册"), ("空调", "台"), ("棉被", "床"), ("大米", "袋"), ("健身器材", "套"))
VISITED = ["走访", "慰问", "看望", "探望", "走访慰问", "看望慰问", "登门看望", "上门慰问", "慰劳", "入户看望"]
WHOM = (("军属", "户"), ("退役军人", "名"), ("优抚对象", "人"), ("伤残军人", "位"))
ABOUT = ("", "近", "约", "共", "共计", "累计", "总计", "先后")


def values(text, sector=None):
    """Return the figures that a text proposes, those of rows left out."""
    reading = propose(analyse(text, YEAR), installed_for_figures(), sector)
    return {
        (field, float(value))
        for proposal in reading.proposals
        for field, value in proposal.fields.items()
        if field != "count" and not isinstance(value, str) and not hasattr(value, "year")
    }


@pytest.mark.parametrize(("verb", "goods"), [*product(GIVEN, GOODS)], ids=str)
def test_goods_are_given_in_many_words(verb, goods):
    thing, unit = goods
    for said in (f"{verb}{thing}37{unit}", f"{verb}37{unit}{thing}", f"{verb}了{thing}共37{unit}"):
        assert values(f"今年向驻地部队{said}。") == {("items", 37.0)}, said


@pytest.mark.parametrize(("verb", "whom"), [*product(VISITED, WHOM)], ids=str)
def test_people_are_visited_in_many_words(verb, whom):
    people, unit = whom
    measure = "households" if unit == "户" else "people"
    for said in (f"{verb}{people}37{unit}", f"{verb}37{unit}{people}", f"{verb}了困难{people}37{unit}"):
        assert values(f"春节前，{said}。") == {(measure, 37.0)}, said


@pytest.mark.parametrize("about", ABOUT)
def test_what_stands_before_a_number_changes_none(about):
    assert values(f"全年为部队办实事{about}18件。") == {("matters", 18.0)}
    assert values(f"全年发放慰问金{about}6.5万元。", "township") == {("cash", 65000.0)}


@pytest.mark.parametrize("unit", ["名", "位", "个", "人"])
def test_people_are_counted_in_any_measure_word(unit):
    assert values(f"今年接收安置转业干部6{unit}。") == {("placed", 6.0)}
