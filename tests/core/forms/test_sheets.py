"""Forms in Excel: values, repeated rows, and everything else as it was."""

import io
import re
import zipfile

import attrs
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture
from shuangyong.forms.filling import fill
from shuangyong.forms.shifting import Shift
from shuangyong.report.explaining import explain
from shuangyong.workbook.samples import sample_ledger

ROW = {
    "A4": "{% for row in 走访慰问 %}{{ loop.index }}",
    "B4": "{{ row.日期|day }}",
    "C4": "{{ row.people }}",
    "D4": "{{ row.cash }}{% endfor %}",
}


def picture():
    """Return a picture that no file has to be kept open for."""
    stream = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(stream, "PNG")
    return stream


def test_figures_become_numbers_and_sentences_stay_text(filled_sheet):
    cells = {
        "A1": "{{ recruit_exam.examined }}",
        "A2": "{{ 征兵体检.体检人数 }}",
        "A3": "体检{{ recruit_exam.examined|measured }}",
        "A4": "{{ recruit_exam.pass_rate|percent }}",
        "A5": "{{ health_check.waived }}",
        "A6": "{{ year }}",
        "A7": "{{ unit.name }}",
        "A8": "{{ funding.amount|money }}",
        "A9": "{{ visit.spending }}",
    }
    sheet = filled_sheet(cells).active
    assert [sheet[cell].value for cell in cells] == [
        469, 469, "体检469人次", "69.3%", 33312.3, 2026, "李沧区沧口湾医院", "6万元", 22500,
    ]  # fmt: skip


def test_what_is_about_is_a_number_that_shows_it_in_the_cells_own_format(sheet_form, hospital, catalog, tmp_path):
    codes = {
        "General": '"约"General',
        "#,##0.00": '"约"#,##0.00',
        "[Red][>100]0;0": '[Red][>100]"约"0;0',
        "@": '"约"General',
    }

    def dress(book):
        for row, code in enumerate(codes, 1):
            book.active.cell(row, 1).number_format = code
            book.active.cell(row, 1).font = Font(name="黑体", bold=True)

    form = sheet_form(dict.fromkeys(("A1", "A2", "A3", "A4"), "{{ visit.spending }}") | {"B1": "=SUM(A1:A4)"}, dress)
    filled = fill(form, hospital, catalog)
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data)).active
    for row, shown in enumerate(codes.values(), 1):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.number_format, cell.font.name, cell.font.b) == (22500, shown, "黑体", True)
    (told,) = filled.warnings
    assert told.code == "form-approximate" and "这 4 格是约数，前面显示“约”：Sheet!A1、" in told.message
    (tmp_path / "填好.xlsx").write_bytes(filled.data)
    assert [(one.now, one.edited) for one in explain(tmp_path / "填好.xlsx")] == [("约22500", False)] * 4


def test_what_is_about_amid_words_is_text_and_nothing_is_told(sheet_form, hospital, catalog):
    form = sheet_form({"A1": "花{{ visit.spending }}元", "A2": "{{ visit.spending|money }}", "A3": "{{ year }}"})
    filled = fill(form, hospital, catalog)
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data)).active
    assert (sheet["A1"].value, sheet["A2"].value, filled.warnings) == ("花约22500元", "约2.25万元", ())


def test_a_ratio_is_a_hundredth_where_its_cell_shows_per_cent(sheet_form, hospital, catalog, tmp_path):
    def dress(book):
        book.active["A1"].number_format = "0.0%"
        book.active["A3"].number_format = '0.0"%"'

    form = sheet_form(dict.fromkeys(("A1", "A2", "A3"), "{{ recruit_exam.pass_rate }}"), dress)
    data = fill(form, hospital, catalog).data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [sheet[cell].value for cell in ("A1", "A2", "A3")] == [0.693, 69.3, 69.3]
    (tmp_path / "填好.xlsx").write_bytes(data)
    assert [(one.now, one.edited) for one in explain(tmp_path / "填好.xlsx")] == [("69.3", False)] * 3


