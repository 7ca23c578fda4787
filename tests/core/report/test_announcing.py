"""The 附件说明 is worded alike in every format, as GB/T 9704—2012 7.3.4 has it."""

import datetime
import io
import re

import docx
import openpyxl
import pytest
from shuangyong.report.announcing import lines
from shuangyong.report.document import Attachment, Document
from shuangyong.report.docx import render_docx
from shuangyong.report.html import render_html
from shuangyong.report.markdown import render_markdown
from shuangyong.report.spreadsheet import render_spreadsheet


def document(*titles: str) -> Document:
    return Document(
        kind="summary",
        title="某单位2026年双拥工作总结",
        issuer="某单位",
        date=datetime.date(2026, 12, 10),
        attachments=tuple(Attachment(title, ()) for title in titles),
    )


def in_word(made: Document) -> list[str]:
    word = docx.Document(io.BytesIO(render_docx(made)))
    return [one.text.replace("\t", " ") for one in word.paragraphs if one.style.name == "附件说明"]


def in_html(made: Document) -> list[str]:
    return re.findall(r'<p class="note">(.*?)</p>', render_html(made).decode())


def in_markdown(made: Document) -> list[str]:
    body = render_markdown(made).decode().partition("\n某单位\n")[0]
    return [line.replace("\\", "") for line in body.splitlines()[1:] if line]


def in_excel(made: Document) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(render_spreadsheet(made))).worksheets[0]
    texts = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]]
    return texts[1 : texts.index("某单位")]


@pytest.mark.parametrize("written", [in_word, in_html, in_markdown, in_excel])
@pytest.mark.parametrize(
    ("titles", "told"),
    [((), []), (("名单",), ["附件：名单"]), (("名单", "清单", "图表"), ["附件：1. 名单", "2. 清单", "3. 图表"])],
)
def test_the_lines_are_alike(written, titles, told):
    made = document(*titles)
    assert lines(made) == told
    assert written(made) == told


def test_in_markdown_the_second_line_is_no_list():
    assert "\n\n2\\. 清单\n" in render_markdown(document("名单", "清单")).decode()
