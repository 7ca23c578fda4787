"""The health bureau's plugin: a sample year without a fault, and reports that its institutions can sign too."""

import attrs
import pytest
from shuangyong import PartialDate
from shuangyong_health.kinds import (
    BarracksHealth,
    BloodPriority,
    EpidemicCooperation,
    HealthLicensing,
    PriorityNetwork,
)

DAY = PartialDate(2026, 9, 9)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 60)


def test_the_summary_keeps_the_order_of_a_health_bureau(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#领导重视，健全机构和制度",
        "#全员参与，增强国防观念和拥军意识",
        "#畅通优先渠道，保障军人就医用血",
        "#发挥防病优势，做好营区卫生和疫病联防",
        "#营区卫生防病",
        "#军地疫病联防",
        "#结对共建，为部队送服务、办实事",
        "#落实优抚政策，做好安置和退役军人服务",
        "#获得的荣誉",
        "#存在的问题",
        "#下一步打算",
    ]


def test_the_summary_tells_each_kind_of_a_health_bureau_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "2026年，我局按照卫生工作职责做好拥军优属工作",
        "设军人优先窗口的医疗卫生机构19个，为军人军属和优抚对象提供优先就医服务1794人次，减免医疗费用4.68万元。",
        "落实军人及其直系亲属优先用血，全年保障21人次。",
        "监测生活饮用水36份，为官兵体检186人，建立健康档案120份，投入经费2.4万元。",
        "派出小分队7个，到28个服务点开展防病服务",
        "派出小分队6个，服务点27个；",
        "优先办理卫生许可等手续19件，服务19人次",
        "在卫生系统安置转业干部1名、退役士兵7名、随军家属1名。",
        "送去慰问金约1万元",
    ):
        assert sentence in text


@pytest.mark.parametrize(
    ("name", "we"),
    [
        ("李沧区卫生健康局", "我局"),
        ("某某市卫生健康委员会", "我委"),
        ("李沧区疾病预防控制中心", "我中心"),
        ("某某市中心血站", "我站"),
        ("李沧区卫生监督所", "我所"),
    ],
)
def test_an_institution_speaks_of_itself_and_tells_only_its_own_work(sample_year, name, we):
    ledger = sample_year.ledger()
    blood = [row for row in ledger.rows if isinstance(row.record, BloodPriority)]
    lines = sample_year.told(unit=attrs.evolve(ledger.unit, name=name), rows=tuple(blood))
    assert lines[0].startswith(f"2026年，{we}按照卫生工作职责做好拥军优属工作，重点落实部队优先用血，")
    assert lines[1:] == ["#畅通优先渠道，保障军人就医用血", "落实军人及其直系亲属优先用血，全年保障21人次。"]


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    assert "医疗卫生机构19个（上年19个）" in text
    assert "上年为官兵体检186人。" in text


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我局没有需要汇报的双拥工作。"]
    assert sample_year.told("plan", rows=()) == ["我局2026年台账还没有登记双拥工作计划。"]


def test_the_plan_tells_every_item_once_and_licences_among_the_benefits(sample_year):
    lines = sample_year.told("plan")
    assert [line for line in lines if line.startswith("#")] == [
        "#发挥卫生优势，服务部队官兵",
        "#开展军民共建，多办实事",
        "#进一步做好优抚工作",
    ]
    assert lines[-1].startswith("优先办理退役军人卫生准入")
    titles = [row.record.title for row in sample_year.ledger().rows if row.kind.id == "plan_item"]
    assert [" ".join(lines).count(title) for title in titles] == [1] * 7


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (PriorityNetwork(date=DAY, institutions=0, beneficiaries=8), ["health.priority-without-institutions"]),
        (PriorityNetwork(date=DAY, institutions=0, beneficiaries=0), []),
        (BarracksHealth(date=DAY, checked=9, files=10), ["health.files-over-checked"]),
        (BarracksHealth(date=DAY, files=10), []),
        (EpidemicCooperation(date=DAY, teams=0, sites=27), ["health.sites-without-teams"]),
        (EpidemicCooperation(date=DAY, teams=6, sites=27), []),
        (HealthLicensing(date=DAY, licences=3, beneficiaries=0), ["health.licences-for-nobody"]),
        (HealthLicensing(date=DAY, licences=3), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes
