"""The education bureau's plugin: a sample year without a fault, and reports over all its schools."""

import pytest
from shuangyong import PartialDate
from shuangyong_education.kinds import AdmissionBenefit, CivilDefenceProgramme, Contest, DrillProgramme

DAY = PartialDate(2026, 8, 18)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 58)


def test_the_summary_keeps_the_order_of_a_bureau(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#健全领导机构，压实学校责任",
        "#面向广大师生，深入开展国防和双拥宣传教育",
        "#统筹学生军训和人防教育，抓好各校落实",
        "#学生军训",
        "#人防民防教育",
        "#加强师资培训，以竞赛促教学",
        "#组织师生拥军，开展智力拥军",
        "#落实教育优待政策，解除官兵后顾之忧",
        "#获得的荣誉",
        "#存在的问题",
        "#下一步打算",
    ]


def test_the_summary_tells_each_kind_of_a_bureau_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "2026年，我局面向全系统学校和师生开展双拥工作",
        "统筹组织学生军训2批，参训学生7329人次。其中，初二学生国防教育营，8所学校，学生1860名；"
        "中学新生军训，16所学校，学生5469名。",
        "受教学生48720人次。其中，防灾减灾日疏散演练，58所学校，学生43600名；",
        "组织教师军训和国防教育培训2次，参训教师184人次",
        "举办国防教育竞赛2次，参赛1356人次，获奖126项。",
        "教育优待280人次，包括中途转学27名、中考加分12名、幼儿园和义务教育入学241名；其中享受升学加分12名。",
    ):
        assert sentence in text


def test_one_batch_of_drill_counts_its_schools(sample_year):
    row = next(row for row in sample_year.ledger().rows if row.value("students") == 5469)
    assert "统筹组织学生军训1批，参训学生5469名，参训学校16所。" in sample_year.told(rows=(row,))


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    assert "上年参训学生7329人次。" in text
    assert "上年落实优待280人次，其中加分12名。" in text


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我局没有需要报告的双拥工作。"]
    assert sample_year.told("plan", rows=()) == ["我局2026年台账还没有登记双拥工作计划。"]


def test_the_plan_tells_every_item_once_and_admissions_among_the_benefits(sample_year):
    lines = sample_year.told("plan")
    assert [line for line in lines if line.startswith("#")] == [
        "#加强国防和双拥宣传教育",
        "#组织好学生军训、人防教育和教师培训",
        "#发动师生拥军优属",
        "#落实军人子女教育优待",
    ]
    assert lines[-1].startswith("落实军人子女入学、转学和中考加分")
    titles = [row.record.title for row in sample_year.ledger().rows if row.kind.id == "plan_item"]
    assert [" ".join(lines).count(title) for title in titles] == [1] * 8


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (DrillProgramme(date=DAY, schools=16, students=9), ["education.fewer-students-than-schools"]),
        (DrillProgramme(date=DAY, schools=16, students=5469), []),
        (CivilDefenceProgramme(date=DAY, schools=16, students=9), ["education.fewer-pupils-than-schools"]),
        (CivilDefenceProgramme(date=DAY, schools=16), []),
        (Contest(date=DAY, entrants=9, prizes=10), ["education.prizes-over-entrants"]),
        (Contest(date=DAY, entrants=10, prizes=10), []),
        (AdmissionBenefit(date=PartialDate(2026, 12, 1), children=12, bonus=12), ["education.bonus-season"]),
        (AdmissionBenefit(date=PartialDate(2026, 12, 1), children=12), []),
        (AdmissionBenefit(date=PartialDate(2026, 7), children=12, bonus=12), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes
