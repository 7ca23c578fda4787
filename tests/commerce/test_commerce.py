"""The commerce plugin: a sample year without a fault, told as a bureau would: four ways of supporting the troops."""

from decimal import Decimal

import pytest
from shuangyong import PartialDate
from shuangyong_commerce.kinds import IntellectualSupport, MaterialSupport, PracticalSupport

DAY = PartialDate(2026, 6, 18)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 48)


def test_the_summary_keeps_the_order_of_a_commerce_bureau(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#摆上议事日程，加强组织保障",
        "#抓好学习宣传，增强国防观念",
        "#发挥商务优势，为部队办实事",
        "#物资拥军",
        "#智力拥军",
        "#实事拥军",
        "#信息拥军",
        "#其他实事",
        "#动员商贸企业，参与社会化拥军",
        "#走访慰问，密切军地往来",
        "#落实优抚政策，维护合法权益",
        "#获得的荣誉",
        "#存在的问题",
        "#下一步打算",
    ]


def test_the_summary_tells_each_kind_of_a_commerce_bureau_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "2026年，我局从商务工作实际出发开展双拥共建，全年组织活动20次，为部队办实事6件，赠送物资价值1.28万元",
        "党组专题研究双拥工作4次，召开座谈会1次",
        "赠送物资2批，价值1.28万元，办成实事2件：6月18日为营区学习室添置空调，计2件（套），价值5000元；",
        "为官兵举办讲座和培训3场，培训官兵145人次",
        "帮助部队和官兵解决难题3件，腾退住房1处，受益官兵96人次",
        "把信息和技术送进军营2场，受益官兵110人次",
        "截至11月30日有拥军商家门店46家、企业9家。",
        "7月28日，局主要负责人带队到驻地部队慰问，一行8人，大型超市、美发美容协会负责人一同参加",
    ):
        assert sentence in text


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    for clause in ("上年赠送物资价值1.28万元。", "上年培训官兵145人次。", "上年共有55家。"):
        assert clause in text


def test_headings_of_support_appear_only_where_there_is_something_to_tell(sample_year):
    row = next(row for row in sample_year.ledger().rows if isinstance(row.record, PracticalSupport))
    assert [line for line in sample_year.told(rows=(row,)) if line.startswith("#")] == [
        "#发挥商务优势，为部队办实事",
        "#实事拥军",
    ]


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我局没有需要报告的双拥工作。"]
    assert sample_year.told("plan", rows=()) == ["我局2026年台账还没有登记双拥工作计划。"]


def test_the_plan_tells_every_item_once_and_the_bureau_s_own_under_its_trade(sample_year):
    lines = sample_year.told("plan")
    assert [line for line in lines if line.startswith("#")] == [
        "#加强组织领导",
        "#深化国防教育",
        "#发挥商务优势，为部队办实事",
        "#走访共建和社会化拥军",
        "#落实优抚政策",
    ]
    own = lines[lines.index("#发挥商务优势，为部队办实事") : lines.index("#走访共建和社会化拥军")]
    assert all(title in " ".join(own) for title in ("为官兵办法律和消费讲座", "为营区添置生活设施", "电子商务进军营"))
    titles = [row.record.title for row in sample_year.ledger().rows if row.kind.id == "plan_item"]
    assert [" ".join(lines).count(f"{title}，") for title in titles] == [1] * 8


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (MaterialSupport(date=DAY, items=2), ["commerce.goods-without-value"]),
        (MaterialSupport(date=DAY, items=2, spending=Decimal(5000)), []),
        (MaterialSupport(date=DAY, items=0, goods_value=Decimal(5000)), ["commerce.worth-of-nothing"]),
        (MaterialSupport(date=DAY, items=2, goods_value=Decimal(5000)), []),
        (PracticalSupport(date=DAY, matters=0, houses=1), ["commerce.houses-without-matters"]),
        (PracticalSupport(date=DAY, matters=1, houses=1), []),
        (IntellectualSupport(date=DAY, sessions=2, trainees=0), ["commerce.lecture-for-nobody"]),
        (IntellectualSupport(date=DAY, sessions=2), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes
