"""The returned ledger, as its sender sees it: what is coloured, commented and listed."""

import io
import itertools
import re
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from shuangyong.model.problems import ProblemsFound, error, warning
from shuangyong.workbook.marking import mark

SHEET = "征兵体检"
RED, YELLOW = "FFFDC7CC", "FFFEF1C4"
BAD_DATE = error(
    "bad-date", "日期「2025-13-01」不存在。", "写成这一年里的一天。", sheet=SHEET, cell="A3", value="2025-13-01"
)
DOUBTFUL = warning("doubtful", "人数与上一行一样。", "请核对。", sheet=SHEET, cell="C3", value="105")


def unchanged(book):
    pass


@pytest.fixture
def ledger(tmp_path):
    """A small ledger; the function changes it before it is saved and returns its path."""

    def build(change=unchanged):
        book = openpyxl.Workbook()
        book.active.title = "单位信息"
        book["单位信息"]["A1"], book["单位信息"]["B1"] = "单位名称", "某某医院"
        sheet = book.create_sheet(SHEET)
        sheet.append(["日期", "活动名称", "体检人数（人）"])
        for day in (1, 2, 3):
            sheet.append([f"2025-08-0{day}", "征兵体检", 105])
        change(book)
        path = tmp_path / "台账.xlsx"
        book.save(path)
        return path

    return build


@pytest.fixture
def marked(ledger, tmp_path):
    """Mark the ledger and open the result."""

    def run(*problems, change=unchanged):
        target = tmp_path / "退回.xlsx"
        assert mark(ledger(change), problems, target)
        return openpyxl.load_workbook(target)

    return run


def colour(cell):
    return cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else None


def rows(book):
    """Return the rows of the list below its heading."""
    return [
        ["" if value is None else value for value in row] for row in book["问题清单"].iter_rows(3, values_only=True)
    ]


def test_an_error_is_light_red_and_its_comment_says_what_is_wrong_and_how_to_mend_it(marked):
    cell = marked(BAD_DATE)[SHEET]["A3"]
    assert colour(cell) == RED
    assert cell.comment.text == "【台账检查】\n错误：日期「2025-13-01」不存在。\n怎样改：写成这一年里的一天。"
    assert cell.comment.author == "双拥台账检查"


def test_a_warning_is_light_yellow(marked):
    assert colour(marked(DOUBTFUL)[SHEET]["C3"]) == YELLOW


def test_several_problems_of_a_cell_join_in_one_comment_under_the_gravest_colour(marked):
    cell = marked(DOUBTFUL, error("x", "不是数。", sheet=SHEET, cell="C3"))[SHEET]["C3"]
    assert colour(cell) == RED
    assert cell.comment.text == "【台账检查】\n提醒：人数与上一行一样。\n怎样改：请核对。\n错误：不是数。"


def test_a_marked_cell_keeps_its_value_font_border_alignment_and_number_format(marked):
    def dress(book):
        cell = book[SHEET]["C3"]
        cell.font, cell.alignment = Font(bold=True, color="FF0000FF"), Alignment(horizontal="center")
        cell.border, cell.number_format = Border(bottom=Side("double")), "#,##0"

    cell = marked(DOUBTFUL, change=dress)[SHEET]["C3"]
    assert (cell.value, cell.number_format, cell.alignment.horizontal) == (105, "#,##0", "center")
    assert (cell.font.b, cell.font.color.rgb, cell.border.bottom.style) == (True, "FF0000FF", "double")
    assert colour(cell) == YELLOW


def test_other_cells_of_the_same_format_are_not_coloured(marked):
    sheet = marked(BAD_DATE)[SHEET]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if colour(cell)] == ["A3"]


