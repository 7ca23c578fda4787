"""Points that do not add up are told and do not stop anybody."""

from decimal import Decimal

import pytest
from shuangyong.assess.scoring import score

HEAD = (
    '[standard]\nid = "t"\ntitle = "试"\ntotal = {total}\n'
    '[[category]]\nid = "c"\ntitle = "一、类"\npoints = {points}\n{more}'
)
ITEM = '\n[[item]]\ncategory = "c"\nnumber = "{number}"\ncontent = "事"\npoints = {points}\n{more}'


def text(total=3, points=3, items=((1, ""), (2, "")), more=""):
    listed = "".join(ITEM.format(number=n, points=p, more=m) for n, (p, m) in enumerate(items, 1))
    return HEAD.format(total=total, points=points, more=more) + listed


def test_what_adds_up_is_no_matter(built):
    assert built(text()).warnings == ()


@pytest.mark.parametrize(
    ("changed", "message", "place"),
    [
        ({"points": 4}, "「一、类」分值 4 分，各条加起来是 3 分。", "第 8 行"),
        ({"total": 100}, "总分写的是 100 分，各条加起来是 3 分。", "第 4 行"),
        (
            {"items": ((1, ""), (2, '[[item.point]]\npoints = 1\nkind = "会议"'))},
            "第 2 条分值 2 分，得分点加起来是 1 分。",
            "第 20 行",
        ),
    ],
)
def test_a_sum_that_differs_is_a_warning_at_its_line(built, changed, message, place):
    (one,) = built(text(**changed)).warnings
    assert (one.message, one.severity, one.place) == (message, "warning", place)


def test_the_sum_of_guichi_is_told(built):
    """A district's table gave item 5 two points and its rule one (domain a): told, and scored by the rule."""
    rule = '[[item.point]]\npoints = 1\nkind = "专项经费"'
    (one,) = built(text(total=2, points=2, items=((2, rule),))).warnings
    assert one.code == "points-differ"


def test_a_category_that_is_still_open_may_hold_less_than_it_states(built):
    assert built(text(total=9, points=9, more='open = "待双拥办补充"\n')).warnings == ()
    (one,) = built(text(total=1, points=1, more='open = "待双拥办补充"\n')).warnings
    assert "分值 1 分，各条加起来是 3 分" in one.message


def test_each_sector_has_to_come_to_the_total(built):
    items = ((2, ""), (1, 'sector = "医院"'), (1, 'sector = "其他"'))
    assert built(text(items=items)).warnings == ()
    items = ((2, ""), (0.5, 'sector = "医院"'), (1, 'sector = "其他"'))
    assert [one.message for one in built(text(items=items)).warnings] == [
        "「一、类」分值 3 分，各条（医院）加起来是 2.5 分。",
        "总分写的是 3 分，各条（医院）加起来是 2.5 分。",
    ]


def test_bonus_and_vetoes_are_not_in_the_total(built):
    items = ((3, ""), (2, 'nature = "加分"'))
    assert built(text(items=items)).warnings == ()


def test_a_standard_that_does_not_add_up_still_scores_and_shows_what_its_items_add_up_to(built, written):
    standard = built(text(total=100, points=21)).standard
    made = score(written(), standard, "hospital")
    assert (made.full, made.pending, [one.points for one in made.categories]) == (3, Decimal(3), [3])
    assert (standard.total, standard.categories[0].points) == (3, 3)


def test_sums_that_sectors_do_not_share_are_each_sectors_own(built, written):
    items = ((2, ""), (0.5, 'sector = "医院"'), (1, 'sector = "其他"'))
    standard = built(text(items=items)).standard
    shown = {one: score(written(sector=one), standard, one) for one in ("hospital", "school")}
    assert {one: (made.full, made.categories[0].points) for one, made in shown.items()} == {
        "hospital": (Decimal("2.5"), Decimal("2.5")),
        "school": (3, 3),
    }


def test_what_the_fix_says_of_an_item_is_what_it_can_bring(built):
    rule = '[[item.point]]\npoints = 1\nkind = "专项经费"'
    (one,) = built(text(total=2, points=2, items=((2, rule),))).warnings
    assert one.fix == "请核对原文后改成一致；不改也能打分，这一条最多得 1 分。"


def test_a_total_that_is_too_high_brings_the_line_no_nearer(built):
    made = built(text(total=10).replace("total", "passing = 5\ntotal", 1))
    assert made.warnings[0].message == "合格线 5 分，满分连加分也只有 3 分，谁都不能合格。"


def test_items_of_a_sector_that_is_not_installed_are_left_out_and_told(built):
    items = ((3, ""), (1, 'sector = "铁塔公司"'))
    made = built(text(items=items))
    assert [one.code for one in made.warnings] == ["idle-items"]
    assert "铁塔公司" in made.warnings[0].message
    assert [item.number for item in made.standard.items] == ["1"]


@pytest.mark.parametrize(
    ("passing", "told"), [("3", []), ("5", []), ("5.25", ["合格线 5.25 分，满分连加分也只有 5 分，谁都不能合格。"])]
)
def test_a_line_that_nobody_can_reach_is_told(built, passing, told):
    items = ((3, ""), (2, 'nature = "加分"'))
    made = built(text(items=items).replace("total", f"passing = {passing}\ntotal", 1))
    assert [one.message for one in made.warnings] == told
