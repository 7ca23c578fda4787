"""A sector that nobody knew is served like the others, without a line of the portal's: all comes from its plugin."""

import io

import openpyxl

from ..conftest import MINE, YEAR
from .conftest import PORT


def test_its_blank_ledger_has_its_sheets(ported):
    office = ported()
    answer = office.browser("other").get(f"/units/{PORT}/{YEAR}/blank.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "军运保障" in book.sheetnames
    headers = [cell.value for row in book["军运保障"].iter_rows() for cell in row]
    assert "保障船次（艘次）" in headers


def test_its_rules_are_told_beside_their_rows(ported):
    office = ported()
    entry = office.take(ships=700)
    assert entry.verdict == "returned"
    page = office.browser("other").get(f"/units/{PORT}/{YEAR}/revisions/1").text
    assert "保障船次 700 太多。" in page
    assert "军运保障" in page


def test_its_documents_tell_its_sections(ported):
    office = ported()
    assert office.take().verdict == "accepted"
    answer = office.browser("other").get(f"/units/{PORT}/{YEAR}/documents/summary.md")
    assert "保障军运7" in answer.text.replace("\\", "")


def test_its_figures_stand_among_those_of_all(ported):
    office = ported()
    office.take()
    browser = office.browser("officer")
    assert "港口" in browser.get("/overview").text
    assert "港口" in browser.get("/units").text
    answer = browser.get("/explore", params={"year": YEAR, "measure": "port.military_transport.ships"})
    assert answer.status_code == 200
    assert "军运保障" in answer.text
    assert "保障船次" in answer.text


def test_its_unit_sees_nothing_of_another_sector(ported):
    office = ported()
    office.take()
    page = office.browser("other").get(f"/units/{PORT}?year={YEAR}").text
    assert "/pages/hospital." not in page
    assert office.browser("other").get(f"/units/{PORT}/{YEAR}/pages/hospital.recruit_exam").status_code == 404
    assert office.browser("other").get(f"/units/{MINE}/{YEAR}").status_code == 404