@pytest.mark.parametrize("cell", ["B2", "E3", "B30", "XFD1048576"])
def test_a_blank_cell_is_marked_where_there_was_none(marked, cell):
    problem = error("blank", "这里空着。", sheet=SHEET, cell=cell)
    sheet = marked(problem, change=lambda book: book[SHEET].delete_cols(2))[SHEET]
    assert colour(sheet[cell]) == RED
    assert sheet["A4"].value == "2025-08-03"
    assert sheet[cell].comment.text.endswith("错误：这里空着。")


def test_cells_come_in_order_whatever_the_order_of_the_problems(marked, tmp_path):
    cells = ["D9", "B7", "A9", "F3", "B3", "C7", "A1"]
    marked(*[error("x", "空。", sheet=SHEET, cell=cell) for cell in cells])
    with zipfile.ZipFile(tmp_path / "退回.xlsx") as archive:
        written = re.findall(r'<c r="(\w+)"', archive.read("xl/worksheets/sheet2.xml").decode())
    old = [f"{column}{row}" for row in (1, 2, 3, 4) for column in "ABC"]
    assert written == [*old[:9], "F3", *old[9:], "B7", "C7", "A9", "D9"]


def test_a_new_cell_has_the_format_of_its_row_or_else_of_its_column(marked):
    def dress(book):
        book[SHEET].column_dimensions["E"].number_format = "0.00"
        book[SHEET].row_dimensions[9].number_format = "yyyy-mm-dd"

    problems = [error("x", "空。", sheet=SHEET, cell=cell) for cell in ("E8", "E9")]
    sheet = marked(*problems, change=dress)[SHEET]
    assert [sheet["E8"].number_format, sheet["E9"].number_format] == ["0.00", "yyyy-mm-dd"]


def test_of_merged_cells_the_one_that_is_seen_is_marked(marked):
    problem = error("merged", "这里合并了单元格。", sheet=SHEET, cell="F6")
    book = marked(problem, change=lambda book: book[SHEET].merge_cells("E5:F7"))
    assert colour(book[SHEET]["E5"]) == RED
    assert rows(book)[0][3] == "F6"


def test_a_comment_that_is_there_keeps_its_text_and_author_with_ours_added(marked):
    def remark(book):
        book[SHEET]["A3"].comment = Comment("待核", "张三")

    comment = marked(BAD_DATE, change=remark)[SHEET]["A3"].comment
    assert comment.text.startswith("待核\n\n【台账检查】\n错误：日期")
    assert comment.author == "张三"


def test_the_list_names_every_problem_also_those_without_a_cell_or_a_sheet_in_the_file(marked):
    whole, sheet = error("x", "文件不完整。", "重发。"), error("y", "没有「义诊」表。", sheet="义诊")
    lost = warning("z", "不知道在哪里。", sheet="义诊", cell="A1", value="1")
    book = marked(BAD_DATE, whole, sheet, lost)
    assert [cell.value for cell in book["问题清单"][2]] == [
        "序号",
        "级别",
        "工作表",
        "单元格",
        "原值",
        "问题",
        "怎样改",
    ]
    assert rows(book) == [
        [1, "错误", SHEET, "A3", "2025-13-01", "日期「2025-13-01」不存在。", "写成这一年里的一天。"],
        [2, "错误", "（整个文件）", "", "", "文件不完整。", "重发。"],
        [3, "错误", "义诊", "（整张表）", "", "没有「义诊」表。", ""],
        [4, "提醒", "义诊", "A1", "1", "不知道在哪里。", ""],
    ]
    links = [cell.hyperlink.location if cell.hyperlink else None for cell in book["问题清单"]["D"][2:]]
    assert links == [f"'{SHEET}'!A3", None, None, None]


def test_a_link_leads_to_a_sheet_with_an_apostrophe_in_its_name(marked):
    problem = error("x", "错。", sheet="a'b", cell="A1")
    book = marked(problem, change=lambda book: book.create_sheet("a'b"))
    assert book["问题清单"]["D3"].hyperlink.location == "'a''b'!A1"


