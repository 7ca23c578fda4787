"""Next year's ledger: what is carried over from this year's, and what is not."""

import attrs
import pytest
from shuangyong import EntitledPerson, PartialDate, PlanItem
from shuangyong.catalog import installed
from shuangyong.examination import examined
from shuangyong.model.ledgers import Declaration, Row
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.next_year import contradictions, next_year
from shuangyong.workbook.reading import read_ledger_bytes
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.values import PICTURE
from shuangyong.workbook.writing import ledger_bytes

CATALOG = installed()
SECTORS = [sector.id for sector in CATALOG.sectors if sector.id in CATALOG.samples]


@pytest.fixture
def last():
    return sample_ledger(CATALOG, "hospital", 2026)


def rows(ledger, kind):
    return [row.record for row in ledger.of(CATALOG.kinds[kind])]


def with_plans(ledger, *items):
    kind = CATALOG.kinds["core.plan_item"]
    others = tuple(row for row in ledger.rows if row.kind is not kind)
    made = tuple(Row(kind=kind, record=item, sheet=kind.label, number=5 + place) for place, item in enumerate(items))
    return attrs.evolve(ledger, rows=others + made)


def test_the_unit_is_carried_with_what_only_its_own_ledger_holds(last):
    unit = next_year(last, CATALOG).ledger.unit
    assert (unit.name, unit.code, unit.region, unit.phone) == (
        last.unit.name,
        last.unit.code,
        last.unit.region,
        last.unit.phone,
    )
    assert (unit.year, unit.filled) == (2027, None)


def test_registers_are_carried_whole_with_their_sensitive_fields(last):
    kind = CATALOG.kinds["core.entitled_person"]
    person = EntitledPerson(name="甲某", category="残疾军人", phone="13800138000", address="某路1号")
    made = next_year(attrs.evolve(last, rows=(*last.rows, Row(kind=kind, record=person))), CATALOG).ledger
    assert rows(made, kind.name) == [*rows(last, kind.name), person]
    assert rows(made, "core.partner") == rows(last, "core.partner") != []


def test_the_leading_group_in_office_is_carried_and_former_ones_are_not(last):
    kind = CATALOG.kinds["core.leading_group"]
    (now,) = last.of(kind)
    former = attrs.evolve(now, record=attrs.evolve(now.record, date=PartialDate(2024, 3, 1), leader="前任"))
    made = next_year(attrs.evolve(last, rows=(former, *last.rows)), CATALOG)
    assert rows(made.ledger, kind.name) == [now.record]
    assert any("双拥工作领导小组" in line and "1 行" in line for line in made.left)


def test_no_flow_is_ever_carried():
    for sector in SECTORS:
        made = next_year(sample_ledger(CATALOG, sector, 2026), CATALOG).ledger
        for row in made.rows:
            if row.kind.name != "core.plan_item":
                assert not [field.id for field in row.kind.measures[1:] if field.measure == "flow"], row.kind.name


def test_a_stock_is_carried_as_it_was_last_stated():
    made = next_year(sample_ledger(CATALOG, "community", 2026), CATALOG)
    (archive,) = rows(made.ledger, "community.archive")
    assert (archive.date, archive.files) == (PartialDate(2026, 11, 30), 74)
    assert any("优抚对象建档：1 行，是2026年11月30日的情况" in line for line in made.carried)


def test_papers_of_one_year_stay_behind_and_rules_go_on(last):
    forms = {paper.form for paper in rows(next_year(last, CATALOG).ledger, "core.document")}
    assert not forms & {"计划", "总结", "通知", "方案"}


def test_a_rule_is_carried_without_evidence_whose_files_stay_with_last_year(last):
    kind = CATALOG.kinds["core.document"]
    shown = attrs.evolve(last.of(kind)[-1], originals={"evidence": '=DISPIMG("ID_1",1)'})
    shown = attrs.evolve(shown, record=attrs.evolve(shown.record, evidence=PICTURE))
    others = tuple(row for row in last.rows if row is not last.of(kind)[-1])
    made = next_year(attrs.evolve(last, rows=(*others, shown)), CATALOG)
    (row,) = (row for row in made.ledger.of(kind) if row.record.title == shown.record.title)
    assert (row.record, row.originals) == (attrs.evolve(shown.record, evidence=None), {})
    assert any(line.startswith("佐证材料：结转的行里有 1 行") for line in made.left)
    assert not any("佐证材料" in line for line in next_year(last, CATALOG).left)


def test_what_was_planned_and_not_done_is_planned_anew(last):
    items = [
        PlanItem(number="1", title="甲", date=PartialDate(2026, 8), result="完成"),
        PlanItem(
            number="2", title="乙", date=PartialDate(2026, 9), result="未完成", target="300名", responsible="科室"
        ),
        PlanItem(number="3", title="丙", result="部分完成"),
        PlanItem(number="4", title="丁", result="取消"),
        PlanItem(number="5", title="戊", category="走访慰问"),
    ]
    made = rows(next_year(with_plans(last, *items), CATALOG).ledger, "core.plan_item")
    assert made == [
        PlanItem(title="乙", target="300名（2026年未完成，结转）", responsible="科室"),
        PlanItem(title="丙", target="2026年部分完成，结转"),
        PlanItem(title="戊", target="2026年未完成，结转", category="走访慰问"),
    ]


def test_what_does_not_apply_and_whose_rows_they_are_is_kept_and_the_rest_is_asked_anew(last):
    declared = {
        **last.declarations,
        "core.visit": Declaration("有数据", "含下级"),
        "core.enlistment": Declaration("不适用"),
        "core.meeting": Declaration("零报告"),
    }
    made = next_year(attrs.evolve(last, declarations=declared), CATALOG).ledger.declarations
    assert made["core.visit"] == Declaration(None, "含下级")
    assert made["core.enlistment"].status == "不适用"
    assert made["core.meeting"].status is None
    assert made["core.partner"].status == "有数据"


@pytest.mark.parametrize("sector", SECTORS)
def test_the_new_ledger_of_every_sector_can_be_read_without_errors(sector):
    made = next_year(sample_ledger(CATALOG, sector, 2026), CATALOG).ledger
    read = read_ledger_bytes(ledger_bytes(CATALOG, made), "2027.xlsx", CATALOG)
    examination = examined(read, CATALOG)
    assert not [problem for problem in examination.problems if problem.severity == "error"]
    assert [row.record for row in examination.ledger.rows] == [row.record for row in made.rows]
    assert next_year(examination.ledger, CATALOG).ledger.year == 2028


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_that_does_not_come_after_is_refused(last, year):
    with pytest.raises(ProblemsFound, match="应在它之后"):
        next_year(last, CATALOG, year)


def test_options_that_say_otherwise_are_named_all_at_once(last):
    found = contradictions(last, CATALOG, sector="school", name="别的单位", code="X", region=None)
    assert [problem.message.split("是")[0] for problem in found] == [
        "选项里的行业",
        "选项里的单位名称",
        "选项里的单位代码",
    ]
    assert not contradictions(last, CATALOG, sector="医院", name=last.unit.name, code=None, region=last.unit.region)
