"""What a ledger alone gives, in both homes: documents, the score, the calendar, the plan, figures, next year's."""

import base64
import hashlib
import io
import re
import zipfile
from decimal import Decimal

import attrs
import openpyxl
import pytest
from shuangyong.assess.exporting import standard_toml
from shuangyong.assessment import chosen_standard, scored_files
from shuangyong.catalog import installed
from shuangyong.office.store.standards import choose, keep_standard
from shuangyong.workbook.making import of_unit
from shuangyong.workbook.reading import read_ledger
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

from ..conftest import MINE, NAMES, PRIVATE, YEAR, ledger
from .conftest import cells_in, home_of, let_in

HERE = f"/units/{MINE}/{YEAR}"


@pytest.fixture(params=["file", "portal"])
def desk(request):
    """Ask for a page of a desk, over a clerk's own file or over the copy that the office has."""
    if request.param == "file":
        clerk = request.getfixturevalue("clerk")
        return clerk.get
    browser = request.getfixturevalue("filed").browser("mine")
    return lambda path: browser.get(f"{HERE}{path}")


PAGES = ["/documents", "/score", "/calendar", "/plan", "/figures", "/evidence", "/next-year"]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_names_the_unit_and_leads_to_the_others(desk, path):
    answer = desk(path)
    assert answer.status_code == 200
    assert NAMES[MINE] in answer.text
    assert all(f'{other}"' in answer.text for other in PAGES)
    assert answer.text.count('aria-current="page"') >= 1
    assert "style=" not in answer.text


@pytest.mark.parametrize("kind", ["summary", "plan", "table"])
@pytest.mark.parametrize("form", ["docx", "html", "xlsx", "md"])
def test_every_document_comes_in_every_format(desk, kind, form):
    shown = desk(f"/documents/{kind}.{form}")
    saved = desk(f"/documents/{kind}.{form}?save=1")
    assert shown.status_code == saved.status_code == 200
    assert saved.headers["content-disposition"].startswith("attachment")
    if form in ("docx", "xlsx"):
        assert zipfile.ZipFile(io.BytesIO(saved.content)).testzip() is None
    else:
        assert NAMES[MINE] in saved.text
    if form == "html":
        assert "content-disposition" not in shown.headers
        assert "unsafe" not in shown.headers["content-security-policy"]
        assert "script-src" not in shown.headers["content-security-policy"]


def test_a_brief_is_of_a_month_or_of_a_row(desk):
    months = desk("/documents").text
    assert "8 月（" in months
    month = desk("/documents/brief.html?month=8")
    assert f"{YEAR}年8月" in month.text
    row = desk("/documents/brief.html?row=征兵体检!5")
    assert row.status_code == 200
    assert "体检" in row.text
    assert desk("/documents/brief.docx?month=8&save=1").content.startswith(b"PK")


@pytest.mark.parametrize("query", ["", "?month=8&row=征兵体检!5"])
def test_a_brief_about_nothing_or_about_two_things_is_not_there(desk, query):
    assert desk(f"/documents/brief.html{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("month=13", "不是月份"),
        ("month=８", "不是月份"),
        ("row=没有这张表!5", "没有填了数据的工作表"),
        ("row=征兵体检!999", "第 999 行没有数据"),
        ("row=<script>", "不是台账里的一行"),
        ("row=" + "甲" * 5000, "不是台账里的一行"),
    ],
)
def test_what_a_brief_cannot_be_about_is_told(desk, query, told):
    answer = desk(f"/documents/brief.html?{query}")
    assert answer.status_code == 400
    assert told in answer.text
    assert "<script>" not in answer.text
    assert "/documents" in answer.text


def test_the_typefaces_are_as_chosen(desk):
    def typefaces(query):
        document = zipfile.ZipFile(io.BytesIO(desk(f"/documents/summary.docx?save=1{query}").content))
        return document.read("word/styles.xml").decode()

    assert "仿宋_GB2312" in typefaces("")
    assert "仿宋_GB2312" not in typefaces("&fonts=windows")


def test_the_score_says_why_and_what_would_bring_more(desk):
    text = desk("/score").text
    assert "怎样补最省力" in text
    assert "可得" in text
    assert "走访慰问!" in text
    assert "考评的是一个地区" in desk("/score?standard=national").text


