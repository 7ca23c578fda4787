"""Each rule word, over ledgers of a few rows: points, why, the rows that count, what would bring more."""

import time
from decimal import Decimal

import attrs
import pytest
from shuangyong import (
    Awareness,
    Commendation,
    Document,
    EntitledPerson,
    Funding,
    Gathering,
    LeadingGroup,
    Meeting,
    PartialDate,
    Partner,
    PlanItem,
    Publicity,
    Support,
    Visit,
)
from shuangyong.assess.proofs import Proofs
from shuangyong.assess.scoring import score
from shuangyong.assess.shipped import standard_of


def day(month, number=1, year=2026):
    return PartialDate(year, month, number)


def meeting(month, form="领导小组会议", **more):
    return Meeting(date=day(month), title=f"{month}月会议", form=form, **more)


def told(one):
    return [str(missing) for missing in one.missing]


def test_one_row_is_enough_for_has(judged):
    one = judged('points = 10\nkind = "会议"\nwhere = "类别=领导小组会议"', meeting(3), meeting(5, form="座谈会"))
    assert (one.score, one.state) == (10, "已评")
    assert one.why == "有“会议（领导小组会议）” 1 次，得 10 分"
    assert [(row.sheet, row.number, row.title) for row in one.rows] == [("会议", 5, "3月会议")]


def test_no_row_says_what_to_add(judged):
    one = judged(
        'points = 0.5\nkind = "制度文件"\nwhere = "类别=总结；本年"',
        item="points = 0.5",
    )
    assert (one.score, one.why) == (0, "没有“制度文件（总结，本年）”，得 0 分")
    assert told(one) == ["补录 1 条“制度文件（总结，本年）”，可得 0.5 分"]


def test_a_paper_of_an_earlier_year_is_not_of_this_one(judged):
    paper = Document(date=day(12, year=2025), title="去年的总结", form="总结")
    assert judged('points = 1\nkind = "制度文件"\nwhere = "类别=总结；本年"', paper, item="points = 1").score == 0


def test_rows_of_kinds_that_extend_it_count(judged, catalog):
    exam = catalog.kind("hospital.recruit_exam").cls
    one = judged('points = 10\nkind = "为部队办实事"', exam(date=day(8), title="征兵体检", examined=3))
    assert (one.score, one.rows[0].sheet) == (10, "征兵体检")


@pytest.mark.parametrize(("amounts", "points"), [((3000, 1999), 0), ((3000, 2000), 10), ((5000,), 10)])
def test_at_least_adds_up(judged, amounts, points):
    rows = [Visit(date=day(7), title="慰问", cash=Decimal(amount)) for amount in amounts]
    one = judged('points = 10\nhow = "至少"\nkind = "走访慰问"\nmeasure = "投入经费"\nleast = 5000', *rows)
    assert one.score == points


def test_at_least_says_how_much_is_lacking(judged):
    visit = Visit(date=day(7), title="慰问", cash=Decimal(4999))
    one = judged('points = 10\nhow = "至少"\nkind = "走访慰问"\nmeasure = "慰问金"\nleast = 5000', visit)
    assert one.why == "“走访慰问”的慰问金 4999 元，不到 5000 元，得 0 分"
    assert told(one) == ["“走访慰问”的慰问金再增加 1 元，可得 10 分"]


@pytest.mark.parametrize(("count", "points"), [(0, 0), (1, "0.5"), (3, "1.5"), (4, 2), (9, 2)])
def test_for_each_stops_at_its_points(judged, count, points):
    rows = [Gathering(date=day(6, number), title="球赛") for number in range(1, count + 1)]
    one = judged('points = 2\nhow = "每"\nkind = "联谊活动"\ngain = 0.5', *rows, item="points = 2")
    assert one.score == Decimal(points)
    assert sum(missing.gain for missing in one.missing) == 2 - Decimal(points)


def test_for_each_counts_whole_portions_only(judged):
    news = [Publicity(date=day(month), form="信息简报", items=7) for month in (3, 6)]
    one = judged(
        'points = 3\nhow = "每"\nkind = "宣传"\nwhere = "形式=信息简报"\nmeasure = "数量"\nleast = 8\ngain = 1',
        *news,
        item="points = 3",
    )
    assert one.score == 1
    assert told(one) == ["“宣传（信息简报）”的数量再增加 10，可得 2 分"]


def test_each_thing_is_worth_its_share(judged):
    visit = Visit(date=day(7, 28), title="八一慰问")
    one = judged('points = 4\nhow = "各"\nkind = "走访慰问"\neach = "节点=春节/八一"', visit, item="points = 4")
    assert (one.score, one.why) == (2, "“走访慰问”有八一，缺春节，得 2 分")
    assert told(one) == ["再办或补录 1 次“走访慰问”（春节），可得 2 分"]


def test_each_quarter_goes_by_the_date(judged):
    rows = [meeting(1), meeting(3), meeting(12), Meeting(date=PartialDate(2026), title="哪月不清楚")]
    one = judged('points = 4\nhow = "各"\nkind = "会议"\neach = "季度"', *rows, item="points = 4")
    assert (one.score, one.why) == (2, "“会议”有第一季度、第四季度，缺第二季度、第三季度，得 2 分")


