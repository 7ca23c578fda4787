"""Finding sheets and columns: by label or alias, in any order, never dropped in silence."""

from collections.abc import Sequence
from decimal import Decimal

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.kinds import Kind
from shuangyong.workbook.book import Book, Cell, Sheet
from shuangyong.workbook.headers import Header, find_header, stranger_problem
from shuangyong.workbook.keys import key
from shuangyong.workbook.problem_list import LIST_SHEET
from shuangyong.workbook.sheets import BESIDE, SortedSheets, info_sheets, sort_sheets

CATALOG = installed()
VISIT = CATALOG.kinds["core.visit"]
SUPPORT = CATALOG.kinds["core.support"]
EXAM = CATALOG.kinds["hospital.recruit_exam"]
LEADERS = CATALOG.kinds["core.leading_group"]


def sheet(*rows: Sequence[str | None], name: str = "走访慰问", hidden: bool = False) -> Sheet:
    cells = {
        number: {column: Cell("text", text) for column, text in enumerate(row, start=1) if text is not None}
        for number, row in enumerate(rows, start=1)
    }
    return Sheet(name, cells, hidden=hidden)


def header(*rows: Sequence[str | None], kind: Kind = VISIT) -> Header:
    found = find_header(sheet(*rows), kind)
    assert found is not None
    return found


def sort(*sheets: Sheet) -> SortedSheets:
    return sort_sheets(sheets, CATALOG.kinds_of("hospital"), CATALOG)


def data(name: str, hidden: bool = False) -> Sheet:
    return sheet(["日期", "活动名称"], ["8月1日", "慰问"], name=name, hidden=hidden)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("体检人数（人）", "体检人数(人)"),
        ("体检人数\n（人）", "体检人数 （人）"),
        ("＊日期", "日期："),
        ("ＡＢ１２", "ab12"),
        ("【慰问金】", "（慰问金）"),
    ],
)
def test_names_are_the_same_whatever_their_width_blanks_and_brackets(one: str, other: str):
    assert key(one) == key(other)


def test_columns_are_found_in_any_order_below_any_titles():
    found = header(
        ["某某医院走访慰问台账"],
        ["填表说明：一行一次"],
        [None],
        ["备注", "慰问金（元）", None, "日期", " 活动\n名称 "],
    )
    assert (found.first, found.last) == (4, 4)
    assert found.letters == {"remarks": "A", "cash": "B", "date": "D", "title": "E"}
    assert found.problems == ()


def test_the_hints_above_the_header_are_not_taken_for_it():
    hints = [field.hint for field in VISIT.columns]
    found = header(["走访慰问"], ["← 返回"], hints, [field.header for field in VISIT.columns])
    assert found.first == 4
    assert len(found.columns) == len(VISIT.columns)


def test_aliases_of_older_templates_are_read():
    assert header(["活动日期", "活动内容", "参加人数"]).letters == {"date": "A", "title": "B", "participants": "C"}


def test_without_two_known_labels_there_is_no_header():
    assert find_header(sheet(["日期", "事由"], ["8月1日", "慰问"]), VISIT) is None


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("慰问金（元）", 1),
        ("慰问金", 1),
        ("慰问金（万元）", 10000),
        ("慰问金(千元)", 1000),
        ("慰问金（单位：万元）", 10000),
        ("慰问金（万元，选填）", 10000),
        ("慰问金（必填）", 1),
        ("慰问人数（名）", 1),
    ],
)
def test_the_brackets_of_a_header_are_its_unit(text: str, factor: int):
    column = header(["日期", text]).columns[2]
    assert column.factor == Decimal(factor)
    assert column.readable


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("慰问金（美元）", VISIT),
        ("慰问金（人）", VISIT),
        ("慰问人数（户）", VISIT),
        ("慰问人数（人次）", VISIT),
        ("受益人次（人）", VISIT),
        ("物资数量（万元）", SUPPORT),
    ],
)
def test_any_other_unit_is_an_error_and_its_numbers_are_not_read(text: str, kind: Kind):
    found = header(["日期", text], kind=kind)
    assert not found.columns[2].readable
    (problem,) = found.problems
    assert (problem.severity, problem.code, problem.cell) == ("error", "wrong-header-unit", "B1")


def test_brackets_of_a_column_without_a_unit_are_a_remark():
    assert header(["日期（年月日）", "活动名称（全称）"]).problems == ()


@pytest.mark.parametrize("title", ["单位：万元", "（单位: 人民币万元）", "2026年走访慰问  单位：千元"])
@pytest.mark.parametrize("text", ["慰问金", "慰问金（元）"])
def test_a_unit_above_the_table_that_the_header_does_not_repeat_is_an_error(title: str, text: str):
    found = header([title], ["日期", "慰问人数（人）", text])
    assert not found.columns[3].readable
    assert found.columns[2].readable
    (problem,) = found.problems
    assert (problem.severity, problem.code, problem.cell) == ("error", "unclear-header-unit", "C2")


def test_a_unit_above_the_table_that_the_header_repeats_is_no_matter():
    assert header(["单位：万元"], ["日期", "慰问金（万元）"]).problems == ()
    assert header(["金额单位是元；写“1.2万元”也认"], ["日期", "慰问金（元）"]).problems == ()


def test_two_columns_of_one_field_are_an_error():
    found = header(["日期", "活动名称", "活动内容"])
    assert found.letters["title"] == "B"
    (problem,) = found.problems
    assert (problem.severity, problem.code, problem.cell) == ("error", "repeated-column", "C1")