def test_a_code_of_digits_and_what_looks_like_a_formula_stay_text(sheet_form, hospital, catalog):
    ledger = attrs.evolve(hospital, unit=attrs.evolve(hospital.unit, region="370213", name='=HYPERLINK("http://x")'))
    form = sheet_form({"A1": "{{ unit.region }}", "A2": "{{ unit.name }}"})
    sheet = openpyxl.load_workbook(io.BytesIO(fill(form, ledger, catalog).data)).active
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("370213", "s")
    assert (sheet["A2"].value, sheet["A2"].data_type) == ('=HYPERLINK("http://x")', "s")


def test_what_the_ledger_does_not_say_stays_blank_and_is_named(sheet_form, hospital, catalog):
    form = sheet_form({"A1": "{{ enlistment.enlisted }}", "A2": "共{{ enlistment.count }}次"})
    filled = fill(form, hospital, catalog)
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data)).active
    assert (sheet["A1"].value, sheet["A2"].value) == (None, "共0次")
    assert [problem.message for problem in filled.warnings] == [
        "表样要填的这些，台账里没有，留了空：兵员征集·入伍人数。"
    ]


def test_last_years_figures_without_last_years_ledger_are_blank_and_told_so(sheet_form, hospital, catalog):
    asked = {"A1": "{{ 上年.走访慰问.慰问人数 }}", "A2": "{{ last.visit.count }}", "A3": "{{ enlistment.enlisted }}"}
    filled = fill(sheet_form(asked), hospital, catalog)
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data)).active
    assert [sheet[cell].value for cell in asked] == [None, None, None]
    now, before = filled.warnings
    assert now.message.endswith("台账里没有，留了空：兵员征集·入伍人数。")
    assert before.message == "表样要填上年的这些，没有给出上年的台账，留了空：走访慰问·慰问人数、走访慰问·次数。"
    assert "--last" in before.fix
    empty = attrs.evolve(sample_ledger(catalog, "hospital", 2025), rows=())
    (_, given) = fill(sheet_form(asked), hospital, catalog, empty).warnings
    assert given.message == "表样要填上年的这些，上年的台账里没有，留了空：走访慰问·慰问人数。"


