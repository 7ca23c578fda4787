"""The community plugin: a sample year without a fault, told as a community would: festivals, doors, files."""

import pytest
from shuangyong import PartialDate
from shuangyong_community.kinds import Compact, EnlistmentDrive, HouseholdVisit

DAY = PartialDate(2026, 8, 15)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 58)


def test_the_summary_keeps_the_order_of_a_community(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#健全组织，把双拥工作列入日程",
        "#军民共建，同过节日",
        "#宣传国防知识，动员青年参军",
        "#上门走访帮扶，解决实际困难",
        "#摸清底数，建好档案",
        "#获得的荣誉",
        "#不足和今后打算",
    ]


def test_the_summary_tells_each_kind_of_a_community_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "2026年，我社区组织双拥活动25次",
        "3月10日，我社区与驻地某部、驻地某部保障队在社区会议室举行军民共建协议签约仪式，签约单位2个",
        "举办节日联谊活动3次，演出节目35个，参加530人次",
        "7月27日，与驻地某部在辖区小广场举办庆“八一”军民联谊演出，演出节目14个，居民和官兵260人次参加。",
        "全年入户走访慰问3次，走访41户，慰问53人次，送上慰问金4400元，慰问品折价4120元。",
        "逐户通知适龄青年83人次，报名应征23人次。今年辖区有4名青年参军入伍。",
        "纳入低保2人次（为尚未安置的退役士兵办理低保）",
        "现结成9对，帮扶9户",
        "截至11月30日，为优抚对象建立档案74份。",
        "对照要求，工作还有不足：一是",
    ):
        assert sentence in text


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    for clause in ("上年组织活动25次", "上年是4名", "上年走访41户。", "（上年88%）", "（上年74份）"):
        assert clause in text


def test_a_single_visit_is_not_listed_again(sample_year):
    rows = [row for row in sample_year.ledger().rows if isinstance(row.record, HouseholdVisit)][1:2]
    line = sample_year.told(rows=tuple(rows))[-1]
    assert line == "到军烈属和优抚对象家中看望，全年入户走访慰问1次，走访16户，慰问19人，慰问品折价1920元。"


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我社区没有需要报告的双拥工作。"]
    assert sample_year.told("plan", rows=()) == ["我社区2026年台账还没有登记双拥工作计划。"]


def test_the_plan_tells_every_item_once_under_the_community_s_headings(sample_year):
    lines = sample_year.told("plan")
    assert [line for line in lines if line.startswith("#")] == [
        "#国防教育和征兵宣传",
        "#军民共建和节日活动",
        "#入户走访、结对帮扶和建档",
    ]
    titles = [row.record.title for row in sample_year.ledger().rows if row.kind.id == "plan_item"]
    assert [" ".join(lines).count(title) for title in titles] == [1] * 8


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (EnlistmentDrive(date=DAY, notified=5, registered=6), ["community.registered-over-notified"]),
        (EnlistmentDrive(date=DAY, notified=6, registered=6, enlisted=6), []),
        (EnlistmentDrive(date=DAY, registered=2, enlisted=3), ["community.enlisted-over-registered"]),
        (EnlistmentDrive(date=DAY, enlisted=3), []),
        (Compact(date=DAY, signed=1), ["community.compact-without-partner"]),
        (Compact(date=DAY, signed=1, joint_with="辖区学校"), []),
        (HouseholdVisit(date=DAY, title="看望"), ["community.visit-to-nobody"]),
        (HouseholdVisit(date=DAY, people=1), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes


@pytest.mark.parametrize(
    ("name", "we"),
    [("李沧区李村街道柳溪里社区", "我社区"), ("某某镇东山村村民委员会", "我村"), ("某某居委会", "我社区")],
)
def test_a_village_calls_itself_a_village(sample_year, name, we):
    assert sample_year.catalog.sector("community").we(name) == we