def test_a_veto_is_told_with_its_reason_and_what_averts_it_before_all_advice(clerk):
    made = read_ledger(clerk.path, installed()).ledger
    kind = next(row.kind for row in made.rows if row.kind.label == "双拥工作领导小组")
    said = {**made.declarations, kind.name: attrs.evolve(made.declarations[kind.name], status="零报告")}
    left = attrs.evolve(made, rows=tuple(row for row in made.rows if row.kind != kind), declarations=said)
    clerk.path.write_bytes(ledger_bytes(installed(), left))
    text = clerk.get("/score").text
    assert text.index("为什么一票否决") < text.index("先办这件：补录") < text.index("怎样补最省力")


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/documents/summary.html?fonts=windows", '/documents?fonts=windows">回到公文</a>'),
        ("/calendar.html", '/calendar">回到全年日历</a>'),
    ],
)
def test_a_preview_leads_back_and_still_may_load_nothing_but_its_own_style(desk, path, back):
    answer = desk(path)
    assert back in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    styles = re.findall("<style>(.*?)</style>", answer.text, re.DOTALL)
    for style in styles:
        assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert len(styles) == 2
    assert back not in desk(f"{path}{'&' if '?' in path else '?'}save=1").text


def test_settings_of_documents_stand_above_what_they_change(desk):
    text = desk("/documents").text
    assert text.index("用这些设置") < text.index("总结、计划、统计表")


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_the_score_table_is_downloaded(desk, form):
    answer = desk(f"/score.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["/etc/passwd", "x.toml", "没有", "<b>"])
def test_a_standard_that_is_not_installed_is_told_and_never_a_file(desk, name):
    answer = desk(f"/score?standard={name}")
    assert answer.status_code == 400
    assert "没有名为" in answer.text
    assert "「<b>" not in answer.text


def own_standard(path, title="本区标准"):
    """Write a standard of the office's own."""
    sectors = {sector.id: sector.label for sector in installed().sectors}
    text = standard_toml(chosen_standard(None, installed()).standard, sectors).decode()
    before = text.partition('title = "')[2].partition('"')[0]
    path.write_text(text.replace(before, title), encoding="utf-8")
    return path


def test_a_clerk_is_scored_by_the_offices_file(tmp_path):
    this = tmp_path / "台账.xlsx"
    this.write_bytes(ledger())
    clerk = let_in(home_of(this, standard=own_standard(tmp_path / "区标准.toml")))
    assert '<option value="file" selected>区标准.toml' in clerk.get("/score").text
    sheet = openpyxl.load_workbook(io.BytesIO(clerk.get("/score.xlsx").content)).worksheets[0]
    assert any("本区标准" in str(cell.value) for row in sheet for cell in row)
    assert "示范稿" in clerk.get("/score?standard=unit").text


def test_a_standard_with_errors_is_told(tmp_path):
    this, standard = tmp_path / "台账.xlsx", tmp_path / "区标准.toml"
    this.write_bytes(ledger())
    standard.write_text("[[[", encoding="utf-8")
    assert let_in(home_of(this, standard=standard)).get("/score").status_code == 400


def test_a_unit_is_scored_by_what_its_office_chose(filed, tmp_path):
    data = own_standard(tmp_path / "区标准.toml").read_bytes()
    with filed.store as store:
        kept = keep_standard(store, "某", "区标准.toml", "本区标准", data)
        with store.transaction():
            choose(store, "某", YEAR, kept.id, kept.title)
    text = filed.browser("mine").get(f"{HERE}/score").text
    assert f'<option value="{kept.id}" selected>本区标准' in text
    assert "怎样补最省力" in text


def test_the_score_is_the_command_lines(clerk):
    read = read_ledger(clerk.path, installed()).ledger
    standard = chosen_standard(None, installed()).standard
    (unit,) = scored_files([(clerk.path, read)], installed(), standard)
    table = openpyxl.load_workbook(io.BytesIO(clerk.get("/score.xlsx").content))
    assert float(unit.total) in {cell.value for row in table.worksheets[0] for cell in row}


def test_the_calendar_says_what_is_done_by_which_row(desk):
    text = desk("/calendar").text
    assert "已办" in text
    assert "台账里有：走访慰问!" in text
    assert desk("/calendar.ics").content.startswith(b"BEGIN:VCALENDAR")
    assert desk("/calendar.md").status_code == 200
    year = desk("/calendar.html")
    assert "sha256-" in year.headers["content-security-policy"]
    assert desk("/calendar.pdf").status_code == 404


def test_the_plan_is_held_against_the_rows(desk):
    text = desk("/plan").text
    assert "组织征兵体检" in text
    assert "征兵体检!A5" in text
    assert "组织征兵体检" in cells_in(desk("/plan.xlsx").content)


def test_every_figure_names_its_cells(desk):
    text = desk("/figures").text
    assert "征兵体检!E5（" in text
    rows = openpyxl.load_workbook(io.BytesIO(desk("/figures.xlsx?q=征兵体检").content)).active.values
    header, *found = list(rows)
    assert header[0] == "类别"
    assert found
    assert all("征兵体检" in row[1] for row in found)
    assert "没有和" in desk("/figures?q=没有这种事").text


def test_the_figures_are_those_of_the_table(desk):
    _, *page = openpyxl.load_workbook(io.BytesIO(desk("/figures.xlsx").content)).active.values
    lines = [line.strip("| ").split(" | ") for line in desk("/documents/table.md").text.splitlines() if "|" in line]
    table = [[cell.strip() for cell in line] for line in lines if len(line) == 4 and "---" not in line[0]]
    told = [line for line in table if line[0] != "项目"]
    assert len(told) > 20
    # Amounts are numbers; one with 约 before it is shown as it was written.
    assert [[str(cell or "") for cell in row[1:4]] for row in page] == [line[:3] for line in told]
    assert {row[4] for row in page if not isinstance(row[4], int | float)} <= {"无"}
    for row, line in zip(page, told, strict=True):
        assert row[4] == line[3] == "无" or Decimal(str(row[4])) == Decimal(line[3].removeprefix("约"))


def test_next_years_ledger_begins_with_what_stands(desk):
    assert "结转的" in desk("/next-year").text
    book = openpyxl.load_workbook(io.BytesIO(desk("/next-year.xlsx").content))
    said = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True) if row[0]}
    assert said["年度"] == YEAR + 1


