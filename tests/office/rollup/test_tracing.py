"""A figure of a roll-up is traced to its rows, and to what was taken out of it."""

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner
from shuangyong.cli.explain import command
from shuangyong.model.periods import Period
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.rollup.names import chosen_figures
from shuangyong.office.rollup.rolling import roll_up
from shuangyong.office.rollup.tracing import trace

YEAR = Period(2026)
GROUPS = {
    "": {},
    "region=370213": {"region": "370213"},
    "region=370213,sector=医院": {"region": "370213", "sector": "hospital"},
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("measure", ["core.activity.count", "core.drill.students", "hospital.priority_service.windows"])
def test_rows_come_to_gross_and_adjustments_to_the_overlap(filled, catalog, measure, group):
    store = filled(2026, scopes={"EB": ("education.drill_programme",)})
    rollup = roll_up(store, catalog, YEAR, "region,sector")
    figure = next((one for one in rollup.figures if (one.measure, one.by) == (measure, GROUPS[group])), None)
    if figure is None:
        with pytest.raises(ProblemsFound, match="分组"):
            trace(store, catalog, YEAR, measure, group)
        return
    (traced,) = trace(store, catalog, YEAR, measure, group)
    assert sum(row.value for row in traced.rows) == traced.gross == figure.sum.gross
    assert traced.overlap == figure.sum.overlap
    assert len(traced.rows) == figure.records
    assert len({row.unit for row in traced.rows}) == figure.units


def test_a_row_is_told_by_unit_file_sheet_and_cell(filled, catalog, samples):
    store = filled(2026)
    (traced,) = trace(store, catalog, YEAR, "征兵体检·体检人数", "unit=H1单位")
    rows = samples("hospital", 2026).of(catalog.kinds["hospital.recruit_exam"])
    told = [(row.unit, row.file, row.sheet, row.cell, row.value) for row in traced.rows]
    assert told == [
        ("H1", "H1单位.xlsx", row.sheet, row.cell("examined"), Decimal(row.value("examined"))) for row in rows
    ]


def test_a_ratio_is_traced_to_both_its_sums(filled, catalog):
    above, below = trace(filled(2026), catalog, YEAR, "征兵体检·合格率", "sector=hospital")
    assert (above.measure, below.measure) == ("hospital.recruit_exam.qualified", "hospital.recruit_exam.examined")


def test_rows_of_no_month_can_be_asked_for(filled, catalog):
    (traced,) = trace(filled(2026), catalog, YEAR, "core.entitled_person.count", "month=未注明")
    assert len(traced.rows) == traced.gross > 0


def explained(*words):
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)


def test_the_command_lists_rows_and_adjustments(filled):
    store = filled(2026, scopes={"EB": ("education.drill_programme",)})
    ran = explained(store.folder, "学生军训活动·参训学生", "--by", "region=370213")
    assert ran.return_value == 0
    assert "重复核减 -" in ran.stdout and "S1单位（S1）  S1单位.xlsx  学生军训!" in ran.stdout
    assert "已含S1单位" in ran.stdout


def test_the_command_tells_machines_all_of_it(filled):
    store = filled(2026)
    ran = explained(store.folder, "core.activity.count", "--format", "json", "--period", "2026-Q3")
    (figure,) = json.loads(ran.stdout_bytes)["figures"]
    assert figure["gross"] == str(len(figure["rows"]))
    assert {"unit", "file", "sheet", "cell", "value"} <= figure["rows"][0].keys()


def test_groups_are_told_in_chinese(filled):
    store = filled(2026)
    told = explained(store.folder, "core.activity.count", "--by", "sector=学校,region=370213").stdout
    assert "行业 学校、地区 李沧区：" in told
    assert "双拥活动·次数（core.activity.count）" in told


@pytest.mark.parametrize("label", ["活动·次数", "双拥活动·次数", "core.activity.count", "activity.count"])
def test_all_that_was_done_has_the_name_of_ledgers_too(catalog, label):
    assert chosen_figures([label], catalog) == ("core.activity.count",)


def test_a_time_of_which_nothing_was_told_is_told_as_such(filled, catalog):
    with pytest.raises(ProblemsFound) as refused:
        trace(filled(2026), catalog, Period(2019), "core.activity.count")
    assert refused.value.problems[0].code == "no-figure"


@pytest.mark.parametrize("group", ["sector", "weekday=1", "sector=火星", "region=110000"])
def test_a_group_that_is_none_is_refused(filled, catalog, group):
    with pytest.raises(ProblemsFound):
        trace(filled(2026), catalog, YEAR, "core.activity.count", group)
