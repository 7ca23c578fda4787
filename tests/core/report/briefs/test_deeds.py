"""What was done, as a sentence says it; figures as its clauses."""

import pytest
from shuangyong.catalog import installed
from shuangyong.report.clauses import stem
from shuangyong.report.deeds import deed, occasion


@pytest.mark.parametrize(
    ("title", "label", "said"),
    [
        ("到烈士陵园祭扫", "国防教育活动", "到烈士陵园祭扫"),
        ("双拥工作领导小组第一次会议", "会议", "召开双拥工作领导小组第一次会议"),
        ("退役军人座谈会", "会议", "召开退役军人座谈会"),
        ("军民迎新春茶话会", "联谊活动", "举办军民迎新春茶话会"),
        ("国防知识竞赛", "国防教育活动", "举办国防知识竞赛"),
        ("上半年征兵体检", "征兵体检", "开展上半年征兵体检"),
        ("上半年征兵", "征兵工作", "开展上半年征兵"),
        ("军地健步走8公里", "联谊活动", "开展联谊活动（军地健步走8公里）"),
        ("心理健康讲座进军营", "为部队办实事", "为部队办实事（心理健康讲座进军营）"),
        ("中小学生祭扫烈士墓", "国防教育活动", "组织中小学生祭扫烈士墓"),
        ("领导带队到驻地部队慰问", "走访慰问", "领导带队到驻地部队慰问"),
        ("党组会专题研究双拥工作。", "会议", "党组会专题研究双拥工作"),
        ("“八一”前免费义诊", "义诊", "开展免费义诊"),
        ("", "走访慰问", "开展走访慰问"),
        ("", "送立功喜报", "送立功喜报"),
        ("走访慰问", "走访慰问", "开展走访慰问"),
    ],
)
def test_a_title_becomes_a_predicate(title, label, said):
    assert deed(title, label) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("春节前慰问驻地部队", "春节前夕"),
        ("“八一”前慰问驻地部队", "“八一”前夕"),
        ("国庆节前上门巡诊", "国庆节前夕"),
        ("国庆期间走访", "国庆期间"),
        ("节前上门送药", "春节前夕"),
        ("双拥会议", ""),
    ],
)
def test_the_occasion_stands_before_the_subject(title, said):
    assert occasion(title, "春节") == said


@pytest.mark.parametrize(
    ("label", "unit", "said"),
    [
        ("体检人数", "人", "体检"),
        ("慰问户数", "户", "慰问"),
        ("慰问单位数", "个", "慰问单位"),
        ("参加人次", "人次", "参加"),
        ("办实事件数", "件", "办实事"),
        ("结对数", "对", "结对"),
        ("投入经费", "元", "投入经费"),
        ("发放金额", "元", "发放"),
        ("金额", "元", "金额"),
        ("场次", "场", "共"),
        ("天数", "天", "共"),
        ("课时", "课时", "共"),
        ("投入医务人员", "人次", "投入医务人员"),
    ],
)
def test_a_label_loses_what_its_unit_repeats(label, unit, said):
    assert stem(label, unit) == said


def test_no_measure_of_any_sector_is_said_as_a_number_of_something():
    for kind in installed().kinds.values():
        for field in kind.measures[1:]:
            if field.unit:
                said = stem(field.label, field.unit)
                assert said and not said.endswith("数"), (kind.name, field.label, said)
