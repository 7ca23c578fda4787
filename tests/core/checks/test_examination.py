"""A ledger file from its bytes to all that is wrong with it."""

import json

import attrs
import pytest
from shuangyong import EntitledPerson, PartialDate, Visit
from shuangyong.examination import Examination, examine, in_order
from shuangyong.model.problems import error, warning
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes
from shuangyong_hospital.kinds import RecruitExam

DAY = PartialDate(2026, 8, 1)


@pytest.fixture
def examined(catalog, make_ledger, tmp_path):
    """Write a ledger of records to a file and examine the file."""

    def read(*records, ledger=None, **more):
        path = tmp_path / "台账.xlsx"
        path.write_bytes(ledger_bytes(catalog, ledger or make_ledger(*records, **more)))
        return examine(path, catalog)

    return read


def test_the_sample_ledger_of_hospitals_is_in_order(catalog, examined):
    examination = examined(ledger=sample_ledger(catalog, "hospital", 2026))
    assert examination.ok
    assert examination.problems == ()
    assert examination.ledger.unit.sector == "医院"


def test_errors_and_warnings_of_every_sheet_come_in_the_order_of_the_workbook(examined):
    examination = examined(
        EntitledPerson(name="某甲", category="退役军人", id_number="123"),
        Visit(date=DAY, people=4, beneficiaries=3, remarks="13800138000"),
        Visit(people=3),
        RecruitExam(date=DAY, examined=343, qualified=350),
        declared={"hospital.free_clinic": "有数据"},
    )
    assert not examination.ok
    assert [(problem.sheet, problem.code) for problem in examination.problems] == [
        ("单位信息", "declared-without-rows"),
        ("征兵体检", "over-limit"),
        ("走访慰问", "below-part"),
        ("走访慰问", "private-number"),
        ("走访慰问", "no-date"),
        ("优抚对象登记", "id-number"),
    ]


def test_warnings_alone_leave_a_ledger_in_order(examined):
    examination = examined(Visit(people=3))
    assert [problem.severity for problem in examination.problems] == ["warning"]
    assert examination.ok


def test_the_json_object_has_the_keys_of_the_contract_and_tells_no_secret(examined):
    examination = examined(EntitledPerson(name="某甲", category="退役军人", id_number="110105194912310021"))
    data = json.loads(json.dumps(examination.to_json(), ensure_ascii=False))
    assert list(data) == ["file", "ok", "problems", "skipped", "unverified"]
    (problem,) = data["problems"]
    assert list(problem) == ["severity", "code", "message", "fix", "sheet", "cell", "value"]
    assert (data["file"], data["ok"], data["unverified"]) == ("台账.xlsx", True, 0)
    assert "194912310021" not in json.dumps(data)


def test_a_file_that_cannot_be_read_has_a_problem_without_a_place(catalog, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"no workbook")
    examination = examine(path, catalog)
    assert not examination.ok
    assert examination.ledger is None
    assert [(problem.severity, problem.sheet, problem.cell) for problem in examination.problems] == [
        ("error", None, None)
    ]


def test_problems_are_ordered_by_sheet_then_row_then_column(catalog, make_ledger):
    places = [
        (None, None),
        ("单位信息", "B20"),
        ("征兵体检", None),
        ("征兵体检", "B3"),
        ("征兵体检", "AA3"),
        ("征兵体检", "A10"),
        ("走访慰问", "C4"),
        ("别的表", "A1"),
    ]
    problems = [warning("any", "有", sheet=sheet, cell=cell) for sheet, cell in places]
    ledger = make_ledger(Visit(date=DAY))
    for shuffled in (problems[::-1], problems[3:] + problems[:3]):
        assert [(one.sheet, one.cell) for one in in_order(tuple(shuffled), ledger, catalog)] == places


def test_what_was_not_judged_is_said_in_words():
    examination = Examination(file="a", ledger=None, problems=(), lacking={"征兵体检": 2, "走访慰问": 3}, unverified=4)
    assert examination.remarks() == [
        "另有 5 处缺少数据，没有核对有关的规则：征兵体检 2 处、走访慰问 3 处。",
        "有 4 行标着“待核”，请逐行核对。",
    ]
    assert attrs.evolve(examination, lacking={}, unverified=0).remarks() == []


def test_an_examination_with_an_error_is_not_in_order(make_ledger):
    examination = Examination(file="a", ledger=make_ledger(), problems=(error("any", "错"),))
    assert not examination.ok
    assert attrs.evolve(examination, problems=(warning("any", "有"),)).ok