def test_only_the_units_own_file_carries_private_data_over(clerk, filed):
    office = filed.browser("mine")
    assert PRIVATE in cells_in(clerk.get("/next-year.xlsx").content)
    assert PRIVATE not in cells_in(office.get(f"{HERE}/next-year.xlsx").content)
    assert "没有姓名、身份证号" in office.get(f"{HERE}/next-year").text
    assert "没有姓名、身份证号" not in clerk.get("/next-year").text


def test_the_office_says_that_it_has_no_evidence(filed):
    browser = filed.browser("mine")
    assert "双拥办只收台账里的文字和数字" in browser.get(f"{HERE}/evidence").text
    assert browser.get(f"{HERE}/evidence/package.zip").status_code == 404
    assert browser.get(f"{HERE}/evidence/index.docx").status_code == 404


def test_last_years_figures_stand_beside_this_years_where_they_are_wanted(tmp_path):
    this, last = tmp_path / "台账.xlsx", tmp_path / "上年.xlsx"
    this.write_bytes(ledger())
    made = of_unit(sample_ledger(installed(), "hospital", YEAR - 1), name=NAMES[MINE], code=MINE, region="370213")
    last.write_bytes(ledger_bytes(installed(), made))
    clerk = let_in(home_of(this, last=last))
    assert f"写上 {YEAR - 1} 年的数" in clerk.get("/documents").text
    assert "上年" in clerk.get("/documents/table.md").text
    assert "上年" not in clerk.get("/documents/table.md?last=no").text


@pytest.mark.parametrize("change", ["year", "unit", "errors", "gone"])
def test_a_last_ledger_that_does_not_fit_is_told(tmp_path, change):
    this, last = tmp_path / "台账.xlsx", tmp_path / "上年.xlsx"
    this.write_bytes(ledger())
    year = YEAR - 2 if change == "year" else YEAR - 1
    made = of_unit(sample_ledger(installed(), "hospital", year), name=NAMES[MINE], code=MINE, region="370213")
    if change == "unit":
        made = attrs.evolve(made, unit=attrs.evolve(made.unit, code="H777"))
    last.write_bytes(b"" if change == "errors" else ledger_bytes(installed(), made))
    if change == "gone":
        last.unlink()
    answer = let_in(home_of(this, last=last)).get("/documents/summary.html")
    assert answer.status_code == 400
    told = {"year": "上一年度", "unit": "单位代码", "errors": "空的", "gone": "打不开文件"}
    assert told[change] in answer.text
    assert "Traceback" not in answer.text
