"""Columns of codes and dates stay on one line, however long the texts beside them are."""

import datetime
import io

import docx
from shuangyong.catalog import installed
from shuangyong.report.compose import compose
from shuangyong.report.document import Document, Table, Text, plain
from shuangyong.report.docx import render_docx
from shuangyong.report.docx_styles import CELL_MARGIN
from shuangyong.report.docx_table import column_widths
from shuangyong.report.html import render_html
from shuangyong.workbook.samples import sample_ledger

LONG = "八一建军节前走访慰问驻地某部官兵并召开座谈会" * 3
CHARACTER = 210


def table(**options):
    row = ("1-01", "12月28日", LONG, LONG, "照片 12.5 MB", "9f86d081")
    return Table(
        "目录", ("编号", "日期", "活动", "材料", "类型", "校验值"), (tuple((Text(text),) for text in row),), **options
    )


def test_in_word_they_are_wide_enough_in_any_typeface_and_the_line_is_full():
    """Half a character a Latin letter is Times New Roman's; what stands in for it may be a third wider."""
    widths = column_widths(table(whole=(0, 1, 5)))
    assert sum(widths) == sum(column_widths(table()))
    for column, characters in ((0, 2), (1, 4.5), (5, 4)):
        assert widths[column] - 2 * CELL_MARGIN >= 1.25 * characters * CHARACTER, column


def test_in_html_they_are_marked():
    document = Document(
        kind="table",
        title="目录",
        issuer="某单位",
        date=datetime.date(2026, 12, 10),
        blocks=(table(whole=(0,), numeric=(4,)),),
    )
    page = render_html(document).decode()
    assert '<td class="whole">1-01</td>' in page and '<td class="number">照片 12.5 MB</td>' in page
    assert "td.whole { white-space: nowrap; }" in page


NUMBERS = ("约12,345,678.5", "11,234,567.25", "约12,345,679", "-1,200.5")


def numbers(*figures: str, header: tuple[str, ...]) -> Table:
    row = ("其中：" + LONG, "物资价值", "人次", *figures)
    cells = tuple((Text(text),) for text in row)
    return Table("军民共建", ("项目", "指标", "单位", *header), (cells,), numeric=tuple(range(3, len(row))))


def room(table: Table) -> list[float]:
    """What each column holds, in characters."""
    return [(size - 2 * CELL_MARGIN) / CHARACTER for size in column_widths(table)]


def test_a_column_of_numbers_holds_the_longest_in_any_typeface_beside_long_texts():
    """Half a character a digit is Times New Roman's; Noto's take 0.56 and DejaVu's 0.64."""
    held = room(numbers("17120", "约300", header=("数值", "上年")))
    assert held[3] >= 5 * 0.64
    assert held[4] >= 1 + 3 * 0.64
    assert held[1] >= 4 and held[2] >= 2  # a long text beside them leaves short ones whole


def test_many_long_numbers_lose_their_air_before_they_break():
    held = room(numbers(*NUMBERS, header=("净数", "上年", "上报数", "核减")))
    assert sum(column_widths(numbers(*NUMBERS, header=("净数", "上年", "上报数", "核减")))) <= 8846
    for number, text in enumerate(NUMBERS, 3):
        assert held[number] >= 1.05 * sum(1 if char == "约" else 0.5 for char in text), text


def test_word_is_told_not_to_turn_numbers_over():
    document = Document(
        kind="table",
        title="统计表",
        issuer="某单位",
        date=datetime.date(2026, 12, 10),
        blocks=(numbers("17120", header=("数值",)),),
    )
    word = docx.Document(io.BytesIO(render_docx(document)))
    head, row = word.tables[0].rows
    assert [bool(cell._tc.xpath("./w:tcPr/w:noWrap")) for cell in row.cells] == [False, False, False, True]
    assert not any(cell._tc.xpath("./w:tcPr/w:noWrap") for cell in head.cells)
    order = [child.tag.rpartition("}")[2] for child in row.cells[3]._tc.tcPr]
    assert order == ["tcW", "noWrap", "vAlign"]


def test_a_head_of_two_characters_has_air_so_that_it_does_not_turn_over():
    assert room(Table("", ("编号", "计划活动", "目标"), (((Text("1"),), (Text(LONG),), (Text(LONG),)),)))[0] > 2.05


def test_the_time_of_a_plans_activities_stays_on_one_line():
    made = compose(sample_ledger(installed(), "school", 2026), installed(), "plan")
    (planned,) = made.attachments[0].blocks
    assert isinstance(planned, Table)
    place = planned.header.index("时间")
    assert place in planned.whole
    assert room(planned)[place] >= max(0.64 * len(plain(row[place])) for row in planned.rows)
