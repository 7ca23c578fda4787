"""The hospital plugin: a sample year without a fault, told as a hospital would: examinations, wards, training."""

from decimal import Decimal

import pytest
from shuangyong import PartialDate
from shuangyong_hospital.kinds import FreeClinic, HealthCheck, RecruitExam

DAY = PartialDate(2026, 8, 12)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 54)


def test_the_sample_holds_what_real_hospitals_reported(sample_year):
    text = "\n".join(sample_year.told())
    for figure in (
        "8月12日体检343名、合格237名",
        "诊疗18人次，减免金额450元",
        "安置退役士兵8名",
        "建立健康档案129份，减免费用33312.3元",
        "投入经费4.98万元",
        "投入经费约7.23万元",
    ):
        assert figure in text


def test_the_summary_keeps_the_order_of_a_hospital(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#健全组织机构，明确工作职责",
        "#加强组织领导，列入议事日程",
        "#深化国防教育，营造双拥氛围",
        "#严格标准程序，把好征兵体检关",
        "#发挥医疗优势，优待军人军属",
        "#送技术进军营，服务部队卫勤",
        "#密切军民关系，办好拥军实事",
        "#落实优抚政策，维护合法权益",
        "#获得的荣誉",
        "#存在的问题",
        "#下一步打算",
    ]


def test_each_kind_of_a_hospital_is_told_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "全年承担征兵体检2批次，投入医务人员138人次，体检应征青年469人次，合格325人次，合格率69.3%。",
        "设军人优先窗口6个，设军人病房2间，为军人军属提供优先服务412人次",
        "上门2次，走访优抚对象家庭20户，诊治22人次",
        "为部队举办医疗技术培训3场，培训卫生员和官兵106人次",
        "组织民兵训练1次，参训民兵30名",
    ):
        assert sentence in text


def test_one_examination_alone_is_not_told_again_by_its_day(sample_year):
    text = "\n".join(sample_year.told(rows=[row for row in sample_year.ledger().rows if row.value("examined") == 343]))
    assert "承担征兵体检1批次，投入医务人员96人次，体检应征青年343名，合格237名，合格率69.1%。" in text
    assert "其中" not in text


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    assert "上年体检应征青年469人次。" in text


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我院没有需要报告的双拥工作。"]


def test_the_plan_tells_every_item_once_and_the_hospital_s_own_under_its_trade(sample_year):
    lines = sample_year.told("plan")
    assert "#立足医疗本职，做好征兵体检和拥军优属" in lines
    titles = [row.record.title for row in sample_year.ledger().rows if row.kind.id == "plan_item"]
    assert [" ".join(lines).count(f"{title}，") for title in titles] == [1] * 6


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (RecruitExam(date=DAY, examined=10, staff=4), []),
        (RecruitExam(date=DAY, examined=10, staff=0), ["hospital.exam-without-staff"]),
        (RecruitExam(date=PartialDate(2026, 6, 1), examined=10), ["hospital.exam-season"]),
        (HealthCheck(date=DAY, examined=10, files=11), ["hospital.files-over-examined"]),
        (FreeClinic(date=DAY, beneficiaries=0, waived=Decimal(50)), ["waived-for-nobody"]),
        (FreeClinic(date=DAY, beneficiaries=9, waived=Decimal(50)), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes


@pytest.mark.parametrize(
    ("name", "we"), [("某某县人民医院", "我院"), ("某某镇卫生院", "我院"), ("某某社区卫生服务中心", "我中心")]
)
def test_a_hospital_calls_itself_by_what_it_is(sample_year, name, we):
    assert sample_year.catalog.sector("hospital").we(name) == we