def test_a_row_is_repeated_and_what_stands_below_moves_down(filled_sheet):
    def dress(book):
        sheet = book.active
        sheet["E4"] = "=C4*2"
        sheet["C5"], sheet["D5"], sheet["E5"] = "=SUM(C4:C4)", "=SUM(D4)", "=E4"
        sheet["A6"] = "签字"
        sheet.merge_cells("A6:C6")
        sheet.merge_cells("F4:G4")
        sheet.row_dimensions[4].height = 33
        sheet["B4"].border = Border(bottom=Side(style="double"))
        book.create_sheet("引用")["A1"] = "=Sheet!C5+SUM(Sheet!C4)"
        book.defined_names["合计"] = openpyxl.workbook.defined_name.DefinedName("合计", attr_text="Sheet!$C$5")
        sheet.add_data_validation(rule := DataValidation(type="whole", formula1="$C$5"))
        rule.add("D4:D5")

    book = filled_sheet(ROW, dress)
    sheet = book.active
    assert [[cell.value for cell in row[:5]] for row in sheet["A4:E6"]] == [
        [1, "1月20日", 80, None, "=C4*2"],
        [2, "7月27日", 80, 6000, "=C5*2"],
        [3, "7月28日", 2, None, "=C6*2"],
    ]
    assert [sheet[cell].value for cell in ("C7", "D7", "E7", "A8")] == ["=SUM(C4:C6)", "=SUM(D4:D6)", "=E4", "签字"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A8:C8", "F4:G4", "F5:G5", "F6:G6"]
    assert [sheet.row_dimensions[row].height for row in (4, 5, 6)] == [33, 33, 33]
    assert sheet["B6"].border.bottom.style == "double"
    assert book["引用"]["A1"].value == "=Sheet!C7+SUM(Sheet!C4:C6)"
    assert book.defined_names["合计"].attr_text == "Sheet!$C$7"
    rule = sheet.data_validations.dataValidation[0]
    assert (str(rule.sqref), rule.formula1) == ("D4:D7", "$C$7")


def test_a_list_without_anything_leaves_one_blank_row(filled_sheet):
    cells = {"A2": "{% for row in enlistment %}{{ loop.index }}", "B2": "{{ row.title }}{% endfor %}", "A3": "下面"}
    sheet = filled_sheet(cells).active
    assert (sheet["A2"].value, sheet["B2"].value, sheet["A3"].value) == (None, None, "下面")


def test_a_blank_cell_of_a_list_is_nothing_to_be_told(sheet_form, hospital, catalog):
    assert not fill(sheet_form(ROW), hospital, catalog).warnings


def test_a_loop_inside_one_cell_lists_in_that_cell(filled_sheet):
    sheet = filled_sheet({"A1": "{% for row in visit %}{{ row.title }}；{% endfor %}"}).active
    assert sheet["A1"].value.count("；") == 3


def test_what_a_row_lacks_is_left_out_of_what_is_put_together(filled_sheet):
    sheet = filled_sheet(
        {
            "A1": '{{ visit|map(attribute="慰问金")|list }}',
            "A2": '{{ visit|map(attribute="慰问人数")|join("，") }}',
            "A3": '{% for row in visit %}{{ row.日期|day ~ row.慰问金 ~ "。" }}{% endfor %}',
            "A4": '{{ ["甲", visit.count, 2]|join("/") }}',
            "A5": '{{ visit|map(attribute="慰问人数")|yi }}',
        }
    ).active
    assert [sheet[f"A{row}"].value for row in range(1, 6)] == [
        6000, "80，80，2", "1月20日。7月27日6000。7月28日。", "甲/3/2", "一是80；二是80；三是2。",
    ]  # fmt: skip


def test_two_lists_in_one_sheet_keep_their_places(filled_sheet):
    cells = {
        **ROW,
        "A6": "{% for row in 会议 %}{{ row.title }}",
        "B6": "{{ row.participants }}{% endfor %}",
        "A7": "尾",
    }
    sheet = filled_sheet(cells).active
    assert [sheet[f"A{row}"].value for row in (4, 5, 6, 8, 11)] == [
        1, 2, 3, "双拥工作领导小组第一次会议", "尾",
    ]  # fmt: skip
    assert sheet["B10"].value == 26


def test_last_year_stands_beside_this_where_it_is_given(filled_sheet, catalog):
    cells = {"A1": "{{ visit.count }}", "B1": "{{ last.visit.count }}", "C1": "{{ 上年.走访慰问.慰问人数 }}"}
    sheet = filled_sheet(cells, last=sample_ledger(catalog, "hospital", 2025)).active
    assert [sheet[cell].value for cell in ("A1", "B1", "C1")] == [3, 3, 162]


def test_all_formatting_and_all_other_parts_stay_as_they_were(sheet_form, hospital, catalog):
    def dress(book):
        sheet = book.active
        sheet["A1"].font = Font(name="黑体", size=20, bold=True, color="C00000")
        sheet["A1"].fill = PatternFill("solid", fgColor="FFE699")
        sheet["A1"].alignment = Alignment(horizontal="center", wrap_text=True)
        sheet["A1"].comment = Comment("批注", "人")
        sheet.column_dimensions["A"].width = 33
        sheet.conditional_formatting.add("A1:A3", CellIsRule(operator="greaterThan", formula=["5"]))
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.add_image(Image(picture()), "C9")

    form = sheet_form({"A1": "{{ year }}年"}, dress)
    data = fill(form, hospital, catalog).data
    before, after = zipfile.ZipFile(io.BytesIO(form.data)), zipfile.ZipFile(io.BytesIO(data))
    same = {name for name in before.namelist() if before.read(name) == after.read(name)}
    changed = {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert set(before.namelist()) - same <= changed
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet["A1"].value == "2026年"
    assert (sheet["A1"].font.name, sheet["A1"].font.sz, sheet["A1"].fill.fgColor.rgb) == ("黑体", 20, "00FFE699")
    assert sheet["A1"].comment.text == "批注" and sheet.freeze_panes == "A2"


def test_pictures_and_notes_below_a_list_move_with_it(sheet_form, hospital, catalog):
    def dress(book):
        book.active["A6"].comment = Comment("批注", "人")
        book.active.add_image(Image(picture()), "C9")

    data = fill(sheet_form({**ROW, "A6": "签字"}, dress), hospital, catalog).data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet["A8"].comment.text == "批注"
    assert sheet._images[0].anchor._from.row == 10


def test_a_rich_text_keeps_the_look_of_each_of_its_runs(sheet_form, hospital, catalog):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    rich = CellRichText("体检", TextBlock(InlineFont(b=True, color="FF0000"), "{{ recruit_exam.examined }}"), "人")
    data = fill(sheet_form({"A1": rich}), hospital, catalog).data
    cell = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active["A1"].value
    assert str(cell) == "体检469人"
    assert next(block for block in cell if not isinstance(block, str)).font.b


def test_formulas_have_no_outdated_results_and_are_reckoned_anew(sheet_form, hospital, catalog):
    form = sheet_form({"A1": "{{ recruit_exam.examined }}", "A2": "=A1*2", "C1": "{{ visit.count }}"})
    data = fill(form, hospital, catalog).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet, workbook = archive.read("xl/worksheets/sheet1.xml").decode(), archive.read("xl/workbook.xml").decode()
    assert re.search(r"<c r=\"A2\"[^>]*><f>A1\*2</f></c>", sheet)
    assert 'fullCalcOnLoad="1"' in workbook


@pytest.mark.slow
def test_libreoffice_reckons_and_keeps_what_was_filled(sheet_form, hospital, catalog, resaved):
    cells = {**ROW, "C5": "=SUM(C4)"}
    data = resaved(fill(sheet_form(cells), hospital, catalog).data, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).active
    assert sheet["C7"].value == 162


def test_each_figure_can_be_explained_and_one_that_was_changed_is_named(sheet_form, hospital, catalog, tmp_path):
    form = sheet_form({"A1": "{{ recruit_exam.examined }}", "A2": "合格{{ recruit_exam.qualified }}人"})
    target = tmp_path / "filled.xlsx"
    target.write_bytes(fill(form, hospital, catalog).data)
    found = explain(target)
    assert [(one.figure.name, one.now, one.edited) for one in found] == [
        ("hospital.recruit_exam.examined", "469", False),
        ("hospital.recruit_exam.qualified", "325", False),
    ]
    assert [source.cell for source in found[0].figure.sources] == ["E5", "E6"]
    book = openpyxl.load_workbook(target)
    book.active["A1"] = 470
    book.save(target)
    assert [one.edited for one in explain(target)] == [True, False]


def test_charts_and_rules_of_later_excels_follow_the_rows(sheet_form, hospital, catalog):
    from openpyxl.chart import BarChart, Reference

    def dress(book):
        sheet = book.active
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=3, min_row=4, max_row=5))
        sheet.add_chart(chart, "H1")

    data = fill(sheet_form({**ROW, "C5": "=SUM(C4)"}, dress), hospital, catalog).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<f>'Sheet'!$C$4:$C$7</f>" in archive.read("xl/charts/chart1.xml").decode().replace("c:f>", "f>")


@pytest.mark.parametrize(
    ("formula", "row", "copy", "said"),
    [
        ("A4", 0, 0, "A4"),
        ("A5", 0, 0, "A7"),
        ("SUM(A4)", 0, 0, "SUM(A4:A6)"),
        ("SUM(A4:A4,B9)", 0, 0, "SUM(A4:A6,B11)"),
        ("SUM(A1:A5)", 0, 0, "SUM(A1:A7)"),
        ("A4*B4", 4, 2, "A6*B6"),
        ("A$4*B1", 4, 2, "A$4*B1"),
        ("'表 一'!A5+其他!A5", 0, 0, "'表 一'!A7+其他!A5"),
        ('IF(A5>1,"A5",A3)', 0, 0, 'IF(A7>1,"A5",A3)'),
        ("SUM(A:A)", 0, 0, "SUM(A:A)"),
        ("SUM(5:6)", 0, 0, "SUM(7:8)"),
    ],
)
def test_references_go_where_excel_would_take_them(formula, row, copy, said):
    assert Shift("表 一", {4: 3}).formula(formula, "表 一", row, copy) == said