@pytest.mark.parametrize(
    ("surveyed", "aware", "points"), [(200, 180, 3), (200, 187, 3), (200, 179, "2.75"), (200, 90, "1.5"), (200, 0, 0)]
)
def test_a_proportion_is_cut_down_to_a_quarter(judged, surveyed, aware, points):
    survey = Awareness(date=day(11), surveyed=surveyed, aware=aware)
    rule = 'points = 3\nhow = "比例"\nkind = "知晓率测评"\nmeasure = "知晓率"\nleast = 90'
    assert judged(rule, survey, item="points = 3").score == Decimal(points)


def test_a_proportion_says_of_what_how_much_is_lacking(judged):
    rule = 'points = 3\nhow = "比例"\nkind = "知晓率测评"\nmeasure = "知晓率"\nleast = 90'
    one = judged(rule, Awareness(date=day(11), surveyed=200, aware=179), item="points = 3")
    assert told(one) == ["把知晓率从 89.5% 提高到 90%（知晓人数还差 1），可得 0.25 分"]


def test_an_amount_without_a_unit_stands_apart_from_the_words(judged):
    rule = 'points = 3\nhow = "每"\nkind = "宣传"\nmeasure = "数量"\nleast = 8\ngain = 1'
    one = judged(rule, Publicity(date=day(3), form="信息简报", items=9), item="points = 3")
    assert one.why == "“宣传”的数量 9，每 8 得 1 分，得 1 分"


def test_a_proportion_of_sums_is_no_mean_of_ratios(judged):
    rows = [Awareness(date=day(5), surveyed=100, aware=100), Awareness(date=day(11), surveyed=900, aware=0)]
    rule = 'points = 10\nhow = "比例"\nkind = "知晓率测评"\nmeasure = "知晓率"\nleast = 100'
    assert judged(rule, *rows).score == 1


def test_without_figures_there_is_no_proportion(judged):
    rule = 'points = 10\nhow = "比例"\nkind = "知晓率测评"\nmeasure = "知晓率"\nleast = 90'
    one = judged(rule, Awareness(date=day(5), surveyed=0, aware=0))
    assert (one.score, told(one)) == (0, ["在“知晓率测评”里填写测评人数和知晓人数，可得 10 分"])


def test_a_measure_goes_before_the_number_of_rows_of_the_same_name(judged, catalog):
    flags = catalog.kind("school.flag_ceremony").cls
    rows = [flags(date=day(6), title="升旗", times=18), flags(date=day(12), title="升旗", times=14)]
    rule = 'points = 10\nhow = "至少"\nkind = "升旗仪式"\nmeasure = "次数"\nleast = 30'
    assert judged(rule, *rows, item='points = 10\nsector = "学校"', sector="school").score == 10


def test_two_measures_make_a_proportion(judged):
    rows = [PlanItem(title=f"计划{n}", result=result) for n, result in enumerate(("完成", "完成", "未完成", None))]
    rule = 'points = 3\nhow = "比例"\nkind = "年度计划"\nmeasure = "完成项数/计划项数"\nleast = 100'
    one = judged(rule, *rows, item="points = 3")
    assert (one.score, "2/4＝50%" in one.why) == (Decimal("1.5"), True)


def test_a_share_of_rows_names_the_cells_to_fill_in(judged):
    rows = [meeting(3, evidence="签到表.jpg"), meeting(5), meeting(7)]
    rule = 'points = 3\nhow = "比例"\nkind = "会议"\nmeasure = "佐证材料"\nleast = 100'
    one = judged(rule, *rows, item="points = 3")
    assert one.score == 1
    assert told(one) == ["再给 2 行补填“佐证材料”：会议!M6、M7，可得 2 分"]


def test_only_proven_rows_count_where_evidence_is_asked_for(judged):
    rule = 'points = 10\nkind = "会议"\nproof = true'
    bare, proven = judged(rule, meeting(3)), judged(rule, meeting(3, evidence="照片1.jpg"))
    assert (bare.score, proven.score) == (0, 10)
    assert bare.why == "“会议”有 1 次，都没有佐证材料，得 0 分"
    assert told(bare) == ["给“会议”补上佐证材料：会议!M5，可得 10 分"]
    assert proven.rows[0].proof == ("照片1.jpg",)


def test_a_paper_or_an_honour_can_be_asked_for_its_proof(judged):
    rule = 'points = 2\nkind = "表彰奖励"\nwhere = "级别=市/县"\nproof = true'
    honour = Commendation(date=day(7), level="县", honour="模范单位", collectives=1)
    bare, proven = judged(rule, honour), judged(rule, attrs.evolve(honour, evidence="奖牌.jpg"))
    assert (bare.score, proven.score, proven.rows[0].proof) == (0, 2, ("奖牌.jpg",))
    assert told(bare) == ["给“表彰奖励（市或县）”补上佐证材料：表彰奖励!F5，可得 2 分"]