def test_the_list_is_the_last_sheet_with_a_frozen_head_and_prints_on_a4_across(marked):
    book = marked(BAD_DATE)
    assert book.sheetnames == ["单位信息", SHEET, "问题清单"]
    sheet = book["问题清单"]
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet["F3"].alignment.wrap_text


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "@x", "<b>&amp;", "_x0041_", "{{ 7*7 }}", " a\n b "]
)
def test_text_that_looks_like_a_formula_or_markup_stays_plain_text(marked, text):
    book = marked(error("x", text, text, sheet=SHEET, cell="A3", value=text))
    assert {book["问题清单"][cell].data_type for cell in ("E3", "F3", "G3")} == {"s"}
    stored = text.replace("_x0041_", "_x005F_x0041_")  # as Excel writes what it is to show unchanged
    assert [book["问题清单"][cell].value for cell in ("E3", "F3", "G3")] == [stored] * 3
    assert book[SHEET]["A3"].comment.text == f"【台账检查】\n错误：{stored}\n怎样改：{stored}"


def test_characters_that_xml_forbids_are_dropped(marked):
    book = marked(error("x", "a\x00\x07\ufffe\ud800b", sheet=SHEET, cell="A3", value="\x1b1"))
    assert rows(book)[0][4:6] == ["1", "ab"]


def test_a_protected_sheet_is_marked_and_stays_protected(marked):
    def protect(book):
        book[SHEET].protection.sheet = True
        book[SHEET].protection.password = "秘密"

    sheet = marked(BAD_DATE, change=protect)[SHEET]
    assert sheet.protection.sheet
    assert colour(sheet["A3"]) == RED


def test_a_problem_with_an_impossible_address_is_only_listed(marked):
    problems = [error("x", "错。", sheet=SHEET, cell=cell) for cell in ("XFE1", "A1048577", "A0", "第三行", "C7:D8")]
    book = marked(*problems)
    assert [row[3] for row in rows(book)] == ["XFE1", "A1048577", "A0", "第三行", "C7:D8"]
    assert not any(cell.comment or colour(cell) for row in book[SHEET].iter_rows() for cell in row)


def test_a_sheet_of_the_senders_own_called_like_the_list_is_kept(marked):
    def add(book):
        book.create_sheet("问题清单")["A1"] = "本单位的问题"

    book = marked(BAD_DATE, change=add)
    assert book.sheetnames == ["单位信息", SHEET, "问题清单", "问题清单2"]
    assert book["问题清单"]["A1"].value == "本单位的问题"


def test_the_message_tells_what_was_written(ledger, tmp_path):
    result = mark(ledger(), [BAD_DATE, DOUBTFUL, error("x", "文件不完整。")], tmp_path / "退回.xlsx")
    assert result.path == tmp_path / "退回.xlsx"
    assert result.in_place
    assert all(part in result.message for part in ("退回.xlsx", "2 个单元格", "3 个问题", "问题清单"))


def test_without_problems_the_list_says_so(marked):
    assert marked()["问题清单"]["A1"].value.startswith("没有发现问题")


def test_a_target_of_another_suffix_becomes_an_xlsx_and_never_the_original(ledger, tmp_path):
    path = ledger()
    before = path.read_bytes()
    assert mark(path, [BAD_DATE], tmp_path / "退回.xls").path.name == "退回.xlsx"
    assert mark(path, [BAD_DATE], tmp_path / "台账.xls").path.name == "台账-问题清单.xlsx"
    assert mark(path, [BAD_DATE], tmp_path / "退回.2026").path.name == "退回.2026.xlsx"
    assert path.read_bytes() == before


def test_a_file_may_be_marked_in_its_own_place(ledger):
    path = ledger()
    assert mark(path, [BAD_DATE], path).path == path
    assert colour(openpyxl.load_workbook(path)[SHEET]["A3"]) == RED


