"""Texts that would like to be something else: markup, formulas, commands, templates, headers."""

import io

import openpyxl

from ..conftest import MINE, NAMES, ledger
from ..test_handing_in import send, wrong
from ..test_overlaps_pages import LIST, decide, pairs, ready
from .attempts import GETS, attempt, where

_HTML = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-alert(1)-'", "</title><svg onload=alert(1)>")
_FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://evil.example")')
_TEMPLATES = ("{{7*7}}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "{% print 7*7 %}")


def _renamed(office, name, unit=MINE):
    with office.store as store, store.transaction() as db:
        db.execute("UPDATE roster SET name = ? WHERE unit = ?", (name, unit))
        store.audit("测试", "roster", unit, {})


def _raw(text, html):
    """Tell whether markup stands in a page as it is, and not escaped."""
    return html in text


@attempt("I01", "单位名里放脚本和标签，看每个网页", "原样显示成文字，不执行")
def markup_in_names(target):
    for html in _HTML:
        _renamed(target.office, html)
        for login in ("officer", "mine"):
            browser = target.office.browser(login)
            for page in GETS:
                if not page.path.endswith((".xlsx", "}", ".zip")) and "/results/" not in page.path:
                    target.held(not _raw(browser.get(where(page)).text, html), (page.path, html))


@attempt("I02", "退回的原因、裁定的理由、人名、登录名里放脚本", "原样显示成文字")
def markup_in_reasons(target):
    officer, admin, unit = (target.office.browser(one) for one in ("officer", "admin", "mine"))
    for html in _HTML:
        ready(officer)
        for pair in pairs(ready(officer))[:1]:
            decide(officer, pair, because=html)
            target.held(not _raw(officer.get(f"/overlaps/2025/{pair}").text, html), "because")
            target.held(not _raw(ready(officer, f"{LIST}&state=decided"), html), "decided")
        admin.post(
            "/accounts/add",
            data={
                "login": "x1",
                "name": html,
                "role": "reader",
                "password": "battery staple wagon",
                "again": "battery staple wagon",
            },
        )
        target.held(not _raw(admin.get("/accounts").text, html), "accounts")
        target.held(not _raw(admin.get("/audit").text, html), "audit")
    officer.post(f"/units/{MINE}/2025/return", data={"revision": "1", "because": _HTML[0]})
    for browser in (officer, unit):
        target.held(not _raw(browser.get(f"/units/{MINE}?year=2025").text, _HTML[0]), "returned")


@attempt("I03", "台账单元格、活动名称、文件名里放脚本，看问题清单、数字出处和公文", "原样显示成文字")
def markup_in_ledgers(target):
    def change(book):
        wrong(book)
        for sheet in book:
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if isinstance(cell.value, str) and len(cell.value) > 6:
                        cell.value = f"{cell.value}{_HTML[0]}"

    browser = target.office.browser("mine")
    answer = send(browser, ledger(change=change), f"{_HTML[1]}.xlsx")
    page = browser.get(answer.headers["location"]).text
    target.held(answer.status_code == 303, "received")
    for html in _HTML[:2]:
        target.held(not _raw(page, html), html)


@attempt("I04", "单位名以 =、+、-、@ 开头，导出的 Excel 里变成公式", "是文字，不是公式、不是链接")
def formulas(target):
    for text in _FORMULAS:
        _renamed(target.office, text)
        browser = target.office.browser("admin")
        ready(browser)
        for page in GETS:
            if page.path.endswith(".xlsx") and "{" not in page.path:
                answer = browser.get(page.path)
                if answer.status_code != 200:
                    continue
                for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)):
                    for row in sheet.iter_rows():
                        for cell in row:
                            target.held(cell.data_type != "f" and cell.hyperlink is None, (page.path, cell.coordinate))


