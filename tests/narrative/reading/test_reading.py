"""What the engine makes of numbers together: deeds, dates, totals and parts, amounts each, plans, what is left."""

from decimal import Decimal

import pytest
from shuangyong.catalog import installed_for_figures
from shuangyong.model.dates import PartialDate
from shuangyong.narrative.language import analyse
from shuangyong.narrative.reading.proposing import propose
from shuangyong.narrative.reading.sectors import sector_of

CATALOG = installed_for_figures()
YEAR = 2026


def read(text, sector=None):
    return propose(analyse(text, YEAR), CATALOG, sector)


def only(text, sector=None):
    """Return the one proposal of a text."""
    (proposal,) = read(text, sector).proposals
    return proposal


def test_several_numbers_of_one_event_make_one_record():
    one = only("7月29日走访慰问军属32户，送去慰问金1.6万元、慰问品折价4800元。")
    assert one.kind == "core.visit"
    assert (one.fields["households"], one.fields["cash"], one.fields["goods_value"]) == (32, 16000, 4800)
    assert one.date == PartialDate(YEAR, 7, 29)
    assert one.entered


def test_one_measure_twice_makes_two_records():
    kinds = [(one.fields["category"], one.fields["placed"]) for one in read("安置转业干部3人、退役士兵9人。").proposals]
    assert kinds == [("转业干部", 3), ("退役士兵", 9)]


def test_each_record_bears_the_words_that_tell_it():
    first, second = read("安置转业干部3人、退役士兵9人。").proposals
    assert first.quote.endswith("转业干部3人")
    assert second.quote.startswith("退役士兵9人")
    assert first.sentence == second.sentence == "安置转业干部3人、退役士兵9人。"


def test_quotes_and_places_stand_in_the_text():
    text = "某镇双拥工作总结\n一是走访慰问。春节前慰问烈属12户，每户600元；二是悬挂光荣牌21块。"
    for one in read(text, "township").proposals:
        assert text[one.start : one.end] == one.quote
        for field, place in one.places.items():
            assert field in one.fields
            assert text[place.start : place.end]


def test_an_amount_each_times_its_count_is_marked_and_explained():
    one = only("春节前慰问烈属12户，每户送去慰问金600元。")
    assert one.fields["cash"] == 7200
    assert "derived" in one.marks
    assert one.entered
    assert "12户×600元" in one.reason


def test_an_amount_each_alone_is_no_figure():
    reading = read("发放慰问金每户600元。")
    assert not reading.proposals
    assert reading.unplaced[0].said == "600元"


def test_approximate_figures_keep_their_mark():
    one = only("慰问军属近80户，送去慰问金约3万元。")
    assert one.approx == {"households", "cash"}


def test_a_month_stays_a_month_and_half_a_year_a_year():
    assert only("8月组织体检应征青年343名。", "hospital").date == PartialDate(YEAR, 8)
    assert only("上半年组织体检应征青年343名。", "hospital").date == PartialDate(YEAR)


def test_a_span_of_days_has_an_end():
    one = only("9月1日至7日组织新生军训，参训学生480名。", "school")
    assert (one.date, one.fields["end_date"]) == (PartialDate(YEAR, 9, 1), PartialDate(YEAR, 9, 7))


def test_a_total_beside_its_parts_is_marked():
    total, *parts = read("全年体检应征青年469名。其中，3月4日体检126名；8月12日体检343名。", "hospital").proposals
    assert total.marks == {"total"}
    assert not total.entered
    assert [part.fields["examined"] for part in parts] == [126, 343]
    assert all(part.entered for part in parts)


def test_parts_that_do_not_come_to_their_total_are_marked():
    total, part = read("全年发放优待金186万元，其中义务兵优待金42万元。").proposals
    assert total.entered
    assert part.marks == {"part"}


def test_parts_before_their_total():
    *parts, total = read("慰问烈属12户、军属20户，共32户。").proposals
    assert [part.entered for part in parts] == [True, True]
    assert total.marks == {"total"}


def test_an_opening_that_sums_up_is_kept_off_the_sheets():
    text = "某局总结\n全年开展双拥活动25次，参加923人次，投入经费5万元。\n一、走访慰问\n走访慰问军属32户。"
    opening, visit = read(text).proposals
    assert (opening.kind, opening.entered) == ("core.activity", False)
    assert (visit.kind, visit.entered) == ("core.visit", True)