def test_a_missing_required_column_is_an_error():
    (problem,) = header(["成立或调整日期", "组长职务"], kind=LEADERS).problems
    assert (problem.severity, problem.code) == ("error", "missing-column")
    assert "组长" in problem.message


def test_an_unknown_column_is_an_error_with_the_nearest_label():
    found = header(["日期", "活动名称", "慰问人员数"])
    problem = stranger_problem(found, 3, VISIT)
    assert (problem.severity, problem.code, problem.cell) == ("error", "unknown-column", "C1")
    assert "“慰问人数”" in problem.fix


def test_a_column_without_a_header_is_an_error():
    problem = stranger_problem(header(["日期", "活动名称"]), 7, VISIT)
    assert (problem.severity, problem.code, problem.cell) == ("error", "no-column-header", "G1")


def test_a_column_of_a_ratio_is_computed_and_only_warned_of():
    problem = stranger_problem(
        header(["日期", "合格率"], ["8月1日"], ["日期", "活动名称", "合格率（%）"], kind=EXAM), 3, EXAM
    )
    assert (problem.severity, problem.code) == ("warning", "computed-column")


def test_a_header_of_two_rows_is_read():
    found = header(["日期", "活动名称", "人数情况", None], [None, None, "慰问人数（人）", "慰问户数（户）"], ["8月1日"])
    assert (found.first, found.last) == (1, 2)
    assert found.letters == {"date": "A", "title": "B", "people": "C", "households": "D"}


def test_a_label_above_the_header_row_is_read_too():
    found = header(["日期", "慰问情况"], [None, "慰问人数（人）", "慰问户数（户）"], ["8月1日"])
    assert found.letters == {"date": "A", "people": "B", "households": "C"}


def test_the_first_row_of_data_is_never_part_of_the_header():
    found = header(["日期", "活动名称", None], ["8月1日", "地点", "备注"])
    assert found.last == 1


def test_sheets_are_found_by_label_whatever_the_blanks():
    sheets = sort(data(" 走访慰问 "), data("征兵体检"))
    assert [(one.name, kind.name) for one, kind in sheets.kinds] == [
        (" 走访慰问 ", "core.visit"),
        ("征兵体检", "hospital.recruit_exam"),
    ]
    assert sheets.problems == ()


def test_sheets_are_found_by_alias():
    renamed = attrs.evolve(VISIT, aliases=("慰问活动",))
    found = sort_sheets([data("慰问活动")], (renamed,), CATALOG)
    assert [kind for _, kind in found.kinds] == [renamed]


@pytest.mark.parametrize(
    "name",
    [
        "走访慰问(2)",
        "走访慰问 (2)",
        "走访慰问（副本）",
        "走访慰问 - 副本",
        "走访慰问副本2",
        "走访慰问的副本",
        "走访慰问2",
    ],
)
def test_copies_of_a_sheet_are_named_and_never_read(name: str):
    for sheets in (sort(data("走访慰问"), data(name)), sort(data(name), data("走访慰问"))):
        assert [one.name for one, _ in sheets.kinds] == ["走访慰问"]
        (problem,) = sheets.problems
        assert (problem.severity, problem.code, problem.sheet) == ("error", "copied-sheet", name)


def test_two_sheets_of_one_kind_are_never_both_read():
    sheets = sort(data("走访慰问"), data("走访 慰问"))
    assert [one.name for one, _ in sheets.kinds] == ["走访慰问"]
    assert [problem.code for problem in sheets.problems] == ["repeated-sheet"]


def test_an_unknown_sheet_with_data_is_an_error_with_the_nearest_name():
    (problem,) = sort(data("走访慰门")).problems
    assert (problem.severity, problem.code, problem.sheet) == ("error", "unknown-sheet", "走访慰门")
    assert "“走访慰问”" in problem.fix


def test_a_sheet_of_another_installed_sector_is_named_as_such():
    (problem,) = sort_sheets([data("征兵体检")], CATALOG.kinds_of("core"), CATALOG).problems
    assert problem.code == "unknown-sheet"
    assert "医院" in problem.fix


def test_an_unknown_sheet_without_data_is_no_matter():
    assert sort(Sheet("Sheet2"), sheet([" "], name="Sheet3")).problems == ()


def test_hidden_helper_sheets_are_ignored_and_others_are_not():
    assert sort(data("_字典", hidden=True), data("WpsReserved_CellImgList", hidden=True)).problems == ()
    assert [problem.code for problem in sort(data("_字典")).problems] == ["unknown-sheet"]
    assert [problem.code for problem in sort(data("草稿", hidden=True)).problems] == ["unknown-sheet"]


def test_a_hidden_sheet_of_a_kind_is_read_with_a_warning():
    sheets = sort(data("走访慰问", hidden=True))
    assert [kind for _, kind in sheets.kinds] == [VISIT]
    assert [(problem.severity, problem.code) for problem in sheets.problems] == [("warning", "hidden-sheet")]


def test_the_sheets_that_the_program_adds_are_left_alone():
    assert LIST_SHEET in BESIDE
    assert sort(*(data(name) for name in BESIDE)).problems == ()


def test_copies_of_the_first_sheet_are_found_with_it():
    book = Book((data("单位信息(2)"), data("单位信息"), Sheet("单位信息3")))
    assert [one.name for one in info_sheets(book)] == ["单位信息", "单位信息(2)"]
