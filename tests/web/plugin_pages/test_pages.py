"""Plugins' own pages: in the navigation by themselves, safe to read, and a fault of theirs costs only themselves."""

import io
import re

import openpyxl
import pytest

from ..conftest import MINE, YEAR, ledger
from ..test_handing_in import send
from ..test_unit_uploads import heading
from .conftest import PORT

PAGES = """
    def ships(ledger, last, today):
        rows = [row.record for row in ledger.rows if isinstance(row.record, MilitaryTransport)]
        yield f"# 保障 **{len(rows)}** 次\\n\\n{today:%Y} [外面](https://example.com) ![x](https://example.com/a.png)"
        yield PageTable(
            title="船次", header=("名称", "日期", "船次", "吨"),
            rows=[(row.title, row.date and str(row.date), row.ships, Decimal("12345.50")) for row in rows],
        )

    def harbours(figures):
        yield PageTable(title="各地", header=("地区", "船次"), rows=[
            (one.by["region"], one.value) for one in figures if set(one.by) == {"region"}
        ])

    @hookimpl
    def pages():
        yield PluginPage(id="ships", label="军运船次", show=ships)
        yield PluginPage(
            id="harbours", label="各港军运", show=harbours, about="office",
            measures=("port.military_transport.ships",), by="region",
        )
"""

FAILING = """
    @hookimpl
    def pages():
        yield PluginPage(id="ships", label="军运船次", show=lambda ledger: {shown})
"""

HERE = f"/units/{PORT}/{YEAR}/pages/port.ships"


def test_a_units_page_stands_in_its_navigation_and_shows_its_ledger(ported):
    office = ported(PAGES)
    office.take(title="<script>alert(1)</script>=1+1")
    for login in ("other", "officer", "reader"):
        browser = office.browser(login)
        assert HERE in browser.get(f"/units/{PORT}?year={YEAR}").text
        page = browser.get(HERE)
        assert page.status_code == 200
        assert "<strong>1</strong>" in page.text
        assert "12,345.50" in page.text
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert" in page.text


def test_nothing_on_it_leads_elsewhere_or_is_markup(ported):
    office = ported(PAGES)
    office.take()
    page = office.browser("other").get(HERE)
    assert 'href="https://example.com' not in page.text
    assert "<img" not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_a_table_is_taken_home_as_a_workbook(ported):
    office = ported(PAGES)
    office.take(title="=1+1")
    answer = office.browser("other").get(f"{HERE}/1.xlsx")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["名称", "日期", "船次", "吨"],
        ["=1+1", "2025-08-01", 7, 12345.5],
    ]
    assert sheet["A2"].data_type == "s"
    assert office.browser("other").get(f"{HERE}/2.xlsx").status_code == 404


def test_an_offices_page_is_found_by_itself_and_only_by_the_office(ported):
    office = ported(PAGES)
    office.take()
    browser = office.browser("reader")
    assert "行业专页" in browser.get("/explore").text
    assert "/pages/port.harbours" in browser.get("/pages").text
    page = browser.get("/pages/port.harbours").text
    assert "李沧区" in page
    assert '<td class="number">7</td>' in page
    answer = browser.get("/pages/port.harbours/1.xlsx", params={"year": YEAR})
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in sheet[2]] == ["李沧区", 7]
    for path in ("/pages", "/pages/port.harbours", "/pages/port.harbours/1.xlsx"):
        assert office.browser("other").get(path).status_code == 404


@pytest.mark.parametrize("name", ["port.none", "none.ships", "ships", "port.harbours", "..", "hospital.care"])
def test_a_page_that_is_none_of_this_unit_is_not_there(ported, name):
    office = ported(PAGES)
    office.take()
    assert office.browser("other").get(f"/units/{PORT}/{YEAR}/pages/{name}").status_code == 404


