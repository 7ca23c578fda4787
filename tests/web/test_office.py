"""The office's side: who reported, search and export, returning with a reason, documents, the audit."""

import io
import pathlib
import re
import shutil
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import shuangyong
from shuangyong.catalog import installed
from shuangyong.web.acts import acts, subject, told
from shuangyong.web.exporting import Approx, amount_of, table_bytes

from .conftest import MINE, NAMES, OTHER, YEAR

PAGE = f"/units/{MINE}?year={YEAR}"


def rows_of(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [*book.active.iter_rows(values_only=True)]


def test_the_overview_counts_by_sector_and_region(filed):
    text = filed.browser("reader").get(f"/overview?year={YEAR}").text
    assert "<b>2</b>应报" in text
    assert "<b>2</b>已报" in text
    assert "医院" in text
    assert "山东省青岛市李沧区" in text


def test_units_are_searched_for_and_exported(filed):
    browser = filed.browser("reader")
    found = browser.get(f"/units?year={YEAR}&q=乙").text
    assert NAMES[OTHER] in found
    assert NAMES[MINE] not in found
    header, row = rows_of(browser.get(f"/units.xlsx?year={YEAR}&q=乙"))
    assert header[:2] == ("单位代码", "单位名称")
    assert row[:4] == (OTHER, NAMES[OTHER], "医院", "山东省青岛市李沧区")
    assert "共 0 个" in browser.get(f"/units?year={YEAR}&q=' OR 1=1 --").text


@pytest.mark.parametrize("year", ["abc", "99999", "2025' --", "２０２５x"])
def test_a_year_that_is_none_is_told(filed, year):
    assert filed.browser("reader").get("/overview", params={"year": year}).status_code == 400


def test_returning_takes_a_reason_that_the_unit_reads(filed):
    officer, unit = filed.browser("officer"), filed.browser("mine")
    assert "退回第 1 版" in officer.get(PAGE).text
    assert "退回第 1 版" not in filed.browser("reader").get(PAGE).text
    address = f"/units/{MINE}/{YEAR}/return"
    assert officer.post(address, data={"revision": "1", "because": "  "}).status_code == 400
    reason = "走访慰问缺照片<script>"
    assert officer.post(address, data={"revision": "1", "because": reason}).status_code == 303
    text = unit.get(PAGE).text
    assert "走访慰问缺照片&lt;script&gt;" in text
    assert "退回待改" in text
    marked = unit.get(f"/units/{MINE}/{YEAR}/revisions/1/marked.xlsx").content
    assert "走访慰问缺照片" in "".join(
        str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(marked)) for row in sheet for cell in row
    )
    assert filed.audited("return") == [f"{MINE}-{YEAR}"]
    assert unit.get(f"/units/{MINE}/{YEAR}/documents/summary.html").status_code == 400


def test_the_second_of_two_who_return_at_once_is_told(filed):
    first, second = filed.browser("officer"), filed.browser("admin")
    address = f"/units/{MINE}/{YEAR}/return"
    assert first.post(address, data={"revision": "1", "because": "甲"}).status_code == 303
    told = second.post(address, data={"revision": "1", "because": "乙"})
    assert told.status_code == 400
    assert "刚才有了变化" in told.text
    assert second.post(address, data={"revision": "7", "because": "乙"}).status_code == 404
    with filed.store as store:
        assert [row[0] for row in store.db.execute("SELECT because FROM revision WHERE because IS NOT NULL")] == ["甲"]


@pytest.mark.parametrize("kind", ["summary", "plan", "table"])
@pytest.mark.parametrize("form", ["docx", "html", "xlsx", "md"])
def test_documents_come_from_the_ledger_that_counts(filed, kind, form):
    answer = filed.browser("mine").get(f"/units/{MINE}/{YEAR}/documents/{kind}.{form}")
    assert answer.status_code == 200
    if form in ("html", "md"):
        assert NAMES[MINE] in answer.text
    else:
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
        assert answer.headers["content-disposition"].startswith("attachment")
    if form == "html":
        policy = answer.headers["content-security-policy"]
        assert "sha256-" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["documents/brief.html", "documents/summary.pdf", "revisions/2", "revisions/0"])
def test_what_there_is_not_is_not_there(filed, path):
    assert filed.browser("mine").get(f"/units/{MINE}/{YEAR}/{path}").status_code == 404


