"""A ledger with thirty planted mistakes of different sorts: every one is reported at its cell."""

import openpyxl
import pytest
from shuangyong.catalog import discover, load
from shuangyong.examination import examine
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

#: (sheet, which row of data from 0, field, what is typed, severity)
TYPED = [
    ("征兵体检", 0, "date", "2026-02-30", "error"),  # no such day
    ("征兵体检", 0, "examined", "若干", "error"),  # no number
    ("征兵体检", 0, "qualified", -5, "error"),  # less than none
    ("征兵体检", 0, "staff", 12.5, "error"),  # half a person
    ("征兵体检", 1, "date", "2024-08-12", "error"),  # another year
    ("征兵体检", 1, "qualified", 400, "error"),  # more than were examined
    ("征兵体检", 1, "form", "医疗拥护", "error"),  # no such choice
    ("征兵体检", 1, "end_date", "2026-13-01", "error"),  # no such month
    ("义诊", 0, "waived", "450美元", "error"),  # another unit
    ("义诊", 0, "beneficiaries", "18户", "error"),  # households are no persons
    ("健康体检与建档", 0, "waived", "33312.305", "error"),  # a tenth of a 分
    ("健康体检与建档", 0, "files", "1_26", "error"),  # Python's number, nobody else's
    ("军人优先服务", 0, "windows", "#REF!", "error"),  # an error cell
    ("医疗技术培训", 0, "trainees", "=SUM(B1:B2)", "error"),  # a formula that was never computed
    ("送医送药上门", 0, "households", True, "error"),  # a tick is no number
    ("送医送药上门", 0, "date", "1月1日至5日", "error"),  # two dates in one cell
    ("双拥工作领导小组", 0, "deputies", 50, "error"),  # more deputies than members
    ("双拥工作领导小组", 0, "leader", None, "error"),  # nobody leads
    ("制度文件", 0, "form", "红头文件", "error"),
    ("会议", 0, "participants", "无", "warning"),  # blank is blank
    ("会议", 1, "remarks", "联系电话13812345678", "warning"),  # a phone number in free text
    ("专项经费", 0, "amount", "六万元左右吧", "error"),
    ("年度计划", 0, "category", "征兵体捡", "warning"),  # no ledger of this name
    ("国防教育活动", 0, "end_date", "2026-01-01", "error"),  # ends before it begins
    ("走访慰问", 1, "spending", 100, "error"),  # less than cash and goods together
    ("走访慰问", 0, "partner", "陆军第113师", "warning"),  # a true designation
    ("知晓率测评", 0, "aware", 300, "error"),  # more know than were asked
    ("联谊活动", 0, "date", None, "warning"),  # undated: counts in the year only
]


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory):
    catalog = load(discover())
    path = tmp_path_factory.mktemp("mistakes") / "台账.xlsx"
    path.write_bytes(ledger_bytes(catalog, sample_ledger(catalog, "hospital", 2026)))
    ledger = examine(path, catalog).ledger
    book = openpyxl.load_workbook(path)
    expected = []
    for sheet, place, field, typed, severity in TYPED:
        row = [row for row in ledger.rows if row.sheet == sheet][place]
        cell = book[sheet][row.cell(field)]
        cell.value = typed
        if typed == "#REF!":
            cell.data_type = "e"
        expected.append((sheet, row.cell(field), severity))
    info = book["单位信息"]
    status = {cells[0].value: cells[1] for cells in info.iter_rows() if cells[0].value in ("义诊", "检查考评")}
    status["义诊"].value = "零报告"  # contradicts its row
    status["检查考评"].value = "有数据"  # contradicts its lack of rows
    expected += [("单位信息", cell.coordinate, "error") for cell in status.values()]
    book.save(path)
    return examine(path, catalog), expected


def test_thirty_sorts_of_mistakes_are_planted(mistaken):
    assert len(set(mistaken[1])) == 30


def test_every_mistake_is_reported_at_its_cell(mistaken):
    examination, expected = mistaken
    found = {(problem.sheet, problem.cell, problem.severity) for problem in examination.problems}
    assert [place for place in expected if place not in found] == []


def test_every_problem_says_in_chinese_how_to_mend_it(mistaken):
    for problem in mistaken[0].problems:
        assert problem.message, problem
        assert problem.fix, problem


def test_nothing_else_is_complained_of(mistaken):
    examination, expected = mistaken
    planted = {(sheet, cell) for sheet, cell, _ in expected}
    assert [problem for problem in examination.problems if (problem.sheet, problem.cell) not in planted] == []