@attempt("I05", "查找框里放 SQL", "查不到，不报错，表还在")
def sql(target):
    browser = target.office.browser("admin")
    ready(browser)
    for text in (
        "' OR '1'='1",
        "'; DROP TABLE account; --",
        "%' UNION SELECT password FROM account --",
        "\\",
        "%",
        "_",
        "'",
    ):
        for path in ("/units", "/overlaps", "/review", "/audit", "/accounts", "/roster", "/jobs", "/deadlines"):
            for name in ("q", "sector", "region", "state", "action", "kind"):
                answer = browser.get(path, params={name: text})
                held = answer.status_code in (200, 400) and "argon2" not in answer.text
                target.held(held, (path, name, text, answer.status_code))
    with target.office.store as store:
        target.held(store.db.execute("SELECT COUNT(*) FROM account").fetchone()[0] >= 5, "accounts")


@attempt("I06", "各处写模板语句 {{7*7}}，看会不会被算成 49", "原样显示")
def templates(target):
    for text in _TEMPLATES:
        name = f"甲{text}医院"
        _renamed(target.office, name)
        browser = target.office.browser("officer")
        for path in ("/units", "/overview", "/review", f"/units/{MINE}", f"/units/{MINE}/2025/documents/summary.html"):
            target.held("甲49医院" not in browser.get(path, params={"year": "2025"}).text, (path, text))
        target.held(
            "49" not in browser.get("/units", params={"q": text}).text.partition("<main")[2].partition("共")[0], text
        )


@attempt("I07", "文件名、单位名里放换行、引号、分号，往回答的头里塞东西", "头里没有多出来的行")
def headers(target):
    for text in (
        'x"\r\nSet-Cookie: a=b',
        "x\nX-Evil: 1",
        'a"; filename="evil.exe',
        "../../etc/passwd",
        "a\0b",
        "\u202excod.exe",
    ):
        _renamed(target.office, text)
        browser = target.office.browser("mine")
        for path in ("blank.xlsx", "documents/summary.docx", "documents/summary.html", "documents/table.xlsx"):
            answer = browser.get(f"/units/{MINE}/2025/{path}")
            told = answer.headers.get("content-disposition", "")
            target.held(
                "x-evil" not in answer.headers and "a=b" not in answer.headers.get("set-cookie", ""), (path, text)
            )
            target.held(
                "\r" not in told and "/" not in told.replace("UTF-8''", "") and '.exe"' not in told, (path, told)
            )


@attempt("I08", "网址参数里放脚本、换行，看错误页和查找页", "原样显示成文字，头里没有多出来的行")
def in_addresses(target):
    browser = target.office.browser("admin")
    for html in _HTML:
        for path in ("/units", "/overlaps", "/overview", "/explore", "/audit", "/publish", "/login"):
            for name in ("q", "year", "part", "state", "next", "done"):
                text = browser.get(path, params={name: html}).text
                target.held(not _raw(text, html), (path, name, html))
        target.held(not _raw(browser.get(f"/{html}").text, html), html)
    target.held(all(name not in browser.get("/nowhere").text for name in NAMES.values()), "names")


@attempt(
    "I09",
    "退回原因、裁定理由、人名里放空字符、控制字符、孤立的代理字符",
    "去掉或拒绝；之后的网页、标注的台账、导出的表都打得开",
)
def control_characters(target):
    officer, admin = target.office.browser("officer"), target.office.browser("admin")
    text = "甲\x00\x01\x0b\x1f\x08乙\ufffe"
    pair = pairs(ready(officer))[0]
    decide(officer, pair, because=text)
    password = {"password": "battery staple wagon", "again": "battery staple wagon"}
    admin.post("/accounts/add", data={"login": "x1", "name": text, "role": "reader", **password})
    officer.post(f"/units/{MINE}/2025/return", data={"revision": "1", "because": text})
    for path in (
        f"/overlaps/2025/{pair}", "/overlaps.xlsx?year=2025&state=decided", "/audit.xlsx", "/units.xlsx?year=2025",
        "/accounts", f"/units/{MINE}/2025/revisions/1", f"/units/{MINE}/2025/revisions/1/marked.xlsx",
    ):  # fmt: skip
        answer = admin.get(path)
        target.held(answer.status_code == 200 and b"\x00" not in answer.content.partition(b"PK")[0], path)
        if ".xlsx" in path and answer.status_code == 200:
            target.held(bool(openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames), path)