def test_the_blank_ledger_bears_the_units_data(office):
    answer = office.browser("mine").get(f"/units/{MINE}/{YEAR}/blank.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    said = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True) if row[0]}
    assert (said["单位名称"], said["单位代码"], said["行政区划代码"]) == (NAMES[MINE], MINE, "370213")
    assert office.browser("mine").get(f"/units/{MINE}/1990/blank.xlsx").status_code == 404


def test_every_kind_of_the_sector_is_listed_whichever_plugin_it_is_of(filed):
    text = filed.browser("mine").get(PAGE).text
    assert all(f"<td>{kind.label}</td>" in text for kind in installed().kinds_of("hospital"))


def test_the_audit_is_read_by_officers_and_sign_ins_by_admins(filed):
    filed.browser("mine")
    officer, admin = filed.browser("officer").get("/audit").text, filed.browser("admin").get("/audit").text
    assert "收台账：收下" in officer
    assert "192.168.1.20" not in officer
    assert "192.168.1.20" in admin
    header, *rows = rows_of(filed.browser("admin").get("/audit.xlsx?action=collect"))
    assert header[0] == "序号"
    assert {row[3] for row in rows} == {"收台账：收下"}


def test_texts_in_a_workbook_stay_texts():
    sheet = openpyxl.load_workbook(
        io.BytesIO(table_bytes("表", ["甲"], [["=1+1"], ["@SUM(A1)"], ["http://a.b"]]))
    ).active
    assert [sheet.cell(row, 1).data_type for row in (2, 3, 4)] == ["s", "s", "s"]
    assert sheet["A4"].hyperlink is None


def test_a_blank_ledger_is_of_a_year_that_ledgers_are_of(filed):
    browser = filed.browser("mine")
    for year in (1999, 2100, 99999):
        assert browser.get(f"/units/{MINE}/{year}/blank.xlsx").status_code == 404


def test_a_store_that_is_gone_is_told_in_words(office):
    browser = office.browser("officer")
    shutil.move(office.portal.folder, office.portal.folder.with_name("elsewhere"))
    answer = browser.get("/overview")
    assert answer.status_code == 503
    assert "程序内部出错" not in answer.text


def test_the_audit_tells_details_in_words():
    detail = {
        "because": "改",
        "counted before": 1,
        "revision": 2,
        "before": {MINE: ["2026-01-15", None]},
        "lock": "keep",
    }
    words = f"理由：改；原来计入第几版：1；第几版：2；原来：{MINE} 2026-01-15、不设；锁定日期：不变"
    assert told(detail) == words


def test_the_audit_tells_verdicts_and_roles_in_words_and_leaves_out_what_programs_need():
    assert told({"verdict": "same", "one": "2033bf", "label": "慰问"}) == "裁定：相同；内容：慰问"
    assert told({"role": "unit", "problems": ["not-a-ledger"]}) == "角色：单位"
    assert subject("job/start", "collect") == "收台账"
    assert subject("job/done", "score-4") == "考评（第 4 个任务）"


def test_every_act_has_a_name():
    core = pathlib.Path(shuangyong.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in core.rglob("*.py")]
    named = {
        name
        for text in sources
        for name in re.findall(r'store\.audit\(\s*[a-z.()_ ]+(?: if [^,]+)?,\s*"([^"]+)"', text)
    }
    assert {"decide", "unlock", "deadline", "job/start"} <= named
    assert named <= set(acts())


def test_the_audit_is_asked_for_acts_chosen_from_a_list(filed):
    text = filed.browser("officer").get("/audit").text
    assert '<option value="return">退回</option>' in text
    assert "英文" not in text
    assert 'value="sign-in"' not in text
    assert 'value="sign-in"' in filed.browser("admin").get("/audit").text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", Decimal(0)),
        ("1,234.50", Decimal("1234.50")),
        ("1234567", Decimal(1234567)),
        ("-12.5", Decimal("-12.5")),
        ("约3,000", Approx(Decimal(3000))),
        ("约1.5", Approx(Decimal("1.5"))),
        *((text, text) for text in ("无", "1.2万", "12,34", "约", "1,23", "３", "1e3", "NaN", "12%")),
    ],
)
def test_an_amount_as_pages_print_it_is_exported_as_a_number(text, amount):
    assert amount_of(text) == amount
    sheet = openpyxl.load_workbook(io.BytesIO(table_bytes("表", ("甲",), [(amount_of(text),)]))).active
    (cell,) = (row[0] for row in sheet.iter_rows(min_row=2, values_only=True))
    wanted = amount.amount if isinstance(amount, Approx) else amount
    assert cell == (float(wanted) if isinstance(wanted, Decimal) else wanted)


def test_states_of_the_list_and_counts_of_the_overview_are_asked_for_apart(filed):
    text = filed.browser("officer").get(f"/units?year={YEAR}&state=通过").text
    first, second = text.split("<optgroup")[1:3]
    assert "已通过" in first
    assert "<option selected>通过</option>" in second
