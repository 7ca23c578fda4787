"""The school plugin: a sample year without a fault, and reports that tell it as a school would."""

import pytest
from shuangyong import PartialDate
from shuangyong_school.kinds import DefenceClass, StudentDrill, ThemeActivity, YouthAcademy

DAY = PartialDate(2026, 9, 10)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 61)


def test_the_summary_keeps_the_order_of_a_school(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#领导重视，把双拥列入学校工作",
        "#立足课堂和校园，开展国防教育",
        "#上好国防教育课",
        "#坚持升旗仪式",
        "#开展主题教育",
        "#组织国防教育活动",
        "#普及人防知识",
        "#办好校园宣传",
        "#办好少年军校，搞好学生军训",
        "#发挥教育优势，为官兵讲课培训",
        "#重视校军共建，增进师生与官兵情谊",
        "#照顾军人子女，关心教职工军属",
        "#做好征兵宣传，支持学生参军",
        "#获得的荣誉",
        "#存在的问题",
        "#下一步打算",
    ]


def test_the_summary_tells_each_kind_of_a_school_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "2026年，我校结合教育教学做好双拥工作",
        "少年军校现有学员132名，全年训练15次",
        "全年分3批组织学生军训，参训学生868人次，驻地某部派官兵任教官。其中，高一军训7天、参训296名；",
        "高三军训1.5天、参训284名。",
        "全年举行升旗仪式32次。",
        "全年上国防教育课90课时，听课学生1740人次",
        "9月24日军歌合唱比赛（876人次参加，获奖12项）。",
        "开展人防教育和疏散演练2次，受教育学生2172人次",
        "接收和优待军人子女12人次（随军转学3名、新生入学9名）。",
        "选派教师为部队培训7场，培训官兵80人次，科目有普通话培训、计算机应用培训。",
    ):
        assert sentence in text


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    assert "（上年90课时）" in text
    assert "上年参训学生868人次。" in text


def test_one_batch_of_drill_is_told_in_one_sentence(sample_year):
    first = next(row for row in sample_year.ledger().rows if isinstance(row.record, StudentDrill))
    assert "8月24日，组织高一军训，为期7天，参训学生296名，由驻地某部承训。" in sample_year.told(rows=(first,))


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我校没有需要总结的双拥工作。"]
    assert sample_year.told("plan", rows=()) == ["我校2026年台账还没有登记双拥工作计划。"]


def test_the_plan_tells_every_item_once_and_puts_teaching_first(sample_year):
    lines = sample_year.told("plan")
    assert [line for line in lines if line.startswith("#")] == [
        "#上好国防教育课，组织好学生军训",
        "#密切校军共建，开展拥军活动",
        "#照顾军人子女，关心军属",
    ]
    titles = [row.record.title for row in sample_year.ledger().rows if row.kind.id == "plan_item"]
    assert [" ".join(lines).count(title) for title in titles] == [1] * 7


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (StudentDrill(date=DAY, days=30), ["school.drill-too-long"]),
        (StudentDrill(date=DAY, days=21), []),
        (DefenceClass(date=DAY, lessons=4, students=0), ["school.lessons-without-students"]),
        (DefenceClass(date=DAY, lessons=0, students=0), []),
        (ThemeActivity(date=DAY, participants=5, prizes=6), ["school.prizes-over-participants"]),
        (ThemeActivity(date=DAY, participants=5, prizes=5), []),
        (ThemeActivity(date=DAY, prizes=6), []),
        (YouthAcademy(date=DAY, cadets=0, drills=3), ["school.drills-without-cadets"]),
        (YouthAcademy(date=DAY, drills=3), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes


@pytest.mark.parametrize(("name", "we"), [("李沧区沧湾中学", "我校"), ("沧口第二幼儿园", "我园"), ("某某学院", "我院")])
def test_a_kindergarten_and_a_college_call_themselves_by_their_own_names(sample_year, name, we):
    assert sample_year.catalog.sector("school").we(name) == we