def test_a_unit_page_is_none_of_the_office_and_the_other_way_round(ported):
    office = ported(PAGES)
    assert office.browser("officer").get("/pages/port.ships").status_code == 404


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("[1 / 0]", "ZeroDivisionError"),
        ("[ledger.unit.nothing]", "AttributeError"),
        ("[ledger]", "却给出 Ledger"),
        ("'一段话'", "请写 yield"),
        ("[PageTable(header=('甲', '乙'), rows=[('一',)])]", "第 1 行有 1 格，表头有 2 格"),
        ("[PageTable(header=('甲',), rows=[(0.5,)])]", "有 float"),
        ("None", "TypeError"),
    ],
)
def test_a_page_that_fails_is_a_problem_that_names_it(ported, shown, told):
    office = ported(FAILING.format(shown=shown))
    office.take()
    browser = office.browser("other")
    answer = browser.get(HERE)
    assert answer.status_code == 400
    assert "插件 port 的页面「军运船次」做不出来" in answer.text
    assert told in answer.text
    assert "Traceback" not in answer.text
    assert browser.get(f"/units/{PORT}?year={YEAR}").status_code == 200


def test_a_failing_page_tells_nothing_that_stands_in_the_ledger(ported, caplog):
    office = ported(FAILING.format(shown="[1 / 0 if False else int(ledger.unit.name)]"))
    office.take()
    answer = office.browser("other").get(HERE)
    assert "ValueError" in answer.text
    assert "invalid literal" not in answer.text
    assert "ValueError" in caplog.text
    assert "invalid literal" not in caplog.text


def test_without_a_ledger_that_counts_there_is_a_word_and_no_page(ported):
    office = ported(PAGES)
    answer = office.browser("other").get(HERE)
    assert answer.status_code == 400
    assert "还没有通过的台账" in answer.text
    assert "没有数字可看" in office.browser("officer").get("/pages/port.harbours").text


def test_hospitals_pages_tell_a_year_by_month(filed):
    browser = filed.browser("mine")
    page = browser.get(f"/units/{MINE}/{YEAR}/pages/hospital.recruit_exam").text
    assert "各月征兵体检" in page
    assert "全年" in page
    assert "接诊和上门" in browser.get(f"/units/{MINE}/{YEAR}/pages/hospital.care").text
    area = filed.browser("officer").get("/pages/hospital.recruit_exam_all").text
    assert "征兵体检各地区" in area
    assert "合计" in area


def test_what_is_approximate_is_called_so_in_pages_and_in_changes(office):
    def change(book, typed="三百多"):
        sheet = book["征兵体检"]
        row, column = heading(sheet, "体检人数")
        sheet.cell(row + 1, column).value = typed

    browser = office.browser("mine")
    send(browser, ledger(change=change))
    here = f"/units/{MINE}/{YEAR}"
    page = browser.get(f"{here}/pages/hospital.recruit_exam").text
    assert re.search(r"全年体检 <strong>约[0-9,]+</strong> 人", page)
    assert re.search(r"合格率 约[0-9.]+%", page)
    assert re.search(r'<td class="number">约[0-9,]+</td>', page)
    assert re.search(r'<td class="number">约', office.browser("officer").get("/pages/hospital.recruit_exam_all").text)
    send(browser, ledger(change=lambda book: change(book, 343)))
    assert "约+43" in browser.get(f"{here}/revisions/2/changes").text


def test_in_a_clerks_own_browser_too(tmp_path):
    from shuangyong.catalog import installed
    from shuangyong.web.desk.ledger_files import LedgerFile
    from shuangyong.web.desk.serving import Home, desk_application
    from starlette.testclient import TestClient

    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger())
    home = Home(file=LedgerFile(file, installed()), catalog=installed(), key="k" * 32)
    browser = TestClient(desk_application(home), base_url="http://127.0.0.1:8080", client=("127.0.0.1", 4000))
    browser.get(f"/open/{'k' * 32}")
    assert "/pages/hospital.recruit_exam" in browser.get("/").text
    assert "各月征兵体检" in browser.get("/pages/hospital.recruit_exam").text
    assert browser.get("/pages/hospital.recruit_exam_all").status_code == 404
