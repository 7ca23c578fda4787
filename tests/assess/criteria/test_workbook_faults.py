"""A standard's workbook with planted mistakes is refused at its cells; what people do to one without harm is read."""

import io

import openpyxl
import pytest
from shuangyong.assess.building import build
from shuangyong.assess.exporting_workbook import standard_workbook
from shuangyong.assess.shipped import standard_of
from shuangyong.assess.workbook_drafts import workbook_draft
from shuangyong.model.problems import ProblemsFound


@pytest.fixture
def book(catalog):
    """The unit standard as an office's workbook."""
    standard = standard_of(catalog, "unit").standard
    sectors = {sector.id: sector.label for sector in catalog.sectors}
    return openpyxl.load_workbook(io.BytesIO(standard_workbook(standard, sectors, ["会议"])))


@pytest.fixture
def read(catalog):
    """Build the standard of a workbook as it is saved."""

    def made(book):
        stream = io.BytesIO()
        book.save(stream)
        return build(workbook_draft(stream.getvalue(), "区标准.xlsx"), catalog)

    return made


@pytest.fixture
def faults(read):
    """Return the problems of a workbook that is refused."""

    def found(book):
        with pytest.raises(ProblemsFound) as refused:
            read(book)
        return refused.value.problems

    return found


def columns(sheet):
    return {cell.value: cell.column_letter for cell in sheet[2]}


def test_a_workbooks_mistakes_are_told_at_their_cells(faults, book):
    sheet = book["考评内容"]
    at = columns(sheet)
    sheet[f"{at['台账']}3"], sheet[f"{at['得分']}4"], sheet[f"{at['分值']}3"] = "领导小祖", 0.4, "四"
    book["标准"]["B4"] = -100
    places = {one.place for one in faults(book)}
    assert places == {f"考评内容!{at['台账']}3", f"考评内容!{at['得分']}4", f"考评内容!{at['分值']}3", "标准!B4"}


def test_an_unknown_column_and_a_missing_sheet_are_told(faults, book):
    book["考评内容"]["A2"] = "考评大项"
    del book["考评项目"]
    assert [one.message for one in faults(book)] == ["没有工作表「考评项目」。"]


def told(problems):
    return [(one.place, one.message) for one in problems]


def test_what_is_not_there_is_told_where_it_should_be(faults, book):
    sheet = book["考评内容"]
    at = columns(sheet)
    sheet[f"{at['分值']}3"] = sheet[f"{at['考评内容']}7"] = None
    assert told(faults(book)) == [
        (f"考评内容!{at['分值']}3", "没有写「分值」。"),
        (f"考评内容!{at['考评内容']}7", "没有写「考评内容」。"),
    ]


def test_a_formula_without_its_result_is_told_and_nothing_else(faults, book):
    at = columns(book["考评内容"])
    book["考评内容"][f"{at['分值']}3"], book["标准"]["B4"] = "=2+2", "=50+50"
    assert sorted(told(faults(book))) == [
        (place, "这一格是公式，文件里没有存下算出的结果。") for place in ("标准!B4", f"考评内容!{at['分值']}3")
    ]


def test_a_formula_without_its_result_hides_no_other_mistake(faults, book):
    sheet = book["考评内容"]
    at = columns(sheet)
    first, second, third, *_ = (cell.row for cell in sheet[at["序号"]][2:] if cell.value)
    places = (("分值", first), ("序号", second), ("性质", third), ("台账", third))
    formulas = [f"{at[label]}{row}" for label, row in places]
    for cell in formulas:
        sheet[cell] = "=1+1"
    sheet[f"{at['得分']}4"], book["标准"]["B4"] = 0.4, "一百"
    found = faults(book)
    wrong = {f"考评内容!{cell}" for cell in formulas}
    assert {one.place for one in found} == {*wrong, f"考评内容!{at['得分']}4", "标准!B4"}
    assert [one.value for one in found if one.place in wrong] == ["=1+1"] * 4 and len(found) == 6


def test_a_category_whose_name_is_not_stored_makes_no_item_wrong(faults, book):
    head = next(cell for row in book["考评项目"].iter_rows() for cell in row if cell.value == "考评项目")
    name = book["考评项目"].cell(head.row + 1, head.column)
    name.value = '="一、"&"组织"'
    assert told(faults(book)) == [(f"考评项目!{name.coordinate}", "这一格是公式，文件里没有存下算出的结果。")]


def test_a_formula_below_the_first_of_merged_cells_is_not_read(read, book):
    sheet = book["考评内容"]
    assert isinstance(sheet["A4"], openpyxl.cell.cell.MergedCell)
    sheet._cells[4, 1] = openpyxl.cell.cell.Cell(sheet, row=4, column=1, value="=1+1")
    assert read(book).standard.items


def test_a_column_that_is_missing_is_told_once(faults, book):
    at = columns(book["考评内容"])
    book["考评内容"][f"{at['分值']}2"] = "满分值"
    assert told(faults(book)) == [
        ("考评内容!A2", "表头里没有「分值」。"),
        (f"考评内容!{at['分值']}2", "不认识「满分值」这一列。"),
    ]


def test_rows_below_what_is_read_are_told(faults, book):
    book["考评内容"]["C5100"] = "又一条"
    assert told(faults(book)) == [("考评内容!A5001", "第 5000 行以下还有内容，读不到。")]


def test_a_standard_without_items_is_none(faults, book):
    book["考评内容"].delete_rows(3, 500)
    assert told(faults(book)) == [("标准!A1", "一条考评内容也没有。")]


def test_a_percentage_is_read_as_it_is_seen(read, book):
    sheet = book["考评内容"]
    at = columns(sheet)
    row = next(cell.row for cell in sheet[at["指标"]] if cell.value == "知晓率")
    sheet[f"{at['数量']}{row}"], sheet[f"{at['数量']}{row}"].number_format = 0.07, "0%"
    items = {item.number: item for item in read(book).standard.items}
    assert items["11"].parts[0].least == 7


def test_blanks_and_units_in_labels_do_not_matter(read, book):
    before, sheet = read(book).standard, book["考评内容"]
    at = columns(sheet)
    sheet[f"{at['分值']}2"], sheet[f"{at['序号']}2"], book["标准"]["A4"] = "分 值（分）", "序　号", "总 分"
    sheet.title = " 考评内容 "
    assert read(book).standard == before
