"""The papers: the official columns, merged categories, the same numbers in every format, nothing that runs."""

import datetime
import io
import re
import zipfile
from decimal import Decimal
from html.parser import HTMLParser

import openpyxl
import pytest
from lxml import etree
from shuangyong.assess.cycle import UnitScore
from shuangyong.assess.papers.paper import Grid
from shuangyong.assess.papers.store import ranking_paper, texts_of
from shuangyong.assess.papers.unit import HEADER, unit_paper
from shuangyong.assess.papers.writing import paper_bytes
from shuangyong.assess.ranking import Ranking, Unscored, rank
from shuangyong.assess.scores import short
from shuangyong.assess.scoring import score
from shuangyong.assess.shipped import standard_of
from shuangyong.catalog import installed_for_figures
from shuangyong.workbook.samples import sample_ledger

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TODAY = datetime.date(2026, 12, 20)


def scored(sector, year=2026, standard="unit"):
    catalog = installed_for_figures()
    return score(sample_ledger(catalog, sector, year), standard_of(catalog, standard).standard, sector)


@pytest.fixture(scope="module")
def hospital():
    return UnitScore(scores=(scored("hospital"),), years=(2026,))


@pytest.fixture(scope="module")
def paper(hospital):
    return unit_paper(hospital, TODAY)


@pytest.fixture(scope="module")
def everyone():
    units = [UnitScore(scores=(scored(sector.id),), years=(2026,)) for sector in installed_for_figures().sectors]
    silent = Unscored(unit="某某中学", code="X-1", why="没有可以评的台账")
    return Ranking(standard=units[0].standard, years=(2026,), units=rank(units), title="某区双拥办", unscored=(silent,))


class Texts(HTMLParser):
    """The rows of a page's tables, and its tags."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.tags, self.inside = [], set(), False
        self.feed(page)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  the parser's signature
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        self.inside = tag in ("td", "th")
        if self.inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def mark(cell, name):
    """Return what a cell's property says, an empty text where it has none."""
    found = cell.find(f"{W}tcPr/{W}{name}")
    return "" if found is None else found.get(f"{W}val")