def test_files_that_are_not_there_prove_nothing(judged):
    rule = 'points = 10\nkind = "会议"\nproof = true'
    rows = meeting(3, evidence="照片1.jpg"), meeting(4, evidence="照片2.jpg")
    one = judged(rule, *rows, proofs=Proofs({("会议", 6): ("照片2.jpg",)}))
    assert (one.score, [row.number for row in one.rows]) == (10, [6])
    assert judged(rule, *rows, proofs=Proofs({})).score == 0


def test_a_blank_cell_of_a_register_is_cheaper_than_a_new_row(judged):
    one = judged('points = 2\nkind = "共建单位"\nwhere = "协议日期已填"', Partner(name="驻地某部"), item="points = 2")
    assert one.score == 0
    assert told(one) == ["在 共建单位!C5 补填“协议日期”，可得 2 分"]


def test_rows_that_a_machine_proposed_wait_for_a_clerk(judged, written, of_points):
    ledger = written(meeting(3))
    waiting = attrs.evolve(ledger, rows=tuple(attrs.evolve(row, unverified=True) for row in ledger.rows))
    standard = of_points('points = 10\nkind = "会议"')
    assert score(waiting, standard, "hospital").items[0].score == 0


def test_all_or_none(judged):
    points = ('kind = "专项经费"', 'kind = "会议"')
    whole = "points = 1\nwhole = true"
    money = Funding(date=day(1), amount=Decimal(1))
    assert judged(points, money, meeting(3), item=whole).score == 1
    half = judged(points, money, item=whole)
    assert (half.score, half.why) == (0, "有“专项经费” 1 条；没有“会议”，没有全部做到，不得分")
    assert told(half) == ["再办或补录 1 次“会议”，可得 1 分"]


def test_all_or_none_waits_for_the_person_where_all_else_is_there(judged):
    points = ('kind = "会议"', 'title = "支付凭证"')
    waiting = judged(points, meeting(3), item="points = 1\nwhole = true")
    assert (waiting.score, waiting.pending, waiting.state) == (0, 1, "待评定")
    lost = judged(points, item="points = 1\nwhole = true")
    assert (lost.score, lost.pending, lost.state) == (0, 0, "已评")


def test_what_a_person_judges_is_pending_and_no_point(judged):
    one = judged(('points = 0.5\nkind = "会议"', 'points = 0.5\ntitle = "列入规划"'), meeting(3), item="points = 1")
    assert (one.score, one.pending, one.state) == (Decimal("0.5"), Decimal("0.5"), "待评定")
    assert told(one) == ["报请双拥办评定“列入规划”，可得 0.5 分"]


def test_an_item_without_scoring_points_is_a_persons(judged):
    one = judged((), item="points = 2")
    assert (one.score, one.pending, one.state) == (0, 2, "待评定")


@pytest.mark.parametrize(("absent", "points"), [(("core.enlistment",), 3), ((), 0)])
def test_work_that_a_unit_does_not_have_costs_no_points_where_allowed(judged, absent, points):
    one = judged('points = 3\nkind = "兵员征集"', item="points = 3\nabsent = true", absent=absent)
    assert one.score == points


def test_not_applicable_brings_nothing_where_it_is_not_allowed_for(judged):
    one = judged('points = 3\nkind = "兵员征集"', item="points = 3", absent=("core.enlistment",))
    assert (one.score, len(one.missing)) == (0, 1)


def test_an_approximate_amount_says_so(judged, written, of_points):
    ledger = written(Visit(date=day(7), title="慰问", cash=Decimal(500)))
    rough = attrs.evolve(ledger, rows=tuple(attrs.evolve(row, approx=frozenset({"cash"})) for row in ledger.rows))
    standard = of_points('points = 10\nhow = "至少"\nkind = "走访慰问"\nmeasure = "慰问金"\nleast = 100')
    assert "约 500 元" in score(rough, standard, "hospital").items[0].why


def test_a_stock_is_what_the_latest_row_says(judged):
    rows = [LeadingGroup(date=day(month), leader="甲", members=members) for month, members in ((1, 9), (6, 2))]
    rule = 'points = 1\nhow = "至少"\nkind = "双拥工作领导小组"\nmeasure = "成员数"\nleast = 3'
    assert judged(rule, *rows, item="points = 1").score == 0


def test_a_register_of_thousands_is_judged_in_a_moment(catalog, written):
    people = [EntitledPerson(category="退役军人", name=f"某{number}") for number in range(8000)]
    ledger, standard = written(*people), standard_of(catalog, "unit").standard
    start = time.process_time()
    made = score(ledger, standard, "hospital")
    assert time.process_time() - start < 5  # a comparison of all rows with all would take minutes
    assert next(one for one in made.items if one.item.number == "17").score == 3


def test_titles_say_nothing_private(judged):
    secret = Support(date=day(7), title="慰问13812345678张三", matters=1)
    one = judged('points = 10\nkind = "为部队办实事"', secret)
    assert "138" not in one.rows[0].title
