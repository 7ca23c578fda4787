"""The bureau plugin: a sample year without a fault, told as an office would: leaders, staff, duties, partners."""

import pytest
from shuangyong import PartialDate
from shuangyong_bureau.kinds import DemobilisedCare, DutySupport, PartyLecture

DAY = PartialDate(2026, 6, 29)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 42)


def test_the_summary_keeps_the_order_of_an_office(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#领导重视，健全机构和制度",
        "#加强学习宣传，深化国防教育",
        "#立足职能，为部队排忧解难",
        "#结对共建，走访慰问",
        "#关心本单位复转军人",
        "#落实优抚政策，维护合法权益",
        "#获得的荣誉",
        "#存在的问题",
        "#下一步打算",
    ]


def test_the_summary_tells_each_kind_of_an_office_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "2026年，我办开展双拥活动18次",
        "双拥知识知晓率达到85%",
        "参加测评60人，知晓51人，知晓率85%",
        "结合业务工作开展拥军3次，为部队办实事4件，投入1.2万元，受益官兵36人次。",
        "一是帮助部队整理荣誉室史料、撰写展板文字（5月14日），办成实事2件；二是",
        "到部队讲党课、开展读书活动3次，参加105人次，赠书180册：4月23日“共读一本书”活动赠书120册；",
        "对本单位复转军人和军属开展走访帮助2次，关心16人次，支出4800元",
        "春节期间1次，慰问品折价4000元；“八一”期间1次，慰问品折价5000元。",
    ):
        assert sentence in text


def test_a_rounded_number_stays_a_rounded_one(sample_year):
    assert "召开双拥工作会议3次（领导小组会议2次、座谈会1次），参加约42人次。" in "\n".join(sample_year.told())


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    for clause in ("上年办实事4件。", "（上年赠书180册）", "上年关心16人次。", "上年为85%"):
        assert clause in text


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我办没有需要报告的双拥工作。"]
    assert sample_year.told("plan", rows=()) == ["我办2026年台账还没有登记双拥工作计划。"]


def test_the_plan_tells_every_item_once_under_the_office_s_headings(sample_year):
    lines = sample_year.told("plan")
    assert [line for line in lines if line.startswith("#")] == [
        "#健全机构和制度",
        "#学习宣传和国防教育",
        "#立足职能办实事",
        "#结对共建和走访慰问",
        "#关心复转军人和优抚对象",
    ]
    titles = [row.record.title for row in sample_year.ledger().rows if row.kind.id == "plan_item"]
    assert [" ".join(lines).count(f"{title}，") for title in titles] == [1] * 7


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (PartyLecture(date=DAY, books=20), ["bureau.lecture-without-troops"]),
        (PartyLecture(date=DAY, books=20, partner="驻地某部"), []),
        (DemobilisedCare(date=DAY, title="慰问"), ["bureau.care-for-nobody"]),
        (DemobilisedCare(date=DAY, people=3), []),
        (DutySupport(date=DAY, title="编印史料"), ["bureau.duty-without-matters"]),
        (DutySupport(date=DAY, matters=1), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes


@pytest.mark.parametrize(
    ("name", "we"),
    [
        ("李沧区自然资源和规划局", "我局"),
        ("李沧区双拥工作领导小组办公室", "我办"),
        ("区双拥办", "我办"),
        ("国网某某供电公司", "我公司"),
        ("李沧区总工会", "我单位"),
    ],
)
def test_an_office_calls_itself_by_what_it_is(sample_year, name, we):
    assert sample_year.catalog.sector("bureau").we(name) == we