def words(content):
    """Return the tables of a Word file: rows of (text, columns, merge)."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    return [[[cell_of(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
            for table in body.iter(f"{W}tbl")]  # fmt: skip


def cell_of(cell):
    texts = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in cell.findall(f"{W}p"))
    return "\n".join(texts), int(mark(cell, "gridSpan") or 1), mark(cell, "vMerge")


def test_the_score_table_has_the_official_columns(paper):
    grid = next(block for block in paper.sheets[0].blocks if isinstance(block, Grid))
    assert grid.header == HEADER == ("考评项目", "序号", "考评内容", "分值", "评分标准", "得分", "佐证")
    assert all(len(row) == len(HEADER) for row in grid.rows)


def test_every_cell_of_a_table_is_covered_once(paper, everyone):
    papers = (paper, ranking_paper(everyone, str, TODAY))
    for grid in (block for one in papers for sheet in one.sheets for block in sheet.blocks if isinstance(block, Grid)):
        covered = {}
        for y, row in enumerate(grid.rows):
            for x, cell in enumerate(row):
                if cell is not None:
                    for place in ((y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)):
                        assert place not in covered
                        covered[place] = cell
        assert covered.keys() == {(y, x) for y in range(len(grid.rows)) for x in range(len(grid.header))}


def test_categories_are_merged_with_their_subtotals(paper, hospital):
    rows = words(paper_bytes(paper, "docx"))[0]
    titles = [row[0][0] for row in rows if row[0][2] == "restart"]
    assert titles[:7] == [one.title for one in hospital.categories]
    subtotals = [row for row in rows if row[1][0] == "小计"]
    assert [row[4][0] for row in subtotals] == [short(one.score) for one in hospital.categories]
    assert all(row[1][1] == 2 for row in subtotals)


def test_what_the_standard_leaves_open_has_the_points_that_its_items_leave():
    found = UnitScore(scores=(scored("bureau", standard="national"),), years=(2026,))
    grid = next(one for one in unit_paper(found, TODAY).sheets[0].blocks if isinstance(one, Grid))
    told = {row[2].text: row[3].text for row in grid.rows if row[2] is not None and "未见原文" in row[2].text}
    assert told["第 6 条以后未见原文，待双拥办按正式文件补充"] == "4"
    assert told["分值和条目未见原文，待双拥办按正式文件补充"] == "—"


def test_there_is_a_place_to_sign(paper):
    last = words(paper_bytes(paper, "docx"))[0][-2:]
    assert [row[0][0] for row in last] == ["自评单位", "考 评 组"]
    assert "（盖章）" in last[0][1][0] and "年　　月　　日" in last[1][1][0]


def test_word_has_the_page_across_with_its_margins(paper):
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(paper_bytes(paper, "docx"))).read("word/document.xml"))
    size, margins = body.find(f".//{W}pgSz"), body.find(f".//{W}pgMar")
    assert int(size.get(f"{W}w")) > int(size.get(f"{W}h"))
    assert [round(int(margins.get(f"{W}{side}")) * 25.4 / 1440) for side in ("top", "right", "bottom", "left")] == [
        28, 37, 26, 35,
    ]  # fmt: skip


def scores_in_workbook(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["评分表"]
    return {str(row[1].value): row[5].value for row in sheet.iter_rows() if row[1].value and row[5].value is not None}


def test_every_format_prints_the_same_scores(paper, hospital):
    expected = {one.item.number: short(one.score) for one in hospital.last.items if one.item.nature == "计分"}
    book = scores_in_workbook(paper_bytes(paper, "xlsx"))
    docx = {row[1][0]: row[5][0] for row in words(paper_bytes(paper, "docx"))[0] if len(row) == 7}
    # Rows of a category but its first have no cell for its title.
    page = {row[-6]: row[-2] for row in Texts(paper_bytes(paper, "html").decode()).rows[:60] if len(row) >= 6}
    for number, points in expected.items():
        assert str(book[number]) == docx[number] == points
        assert page[number] == points
    assert docx["序号"] == "得分"


def test_a_workbook_holds_numbers_and_no_formula(paper, everyone):
    for one in (paper, ranking_paper(everyone, str, TODAY)):
        book = openpyxl.load_workbook(io.BytesIO(paper_bytes(one, "xlsx")))
        assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert all(sheet.page_setup.orientation == "landscape" for sheet in book)


def test_a_page_needs_nothing_from_elsewhere(paper):
    page = paper_bytes(paper, "html").decode()
    assert Texts(page).tags.isdisjoint({"script", "link", "img", "iframe"})
    assert not re.search(r"https?://|url\(|@import", page)


def test_markup_in_a_name_stays_text(hospital):
    import attrs

    last = attrs.evolve(hospital.last, unit="<b>=某院&</b>")
    odd = unit_paper(UnitScore(scores=(last,), years=(2026,)), TODAY)
    assert "<b>" not in paper_bytes(odd, "html").decode()
    assert b"&lt;b&gt;=" in zipfile.ZipFile(io.BytesIO(paper_bytes(odd, "docx"))).read("word/document.xml")


def test_a_category_stands_whole_beside_its_first_item(paper):
    import attrs

    table = next(block for block in paper.sheets[0].blocks if isinstance(block, Grid))
    first = attrs.evolve(table.rows[0][0], text="很长的考评项目名称" * 8)
    long = attrs.evolve(table, rows=((first, *table.rows[0][1:]), *table.rows[1:]))
    sheet = attrs.evolve(paper.sheets[0], blocks=(long,))
    made = openpyxl.load_workbook(io.BytesIO(paper_bytes(attrs.evolve(paper, sheets=(sheet,)), "xlsx")))["评分表"]
    merged = [one for one in made.merged_cells.ranges if one.min_col == one.max_col == 1 and one.max_row > one.min_row]
    assert merged and {made.cell(one.min_row, 1).alignment.vertical for one in merged} == {"top"}
    # A page may end below the first row: nothing of the words may stand in the second.
    assert made.row_dimensions[min(one.min_row for one in merged)].height > 8 * 14


def test_the_place_to_sign_stays_with_the_last_units(everyone):
    content = paper_bytes(ranking_paper(everyone, str, TODAY), "docx")
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    table = next(one for one in body.iter(f"{W}tbl") if "考评单位（盖章）" in "".join(one.itertext()))
    rows = table.findall(f"{W}tr")
    kept = [{line.find(f"{W}pPr/{W}keepNext") is not None for line in row.iter(f"{W}p")} for row in rows]
    assert kept[1:] == [{False}] * (len(rows) - 4) + [{True}, {True}, {False}]
    assert "".join(rows[-1].itertext()).startswith("考评单位（盖章）")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_the_same_paper_is_the_same_bytes(paper, form):
    assert paper_bytes(paper, form) == paper_bytes(paper, form)


def test_an_evidence_sheet_traces_every_row(paper, hospital):
    sheet = openpyxl.load_workbook(io.BytesIO(paper_bytes(paper, "xlsx")))["佐证明细"]
    traced = {(str(row[1]), row[2], row[3]) for row in sheet.iter_rows(min_row=3, values_only=True) if row[2]}
    assert traced == {(one.item.number, row.sheet, row.cell) for one in hospital.last.items for row in one.rows}


def test_word_leaves_out_what_nobody_signs(paper, everyone):
    assert [len(words(paper_bytes(one, "docx"))) for one in (paper, ranking_paper(everyone, str, TODAY))] == [3, 5]
    assert [sheet.name for sheet in paper.sheets if sheet.detail] == ["佐证明细"]


def test_the_ranking_names_who_is_not_judged(everyone):
    book = openpyxl.load_workbook(io.BytesIO(paper_bytes(ranking_paper(everyone, str, TODAY), "xlsx")))
    assert book.sheetnames == ["排名", "考评项目", "失分条目", "逐条失分", "未评单位"]
    assert "某某中学" in [cell.value for cell in book["未评单位"]["A"]]
    assert ("单位名称", "某某中学") in [*texts_of(everyone)]


def test_every_row_of_the_ranking_adds_up_to_its_total(everyone):
    book = openpyxl.load_workbook(io.BytesIO(paper_bytes(ranking_paper(everyone, str, TODAY), "xlsx")))
    header, *rows = [row for row in book["排名"].iter_rows(values_only=True) if row[3] is not None]
    assert header[-3:] == ("加分", "总分", "结果") and len(rows) == len(everyone.units)
    for row in rows:
        assert sum(row[3:-2]) == row[-2], row


def test_a_cycle_has_its_own_sheet_with_all_years():
    found = UnitScore(scores=(scored("school", 2025), scored("school")), years=(2025, 2026))
    sheet = openpyxl.load_workbook(io.BytesIO(paper_bytes(unit_paper(found, TODAY), "xlsx")))["周期"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["考评项目"] == ("分值", "2025年", "2026年", "各年平均")
    assert [str(value) for value in rows["总分"]] == ["100", "83.75", "83.75", "83.75"]


@pytest.mark.parametrize("years", [(2023, 2024, 2025, 2026), (2024, 2025, 2026), (2020, 2026)])
def test_a_cycle_adds_up_to_its_total(years):
    found = UnitScore(scores=(scored("school", years[0]), scored("community", years[-1])), years=years)
    sheet = openpyxl.load_workbook(io.BytesIO(paper_bytes(unit_paper(found, TODAY), "xlsx")))["周期"]
    table = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[1], int | float)]
    *parts, whole = [Decimal(str(row[-1])) for row in table]
    assert len(parts) == 8 and sum(parts) == whole == found.total


@pytest.mark.slow
def test_a_score_table_is_eight_pages_or_less(paper, page_counts):
    assert page_counts([paper_bytes(paper, "docx")], "docx")[0] <= 8
