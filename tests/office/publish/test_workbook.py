"""The roll-up's workbook: every figure in it is the roll-up's, texts stay texts, and nothing withheld is told."""

import io
import re
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal

import attrs
import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from shuangyong.catalog import Catalog
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.publish import workbook
from shuangyong.office.publish.sheets import long
from shuangyong.office.publish.workbook import write_workbook
from shuangyong.office.rollup.figures import Figure, Rollup, Sum
from shuangyong.office.status.status import Status

SHEETS = ["总览", "图表", "分行业", "分地区", "按月", "计划完成", "分指标", "报送情况", "重复核减", "待裁定"]
SHEETS += ["未决问题", "说明", "_溯源"]
NET = "净数"


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(sheet: Worksheet, first: str) -> list[dict[str, object]]:
    """Return the rows below the header that begins with a name."""
    rows = list(sheet.iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


def texts(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


@pytest.fixture(scope="module")
def content(rollup: Rollup, catalog: Catalog, status: Status) -> bytes:
    return write_workbook(rollup, catalog, status)


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return opened(content)


def test_the_sheets_are_those_that_an_office_asks_for(book: openpyxl.Workbook):
    assert book.sheetnames == SHEETS


def test_every_figure_in_every_group_is_the_roll_ups(book: openpyxl.Workbook, rollup: Rollup):
    rows = table(book["分指标"], "标识")
    assert len(rows) == len(rollup.figures)
    for row, figure in zip(rows, rollup.figures, strict=True):
        assert row["标识"] == figure.measure
        shown = None if row[NET] == "—" else Decimal(str(row[NET]))
        assert shown == figure.value, figure
        if figure.denominator is None:
            assert Decimal(str(row["上报数"])) + Decimal(str(row["重复核减"])) == shown
        assert (row["报送单位数"], row["记录数"]) == (figure.units, figure.records)


def test_groups_are_told_in_words(book: openpyxl.Workbook):
    rows = table(book["分指标"], "标识")
    assert {row["行业"] for row in rows} >= {"全部", "医院", "乡镇街道"}
    assert {row["地区"] for row in rows} == {"全部", "市南区", "市北区", "李沧区"}
    assert {row["月份"] for row in rows} >= {"全部", "1月", "12月", "未注明月份"}


def test_the_overview_bears_the_title_the_coverage_and_why_it_is_provisional(book: openpyxl.Workbook):
    lines = [row[0] for row in book["总览"].iter_rows(max_row=3, values_only=True)]
    assert lines[0] == "青岛市2026年双拥工作汇总表"
    assert "应报24家，已报23家，计入汇总22家，退回1家，未报1家" in lines[1]
    assert "暂定" in lines[2]
    assert "1组疑似重复的活动尚未裁定" in lines[2]


def test_the_overview_tells_gross_overlap_net_and_last_year(book: openpyxl.Workbook, rollup: Rollup):
    row = next(row for row in table(book["总览"], "项目") if row["项目"] == "双拥活动")
    figure = next(one for one in rollup.figures if one.measure == "core.activity.count" and not one.by)
    assert [row[name] for name in ("上报数", "重复核减", NET, "上年", "增减")] == [570, -1, 569, 579, -10]
    assert figure.value == 569


def test_what_sectors_report_twice_is_printed_where_parts_do_not_add_up(book: openpyxl.Workbook):
    row = next(row for row in table(book["分行业"], "项目") if row["项目"] == "双拥活动")
    sectors = [value for name, value in row.items() if name not in ("项目", "指标", "单位", "全市净数", "差额")]
    assert row["全市净数"] - sum(sectors) == row["差额"] == -1


def test_an_approximate_total_stays_a_number_and_shows_its_mark(book: openpyxl.Workbook):
    header = {cell.value: cell.column for cell in book["总览"][4]}
    cells = [
        row[header[NET] - 1]
        for row in book["总览"].iter_rows(min_row=5)
        if "约" in str(row[header[NET] - 1].number_format)
    ]
    assert cells
    assert all(isinstance(cell.value, int | float) for cell in cells)


def test_money_has_two_places_and_ratios_are_percent(book: openpyxl.Workbook):
    rows = {row[1].value: row for row in book["总览"].iter_rows(min_row=5)}
    assert rows["物资价值"][5].number_format == "#,##0.00"
    assert rows["合格率"][5].number_format == "0.00%"


def test_sheets_print_on_a4_across_with_their_heads(book: openpyxl.Workbook):
    for sheet in (sheet for sheet in book if sheet.sheet_state == "visible"):
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.page_setup.fitToWidth) == (
            "landscape",
            9,
            None,
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["总览"].print_title_rows == "$4:$4"
    assert book["总览"].freeze_panes == "C5"
    assert book["分指标"].auto_filter.ref.startswith("A2:")


def test_charts_are_native_and_named(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    found = "".join(charts)
    for title in (
        "分行业双拥活动次数（次）",
        "分地区双拥活动次数（次）",
        "各月双拥活动次数（次）",
        "分地区报送情况（家）",
    ):
        assert title in found
    assert len(charts) == 4


def test_text_that_looks_like_a_formula_stays_text(small: Rollup, catalog: Catalog):
    taken = attrs.evolve(small.adjustments[0], label="=HYPERLINK(1)", because="+1", actor="@x")
    book = opened(write_workbook(attrs.evolve(small, adjustments=(taken,), title="=1+1"), catalog))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def _with(rollup: Rollup, changes: Callable[[Figure], Figure]) -> Rollup:
    return attrs.evolve(rollup, figures=tuple(changes(figure) for figure in rollup.figures))


def test_a_withheld_figure_is_a_star_with_a_note(small: Rollup, catalog: Catalog, status: Status):
    def hidden(figure: Figure) -> Figure:
        if figure.measure != "core.visit.people":
            return figure
        return attrs.evolve(figure, sum=Sum(Decimal(0)), units=0, records=0, suppressed=True)

    book = opened(write_workbook(attrs.evolve(_with(small, hidden), public=True), catalog, status))
    row = next(row for row in table(book["总览"], "项目") if row["指标"] == "慰问人数")
    assert [row[name] for name in ("上报数", "重复核减", NET, "增减", "报送单位数", "记录数")] == ["*"] * 6
    assert any("不予公布" in str(row[0]) for row in book["总览"].iter_rows(max_row=4, values_only=True))


def test_a_public_edition_lists_no_units_and_no_overlaps(small: Rollup, catalog: Catalog, status: Status):
    content = write_workbook(attrs.evolve(small, public=True), catalog, status)
    assert opened(content).sheetnames == [
        name for name in SHEETS if name not in ("分地区", "按月", "重复核减", "待裁定")
    ]
    told = texts(content)
    for secret in (*small.units.values(), "联欢晚会", "王主任", "某部营区"):
        assert secret not in told


def test_a_ratio_over_nothing_is_a_dash(small: Rollup, catalog: Catalog):
    def empty(figure: Figure) -> Figure:
        return attrs.evolve(figure, denominator=Sum(Decimal(0))) if figure.denominator else figure

    book = opened(write_workbook(_with(small, empty), catalog))
    row = next(row for row in table(book["总览"], "项目") if row["指标"] == "合格率")
    assert (row[NET], row["增减"]) == ("—", "—")


def test_without_figures_there_is_still_a_workbook(small: Rollup, catalog: Catalog):
    book = opened(
        write_workbook(attrs.evolve(small, figures=(), differences=(), adjustments=(), omissions=()), catalog)
    )
    assert "总览" in book.sheetnames
    assert "分行业" not in book.sheetnames


def test_units_are_listed_with_what_they_lack(book: openpyxl.Workbook):
    rows = table(book["报送情况"], "单位名称")
    assert next(row for row in rows if row["单位名称"] == "市南区第一教育局")["缺少的台账"] == "检查考评、档案"
    assert next(row for row in rows if row["单位名称"] == "市南区第一卫生健康局")["退回"] == "退回"
    counted = table(book["报送情况"], "地区")
    assert [row["应报"] for row in counted[:4]] == [8, 8, 8, 24]


def test_kinds_of_one_name_are_told_apart(book: openpyxl.Workbook):
    names = {row["项目"] for row in table(book["分指标"], "标识")}
    assert {"智力拥军（学校）", "智力拥军（商务局）"} <= names


@pytest.mark.slow
def test_the_workbook_opens_and_prints(small: Rollup, catalog: Catalog, rendered: Callable):
    pages = rendered(write_workbook(small, catalog), "xlsx").texts
    assert "青岛市2026年双拥工作汇总表" in pages[0].replace(" ", "")
    assert "【暂定】" in pages[0]


def test_rows_are_as_high_as_their_texts(small: Rollup, catalog: Catalog):
    long = attrs.evolve(small.adjustments[0], because="两家联合举办，" * 30)
    sheet = opened(write_workbook(attrs.evolve(small, adjustments=(long,)), catalog))["重复核减"]
    heights = [sheet.row_dimensions[number].height for number in (4, 5)]
    assert heights[0] > 100 > (heights[1] or 16)


def test_without_xlsxwriter_the_extra_is_named(small: Rollup, catalog: Catalog, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ProblemsFound) as found:
        write_workbook(small, catalog)
    assert 'pip install "shuangyong[office]"' in found.value.problems[0].fix


def test_a_long_workbook_says_the_same(content: bytes, rollup, catalog, status, monkeypatch: pytest.MonkeyPatch):
    """From some length on rows go to temporary files; who reads it sees no difference."""
    monkeypatch.setattr(workbook, "_LARGE", 10)
    monkeypatch.setattr(long, "_KEPT", 100)
    short, large = opened(content), opened(write_workbook(rollup, catalog, status))
    assert short.sheetnames == large.sheetnames
    for one, other in zip(short, large, strict=True):
        assert one.dimensions == other.dimensions
        assert list(one.iter_rows(values_only=True)) == list(other.iter_rows(values_only=True))
        assert [cell.number_format for row in one for cell in row] == [
            cell.number_format for row in other for cell in row
        ]


def test_a_long_sheet_is_what_xlsxwriter_writes(tmp_path):
    """Its rows are our own markup: texts with signs of markup, numbers with all digits, rows that begin alike."""
    with xlsxwriter.Workbook(tmp_path / "o.xlsx", {"in_memory": True}) as book:
        form, whole = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        ours, theirs = book.add_worksheet("ours", long.LongSheet), book.add_worksheet("theirs")
        for sheet in (ours, theirs):
            sheet.set_default_row(16)
            sheet.write_string(0, 0, "表头", form)
        ours.begin(1, charted=True)
        for row in range(1, 40):
            for sheet in (ours, theirs) if row % 3 == 0 else ():
                sheet.set_row(row, 20 + row / 7)
            theirs.write_string(row, 0, '<甲> & "乙" #1 \' ', form)
            if not ours.repeat(row, "key"):
                ours.write_string(row, 0, '<甲> & "乙" #1 \' ', form)
                ours.keep("key")
            for sheet in (ours, theirs):
                sheet.write_string(row, 1, f"第{row}行", form)
                sheet.write_number(row, 30, Decimal("12E+2") + row, whole)
                sheet.write_number(row, 31, row, whole)
                if row % 2:
                    sheet.write_blank(row, 33, None, form)
        for sheet in (ours, theirs):
            chart = book.add_chart({"type": "column"})
            for row in (3, 7):
                places = {"categories": [sheet.name, 0, 0, 0, 33], "values": [sheet.name, row, 29, row, 33]}
                chart.add_series(places)
            sheet.insert_chart(2, 2, chart)
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    ours, theirs = (
        [[(cell.value, cell.number_format, cell.font.b) for cell in row] for row in sheet] for sheet in book
    )
    assert ours == theirs
    assert book["ours"].dimensions == book["theirs"].dimensions == "A1:AH40"
    heights = [{number: row.height for number, row in sheet.row_dimensions.items()} for sheet in book]
    assert heights[0] == heights[1]
    assert len({*heights[0].values()}) > 5
    with zipfile.ZipFile(tmp_path / "o.xlsx") as package:
        charts = [package.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2)]
    # Axes have numbers of their own.
    assert re.sub("500[12]0", "", charts[0]).replace("ours", "theirs") == re.sub("500[12]0", "", charts[1])
    assert "<c:v>1207</c:v>" in charts[0]