def test_a_passage_that_stands_twice_is_proposed_once():
    assert len(read("走访慰问军属32户。\n为部队办实事3件。\n走访慰问军属32户。").proposals) == 2


def test_figures_of_several_years_are_proposed_with_a_mark():
    one = only("近三年来，我局共接收安置退役士兵8名。")
    assert "cumulative" in one.marks
    assert not one.entered


def test_a_bare_ratio_is_proposed_with_a_mark():
    one = only("双拥知识知晓率达到93.5%。")
    assert one.fields["rate"] == Decimal("0.935")
    assert one.marks == {"ratio"}
    assert not one.entered


def test_a_plan_is_a_planned_activity_and_no_deed():
    one = only("某院2026年双拥工作计划\n一、走访慰问\n计划“八一”前走访慰问军属40户。", "hospital")
    assert one.kind == "core.plan_item"
    assert one.fields["category"] == "走访慰问"
    assert "planned" in one.marks


def test_what_is_meant_for_next_year_is_no_deed():
    text = "某院双拥工作总结\n一、走访\n走访慰问军属32户。\n二、下一步打算\n走访慰问军属60户，知晓率达到95%。"
    assert [one.fields["households"] for one in read(text).proposals if one.kind == "core.visit"] == [32]
    assert not [one for one in read(text).proposals if one.kind == "core.awareness"]


def test_the_same_words_give_another_sector_the_parent():
    text = "配合人武部做好征兵体检，体检应征青年343名。"
    assert [*_measures(only(text, "hospital"))] == [("hospital.recruit_exam", "examined", 343)]
    assert [*_measures(only(text, "bureau"))] == [("core.support", "beneficiaries", 343)]


def test_what_only_another_sector_counts_is_told_as_its_own():
    """A window for soldiers has no measure in the core: better its own kind than nothing."""
    one = only("我局在办事大厅设军人优先窗口6个。", "bureau")
    assert [*_measures(one)] == [("hospital.priority_service", "windows", 6)]


def _measures(proposal):
    measures = {field.id for field in CATALOG.kinds[proposal.kind].measures}
    yield from ((proposal.kind, field, value) for field, value in proposal.fields.items() if field in measures)


def test_numbers_without_a_place_are_listed():
    reading = read("走访慰问军属32户，军训基地占地40亩，库存物料500吨。")
    assert [one.said for one in reading.unplaced] == ["500吨"]
    assert reading.unplaced[0].reason


def test_no_sensitive_field_is_ever_filled():
    text = "慰问困难退役军人李大勇等3人，电话13812345678，身份证110101199001011234。登记在册优抚对象3人。"
    for one in read(text).proposals:
        sensitive = {field.id for field in CATALOG.kinds[one.kind].fields if field.sensitive}
        assert not sensitive & set(one.fields)
        assert "李大勇" not in map(str, one.fields.values())


def test_another_subject_under_our_title_yields_that_finding_only():
    body = "全面推进妇幼健康服务，孕产妇系统管理率达到96%，为育龄妇女免费检查4200人次，新生儿筛查3100名。" * 3
    reading = read(f"某局双拥工作总结\n{body}")
    assert not reading.proposals
    assert reading.off_topic is not None
    assert "双拥" in reading.off_topic.message


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("某县人民医院双拥工作总结\n我院积极开展拥军优属工作。", "hospital"),
        ("双拥工作总结\n社区党委把双拥列入日程。社区走访军属。", "community"),
        ("某街道2026年双拥工作总结\n我街道做好征兵工作。", "township"),
        ("国防教育工作总结\n我校组织新生军训。学校成立领导小组。", "school"),
        ("市商务局双拥共建总结\n我局动员商贸企业拥军。", "commerce"),
        ("走访慰问军属32户。", None),
    ],
)
def test_the_sector_is_told_by_title_and_words(text, sector):
    assert sector_of(analyse(text, YEAR), CATALOG) == sector


def test_a_text_without_stops_takes_time_in_proportion():
    """Sixty thousand numbers in one sentence: each is asked about with its neighbours only."""
    reading = read("走访慰问军属32户，" * 3000)
    assert len(reading.proposals) + len(reading.unplaced) > 0