def test_a_target_that_cannot_be_written_is_a_problem_in_words(ledger, tmp_path):
    with pytest.raises(ProblemsFound, match="没有"):
        mark(ledger(), [BAD_DATE], tmp_path / "没有" / "退回.xlsx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "打开密码"),
        (b"PK\x03\x04 cut off", "损坏"),
        (b"", "损坏"),
        (bytes(32 * 2**20 + 1), "太大"),
        (None, "读不出来"),
    ],
    ids=["xls or encrypted", "cut off", "empty", "too large", "missing"],
)
def test_a_file_that_cannot_carry_marks_gets_a_list_beside_it(tmp_path, data, reason):
    original = tmp_path / "台账.xls"
    if data is not None:
        original.write_bytes(data)
    result = mark(original, [BAD_DATE], tmp_path / "退回.xls")
    assert not result
    assert result.path == tmp_path / "退回.xlsx"
    assert reason in result.message
    book = openpyxl.load_workbook(result.path)
    assert book.sheetnames == ["问题清单"]
    assert rows(book)[0][:4] == [1, "错误", SHEET, "A3"]
    assert book["问题清单"]["D3"].hyperlink is None


def test_a_list_never_overwrites_the_file_it_is_about(tmp_path):
    original = tmp_path / "台账.xlsx"
    original.write_bytes(b"damaged")
    result = mark(original, [BAD_DATE], original)
    assert result.path == tmp_path / "台账-问题清单.xlsx"
    assert original.read_bytes() == b"damaged"


def test_thousands_of_problems_are_marked(ledger, tmp_path):
    cells = [f"{column}{row}" for row, column in itertools.product(range(2, 1002), "ABC")]
    mark(ledger(), [error("x", "错。", sheet=SHEET, cell=cell) for cell in cells], tmp_path / "退回.xlsx")
    book = openpyxl.load_workbook(tmp_path / "退回.xlsx")
    assert len(rows(book)) == 3000
    assert all(book[SHEET][cell].comment and colour(book[SHEET][cell]) == RED for cell in cells)


@pytest.mark.slow
def test_the_marked_file_prints_with_its_colours_and_its_list(ledger, tmp_path, rendered):
    mark(ledger(), [BAD_DATE, DOUBTFUL], tmp_path / "退回.xlsx")
    printed = rendered((tmp_path / "退回.xlsx").read_bytes(), "xlsx")
    assert "共 1 个错误、1 个提醒" in printed.texts[-1]
    assert "日期「2025-13-01」不存在。" in printed.texts[-1]
    assert len(printed.texts) == 3


@pytest.mark.slow
def test_a_long_message_has_room_in_its_row(ledger, tmp_path, rendered):
    long = error("x", "甲乙丙丁" * 40, sheet=SHEET, cell="A3")
    mark(ledger(), [long, long, BAD_DATE], tmp_path / "退回.xlsx")
    printed = rendered((tmp_path / "退回.xlsx").read_bytes(), "xlsx")
    bottoms = [line.bottom for line in printed.lines(len(printed.texts)) if "甲乙" in line.text]
    assert len(bottoms) >= 8
    assert all(above - below > 6 for above, below in itertools.pairwise(bottoms))


def test_the_comments_survive_a_save_by_another_program(ledger, tmp_path, resaved):
    mark(ledger(), [BAD_DATE, DOUBTFUL], tmp_path / "退回.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(resaved((tmp_path / "退回.xlsx").read_bytes(), "xlsx")))
    assert "日期「2025-13-01」不存在。" in book[SHEET]["A3"].comment.text
    assert colour(book[SHEET]["A3"]) == RED
    assert colour(book[SHEET]["C3"]) == YELLOW


def test_the_fill_of_a_cell_is_what_changes_even_if_it_had_one(marked):
    def dress(book):
        book[SHEET]["A3"].fill = PatternFill("solid", fgColor="FFD9E1F2")

    shade = colour(marked(BAD_DATE, change=dress)[SHEET]["A3"])
    assert all(abs(int(shade[i : i + 2], 16) - int(RED[i : i + 2], 16)) <= 2 for i in (2, 4, 6))
