"""A figure is called and written one way on the page, in the workbook and in the report."""

import io
import re
from decimal import Decimal

import attrs
import openpyxl
import pytest
from shuangyong.catalog import Catalog, installed
from shuangyong.model.labels import measure_label
from shuangyong.office.publish.amounts import published
from shuangyong.office.publish.narrative import report_document
from shuangyong.office.publish.page import render_page
from shuangyong.office.publish.workbook import write_workbook
from shuangyong.office.rollup.figures import Rollup, Sum
from shuangyong.office.status.status import Status
from shuangyong.report.document import Document, Paragraph, Table, plain
from shuangyong.report.statistics import PEOPLE_NOTE, statistics
from shuangyong.workbook.samples import sample_ledger


@pytest.fixture(scope="module")
def document(rollup: Rollup, catalog: Catalog, status: Status) -> Document:
    return report_document(rollup, catalog, status)


def rows(document: Document) -> list[list[str]]:
    tables = [block for one in document.attachments for block in one.blocks if isinstance(block, Table)]
    return [[plain(cell) for cell in row] for table in tables for row in table.rows]


@pytest.mark.parametrize(
    ("amount", "approx", "text"),
    [("0", False, "0"), ("999", False, "999"), ("1200.50", False, "1,200.5"), ("4498219.50", True, "约4,498,219.5")],
)
def test_a_number_is_written_in_threes_and_exactly(amount: str, approx: bool, text: str):
    assert published(Decimal(amount), approx=approx) == text


def test_no_two_measures_of_a_kind_share_a_name():
    for kind in installed().kinds.values():
        labels = [measure_label(kind, field) for field in (*kind.measures, *kind.ratios)]
        assert len(labels) == len(set(labels)), kind.name


def test_rows_and_times_are_told_apart_everywhere(document: Document, rollup: Rollup, catalog: Catalog, status: Status):
    page = render_page(rollup, catalog, status).decode()
    assert len(re.findall("<b>升旗仪式</b> 记入台账<", page)) == len(re.findall("<b>升旗仪式</b> 次数<", page)) == 1
    after = next(place for place, row in enumerate(rows(document)) if row[0].endswith("升旗仪式"))
    assert [row[1] for row in rows(document)[after : after + 2]] == ["记入台账", "次数"]
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(rollup, catalog, status)), read_only=True)
    measures = {row[3] for row in book["分指标"].iter_rows(values_only=True) if row[2] == "升旗仪式"}
    assert {"记入台账", "次数"} <= measures


def test_a_units_own_table_has_a_line_for_each(catalog: Catalog):
    tables = statistics(sample_ledger(catalog, "school", 2026), catalog)
    told = {
        plain(row[1]): plain(row[3]) for table in tables for row in table.rows if plain(row[0]).startswith("升旗仪式")
    }
    assert (told["记入台账"], told["次数"]) == ("2", "32")


def test_sentences_and_tables_write_alike(document: Document):
    told = [plain(block.content) for block in document.blocks if isinstance(block, Paragraph)]
    told += [cell for row in rows(document) for cell in row]
    assert not any("万" in text for text in told)
    bare = [found for text in told for found in re.findall(r"(?<![\d,.])\d{5,}", text)]
    assert bare == []
    assert sum(bool(re.search(r"\d,\d{3}", text)) for text in told) > 50


def test_no_edition_names_a_command_and_only_the_offices_own_says_how_to_trace(
    rollup: Rollup, catalog: Catalog, status: Status
):
    for public in (False, True):
        edition = attrs.evolve(rollup, public=public)
        page = render_page(edition, catalog, status).decode()
        book = openpyxl.load_workbook(io.BytesIO(write_workbook(edition, catalog, status)), read_only=True)
        notes = [str(cell) for row in book["说明"].iter_rows(values_only=True) for cell in row if cell]
        shown = "".join(notes) + re.sub("<script.*?</script>", "", page, flags=re.DOTALL)
        assert "shuangyong explain" not in shown
        assert ("<dt>追溯</dt>" in page, "追溯" in notes) == (not public, not public)


def test_the_reports_table_says_why_people_are_counted_per_visit(document: Document):
    *tables, note = document.attachments[0].blocks
    assert all(isinstance(block, Table) for block in tables)
    assert isinstance(note, Paragraph)
    assert plain(note.content) == PEOPLE_NOTE


def test_plans_left_open_are_counted_in_the_same_way(rollup: Rollup, catalog: Catalog, status: Status):
    whole = rollup.plans[0]
    undone = attrs.evolve(whole.states["未完成"], sum=Sum(Decimal(12000)))
    planned = attrs.evolve(whole.planned, sum=Sum(whole.planned.sum.net - whole.states["未完成"].sum.net + 12000))
    plans = attrs.evolve(whole, planned=planned, states={**whole.states, "未完成": undone})
    many = attrs.evolve(rollup, plans=(plans, *rollup.plans[1:]))
    told = [plain(one.content) for one in report_document(many, catalog, status).blocks if isinstance(one, Paragraph)]
    assert any("年度计划12,460项中，尚有12,063项没有完成" in text for text in told)
