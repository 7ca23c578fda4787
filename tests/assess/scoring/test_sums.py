"""Sums, verdicts, vetoes, bonus, several years, and many units side by side."""

from decimal import Decimal

import attrs
import pytest
from shuangyong import Commendation, LeadingGroup, Meeting, PartialDate
from shuangyong.assess.cycle import UnitScore, years_between
from shuangyong.assess.ranking import Ranking, rank
from shuangyong.assess.scoring import score
from shuangyong.assess.shipped import standard_of

GROUP = LeadingGroup(date=PartialDate(2026, 1, 5), leader="甲")

RULES = """
[standard]
id = "t"
title = "试"
total = 10
passing = 6
bonus = 1
cycle = "{cycle}"
[[category]]
id = "c"
title = "一、类"
points = 10
[[category]]
id = "x"
title = "另"
[[item]]
category = "c"
number = "1"
content = "开会"
points = 8
[[item.point]]
points = 8
how = "每"
kind = "会议"
gain = 2
[[item]]
category = "c"
number = "2"
content = "评定"
points = 2
[[item]]
category = "x"
number = "加1"
content = "表彰"
nature = "加分"
points = 2
[[item.point]]
points = 2
kind = "表彰奖励"
[[item]]
category = "x"
number = "否1"
content = "没有领导小组"
nature = "一票否决"
[[item.point]]
kind = "双拥工作领导小组"
"""


@pytest.fixture
def scored(built, written):
    """Score a year of so many meetings by a standard of ten points."""

    def make(meetings, *records, year=2026, name="甲单位", cycle="平均", sector="hospital", given=()):
        standard = built(RULES.format(cycle=cycle)).standard
        deeds = [Meeting(date=PartialDate(year, n + 1, 1), title="会") for n in range(meetings)]
        return score(written(*deeds, *records, year=year, name=name, sector=sector), standard, sector, given=given)

    return make


def test_a_total_leaves_out_what_a_person_has_to_judge(scored):
    made = scored(2, GROUP)
    assert (made.total, made.full, made.pending) == (4, 10, 2)
    assert made.verdict == "待评定"


def test_bonus_is_cut_at_its_cap(scored):
    made = scored(3, GROUP, Commendation(date=PartialDate(2026, 7, 1), honour="先进", level="县"))
    assert (made.basic, made.bonus, made.total) == (6, 1, 7)
    assert made.verdict == "合格"
    assert [one.score for one in made.categories] == [6]


def test_too_few_points_fail_whatever_people_say(scored):
    assert scored(1, GROUP).verdict == "不合格"


def test_a_veto_strikes_where_what_must_be_is_not(scored):
    made = scored(4)
    assert [one.item.number for one in made.vetoes] == ["否1"]
    assert made.verdict == "一票否决"
    assert made.vetoes[0].why == "没有“双拥工作领导小组”"
    assert [(one.gain, str(one)) for one in made.vetoes[0].missing] == [(0, "补录 1 条“双拥工作领导小组”")]
    assert not [one for one in made.advice if one.item == "否1"]


def test_advice_has_the_least_work_for_a_point_first(scored, catalog, written):
    made = score(written(GROUP), standard_of(catalog, "unit").standard, "hospital")
    work = [one.effort / one.gain for one in made.advice]
    assert work == sorted(work) and len(work) > 20
    assert all(one.gain > 0 for one in made.advice)


def test_a_cycle_is_the_mean_of_its_years(scored):
    years = [scored(n, GROUP, year=year) for year, n in ((2023, 4), (2024, 3), (2025, 4), (2026, 1))]
    unit = UnitScore(scores=tuple(years), years=years_between(years))
    assert unit.total == Decimal("6")
    assert [one.score for one in unit.categories] == [Decimal("6")]
    assert unit.missing_years == ()


def test_a_year_without_a_ledger_brings_nothing_and_is_named(scored):
    years = [scored(4, GROUP, year=year) for year in (2023, 2026)]
    unit = UnitScore(scores=tuple(years), years=years_between(years))
    assert (unit.total, unit.missing_years) == (Decimal("4.00"), (2024, 2025))


def test_a_cycle_may_be_its_weakest_year(scored):
    years = [scored(n, GROUP, year=year, cycle="最低") for year, n in ((2025, 4), (2026, 1))]
    unit = UnitScore(scores=tuple(years), years=(2025, 2026))
    assert (unit.total, [one.score for one in unit.categories]) == (2, [2])
    assert UnitScore(scores=tuple(years), years=(2024, 2025, 2026)).total == 0


def test_one_years_veto_is_the_cycles(scored):
    years = [scored(4, year=2025), scored(4, GROUP, year=2026)]
    unit = UnitScore(scores=tuple(years), years=(2025, 2026))
    assert [(year, one.item.number) for year, one in unit.vetoes] == [(2025, "否1")]
    assert unit.verdict == "一票否决"


@pytest.fixture
def ranking(scored):
    one_year = [
        scored(3, GROUP, name="乙"),
        scored(4, name="丙"),
        scored(3, GROUP, name="甲", sector="school"),
        scored(1, GROUP, name="丁"),
        scored(4, GROUP, name="戊"),
    ]
    units = rank(UnitScore(scores=(one,), years=(2026,)) for one in one_year)
    return Ranking(standard=one_year[0].standard, years=(2026,), units=units)


def test_equal_points_share_a_rank_and_the_vetoed_have_none(ranking):
    told = [(place.rank, place.score.unit, place.score.total) for place in ranking.units]
    assert told == [(1, "戊", 8), (2, "乙", 6), (2, "甲", 6), (4, "丁", 2), (None, "丙", 8)]
    assert [place.score.unit for place in ranking.vetoed] == ["丙"]


def test_means_are_over_all_units(ranking):
    assert ranking.average == Decimal("6.00")
    assert [(one.id, one.full, one.score, one.rate) for one in ranking.categories] == [
        ("c", 10, Decimal("6.00"), Decimal("0.6000"))
    ]
    assert [(one.id, one.units, one.score) for one in ranking.sectors(str)] == [
        ("hospital", 4, Decimal("6.00")),
        ("school", 1, Decimal("6.00")),
    ]


def test_the_weakest_item_is_where_most_units_lose(ranking):
    assert [(one.item.number, one.units, one.losing, one.lost) for one in ranking.weak] == [
        ("2", 5, 5, Decimal("2.00")),
        ("1", 5, 3, Decimal("2.00")),
    ]
    assert ranking.weak[1].hint == "“会议”不够"


def test_scores_can_be_sent_to_another_process(scored):
    import pickle

    made = scored(3, GROUP)
    assert pickle.loads(pickle.dumps(made)) == made


def test_an_item_never_brings_more_than_it_states(built, written):
    text = RULES.format(cycle="平均").replace("points = 8\nhow", "points = 9\nhow")
    deeds = [Meeting(date=PartialDate(2026, n, 1), title="会") for n in range(1, 6)]
    made = score(written(*deeds, GROUP), built(text).standard, "hospital")
    assert made.items[0].score == 8


def test_a_score_is_frozen(scored):
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        scored(1).year = 2027
