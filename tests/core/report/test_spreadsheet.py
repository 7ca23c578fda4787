"""Documents as workbooks."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from shuangyong import Visit
from shuangyong.report.compose import compose
from shuangyong.report.spreadsheet import render_spreadsheet


@pytest.fixture
def written(port, ledger):
    """Write the summary (or another kind) of these records as a workbook."""

    def make(*records, kind="summary", template="", **options):
        catalog = (port(told=template) if template else port()).catalog
        return render_spreadsheet(compose(ledger(catalog, records, **options), catalog, kind))

    return make


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_it_has_the_text_the_statistics_and_the_sources(written):
    book = opened(written(Visit(people=3)))
    assert book.sheetnames == ["正文", "统计表", "来源", "_溯源"]
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3 + ["hidden"]
    assert [row[0] for row in book["正文"].iter_rows(values_only=True)] == [
        "某某港务局2026年双拥工作总结",
        "2026年，我港共开展双拥活动1次，受益3人次。现将全年双拥工作情况总结如下：",
        "一、密切军民关系，办好拥军实事",
        "开展走访慰问1次，慰问3人。",
        "附件：某某港务局2026年双拥工作统计表",
        "某某港务局",
        "2026年12月20日",
    ]


def test_numbers_of_tables_are_numbers(written):
    sheet = opened(written(Visit(people=3, cash=Decimal("6450.5")), kind="table", approx=("people",)))["正文"]
    cells = {(row[0].value, row[1].value): row[3] for row in sheet.iter_rows(min_row=3, max_col=4)}
    people, cash = cells["走访慰问", "慰问人数"], cells["走访慰问", "慰问金"]
    assert (people.value, people.number_format) == (3, '"约"0')
    assert (cash.value, cash.number_format) == (6450.5, "0.0")
    assert people.data_type == cash.data_type == "n"


def test_text_is_never_a_formula(written):
    typed = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"]
    template = "{% for row in visit %}{{ row.title }}\n\n{% endfor %}"
    book = opened(written(*(Visit(title=title) for title in typed), template=template, name="=cmd|' /C calc'!A0"))
    texts = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert set(typed) <= set(texts)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert next(cell for (cell,) in book["正文"].iter_rows(max_col=1) if cell.value == "=1+1").quotePrefix


def test_each_source_has_a_row(written):
    rows = [*opened(written(Visit(people=3), Visit(people=4)))["来源"].iter_rows(values_only=True)]
    assert rows[0] == ("序号", "数字", "单位", "名称", "标识", "文件", "工作表", "单元格", "原文")
    people = [row for row in rows if row[4] == "core.visit.people"]
    assert [row[5:] for row in people[:2]] == [
        ("台账.xlsx", "走访慰问", "E4", "3"),
        ("台账.xlsx", "走访慰问", "E5", "4"),
    ]


def test_it_prints_on_a4(written):
    for sheet in opened(written(Visit(people=3))).worksheets[:3]:
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_paragraph_longer_than_a_cell_holds_goes_on_in_the_next(written):
    template = "{% for row in visit %}{{ row.title }}，{% endfor %}"
    content = written(*(Visit(title="长" * 9_000) for _ in range(5)), template=template)
    texts = [row[0] for row in opened(content)["正文"].iter_rows(values_only=True)]
    assert max(map(len, texts)) <= 32_767
    assert sum(text.count("长") for text in texts) == 45_000


def test_the_same_document_gives_the_same_bytes_and_none_tells_when(written):
    once, again = written(Visit(people=3)), written(Visit(people=3))
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2026-12-20T00:00:00Z") == 2
