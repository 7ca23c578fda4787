"""A unit's texts: an old summary read into rows, a draft proofread against the ledger; nothing of either is stored."""

import io
import os

import docx
import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.web import examining
from shuangyong.web.desk import text_pages

from .conftest import MINE, NAMES, OTHER, YEAR
from .test_handing_in import everything_in

HERE = f"/units/{MINE}/{YEAR}"
SECRET = "13905320099"
DRAFT = (
    f"甲医院{YEAR}年双拥工作总结",
    f"{YEAR}年，我院在XX的领导下，完成征兵体检，体检应征青年98765名。联系电话{SECRET}。",
    "“八一”前夕走访慰问驻军部队，送去慰问金2万元，<script>alert(1)</script>。",
)


def word(lines=DRAFT):
    """Return a Word document of lines."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def send(browser, what, data=None, name="总结.docx", here=HERE, **fields):
    """Upload a text, and return the answer."""
    return browser.post(f"{here}/{what}/upload", files={"document": (name, data or word())}, data=fields)


def test_a_draft_is_proofread_against_the_ledger_that_counts(filed):
    browser = filed.browser("mine")
    assert "和 2025 年台账核对数字" in browser.get(f"{HERE}/proofread").text
    where = send(browser, "proofread").headers["location"]
    text = browser.get(where).text
    for words in ("没有填的空", "个人信息", "与台账不一致", "98765", "第2段", "必须改", "数字和2025年台账核对过"):
        assert words in text
    assert "<script>alert" not in text
    marked = docx.Document(io.BytesIO(browser.get(f"{where}/marked.docx").content))
    assert [line.text for line in marked.paragraphs] == [*DRAFT]
    assert any("98765" in one.text for one in marked.comments)
    table = openpyxl.load_workbook(io.BytesIO(browser.get(f"{where}/findings.xlsx").content)).active
    assert [cell.value for cell in table[1]] == [*text_pages._FINDINGS]
    assert table.max_row == len([*marked.comments]) + 1


def test_a_unit_without_a_ledger_has_its_texts_proofread_without_comparison(office):
    browser = office.browser("mine")
    assert "这次不核对数字" in browser.get(f"{HERE}/proofread").text
    text = browser.get(send(browser, "proofread").headers["location"]).text
    assert "没有填的空" in text
    assert "与台账不一致" not in text
    assert "核对过" not in text


def test_a_draft_of_another_year_is_not_compared_and_says_so(filed):
    browser = filed.browser("mine")
    lines = [line.replace(str(YEAR), "2023") for line in DRAFT]
    text = browser.get(send(browser, "proofread", word(lines)).headers["location"]).text
    assert "材料写的是2023年" in text
    assert "与台账不一致" not in text


def test_an_old_summary_is_read_into_rows_and_again_as_of_another_year(office):
    browser = office.browser("mine")
    where = send(browser, "read").headers["location"]
    text = browser.get(where).text
    assert "征兵体检" in text
    assert "98765" in text
    assert "体检应征青年98765名" in text
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{where}/ledger.xlsx").content))
    cells = [cell.value for row in book["征兵体检"].iter_rows() for cell in row]
    assert 98765 in cells
    assert "待核" in cells
    lines = openpyxl.load_workbook(io.BytesIO(browser.get(f"{where}/lines.xlsx").content))
    assert lines.sheetnames == ["读出的内容", "未入账的数字"]
    again = browser.post(f"{where}/again", data={"year": "2024", "sector": "hospital"})
    assert again.status_code == 303
    assert "2024 年，医院" in browser.get(again.headers["location"]).text


def test_nothing_of_a_text_is_stored(filed):
    browser = filed.browser("mine")
    for what in ("proofread", "read"):
        assert browser.get(send(browser, what).headers["location"]).status_code == 200
    sent = [SECRET.encode(), "98765名".encode()]
    assert not [one for one in everything_in(filed.portal.folder) if any(each in one for each in sent)]


def test_results_are_their_senders_alone(filed):
    browser = filed.browser("mine")
    for what, file in (("proofread", "findings.xlsx"), ("read", "ledger.xlsx")):
        where = send(browser, what).headers["location"]
        assert browser.get(f"{where}/{file}").status_code == 200
        for login in ("other", "officer", "admin", "reader"):
            assert filed.browser(login).get(where).status_code == 404
            assert filed.browser(login).get(f"{where}/{file}").status_code == 404
        token = where.rpartition("/")[2]
        other = "read" if what == "proofread" else "proofread"
        assert browser.get(f"{HERE}/{other}/{token}").status_code == 404
        assert browser.get(f"/units/{MINE}/results/{token}").status_code == 404
        assert browser.get(f"{where[:-1]}{'a' if where[-1] != 'a' else 'b'}").status_code == 404


def test_another_units_desk_takes_no_text(filed):
    assert send(filed.browser("mine"), "proofread", here=f"/units/H~2F002/{YEAR}").status_code == 404
    assert NAMES[OTHER] not in filed.browser("mine").get(f"/units/H~2F002/{YEAR}/proofread").text


@pytest.mark.parametrize("what", ["proofread", "read"])
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("坏的.docx", b"PK\x03\x04 cut off", "文件已损坏"),
        ("台账.xlsx", None, "Excel 工作簿"),
        ("图.jpg", b"\xff\xd8\xff\xe0" + bytes(200), "图片"),
        ("坏.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("空.txt", b"   \n ", "没有文字"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(office, what, name, data, told):
    if data is None:
        stream = io.BytesIO()
        openpyxl.Workbook().save(stream)
        data = stream.getvalue()
    browser = office.browser("mine")
    text = browser.get(send(browser, what, data, name).headers["location"]).text
    assert told in text or "损坏" in text
    assert "Traceback" not in text


@pytest.mark.parametrize("year", ["9999", "１２", "-5", "2026; DROP", "2" * 60])
def test_a_year_that_is_none_is_refused(office, year):
    answer = send(office.browser("mine"), "read", year=year)
    assert answer.status_code == 400
    assert "不是年度" in answer.text


def test_a_sector_that_is_none_and_no_file_are_told(office):
    assert send(office.browser("mine"), "read", sector="<b>").status_code == 400
    assert "没有选文件" in office.browser("mine").post(f"{HERE}/read/upload", data={"year": ""}).text


@pytest.mark.parametrize("name", ["<script>.docx", "\u202e txt.docx", "长" * 85 + ".docx", "../../etc/passwd.docx"])
def test_odd_names_are_shown_and_given_back_harmlessly(office, name):
    browser = office.browser("mine")
    where = send(browser, "proofread", name=name).headers["location"]
    text = browser.get(where).text
    assert "<script>.docx" not in text
    assert "\u202e" not in text
    disposition = browser.get(f"{where}/findings.xlsx").headers["content-disposition"]
    assert "/" not in disposition.replace("UTF-8''", "")
    assert len(disposition) < 1500


def crash(_task, _catalog, _owner):
    """Do what ends the process."""
    os._exit(9)


def fail(_task, _catalog, _owner):
    """Do what meets a bug of ours."""
    raise RuntimeError("secret of ours")


@pytest.mark.parametrize(("work", "told"), [(crash, "程序崩溃"), (fail, "程序内部出错")])
def test_a_text_that_breaks_its_reader_costs_only_itself(office, monkeypatch, caplog, work, told):
    monkeypatch.setattr(text_pages, "proofread", work)
    monkeypatch.setattr(examining, "METHOD", "fork")
    browser = office.browser("mine")
    text = browser.get(send(browser, "proofread").headers["location"]).text
    assert told in text
    assert "secret of ours" not in text
    assert ("secret of ours" in caplog.text) == (work is fail)
    assert browser.get(f"{HERE}/proofread").status_code == 200


def test_a_bomb_of_a_document_is_refused(office):
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<w:p>" * (60 << 20))
    browser = office.browser("mine")
    text = browser.get(send(browser, "proofread", stream.getvalue()).headers["location"]).text
    assert "太大" in text


def test_every_class_of_flaw_has_a_rank():
    from shuangyong.narrative.proofreading.findings import FLAWS

    assert set(FLAWS) >= text_pages.GRAVE
    assert installed().sectors
