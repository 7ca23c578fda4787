"""Columns of codes and dates stay on one line, however long the texts beside them are."""

import datetime

from shuangyong.report.document import Document, Table, Text
from shuangyong.report.docx_styles import CELL_MARGIN
from shuangyong.report.docx_table import column_widths
from shuangyong.report.html import render_html

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
