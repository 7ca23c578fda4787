"""The township plugin: a sample year without a fault, told as a township would: whom it looks after comes first."""

import attrs
import pytest
from shuangyong import PartialDate
from shuangyong.report.compose import compose
from shuangyong.report.document import Table, plain
from shuangyong_township.kinds import Conscription, FarmHelp, PairedSupport

DAY = PartialDate(2026, 9, 1)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_sample_checks_clean(sample_year, tmp_path, year):
    found = sample_year.examined(tmp_path, year)
    assert (found.problems, len(found.ledger.rows)) == ((), 60)


def test_the_summary_keeps_the_order_of_a_township(sample_year):
    assert [line for line in sample_year.told() if line.startswith("#")] == [
        "#优抚对象基本情况",
        "#健全组织网络，落实工作责任",
        "#加强国防教育和双拥宣传",
        "#依法做好征兵工作",
        "#兑现优抚政策，保障优抚待遇",
        "#帮扶困难优抚对象",
        "#帮耕帮种",
        "#结对帮扶致富",
        "#关爱“三老”人员",
        "#其他帮扶",
        "#走访驻军，军地互办实事",
        "#获得的荣誉",
        "#存在的问题",
        "#下一步打算",
    ]


def test_the_summary_tells_each_kind_of_a_township_with_its_figures(sample_year):
    text = "\n".join(sample_year.told())
    for sentence in (
        "2026年，我镇开展双拥活动31次，发放抚恤优待金45万元，帮扶困难优抚对象家庭56户",
        "全镇登记在册的优抚对象共59人，其中：残疾军人4人，",
        "全年征兵2批次，报名43人次，上站体检30人次，批准入伍9名。",
        "9月1日下半年征兵，报名27名，体检19名，入伍6名。",
        "到困难优抚对象家中帮耕帮种2次，帮扶39户，出工98人次。其中，夏收夏种18户；秋收秋种21户。",
        "现有帮扶对子14对，全年开展结对帮扶2次，扶持致富项目4个，帮扶14户，投入4.4万元",
        "关爱“三老”人员2次，慰问和帮助41人次，支出1.04万元",
        "对带病回乡退伍军人开展帮扶1次",
    ):
        assert sentence in text


def test_last_year_stands_beside_this_year(sample_year):
    text = "\n".join(sample_year.told(last=sample_year.ledger(2025)))
    for clause in ("上年末为59人。", "上年批准入伍9名。", "上年发放45万元。", "上年末有对子14对。"):
        assert clause in text


def test_an_empty_ledger_makes_one_honest_sentence(sample_year):
    assert sample_year.told(rows=()) == ["2026年，我镇没有需要报告的双拥工作。"]
    assert sample_year.told("plan", rows=()) == ["我镇2026年台账还没有登记双拥工作计划。"]


def test_the_plan_is_one_table_of_tasks_in_order_of_time(sample_year):
    document = compose(sample_year.ledger(), sample_year.catalog, "plan")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert table.header == ("时间", "工作任务", "目标要求", "责任单位")
    assert [plain(row[0]) for row in table.rows] == ["1月", "2月", "4月", "6月", "7月", "9月", "12月"]
    assert [plain(cell) for cell in table.rows[3]] == ["6月", "夏收夏种帮工", "困难优抚对象户户有人帮", "各村"]


def test_the_plan_adds_a_column_of_what_was_done_last_year(sample_year):
    document = compose(sample_year.ledger(), sample_year.catalog, "plan", sample_year.ledger(2025))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert table.header[-1] == "上年情况"
    assert plain(table.rows[3][-1]) == "帮耕帮种2次"


def test_a_street_is_no_township(sample_year):
    street = attrs.evolve(sample_year.ledger().unit, name="李沧区枣林沟街道办事处")
    text = "\n".join(sample_year.told(unit=street))
    assert "2026年，我街道开展双拥活动" in text
    assert "全街道登记在册的优抚对象" in text
    assert "我镇" not in text


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (Conscription(date=DAY, registered=5, examined=6), ["township.examined-over-registered"]),
        (Conscription(date=DAY, examined=5, enlisted=6), ["township.enlisted-over-examined"]),
        (Conscription(date=DAY, registered=6, examined=6, enlisted=6), []),
        (Conscription(date=DAY, enlisted=6), []),
        (PairedSupport(date=DAY, pairs=0, projects=1), ["township.projects-without-pairs"]),
        (PairedSupport(date=DAY, pairs=0, projects=0), []),
        (FarmHelp(date=DAY, participants=8), ["township.farm-help-without-households"]),
        (FarmHelp(date=DAY, households=1), []),
    ],
)
def test_a_rule_warns_of_what_cannot_be_and_of_nothing_else(sample_year, record, codes):
    assert sample_year.warnings(record) == codes
